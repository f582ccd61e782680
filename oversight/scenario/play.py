"""Play a story through the one door, on a clock that stands where the story says, and see whether all of it came true."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from django.db import transaction
from django.test.utils import override_settings

from cases.action import Action
from cases.action import action as action_named
from cases.adapter import WrongShape
from cases.inputs import Upload
from cases.letters.letter import from_snapshot
from cases.letters.render import render_text
from cases.models import Case, Deadline, Event, Letter
from cases.outcome import Outcome
from cases.papers.uploads import StoredFile, store
from cases.runner import run
from flexcase.base import clock, outbox
from flexcase.law import regime
from oversight.scenario import cast as casting
from oversight.scenario.expect import check_ending, check_step
from oversight.scenario.story import Step, Story


@dataclass
class Played:
    """What came of a story."""

    story: Story
    faults: list[str] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    rules: set[str] = field(default_factory=set)
    actions: set[str] = field(default_factory=set)
    letters: dict[str, bytes] = field(default_factory=dict)
    #: The kinds of the letters that were made and not voided.
    letters_made: list[str] = field(default_factory=list)
    state: str = ""

    @property
    def held(self) -> bool:
        return not self.faults

    def as_json(self) -> dict[str, Any]:
        """What ``--json`` prints."""
        return {
            "id": self.story.id,
            "title": self.story.title,
            "held": self.held,
            "faults": self.faults,
            "state": self.state,
            "steps": self.told,
        }


class _Undo(Exception):
    pass


def play(
    story: Story,
    *,
    under: str | None = None,
    letters: bool = False,
    keep: bool = False,
    usernames: Mapping[str, str] | None = None,
) -> Played:
    """Play a story in a transaction that is rolled back, unless ``keep``. ``under`` plays it in another regime."""
    played = Played(story)
    with _folder(keep), _regime(under):
        try:
            with transaction.atomic():
                _play(story, played, letters, usernames)
                if not keep:
                    raise _Undo
        except _Undo:
            pass
    return played


def _play(story: Story, played: Played, letters: bool, usernames: Mapping[str, str] | None) -> None:
    people = casting.gather(usernames)
    case: Case | None = None
    for at, step in enumerate(story.steps):
        with clock.at(datetime.combine(step.date, time(9), clock.COPENHAGEN) + timedelta(minutes=at)):
            try:
                outcome = _do(story, step, people, case)
            except WrongShape as wrong:
                played.faults.append(f"trin {at + 1} ({step.do}): {wrong}")
                return
            if outcome.done and outcome.case_id and case is None:
                case = Case.objects.get(pk=outcome.case_id)
            outbox.drain()
            if case is not None:
                case = Case.objects.select_related("citizen__key", "key", "unit", "caseworker").get(pk=case.pk)
            _note(played, step, outcome)
            played.faults += [f"trin {at + 1} ({step.do}, {step.date}): {fault}" for fault in check_step(step, outcome, case)]
    if case is None:
        played.faults.append("fortællingen fik aldrig en sag")
        return
    played.state = case.state
    texts = letter_texts(case)
    played.letters_made = [row.kind for row, _ in texts if row.state != "voided"]
    played.faults += check_ending(
        story.expect, case, texts, list(Deadline.objects.filter(case=case)), list(Event.objects.filter(case=case))
    )
    if letters:
        played.letters = {f"{story.id}-{at:02}-{row.kind}.pdf": row.pdf() for at, row in enumerate(_rendered(case), 1)}


def _do(story: Story, step: Step, people: casting.Cast, case: Case | None) -> Outcome:
    try:
        action = action_named(step.do)
    except KeyError:
        raise WrongShape("ingen handling hedder sådan") from None
    given = _given(story, step, action, case)
    try:
        actor = people.actor(action, step.by, case)
    except KeyError:
        raise WrongShape(f"ingen medvirkende hedder {step.by}") from None
    given, stored = _files(action, given, case)
    target = case if casting.needs_case(action) else None
    return run(step.do, actor, given, case=target, reasons=step.reasons, stored=stored)


def _given(story: Story, step: Step, action: Action, case: Case | None) -> dict[str, Any]:
    """The step's input; a story's citizen is filled in where a case begins."""
    given = dict(step.given)
    fields = action.form(None).fields
    if case is None and "cpr" in fields:
        person = story.citizen
        born = person["born"]
        serial = sum(map(ord, story.id)) % 1000
        given = {
            "cpr": person.get("cpr") or casting.cpr_for(born, serial),
            "name": person["name"],
            "address": person.get("address", "Prøvevej 0\n0000 Nordhavn"),
            **{name: person[name] for name in ("email", "phone", "digital_post", "protected_address") if name in person},
            **given,
        }
    if case is None and "initiator" in fields:
        given.setdefault("initiator", "citizen")
    return given


def _files(action: Action, given: Mapping[str, Any], case: Case | None) -> tuple[dict[str, Any], dict[str, StoredFile]]:
    """A named file in a story becomes a small real PDF that says its name."""
    from cases.letters.sheet import sheet_pdf

    plain, stored = dict(given), {}
    for name, value in given.items():
        if isinstance(action.form(None).fields.get(name), Upload) and isinstance(value, str) and case is not None:
            pages = sheet_pdf(value, clock.today(), case.number, {"Indhold": value})
            stored[name] = store(case.key, pages + f"\n% {value}".encode())  # two names are two files, whoever prints them
            del plain[name]
    return plain, stored


def _note(played: Played, step: Step, outcome: Outcome) -> None:
    played.actions.add(step.do)
    played.rules |= {finding.rule for finding in outcome.findings} | set(step.expect.not_found)
    played.told.append(
        {
            "date": step.date.isoformat(),
            "do": step.do,
            "outcome": outcome.kind.value,
            "findings": [{"rule": f.rule, "effect": f.effect.value, "text": f.text} for f in outcome.findings],
            "errors": {name: list(texts) for name, texts in outcome.errors.items()},
        }
    )


def _rendered(case: Case) -> list[Letter]:
    return list(Letter.objects.filter(case=case).exclude(blob=None).select_related("case__key").order_by("pk"))


def letter_texts(case: Case) -> list[tuple[Letter, str]]:
    """Every letter of the case with its text in reading order."""
    rows = Letter.objects.filter(case=case).select_related("case__key").order_by("pk")
    return [(row, render_text(from_snapshot(row.kind, row.version, row.snapshot))) for row in rows]


#: What happened in a story is told to nobody by mail.
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


@contextmanager
def _folder(keep: bool) -> Iterator[None]:
    """Files of a story that is rolled back go with it."""
    if keep:
        with override_settings(EMAIL_BACKEND=NO_MAIL):
            yield
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        override_settings(FILES_DIR=Path(folder) / "files", DIGITAL_POST_DIR=Path(folder) / "post", EMAIL_BACKEND=NO_MAIL),
        outbox.silent(),
    ):
        yield


@contextmanager
def _regime(under: str | None) -> Iterator[None]:
    """Every day under one regime: what would have become of this case?"""
    if under is None:
        yield
        return
    law = regime.regimes().named(under)
    with mock.patch.object(regime.Regimes, "on", lambda _laws, _day: law):
        yield
