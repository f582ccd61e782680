"""A letter that waits to be rendered follows the citizen: a new address, a protection, a mandate."""

from __future__ import annotations

from typing import Any

from cases.act import Actor
from cases.models import Case, Event, Letter, User
from cases.runner import run
from flexcase.base import clock, outbox
from tests.cases.conftest import APPLICATION, DAY


def again(aase: User, case: Case, **fields: Any) -> None:
    """The citizen applies anew, and tells where they live now."""
    with clock.at(DAY):
        given = APPLICATION | {"cpr": case.citizen.cpr} | fields
        assert run("receive_application", Actor.of(aase), given).done


def receipt_of(case: Case) -> Letter:
    with clock.at(DAY):
        outbox.drain()
    return Letter.objects.select_related("case__key").get(case=case, kind="receipt")


def test_a_letter_goes_to_the_new_address(case: Case, aase: User) -> None:
    again(aase, case, address="Nygade 0\n0000 Nordhavn")
    letter = receipt_of(case)
    assert letter.snapshot["envelope"]["recipient_lines"] == ["Nygade 0", "0000 Nordhavn"]
    assert letter.state == "delivered"
    assert Event.objects.filter(case=case, kind="letter_readdressed").count() == 1


def test_an_address_that_has_been_protected_meanwhile_stands_on_no_letter(case: Case, aase: User) -> None:
    again(aase, case, protected_address=True)
    assert receipt_of(case).snapshot["envelope"]["recipient_lines"] == []


def test_nothing_is_changed_when_nothing_has_changed(case: Case, aase: User) -> None:
    again(aase, case)
    assert receipt_of(case).state == "delivered"
    assert not Event.objects.filter(case=case, kind="letter_readdressed").exists()


def test_what_is_rendered_stays_as_it_was_approved(case: Case, aase: User) -> None:
    letter = receipt_of(case)
    before = letter.sha256
    again(aase, case, address="Nygade 0\n0000 Nordhavn")
    assert (receipt_of(case).sha256, letter.snapshot["envelope"]["recipient_lines"][0]) == (before, "Strandgade 0")
