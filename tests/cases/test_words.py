"""What the law says of words between kommunen and citizen, as pure functions on hand-made facts; and who is written to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from cases import rules
from cases.act import Actor
from cases.casepage.notes import noted
from cases.facts import AccessFact, CaseFacts, LetterFact, NoteFact, RepresentativeFact, SpokenFact
from cases.letters.letter import from_snapshot
from cases.models import Case, Letter, Note, User
from cases.runner import run
from flexcase.base import clock, outbox
from flexcase.law.regime import regime_on
from flexcase.law.rule import Dossier
from tests.cases.conftest import DAY

TODAY = date(2026, 11, 23)
BEFORE = TODAY - timedelta(days=1)
EMPTY = CaseFacts(**{field.name: () if "tuple" in str(field.type) else None for field in fields(CaseFacts)})
LEADS = RepresentativeFact(UUID(int=1), 1, "representative", "whole_case", BEFORE, None, None)
LETTER = LetterFact(UUID(int=9), "decision_grant", "approved", BEFORE, None, None)


def dossier(**facts: Any) -> Dossier:
    return Dossier("2026-0417", TODAY, regime_on(TODAY), {CaseFacts: replace(EMPTY, **facts)})


def test_a_conversation_without_a_note_is_said_with_its_day() -> None:
    call = SpokenFact("application_received", BEFORE)
    lack = rules.conversations_are_noted(dossier(spoken=(call,)))
    assert lack is not None and "søndag 22. november 2026" in lack.text
    for notes, enough in (
        ((NoteFact(BEFORE, "phone", ()),), True),
        ((NoteFact(BEFORE, "", ()),), False),
        ((NoteFact(TODAY, "phone", ()),), False),
    ):
        assert (rules.conversations_are_noted(dossier(spoken=(call,), notes=notes)) is None) == enough
    assert rules.conversations_are_noted(dossier()) is None


def test_guidance_is_noted_with_its_topics() -> None:
    assert rules.citizen_is_guided(dossier(notes=(NoteFact(BEFORE, "phone", ()),))) is not None
    assert rules.citizen_is_guided(dossier(notes=(NoteFact(BEFORE, "", ("rights",)),))) is None


@pytest.mark.parametrize(
    ("people", "addressed_to", "words"),
    [
        ((), None, None),
        ((LEADS,), LEADS.id, None),
        ((LEADS,), None, "partsrepræsentanten"),
        ((replace(LEADS, covers="other_case"),), None, None),
        ((replace(LEADS, kind="companion", covers=""),), None, None),
        ((replace(LEADS, revoked_on=TODAY),), LEADS.id, "fuldmagten gælder ikke mere"),
        ((replace(LEADS, valid_until=BEFORE),), LEADS.id, "fuldmagten gælder ikke mere"),
        ((replace(LEADS, valid_until=TODAY),), LEADS.id, None),
        ((replace(LEADS, valid_from=TODAY + timedelta(days=1)),), None, None),
    ],
)
def test_a_decision_goes_to_who_leads_the_case_today(
    people: tuple[RepresentativeFact, ...], addressed_to: UUID | None, words: str | None
) -> None:
    lack = rules.letter_goes_to_who_leads(
        dossier(representatives=people, letters=(replace(LETTER, representative=addressed_to),))
    )
    assert words in lack.text if words and lack else lack is None and words is None


def test_only_an_unanswered_request_holds_the_decision_back() -> None:
    assert rules.access_is_answered(dossier(access=(AccessFact(1, "decided", BEFORE),))) is None
    assert rules.access_is_answered(dossier(access=(AccessFact(1, "asked", BEFORE),))) is not None


def test_a_note_of_a_call_is_told_whole(case: Case, aase: User) -> None:
    given = {"channel": "phone", "text": "Smerterne er værre.", "promised": "Vi ringer fredag.", "guided": ["rights"]}
    assert run("write_note", Actor.of(aase), given, case=case).done
    note = Note.objects.select_related("case__key").get(case=case)
    assert noted(note).startswith(
        "Telefonsamtale med borgeren: Smerterne er værre. Aftalt: Vi ringer fredag. Vejledt om: Rettigheder"
    )


def test_letters_follow_the_mandate_from_the_day_it_holds_to_the_day_it_ends(
    new_case: Callable[..., Case], aase: User, settings: Any
) -> None:
    case = new_case(digital_post=True)
    who = {"kind": "representative", "name": "Prøve Advokat", "covers": "whole_case", "address": "Torvet 0"}

    def told(day: date) -> Letter:
        with clock.at(day):
            given = {"expected_on": day + timedelta(days=10), "why": "Sagen er stor."}
            outcome = run("send_access_notice", Actor.of(aase), given, case=case)
            assert outcome.done, outcome
            outbox.drain()
        return Letter.objects.select_related("case__key", "delivery").get(pk=outcome.letters[0])

    from cases.letters.sheet import sheet_pdf
    from cases.papers.uploads import store

    with clock.at(DAY):
        assert run("request_access", Actor.of(aase), {"channel": "phone"}, case=case).done
        paper = store(case.key, sheet_pdf("Fuldmagt", DAY, case.number, {"Fuldmagt": "Ja"}))
        assert run("register_representative", Actor.of(aase), who, case=case, stored={"mandate": paper}).done
    led = told(DAY)
    assert led.delivery.channel == "paper", "the representative has no Digital Post"
    envelope = from_snapshot(led.kind, led.version, led.snapshot).envelope
    assert (envelope.recipient, envelope.on_behalf_of) == ("Prøve Advokat", case.citizen.name)
    with clock.at(DAY + timedelta(days=1)):
        assert run("revoke_representative", Actor.of(aase), {"person": "1", "channel": "phone"}, case=case).done
    own = told(DAY + timedelta(days=1))
    assert own.representative is None and own.delivery.channel == "digital_post"
