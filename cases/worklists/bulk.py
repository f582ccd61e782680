"""One action on many cases: a run of ordinary actions, one transaction a case, that a kill at any line leaves resumable.

What is chosen is written down when it is asked for. Rights, and whether the case is still in the list that it was chosen
from, are asked again when its turn comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import QueryDict

from cases import access
from cases.act import Actor
from cases.action import Action, actions
from cases.action import action as action_named
from cases.casepage import shown
from cases.models import BulkItem, BulkRun, BulkState, Case, User
from cases.outcome import Outcome, OutcomeKind
from cases.runner import run
from cases.worklists import worklist
from cases.worklists.listing import Listing
from flexcase.base import clock, outbox
from flexcase.base.models import Run
from flexcase.law.rule import Effect

#: Cases that one run may hold.
MOST = 500
LONGEST_WHY = 400
NOT_YOURS = "Du har ikke længere adgang til sagen, eller din rolle må ikke gøre det her."
LEFT_THE_LIST = "Sagen hører ikke længere til i den liste, som du valgte den fra."


def offered(user: User) -> list[Action]:
    """What a user can do to many cases at once, in the order of the bar."""
    return sorted((one for one in actions() if one.bulk and user.role in one.roles), key=lambda one: one.bulk_rank)


def picked(user: User, numbers: Iterable[str]) -> QuerySet[Case]:
    """The cases of these numbers that the user may see."""
    known = [number for number in numbers if "\0" not in number][: MOST + 1]
    return access.visible(Case.objects.all(), user).filter(number__in=known)


def all_of(user: User, listing: str) -> QuerySet[Case]:
    """Every case of a list, as its address tells it."""
    asked = QueryDict(listing)
    view = worklist.view_of(user, asked.get("vis", ""))
    return worklist.cases_of(user, view, Listing.read(asked, view.key))


@transaction.atomic
def start(
    user: User, name: str, given: Mapping[str, Any], cases: Iterable[Case], run_id: UUID, listing: str = "", came_from: str = ""
) -> BulkRun:
    """Write down what is to be done to which cases; a worker does it after the commit. Sent twice, it is begun once.

    Raises BulkRun.DoesNotExist when the id was used for something else.
    """
    now = clock.now()
    who = {"actor_kind": user.role, "actor_id": user.pk, "recorded_at": now}
    begun, new = Run.objects.get_or_create(id=run_id, defaults={"action": "bulk", **who})
    if not new:
        return BulkRun.objects.get(pk=run_id, user=user)
    bulk = BulkRun(id=run_id, user=user, action=name, given=dict(given), listing=listing, created_at=now)
    bulk.came_from = came_from
    bulk.save(force_insert=True)
    BulkItem.objects.bulk_create(BulkItem(bulk=bulk, case=case, place=place) for place, case in enumerate(cases))
    outbox.put(begun, "bulk.run", bulk.pk)
    return bulk


def work(bulk: BulkRun) -> None:
    """Do what is not done yet. Two workers at once, or one after a kill, do each case once."""
    action = action_named(bulk.action)
    for item in bulk.items.filter(state=BulkState.WAITING).select_related("case"):
        mine = BulkItem.objects.filter(pk=item.pk)
        if why := _do(bulk, action, item):
            mine.filter(state=BulkState.WAITING).update(state=BulkState.REFUSED, why=why[:LONGEST_WHY])
        else:  # whatever another worker said meanwhile: what is done is done
            mine.update(state=BulkState.DONE, why="")


def _do(bulk: BulkRun, action: Action, item: BulkItem) -> str:
    """Do it to one case. Why not, in words; empty when it is done."""
    if Run.objects.filter(pk=item.pk).exists():
        return ""  # done, and killed before that was written here
    if bulk.listing and not all_of(bulk.user, bulk.listing).filter(pk=item.case_id).exists():
        return LEFT_THE_LIST
    if not bulk.user.is_active:
        return NOT_YOURS
    outcome = run(bulk.action, Actor.of(bulk.user), bulk.given, case=item.case, run_id=item.pk)
    return "" if outcome.done else why_not(action, outcome, item.case, bulk.user)


def why_not(action: Action, outcome: Outcome, case: Case, user: User) -> str:
    """An outcome in one or more Danish sentences, with no more than the person may read."""
    if outcome.kind is OutcomeKind.DENIED:
        return NOT_YOURS
    if outcome.findings:
        return " ".join(shown.finding(one, case, user)["text"] for one in outcome.findings if one.effect is not Effect.WARN)
    fields = action.form(None).fields
    told = []
    for name, sentences in outcome.errors.items():
        label = f"{fields[name].label}: " if name in fields else ""
        told += [f"{label}{sentence}" for sentence in sentences]
    return " ".join(told) or "Nogen har ændret sagen imens. Åbn den, og se, hvad der er sket."


@dataclass(frozen=True)
class Progress:
    """How far a run has come."""

    total: int
    done: int
    refused: int

    @property
    def over(self) -> int:
        return self.done + self.refused

    @property
    def running(self) -> bool:
        return self.over < self.total


def progress(bulk: BulkRun) -> Progress:
    """One query."""
    found = dict(bulk.items.order_by().values_list("state").annotate(n=Count("pk")))
    return Progress(sum(found.values()), found.get(BulkState.DONE, 0), found.get(BulkState.REFUSED, 0))


def refused(bulk: BulkRun) -> QuerySet[BulkItem]:
    """What did not come to be done."""
    return bulk.items.filter(state=BulkState.REFUSED).select_related("case__citizen")
