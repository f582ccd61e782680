"""What an action is: everything that a person or the clock does to a case, declared in a few lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from cases.access import STAFF, Relation
from cases.daily import covering
from cases.letters.letter import Letter as LetterContent
from cases.models import Case, Document, Letter, Note, Notice, Role, User
from cases.papers.uploads import StoredFile
from cases.roads import OnRoad
from cases.search import index
from cases.writing import drafts
from cases.writing.note_templates import Template
from flexcase.base.models import Run
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Finding, Part


class Target(StrEnum):
    """What an action is done to."""

    NEW_CASE = "new_case"
    CASE = "case"
    #: Something beside all cases, such as planning a meeting.
    HOUSE = "house"


@dataclass(frozen=True)
class Actor:
    """Who acts: a user, or the clock (beat, a worker)."""

    role: Role
    user: User | None = None
    #: Whom staff act for when they register a call or a letter.
    on_behalf_of: str = ""

    @classmethod
    def of(cls, user: User, on_behalf_of: str = "") -> Actor:
        return cls(Role(user.role), user, on_behalf_of)

    @classmethod
    def clock(cls) -> Actor:
        return cls(Role.CLOCK)


class Refused(Exception):
    """Raised by ``perform`` when the input cannot be true of this case: a sentence at a field (empty: the whole form)."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.field = sentence, field


class Stale(Exception):
    """Raised by ``perform`` when somebody changed the same text meanwhile; carries theirs, so that neither is lost."""

    def __init__(self, theirs: Mapping[str, str]) -> None:
        super().__init__("stale")
        self.theirs = dict(theirs)


@dataclass
class Act:
    """What ``perform`` works with: one action under way. It writes rows through here and puts letters in order."""

    actor: Actor
    run: Run
    day: date
    now: datetime
    case: Case = None  # type: ignore[assignment]  # set by the runner, or by perform for a new case
    reasons: Mapping[str, str] = field(default_factory=dict)
    outcome: str | None = None
    #: The move of the case's road, where the action may make several.
    move: str | None = None
    letters: list[Letter] = field(default_factory=list)
    #: Documents, notices and later work, written by the runner after the rules agreed.
    later: list[tuple[str, UUID, str]] = field(default_factory=list)
    created: Any = None
    #: The kind of event, where it differs from the action's own.
    event: str = ""

    @property
    def user(self) -> User:
        """The acting user. Only actions of the clock have none."""
        assert self.actor.user is not None, "the clock has no user"
        return self.actor.user

    def put(self, kind: str, subject: UUID, detail: str = "") -> None:
        """Put later work in the outbox, with the commit."""
        self.later.append((kind, subject, detail))

    def letter(
        self,
        content: LetterContent,
        *,
        needs_approval: bool = False,
        recipient: str = Letter.Recipient.CITIZEN,
        enclosures: tuple[UUID, ...] = (),
    ) -> Letter:
        """Order a letter. A worker renders it after the commit; without need of approval it is then sent."""
        from cases.letters.posting import order

        row = order(self, content, needs_approval=needs_approval, recipient=recipient, enclosures=enclosures)
        self.letters.append(row)
        return row

    def document(
        self,
        kind: str,
        title: str,
        *,
        dated: date,
        file: StoredFile | None = None,
        sheet: Mapping[str, str] | None = None,
        health: bool = False,
        adverse: bool = False,
        known_to_citizen: bool = False,
        source: Any = None,
        sender: str = "",
    ) -> Document:
        """Put a document on the case: a stored file, or a sheet (heading → text) of what was registered without paper."""
        last = Document.everything.filter(case=self.case).order_by("-no").values_list("no", flat=True).first()
        row = Document(case=self.case, no=(last or 0) + 1, kind=kind, dated=dated, received_on=self.day)
        row.health, row.adverse, row.known_to_citizen = health, adverse, known_to_citizen
        row.added_by = self.actor.user
        row.title, row.sender = title, sender
        if file is not None:
            row.blob, row.media_type, row.size, row.sha256 = file.blob, file.media_type, file.size, file.sha256
        else:
            row.sheet = json.dumps(list((sheet or {}).items()), ensure_ascii=False)  # in the order in which it was written
        if source is not None:
            row.source_kind, row.source_id = source._meta.model_name, source.pk
        row.save()
        self.reread(row)
        return row

    def reread(self, document: Document) -> None:
        """Have the words of a document read anew for the search: it is new, or its kind, title or file has changed."""
        self.put("search.document", document.pk, str(self.run.pk))

    def note(self, heading: str, text: str, **spoken: Any) -> Note:
        """Keep words that belong to the case (notatpligt): encrypted, dated, never in the event.

        ``spoken`` are the further columns of a note of a conversation.
        """
        row = Note(case=self.case, run=self.run, written_by=self.actor.user, dated=self.day, at=self.now)
        row.heading, row.text = heading, text
        for name, value in spoken.items():
            setattr(row, name, value)
        row.save()
        index.keep(row)
        return row

    def keep_version(self, form: str, version: int, words: Mapping[str, str]) -> None:
        """Keep the words of a shared text as they are saved now: a later writer can compare with them and bring them back."""
        drafts.saved(self.user, self.case, form, version, words)

    def notify(self, user: User | None, kind: str, text: str) -> None:
        """Tell somebody; without names of citizens, since a copy goes out by e-mail.

        What the caseworker is told of the case, whoever covers for them that day is told too.
        """
        if user is None:
            return
        people = [user]
        if self.case is not None and user.pk == self.case.caseworker_id:
            others = covering.caseworkers([self.case], self.now.date())[self.case.pk]
            people = [person for person in others if person == user or person != self.actor.user]
        self.notify_each(people, kind, text)

    def notify_each(self, people: Iterable[User], kind: str, text: str) -> None:
        """Tell these people and nobody else."""
        for person in people:
            notice = Notice.objects.create(user=person, case=self.case, kind=kind, text=text, at=self.now)
            self.put("notice.mail", notice.pk)

    def notify_leaders(self, kind: str, text: str) -> int:
        """Tell the leaders of the case's unit, and the leaders who stand in for them today (stedfortrædere). How many."""
        leaders = covering.leaders([self.case], self.now.date())[self.case.pk]
        self.notify_each(leaders, kind, text)
        return len(leaders)

    def take(self, row: OnRoad, move: str) -> None:
        """Move something that travels beside the case, or refuse in words when it cannot go there."""
        if not row.road.allows(move, row.state):
            raise Refused("Det kan ikke lade sig gøre, som sagen står nu. Genindlæs siden, og se, hvad der er sket.")
        row.take(move)


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


class OutcomeKind(StrEnum):
    """How a run ended."""

    DONE = "done"
    INVALID = "invalid"
    STOPPED = "stopped"
    NEEDS_REASONS = "needs_reasons"
    STALE = "stale"
    BUSY = "busy"
    DENIED = "denied"


#: The status code that a browser gets for each.
STATUS = {
    OutcomeKind.DONE: 200,
    OutcomeKind.INVALID: 422,
    OutcomeKind.STOPPED: 409,
    OutcomeKind.NEEDS_REASONS: 422,
    OutcomeKind.STALE: 409,
    OutcomeKind.BUSY: 409,
    OutcomeKind.DENIED: 404,
}


@dataclass(frozen=True)
class Outcome:
    """What came of a run. ``findings`` hold also what only reminds; ``again`` marks a repeated run."""

    kind: OutcomeKind
    findings: tuple[Finding, ...] = ()
    errors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)
    case_id: UUID | None = None
    run_id: UUID | None = None
    letters: tuple[UUID, ...] = ()
    created: Any = None
    again: bool = False

    @property
    def done(self) -> bool:
        return self.kind is OutcomeKind.DONE

    @property
    def status(self) -> int:
        return STATUS[self.kind]
