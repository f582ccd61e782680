"""What the clock records of letters: rendered, issued, delivered with proof."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from cases.act import Act, Refused
from cases.action import Action
from cases.actions.common import BY_CLOCK, CASEWORK
from cases.inputs import DeliveryInput, QueuedLetterInput, RenderingInput
from cases.letters.addressing import addressed_anew
from cases.models import Delivery, Letter, Role
from cases.party import channel_of, leader_of
from flexcase.base.audit import canonical
from flexcase.base.files import sha256
from flexcase.law.event import FactValue
from flexcase.law.rule import Part


class ReaddressLetter(Action):
    """A letter that waits to be rendered goes to whom it belongs today (cases/letters/addressing.py)."""

    label = "Stil brevet til den, der skal have det nu"
    inputs = QueuedLetterInput
    roles = BY_CLOCK
    part = Part.LETTERS
    event = "letter_readdressed"
    rank = 0

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        letter = Letter.objects.select_for_update().get(pk=given["letter"], case=act.case)
        content = addressed_anew(letter)
        if letter.state != "queued" or content is None:
            raise Refused("Brevet er allerede dannet, eller det går til den rigtige.")
        letter.representative = leader_of(act.case)
        letter.content = canonical(content.to_snapshot())
        letter.save(update_fields=["content_sealed", "representative"])
        return {"letter": letter.pk, "kind": letter.kind}


class RecordRendering(Action):
    """A worker has rendered a letter. Without need of approval it is issued at once."""

    label = "Registrér, at brevet er dannet"
    inputs = RenderingInput
    roles = BY_CLOCK
    part = Part.LETTERS
    event = "letter_rendered"
    rank = 0

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        letter = Letter.objects.select_for_update().get(pk=given["letter"], case=act.case)
        act.take(letter, "render")
        letter.blob, letter.sha256 = UUID(str(given["blob"])), given["sha256"]
        letter.save(update_fields=["blob", "sha256"])
        if not letter.needs_approval:
            issue_letter(act, letter)
        return {
            "letter": letter.pk,
            "kind": letter.kind,
            "dated": letter.dated,
            "sha256": letter.sha256,
            "content": sha256(letter.content.encode()),
        }


def issue_letter(act: Act, letter: Letter) -> None:
    """Let the approved bytes go out: the issue and the delivery in order."""
    letter.issued_on = act.day
    letter.save(update_fields=["issued_on"])
    act.take(letter, "issue")
    if letter.recipient == Letter.Recipient.CITIZEN:
        act.put("letter.deliver", letter.pk)


class RecordDelivery(Action):
    """A channel has delivered a letter, with proof. From here the citizen's deadlines run."""

    label = "Registrér levering"
    inputs = DeliveryInput
    roles = BY_CLOCK | CASEWORK
    part = Part.LETTERS
    event = "letter_delivered"
    rank = 0

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        letter = Letter.objects.select_for_update().get(pk=given["letter"], case=act.case)
        if letter.issued_on is None or not letter.issued_on <= given["sent_on"] <= given["received_on"]:
            raise Refused(
                "Et brev sendes tidligst, når det er udstedt, og modtages tidligst, når det er sendt. Ret dagene.",
                "received_on",
            )
        delivery, _ = Delivery.objects.get_or_create(letter=letter, defaults={"channel": channel_of(letter)})
        if act.actor.role is not Role.CLOCK and delivery.state != Delivery.State.UNCERTAIN:
            # The channel itself proves what it sent; a person may only settle what nobody can prove.
            raise Refused("Brevets levering bliver registreret af sig selv.")
        act.take(letter, "deliver")
        delivery.state = Delivery.State.SENT
        delivery.sent_on, delivery.received_on = given["sent_on"], given["received_on"]
        delivery.proof = given["proof"]
        delivery.save()
        return {
            "letter": letter.pk,
            "kind": letter.kind,
            "channel": delivery.channel,
            "sent_on": delivery.sent_on,
            "received_on": delivery.received_on,
        }
