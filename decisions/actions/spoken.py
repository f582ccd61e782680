"""A decision told by word of mouth, and its reasons in writing for who asks (forvaltningsloven § 23).

The letter comes all the same: a telling goes before it only where the citizen is met fully (P-11).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from cases.access import STAFF, Relation
from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK
from cases.letters import wording
from cases.models import Case, Delivery, Role
from cases.party import speaking
from cases.projection import calendar
from cases.road import CASE_ROAD, DECIDED
from decisions.deadlines import COMPLAINT_WEEKS
from decisions.facts import DecisionFacts
from decisions.inputs import AskReasonsInput, GiveReasonsInput, TellOrallyInput
from decisions.letters import WrittenReasons
from decisions.models import Decision, SpokenDecision
from flexcase.law.deadline import weeks_after
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part

#: Within so many days the citizen may demand reasons in writing; a later wish is met as good service.
DAYS_TO_ASK = 14


class TellDecisionOrally(Action):
    """Tells the citizen what has been decided. What goes against the citizen is told only when its letter is out."""

    label = "Registrér, at afgørelsen er fortalt"
    help = "Brevet skal stadig sendes. Et afslag må først fortælles, når brevet er sendt."
    inputs = TellOrallyInput
    roles = CASEWORK
    when = ("decision", *DECIDED)
    part = Part.DECISION
    event = "decision_told"
    icon, rank = "chat", 48

    def offered(self, case: Case, dossier: Dossier) -> bool:
        stake = dossier.of(DecisionFacts).at_stake
        return stake is not None and stake.state in {"approved", "issued"}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        decision = Decision.objects.filter(case=act.case, state__in=("approved", "issued")).order_by("-no").first()
        if decision is None:
            raise Refused("Der er ingen godkendt afgørelse at fortælle om.")
        if SpokenDecision.objects.filter(decision=decision).exists():
            raise Refused("Det står allerede på sagen, at afgørelsen er fortalt.")
        if decision.approved_on is None or act.day < decision.approved_on:
            raise Refused("Dagen ligger, før afgørelsen blev godkendt.", "happened_on")
        SpokenDecision.objects.create(decision=decision, told_on=act.day, channel=given["channel"])
        return {"decision": decision.no, "channel": given["channel"]}


class AskWrittenReasons(Action):
    """The citizen wants the reasons in writing. Kommunen answers within fourteen days, or says why and when."""

    label = "Registrér ønske om skriftlig begrundelse"
    inputs = AskReasonsInput
    roles = CASEWORK | {Role.CITIZEN}
    relations = STAFF | {Relation.PARTY}
    when = CASE_ROAD.states
    part = Part.DECISION
    event = "reasons_asked"
    icon, rank = "help", 49

    def offered(self, case: Case, dossier: Dossier) -> bool:
        told = dossier.of(DecisionFacts).spoken
        return told is not None and told.asked_on is None

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = told_of(act)
        if row.asked_on is not None:
            raise Refused("Borgeren har allerede bedt om en skriftlig begrundelse.")
        if act.day < row.told_on:
            raise Refused("Dagen ligger, før afgørelsen blev fortalt.", "happened_on")
        row.asked_on = act.day
        row.save(update_fields=["asked_on"])
        act.notify(act.case.caseworker, self.event, f"Der er bedt om en skriftlig begrundelse i sag {act.case.number}.")
        return {
            "decision": row.decision.no,
            "channel": given["channel"],
            "late": act.day > row.told_on + timedelta(days=DAYS_TO_ASK),
            "by_representative": speaking(act, given),
        }


class GiveWrittenReasons(Action):
    """Sends the reasons in writing, with the rules and how to complain."""

    label = "Send den skriftlige begrundelse"
    effects = ("Borgeren får et brev med begrundelsen og klagevejledning.",)
    inputs = GiveReasonsInput
    to_citizen = ("reasons",)
    roles = CASEWORK
    when = CASE_ROAD.states
    part = Part.DECISION
    event = "reasons_given"
    icon, rank = "send", 17

    def offered(self, case: Case, dossier: Dossier) -> bool:
        told = dossier.of(DecisionFacts).spoken
        return told is not None and told.asked_on is not None and told.given_on is None

    def initial(self, case: Case, user: Any) -> dict[str, Any]:
        row = Decision.objects.filter(case=case, spoken__isnull=False).select_related("case__key").order_by("-no").first()
        return {"reasons": row.list_texts().get("main_considerations", "")} if row else {}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = told_of(act)
        if row.asked_on is None:
            raise Refused("Borgeren har ikke bedt om en skriftlig begrundelse.")
        if row.given_on is not None:
            raise Refused("Begrundelsen er allerede sendt.")
        row.letter = act.letter(reasons_in_writing(act, row, given["reasons"]))
        row.given_on = act.day
        row.save(update_fields=["letter", "given_on"])
        return {"decision": row.decision.no, "letter": row.letter.pk}


def told_of(act: Act) -> SpokenDecision:
    """The newest decision of the case that was told by word of mouth. Raises Refused."""
    rows = SpokenDecision.objects.filter(decision__case=act.case).select_related("decision__case__key")
    row = rows.order_by("-decision__no").first()
    if row is None:
        raise Refused("Ingen afgørelse i sagen er fortalt mundtligt. Begrundelsen står i brevet.")
    return row


def reasons_in_writing(act: Act, row: SpokenDecision, reasons: str) -> WrittenReasons:
    """The letter in the words of the case's regime."""
    regime = act.case.regime
    which, _, _ = regime.texts[f"rules_{row.decision.variant}"].strip().partition("\n\n")
    return WrittenReasons(
        envelope=wording.envelope(act.case, act.day),
        told_on=row.told_on,
        asked_on=row.asked_on,
        decision=row.decision.list_texts()["decision"],
        reasons=reasons,
        rules=which,
        who_can_help=wording.helpers(regime),
        appeal=wording.appeal(regime, last_day=last_day_to_complain(row.decision)),
    )


def last_day_to_complain(decision: Decision) -> date | None:
    """Four weeks from the letter of the decision, not from that of its reasons; None while the former is on its way."""
    delivered = Delivery.objects.filter(letter=decision.letter_id, received_on__isnull=False).first()
    if delivered is None or delivered.received_on is None:
        return None
    return weeks_after(delivered.received_on, COMPLAINT_WEEKS, calendar()).day
