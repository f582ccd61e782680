"""What is being typed, kept for its writer; what it said before; and who else has it open. Autosave changes no case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from cases.models import Case, Draft, EarlierText, OpenForm, User
from flexcase.base import clock

#: Fields that are no words of the writer.
NOT_KEPT = {"csrfmiddlewaretoken", "run"}
#: How many earlier texts of a form are kept: saved ones together, typed ones a writer.
MOST = 20
#: What was typed is set aside when so long has gone, or when half of it disappears at once.
SET_ASIDE_EVERY = timedelta(minutes=5)
#: Typed words that became nothing are thrown away after this.
FORGET_TYPED = timedelta(days=30)
#: A form that was last seen so long ago is taken to be closed: its page asks twice a minute, without scripts it never does.
STILL_THERE = timedelta(minutes=2)
PERHAPS_THERE = timedelta(minutes=30)


def keep(user: User, case: Case, form: str, typed: QueryDict) -> Draft:
    """Keep the text of a form. The newest wins: a draft has one writer. Now and then the one before is set aside."""
    draft = Draft.objects.select_related("case__key").filter(user=user, case=case, form=form).first()
    text = _as_kept(typed)
    if draft is None:
        draft = Draft(user=user, case=case, form=form)
    elif draft.text != text:
        _perhaps_set_aside(draft, text)
    draft.text = text
    draft.saved_at = clock.now()
    draft.save()
    return draft


def _as_kept(typed: QueryDict) -> str:
    words = {
        name: values if len(values) > 1 else values[0] for name, values in typed.lists() if name not in NOT_KEPT and values
    }
    return json.dumps(words, ensure_ascii=False)


def kept(user: User, case: Case, form: str) -> tuple[dict[str, Any], Draft | None]:
    """What the writer had typed when leaving, and when it was saved."""
    draft = Draft.objects.select_related("case__key").filter(user=user, case=case, form=form).first()
    return (json.loads(draft.text), draft) if draft else ({}, None)


def done(user: User, case: Case, form: str) -> None:
    """The form is sent: there is nothing left to come back to, and nobody has it open."""
    Draft.objects.filter(user=user, case=case, form=form).delete()
    OpenForm.objects.filter(user=user, case=case, form=form).delete()


# What it said before


def _perhaps_set_aside(draft: Draft, text: str) -> None:
    mine = _typed(draft.user, draft.case, draft.form)
    last = mine.order_by("-at").values_list("at", flat=True).first()
    if last is None or draft.saved_at - last >= SET_ASIDE_EVERY or len(text) * 2 < len(draft.text):
        _set_aside(mine, draft.user, draft.case, draft.form, draft.text, draft.saved_at)


def set_aside(user: User, case: Case, form: str, typed: QueryDict) -> None:
    """Keep what was sent and met a colleague's newer text: whatever is chosen now, it can be brought back."""
    _set_aside(_typed(user, case, form), user, case, form, _as_kept(typed), clock.now())


def saved(user: User, case: Case, form: str, version: int, words: Mapping[str, str]) -> None:
    """Keep the words of a version that was saved on the case. Called by actions, in their transaction."""
    others = EarlierText.objects.filter(case=case, form=form, version__isnull=False)
    _set_aside(others, user, case, form, json.dumps(dict(words), ensure_ascii=False), clock.now(), version)


def _set_aside(
    siblings: QuerySet[EarlierText], user: User, case: Case, form: str, text: str, at: datetime, version: int | None = None
) -> None:
    too_many = siblings.order_by("-at").values_list("pk", flat=True)[MOST - 1 :]
    EarlierText.objects.filter(pk__in=list(too_many)).delete()
    row = EarlierText(user=user, case=case, form=form, version=version, at=at)
    row.text = text
    row.save()


def _typed(user: User, case: Case, form: str) -> QuerySet[EarlierText]:
    return EarlierText.objects.filter(user=user, case=case, form=form, version=None)


def _readable(user: User, case: Case, form: str) -> QuerySet[EarlierText]:
    return EarlierText.objects.filter(Q(version__isnull=False) | Q(user=user), case=case, form=form).select_related("user")


def earlier(user: User, case: Case, form: str) -> list[EarlierText]:
    """What the writer may bring back, the newest first."""
    return list(_readable(user, case, form).order_by("-at", "-version", "-pk"))


def brought_back(user: User, case: Case, form: str, wanted: str) -> tuple[dict[str, Any], EarlierText | None]:
    """The words of one earlier text, without the version that they had: they are saved on top of what stands now."""
    try:
        row = _readable(user, case, form).select_related("case__key").filter(pk=UUID(wanted)).first()
    except ValueError:
        row = None
    if row is None:
        return {}, None
    draft = Draft.objects.select_related("case__key").filter(user=user, case=case, form=form).first()
    if draft is not None and draft.text:  # what stands now will be typed over: it can be brought back too
        mine = _typed(user, case, form)
        if not mine.filter(at=draft.saved_at).exists():
            _set_aside(mine, user, case, form, draft.text, draft.saved_at)
    words = json.loads(row.text)
    words.pop("version", None)
    return words, row


def version_of(case: Case, form: str, version: int) -> tuple[dict[str, str] | None, EarlierText | None]:
    """The words of a saved version; None while it is not known (it was written before versions were kept)."""
    rows = EarlierText.objects.filter(case=case, form=form, version=version).select_related("case__key", "user")
    row = rows.order_by("-at", "-pk").first()
    return (json.loads(row.text), row) if row else (None, None)


def forget_typed() -> int:
    """Throw away typed words that became nothing, and forms that were left open. Answers how many."""
    now = clock.now()
    gone, _ = EarlierText.objects.filter(version=None, at__lt=now - FORGET_TYPED).delete()
    OpenForm.objects.filter(seen_at__lt=now - PERHAPS_THERE).delete()
    return gone


# Who else has it open


@dataclass(frozen=True)
class Beside:
    """A colleague who has the same text open: when they were seen there, and when they last wrote."""

    name: str
    there: bool
    seen_at: datetime
    wrote_at: datetime | None


def here(user: User, case: Case, form: str) -> list[Beside]:
    """Note that the user has the text open, and answer who else has."""
    now = clock.now()
    OpenForm.objects.bulk_create(
        [OpenForm(user=user, case=case, form=form, seen_at=now)],
        update_conflicts=True,
        unique_fields=["case", "form", "user"],
        update_fields=["seen_at"],
    )
    others = OpenForm.objects.filter(case=case, form=form, seen_at__gte=now - PERHAPS_THERE).exclude(user=user)
    typed = Q(user__drafts__case=F("case"), user__drafts__form=F("form"))
    wrote = dict(others.filter(typed).values_list("user", "user__drafts__saved_at"))
    return [
        Beside(str(row.user), now - row.seen_at <= STILL_THERE, row.seen_at, wrote.get(row.user_id))
        for row in others.select_related("user").order_by("-seen_at")
    ]
