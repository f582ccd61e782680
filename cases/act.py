"""One action under way: who acts, and what ``perform`` writes rows and puts letters in order through."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from cases.daily import covering
from cases.letters.letter import Letter as LetterContent
from cases.models import Case, Document, Letter, Note, Notice, Role, User
from cases.papers.uploads import StoredFile
from cases.roads import OnRoad
from cases.search import index
from cases.writing import drafts
from flexcase.base.models import Run


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
