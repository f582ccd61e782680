"""What an action is: everything that a person or the clock does to a case, declared in a few lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from django import forms

from cases.access import STAFF, Relation
from cases.act import Act
from cases.letters.letter import Letter as LetterContent
from cases.models import Case, Role, User
from cases.writing.note_templates import Template
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part


class Target(StrEnum):
    """What an action is done to."""

    NEW_CASE = "new_case"
    CASE = "case"
    #: Something beside all cases, such as planning a meeting.
    HOUSE = "house"


_SNAKE = re.compile(r"(?<!^)(?=[A-Z])")
_actions: dict[str, Action] = {}


class Action:
    """A thing that can be done. Subclasses are declarations; the runner does the work.

    ``moves`` are the moves of the case's road that it may make; ``when`` the states in which it is offered if it makes
    none. ``event`` is the kind of entry on the timeline. ``label`` is the Danish imperative on its button, ``effects`` the
    sentences that say beforehand what will happen.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    help: ClassVar[str] = ""
    effects: ClassVar[tuple[str, ...]] = ()
    inputs: ClassVar[type[forms.Form]]
    target: ClassVar[Target] = Target.CASE
    roles: ClassVar[frozenset[Role]]
    relations: ClassVar[frozenset[Relation]] = STAFF
    moves: ClassVar[tuple[str, ...]] = ()
    when: ClassVar[tuple[str, ...]] = ()
    part: ClassVar[Part] = Part.CASE
    event: ClassVar[str] = ""
    #: Fields that tell which of several things the action concerns; each has a draft of its own.
    one_of_several: ClassVar[tuple[str, ...]] = ("key", "trial", "departure", "hearing", "item", "complaint", "flaw")
    #: Fields whose words go to the citizen as they are: the writer is told how hard they are to read.
    to_citizen: ClassVar[tuple[str, ...]] = ()
    #: Texts that one press puts into a field (skabeloner).
    templates: ClassVar[tuple[Template, ...]] = ()
    #: Whether the legal date may differ from the day on which it is written down.
    dated: ClassVar[bool] = True
    #: Icon on the case page, and place among the offered actions: lower comes first, the tens are a shelf of
    #: `cases.casepage.page.SHELVES`, and 0 keeps it off the page.
    icon: ClassVar[str] = "forward"
    rank: ClassVar[int] = 50
    #: What its button is called where it is done to many cases at once (`cases.worklists.bulk`), and its place there.
    #: Empty: it is not.
    bulk: ClassVar[str] = ""
    bulk_rank: ClassVar[int] = 50
    #: The tab on whose findings it is the work to do, where they link to the tab and not to the action.
    tab: ClassVar[str] = "-"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "label" in cls.__dict__:
            cls.name = _SNAKE.sub("_", cls.__name__).lower()
            known = _actions.get(cls.name)
            if known is not None and type(known).__module__ != cls.__module__:
                raise ValueError(f"action {cls.name} is defined twice")
            _actions[cls.name] = cls()

    @property
    def slug(self) -> str:
        """The action in an address."""
        return self.name.replace("_", "-")

    def draft_name(self, asked: Mapping[str, Any]) -> str:
        """Which draft a form belongs to: an action that concerns one of several (a part, a trial) has one for each."""
        which = next((str(asked[name]) for name in self.one_of_several if asked.get(name)), "")
        which = which if which.isprintable() and len(which) <= 40 else ""  # nothing on a case is called so
        return f"{self.name}:{which}" if which else self.name

    @property
    def shared(self) -> bool:
        """Whether it writes a text that colleagues write in too: then it compares versions, and shows who has it open."""
        return "version" in self.inputs.base_fields

    def label_for(self, case: Case) -> str:
        """The label in the words of the case's regime, where they differ."""
        return self.label

    def form(self, data: Any = None, **kwargs: Any) -> forms.Form:
        """The action's input form."""
        return self.inputs(data, **kwargs)

    def outcome(self, dossier: Dossier, given: Mapping[str, Any]) -> str | None:
        """Which outcome is at stake (``grant``, ``rejection``); rules guard outcomes. None: not known."""
        return None

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        """What the form is filled with when it is opened."""
        return {}

    def filled(self, case: Case, user: User, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The same, where it depends on what the address asks for: which part, which trial."""
        return self.initial(case, user)

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        """Choices that depend on the case, laid out by the view: field name → (value, label)."""
        return {}

    def offered(self, case: Case, dossier: Dossier) -> bool:
        """Whether the case page shows it now. The road and the rules are asked apart from this."""
        return True

    def is_for(self, user: User, dossier: Dossier) -> bool:
        """Whether it is offered to this very person: nobody answers what they have written or asked for themselves."""
        return True

    def letter_for(self, case: Case, day: date) -> LetterContent | None:
        """The letter that it sends, where it asks nothing first; shown before it goes out. Raises Refused like ``perform``."""
        return None

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue] | None:
        """Write rows only: no file, mail, network or cache. Returns the facts of the event."""
        raise NotImplementedError

    def open_in(self, state: str) -> bool:
        """Whether the road lets this be done in a state."""
        from cases.road import CASE_ROAD

        if self.moves:
            return any(CASE_ROAD.allows(move, state) for move in self.moves)
        return not self.when or state in self.when


def action(name: str) -> Action:
    """Raises KeyError for an unknown name."""
    return _actions[name]


def actions() -> Iterator[Action]:
    """All actions, in the order of the house."""
    return iter(_actions.values())
