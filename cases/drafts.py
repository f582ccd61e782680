"""What is being typed, kept for its writer. Autosave is not an action and changes no case."""

from __future__ import annotations

import json
from typing import Any

from django.http import QueryDict

from cases.models import Case, Draft, User
from flexcase.base import clock

#: Fields that are no words of the writer.
NOT_KEPT = {"csrfmiddlewaretoken", "run"}


def keep(user: User, case: Case, form: str, typed: QueryDict) -> Draft:
    """Keep the text of a form. The newest wins: a draft has one writer."""
    draft = Draft.objects.select_related("case__key").filter(user=user, case=case, form=form).first()
    if draft is None:
        draft = Draft(user=user, case=case, form=form)
    words = {
        name: values if len(values) > 1 else values[0] for name, values in typed.lists() if name not in NOT_KEPT and values
    }
    draft.text = json.dumps(words, ensure_ascii=False)
    draft.saved_at = clock.now()
    draft.save()
    return draft


def kept(user: User, case: Case, form: str) -> tuple[dict[str, Any], Draft | None]:
    """What the writer had typed when leaving, and when it was saved."""
    draft = Draft.objects.select_related("case__key").filter(user=user, case=case, form=form).first()
    return (json.loads(draft.text), draft) if draft else ({}, None)
