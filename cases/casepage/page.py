"""What the case page answers: where on the road, next deadline and why, what can I do now, what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cases import access
from cases.action import Action, Target, actions
from cases.action import action as action_named
from cases.casepage import shown
from cases.dossier import load
from cases.findings import Verdict
from cases.models import Case, Deadline, User
from cases.road import ahead as action_ahead
from cases.runner import preview
from flexcase.law.rule import Dossier

#: Keys of the actions on the page; notes and documents have their own.
KEYS = {"write_note": "N", "record_conversation": "S", "add_document": "U"}
#: How many stand open beside those with a letter; the rest is behind »Flere handlinger«.
NUMBERED = 4
#: What lies behind »Flere handlinger« stands on shelves: an action's rank is under the shelf's number.
SHELVES = (
    (30, "Sagens gang"),
    (40, "Helbred og arbejde"),
    (60, "Notater, papirer og breve"),
    (70, "Særlige forhold"),
    (80, "Det, borgeren ønsker"),
    (100, "Sagen selv"),
)
#: An action of a higher rank can wait while the next step still has a reminder: nobody is led to close a case too early.
NEXT_STEPS = 30


@dataclass(frozen=True)
class Standing:
    """One case as it stands for one user: at most six queries, however much there is on the case."""

    dossier: Dossier
    offered: list[Action]
    ahead: Action | None
    verdict: Verdict | None


def standing(case: Case, user: User) -> Standing:
    """Which actions are open to the user now, and what stands before the next step."""
    dossier = load([case])[case.pk]
    relation = access.relation(user, case)
    offered = sorted(
        (
            action
            for action in actions()
            if action.rank > 0
            and action.target is Target.CASE
            and user.role in action.roles
            and relation in action.relations
            and action.open_in(case.state)
            and action.offered(case, dossier)
            and action.is_for(user, dossier)
        ),
        key=lambda action: action.rank,
    )
    name = action_ahead(case.state, case.regime)
    ahead = action_named(name) if name else None
    return Standing(dossier, offered, ahead, preview(ahead, case, dossier) if ahead else None)


def action_items(case: Case, now: Standing) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The offered actions for actions_card.html: those that stand open, and the shelves behind »Flere handlinger«.

    First stands the next step itself when nothing is in the way, or else what removes a blocker, in the order of the work.
    Every key that is told works: four are numbered, then come those with a letter of their own, then the rest.
    """
    wanted = _wanted(now)
    first = wanted[0] if wanted else None
    ordered = [*wanted, *(action for action in now.offered if action not in wanted)]
    lettered = [(action, KEYS[action.name]) for action in ordered if action.name in KEYS]
    others = [action for action in ordered if action.name not in KEYS]
    numbered = [(action, str(number)) for number, action in enumerate(others[:NUMBERED], 1)]
    items = [
        {
            "label": action.label_for(case),
            "url": shown.action_url(action.name, case),
            "icon": action.icon,
            "key": key,
            "first": action is first,
        }
        for action, key in (*numbered, *lettered)
    ]
    rest = sorted(others[NUMBERED:], key=lambda action: action.rank)
    return items, _shelves(case, rest)


def _shelves(case: Case, actions: list[Action]) -> list[dict[str, Any]]:
    """Actions in the order of their ranks, each on its shelf; a shelf with nothing on it is not there."""
    shelves = []
    above = 0
    for under, title in SHELVES:
        on_it = [
            {"label": action.label_for(case), "url": shown.action_url(action.name, case), "icon": action.icon}
            for action in actions
            if above <= action.rank < under
        ]
        if on_it:
            shelves.append({"title": title, "actions": on_it})
        above = under
    return shelves


def _wanted(now: Standing) -> list[Action]:
    """The next step if nothing is in its way, or else the offered actions that remove what is, in the order of the work."""
    if now.verdict is None or now.ahead is None:
        return []
    if now.verdict.passes:
        can_wait = now.ahead.rank >= NEXT_STEPS and now.verdict.reminders
        return [action for action in now.offered if action is now.ahead and not can_wait]
    links = {item.link for item in now.verdict.in_the_way}
    return [action for action in now.offered if f"action:{action.name}" in links or f"tab:{action.tab}" in links]


def deadlines(case: Case) -> list[Deadline]:
    """The running deadlines, the next one first."""
    return list(Deadline.objects.filter(case=case, met_on=None, due__isnull=False).order_by("due"))
