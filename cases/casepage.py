"""What the case page answers: where on the road, next deadline and why, what can I do now, what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cases import access, shown
from cases.action import Action, Target, actions
from cases.action import action as action_named
from cases.dossier import load
from cases.findings import Verdict
from cases.models import Case, Deadline, User
from cases.road import ahead as action_ahead
from cases.runner import preview
from flexcase.law.rule import Dossier

#: Keys of the actions on the page; notes and documents have their own.
KEYS = {"write_note": "N", "add_document": "U"}
#: How many stand open; the rest is behind »Flere handlinger«.
OPEN_ACTIONS = 6
NUMBERED = 4


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
        ),
        key=lambda action: action.rank,
    )
    name = action_ahead(case.state, case.regime)
    ahead = action_named(name) if name else None
    return Standing(dossier, offered, ahead, preview(ahead, case, dossier) if ahead else None)


def action_items(case: Case, now: Standing) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The offered actions for actions_card.html. First stands what removes a blocker, or else the next step itself.

    Every key that is told works: four are numbered, then come those with a letter of their own, then the rest.
    """
    first = _first(now)
    ordered = sorted(now.offered, key=lambda action: action is not first)
    lettered = [(action, KEYS[action.name]) for action in ordered if action.name in KEYS]
    others = [action for action in ordered if action.name not in KEYS]
    numbered = [(action, str(number)) for number, action in enumerate(others[:NUMBERED], 1)]
    rest = [(action, "") for action in others[NUMBERED:]]
    items = [
        {
            "label": action.label_for(case),
            "url": shown.action_url(action.name, case),
            "icon": action.icon,
            "key": key,
            "first": action is first,
        }
        for action, key in (*numbered, *lettered, *rest)
    ]
    return items[:OPEN_ACTIONS], items[OPEN_ACTIONS:]


def _first(now: Standing) -> Action | None:
    wanted = []
    if now.verdict is not None:
        wanted = [item.link.removeprefix("action:") for item in now.verdict.in_the_way if item.link.startswith("action:")]
    if now.ahead is not None and now.verdict is not None and now.verdict.passes:
        wanted.insert(0, now.ahead.name)
    by_name = {action.name: action for action in now.offered}
    return next((by_name[name] for name in wanted if name in by_name), None)


def deadlines(case: Case) -> tuple[Deadline | None, list[Deadline]]:
    """The next running deadline, and those after it."""
    rows = list(Deadline.objects.filter(case=case, met_on=None, due__isnull=False).order_by("due"))
    return (rows[0], rows[1:5]) if rows else (None, [])
