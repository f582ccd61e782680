"""How a case comes into being: by an application, or taken over from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from cases.act import Act, Refused
from cases.action import Action, Target
from cases.actions.common import CASEWORK
from cases.actions.oneself import keep_out
from cases.inputs import ApplicationInput, TakeOverInput
from cases.letters import wording
from cases.letters.receipt import Receipt
from cases.letters.second_application import SecondApplicationReceipt
from cases.models import Case, Citizen, Document, Role
from cases.models.case import GROUP_OF_INCOME, case_number
from cases.road import DECIDED, UNDER_WAY
from flexcase.base.crypto import DataKey
from flexcase.law.cpr import parse
from flexcase.law.danish import count_in_words
from flexcase.law.event import FactValue
from flexcase.law.regime import regime_on, regimes


def citizen_by_cpr(given: Mapping[str, Any]) -> Citizen:
    """The citizen of a CPR number, known or new; contact details are brought up to date. The row is locked.

    What an application does not say takes nothing away: least of all the protection of an address.
    """
    citizen = _known(given["cpr"]) or _registered(given["cpr"])
    citizen.name = given["name"]
    citizen.phone, citizen.email = given["phone"] or citizen.phone, given["email"] or citizen.email
    citizen.digital_post = given["digital_post"]
    citizen.protected_address = given["protected_address"] or citizen.protected_address
    if given["address"]:
        citizen.address = given["address"]
    citizen.save()
    return citizen


def _known(cpr: str) -> Citizen | None:
    rows = Citizen.objects.select_for_update(of=("self",)).select_related("key")
    return rows.filter(cpr_hash=Citizen.hash_of(cpr)).first()


def _registered(cpr: str) -> Citizen:
    """A new citizen, or the one whom somebody else registers at this very moment."""
    key = DataKey.fresh()
    born = parse(cpr, allow_fictive=settings.ALLOW_FICTIVE_CPR).born
    citizen = Citizen(key=key, cpr_hash=Citizen.hash_of(cpr), born=born)
    citizen.cpr = cpr
    try:
        with transaction.atomic():
            key.save()
            citizen.save()
    except IntegrityError:
        known = _known(cpr)
        assert known is not None, "only a citizen with the same number stands in the way"
        return known
    return citizen


def new_case(act: Act, citizen: Citizen, **columns: Any) -> Case:
    """A case of the actor's unit, with a key of its own."""
    key = DataKey.fresh()
    key.save()
    worker = act.user if act.user.role == Role.CASEWORKER else None
    case = Case(number=case_number(act.day), key=key, citizen=citizen, caseworker=worker, **columns)
    assert act.user.unit is not None, "caseworkers belong to a unit"
    case.unit = act.user.unit
    case.save()
    keep_out(case)
    return case


def running_case(citizen: Citizen) -> Case | None:
    """The citizen's oldest case that is under way, locked as the runner locks one. The citizen is locked already."""
    rows = Case.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("citizen__key", "key", "unit", "caseworker").filter(citizen=citizen, state__in=UNDER_WAY)
    return found.order_by("received_on", "pk").first()


class ReceiveApplication(Action):
    """Registers an application (ansøgning, D-01). No rule stops it: everyone may apply (P-01)."""

    label = "Registrér ansøgning"
    help = "Alle har ret til at søge og få en skriftlig afgørelse."
    effects = (
        "Sagen oprettes i din enhed, og du bliver sagsbehandler.",
        "Borgeren får en kvittering med den forventede tid for afgørelsen.",
        "Er der allerede en sag i gang, bliver ansøgningen lagt på den.",
    )
    inputs = ApplicationInput
    target = Target.NEW_CASE
    roles = CASEWORK
    event = "application_received"

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if parse(given["cpr"], allow_fictive=settings.ALLOW_FICTIVE_CPR).born > act.day:
            raise Refused("Datoen ligger før borgerens fødsel. Ret datoen.", "happened_on")
        citizen = citizen_by_cpr(given)
        if running := running_case(citizen):
            return self.read_with(act, running, given)
        expected = act.day + timedelta(weeks=settings.DECISION_WEEKS)
        act.case = new_case(
            act,
            citizen,
            regime_name=regime_on(act.day).name,
            received_on=act.day,
            expected_decision_on=expected,
            target_group=given["target_group"] or GROUP_OF_INCOME[given["income"]],
            **{name: given[name] for name in ("channel", "initiator", "income", "self_employed", "stay_at_workplace")},
        )
        act.created = act.case.number
        act.letter(self.receipt(act))
        if earlier := Case.objects.filter(citizen=citizen).exclude(pk=act.case.pk).order_by("-received_on", "-pk").first():
            words = (
                f"Borgeren i sag {act.case.number} har en tidligere sag, {earlier.number}. Du kan hente beskrivelsen derfra."
            )
            act.notify(act.case.caseworker, "earlier_case", words)
        return {
            "channel": given["channel"],
            "initiator": given["initiator"],
            "income": given["income"],
            "regime": act.case.regime_name,
            "decision_weeks": settings.DECISION_WEEKS,
        }

    def read_with(self, act: Act, running: Case, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        """Another application while a case runs: it is received, put on that case, and answered with its number."""
        act.case, act.created, act.event = running, running.number, "application_received_again"
        paper = act.document(
            Document.Kind.APPLICATION,
            "Ny ansøgning",
            dated=act.day,
            sheet={
                "Modtaget gennem": Case.Channel(given["channel"]).label,
                "Initiativ": Case.Initiator(given["initiator"]).label,
                "Forsørgelse": Case.Income(given["income"]).label,
                "Selvstændig": "Ja" if given["self_employed"] else "Nej",
                "Vil blive på sin arbejdsplads": "Ja" if given["stay_at_workplace"] else "Nej",
            },
            known_to_citizen=True,
        )
        act.letter(
            SecondApplicationReceipt(
                envelope=wording.envelope(running, act.day),
                received_on=act.day,
                running_since=running.received_on,
                expected_by=running.expected_decision_on,
                consequence=running.regime.texts["second_application_meaning"].strip(),
                who_can_help=wording.helpers(running.regime),
            )
        )
        act.notify(running.caseworker, act.event, f"Borgeren i sag {running.number} har søgt igen. Læs ansøgningen på sagen.")
        return {"channel": given["channel"], "initiator": given["initiator"], "income": given["income"], "document": paper.no}

    def receipt(self, act: Act) -> Receipt:
        """The receipt (kvittering, D-02) with the expected time and the citizen's rights."""
        case, regime = act.case, act.case.regime
        return Receipt(
            envelope=wording.envelope(case, act.day),
            received_on=act.day,
            applied_by=TAKEN_BY[case.initiator],
            expected_by=case.expected_decision_on,
            published_deadline=count_in_words(settings.DECISION_WEEKS, "uge", "uger"),
            published_at=settings.MUNICIPALITY_WEB,
            next_steps=regime.texts["receipt_next_steps"].strip(),
            rights=regime.texts["receipt_rights"].strip(),
            who_can_help=wording.helpers(regime),
            data=wording.data_notice(regime),
        )


#: Who took the initiative, as it reads after »Initiativet kom fra«; nothing when it was the citizen.
TAKEN_BY: dict[str, str] = {
    Case.Initiator.CITIZEN: "",
    Case.Initiator.MUNICIPALITY: "kommunen",
    Case.Initiator.UNION: "din fagforening",
    Case.Initiator.EMPLOYER: "din arbejdsgiver",
    Case.Initiator.DOCTOR: "din læge",
    Case.Initiator.OTHER: "en anden end dig",
}


class TakeOverCase(Action):
    """Takes over a running case from elsewhere, in the state that it has (migration, and scenarios from the middle)."""

    label = "Overtag sag"
    help = "Til sager, der er begyndt i et andet system eller en anden kommune."
    inputs = TakeOverInput
    target = Target.NEW_CASE
    roles = CASEWORK
    event = "case_taken_over"

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        regime = regimes().named(given["regime"]) if given["regime"] else regime_on(act.day)
        citizen = citizen_by_cpr(given)
        decided = given["state"] in DECIDED
        applied_on = given["applied_on"] or act.day
        if not citizen.born <= applied_on <= act.day:
            raise Refused("Ansøgningen kan ikke være kommet den dag. Ret datoen.", "applied_on")
        waits = given["state"] in UNDER_WAY
        act.case = new_case(
            act,
            citizen,
            state=given["state"],
            regime_name=regime.name,
            regime_frozen_on=act.day if decided else None,
            received_on=applied_on,
            expected_decision_on=applied_on + timedelta(weeks=settings.DECISION_WEEKS),
            channel=Case.Channel.FOLLOW_UP,
            initiator=Case.Initiator.MUNICIPALITY,
            income=given["income"],
            target_group=given["target_group"],
            self_employed=given["self_employed"],
            assessed_hours=given["hours"],
            assessed_intensity=given["intensity"],
        )
        act.created = act.case.number
        return {
            "state": given["state"],
            "regime": regime.name,
            "applied_on": applied_on,
            "decision_weeks": settings.DECISION_WEEKS if waits else None,
        }
