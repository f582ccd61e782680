"""What becomes void when a case goes back to an earlier step, or when the citizen withdraws."""

from __future__ import annotations

from cases.act import Act
from cases.models import Letter
from decisions.facts import OPEN
from decisions.models import Decision, Hearing, NothingAdverse


def lapse(act: Act, to: str) -> None:
    """Back to the profile everything lapses; back to hearing or team only the draft of the decision."""
    lapse_decisions(act)
    if to in {"profile", "withdrawn"}:
        lapse_hearings(act)
        NothingAdverse.objects.filter(case=act.case, lapsed_on=None).update(lapsed_on=act.day)


def lapse_decisions(act: Act) -> None:
    """The open decision, with the letter that nobody has got."""
    for decision in Decision.objects.filter(case=act.case, state__in=OPEN).select_related("letter"):
        void(act, decision.letter)
        decision.lapsed_on = act.day
        decision.save(update_fields=["lapsed_on"])
        act.take(decision, "lapse")


def lapse_hearings(act: Act) -> None:
    """Hearings on a profile that is being changed. What the citizen has seen and said stays on the case."""
    for hearing in Hearing.objects.filter(case=act.case).exclude(state="lapsed").select_related("letter"):
        void(act, hearing.letter)
        hearing.lapsed_on = act.day
        hearing.save(update_fields=["lapsed_on"])
        act.take(hearing, "lapse")


def void(act: Act, letter: Letter | None) -> None:
    """A letter that has not gone out never will."""
    if letter is not None and letter.road.allows("void", letter.state):
        act.take(letter, "void")
