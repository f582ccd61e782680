"""What is done to a case as such: received, returned, withdrawn, assigned, closed; and what the clock records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from cases import wording
from cases.access import STAFF, Relation
from cases.action import Act, Action, Refused, Target
from cases.inputs import (
    AnswerDepartureInput,
    ApplicationInput,
    AssignInput,
    CloseInput,
    ConflictInput,
    DeliveryInput,
    DepartureInput,
    DocumentInput,
    NoteInput,
    Nothing,
    RenderingInput,
    ReturnInput,
    TakeOverInput,
    WithdrawalInput,
)
from cases.letters.receipt import Receipt
from cases.letters.withdrawal import WithdrawalConfirmation
from cases.models import Case, Citizen, Conflict, Delivery, Departure, Document, Letter, Role, User
from cases.models.case import case_number
from cases.road import DECIDED, UNDER_WAY
from flexcase.base.crypto import DataKey
from flexcase.law.cpr import parse
from flexcase.law.event import FactValue
from flexcase.law.regime import regime_on, regimes
from flexcase.law.rule import Dossier, Part

CASEWORK = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})
LEADS = frozenset({Role.TEAM_LEADER})
BY_CLOCK = frozenset({Role.CLOCK})


def citizen_by_cpr(given: Mapping[str, Any]) -> Citizen:
    """The citizen of a CPR number, known or new; contact details are brought up to date. The row is locked."""
    cpr = given["cpr"]
    digest = Citizen.hash_of(cpr)
    citizen = Citizen.objects.select_for_update(of=("self",)).select_related("key").filter(cpr_hash=digest).first()
    if citizen is None:
        key = DataKey.fresh()
        key.save()
        number = parse(cpr, allow_fictive=settings.ALLOW_FICTIVE_CPR)
        citizen = Citizen(key=key, cpr_hash=digest, born=number.born)
        citizen.cpr = cpr
    citizen.name = given["name"]
    for name in ("phone", "email", "digital_post", "protected_address"):
        setattr(citizen, name, given[name])
    if given["address"]:
        citizen.address = given["address"]
    citizen.save()
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
    return case


class ReceiveApplication(Action):
    """Registers an application (ansøgning, D-01). No rule stops it: everyone may apply (P-01)."""

    label = "Registrér ansøgning"
    help = "Alle har ret til at søge og få en skriftlig afgørelse."
    effects = (
        "Sagen oprettes i din enhed, og du bliver sagsbehandler.",
        "Borgeren får en kvittering med den forventede tid for afgørelsen.",
    )
    inputs = ApplicationInput
    target = Target.NEW_CASE
    roles = CASEWORK
    event = "application_received"

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if parse(given["cpr"], allow_fictive=settings.ALLOW_FICTIVE_CPR).born > act.day:
            raise Refused("Datoen ligger før borgerens fødsel. Ret datoen.", "happened_on")
        citizen = citizen_by_cpr(given)
        if running := Case.objects.filter(citizen=citizen, state__in=UNDER_WAY).first():
            raise Refused(f"Borgeren har allerede en sag om fleksjob, der er i gang: {running.number}.", "cpr")
        expected = act.day + timedelta(weeks=settings.DECISION_WEEKS)
        act.case = new_case(
            act,
            citizen,
            regime_name=regime_on(act.day).name,
            received_on=act.day,
            expected_decision_on=expected,
            **{name: given[name] for name in ("channel", "initiator", "income", "self_employed", "stay_at_workplace")},
        )
        act.created = act.case.number
        act.letter(self.receipt(act))
        return {
            "channel": given["channel"],
            "initiator": given["initiator"],
            "income": given["income"],
            "regime": act.case.regime_name,
            "decision_weeks": settings.DECISION_WEEKS,
        }

    def receipt(self, act: Act) -> Receipt:
        """The receipt (kvittering, D-02) with the expected time and the citizen's rights."""
        case, regime = act.case, act.case.regime
        return Receipt(
            envelope=wording.envelope(case, act.day),
            received_on=act.day,
            applied_by=TAKEN_BY[case.initiator],
            expected_by=case.expected_decision_on,
            published_deadline=f"{settings.DECISION_WEEKS} uger",
            published_at=settings.MUNICIPALITY_WEB,
            next_steps=regime.texts["receipt_next_steps"].strip(),
            rights=regime.texts["receipt_rights"].strip(),
            who_can_help=wording.helpers(regime),
            data=wording.data_notice(),
        )


#: Who took the initiative, as it reads after »Initiativet kom fra«; nothing when it was the citizen.
TAKEN_BY = {
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
        act.case = new_case(
            act,
            citizen,
            state=given["state"],
            regime_name=regime.name,
            regime_frozen_on=act.day if decided else None,
            received_on=act.day,
            expected_decision_on=act.day + timedelta(weeks=settings.DECISION_WEEKS),
            channel=Case.Channel.FOLLOW_UP,
            initiator=Case.Initiator.MUNICIPALITY,
            income=given["income"],
            assessed_hours=given["hours"],
            assessed_intensity=given["intensity"],
        )
        act.created = act.case.number
        return {"state": given["state"], "regime": regime.name}


class AssignCase(Action):
    """Gives the case to a caseworker."""

    label = "Tildel sagsbehandler"
    inputs = AssignInput
    roles = CASEWORK
    event = "case_assigned"
    icon, rank = "person", 80

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        workers = User.objects.filter(unit=case.unit, role=Role.CASEWORKER, is_active=True).order_by("first_name")
        return {"caseworker": [(worker.username, str(worker)) for worker in workers]}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        worker = User.objects.get(username=given["caseworker"])
        act.case.caseworker = worker
        act.case.save(update_fields=["caseworker"])
        return {"caseworker": worker.pk}


class ReturnCase(Action):
    """Sends the case back to an earlier step, with a reason. Later approvals lapse visibly."""

    label = "Send sagen tilbage"
    help = "Det, der er godkendt efter trinnet, bortfalder og skal gøres igen."
    inputs = ReturnInput
    roles = CASEWORK
    moves = ("return_to_profile", "return_to_hearing", "return_to_team")
    event = "case_returned"
    icon, rank = "undo", 85

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        move = f"return_to_{given['to']}"
        if not act.case.road.allows(move, act.case.state):
            raise Refused("Sagen kan kun sendes tilbage til et tidligere trin.", "to")
        came_from = act.case.state
        for lapse in LAPSES:
            lapse(act, given["to"])
        act.move = move
        act.note("Begrundelse for at sende sagen tilbage", given["reason"])
        return {"to": given["to"], "from": came_from}


#: What higher floors let lapse when a case goes back; each gets the act and the step that the case goes back to.
LAPSES: list[Any] = []


class WithdrawApplication(Action):
    """The citizen withdraws the application. Works from every step, and nothing stops it."""

    label = "Registrér, at borgeren trækker ansøgningen tilbage"
    effects = ("Sagen afsluttes.", "Borgeren får en skriftlig bekræftelse.")
    inputs = WithdrawalInput
    roles = CASEWORK | {Role.CITIZEN}
    relations = STAFF | {Relation.PARTY}
    moves = ("withdraw",)
    event = "application_withdrawn"
    icon, rank = "x-circle", 90

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        case = act.case
        for lapse in LAPSES:
            lapse(act, "withdrawn")
        act.note("Borgerens ord om tilbagetrækningen", given["words"])
        act.letter(
            WithdrawalConfirmation(
                envelope=wording.envelope(case, act.day),
                withdrawn_on=act.day,
                how=HOW_WITHDRAWN[given["channel"]],
                applied_on=case.received_on,
                consequence="Vi stopper arbejdet med din sag. Du får ikke en afgørelse. Du kan altid søge om fleksjob igen.",
                who_can_help=wording.helpers(case.regime),
            )
        )
        return {"channel": given["channel"]}


HOW_WITHDRAWN = {
    Case.Channel.LETTER: "Du skrev det i et brev.",
    Case.Channel.DIGITAL_POST: "Du skrev det i Digital Post.",
    Case.Channel.PHONE: "Du sagde det i telefonen.",
    Case.Channel.MEETING: "Du sagde det på et møde.",
    Case.Channel.PORTAL: "Du skrev det på Min sag.",
    Case.Channel.FOLLOW_UP: "Du sagde det under opfølgningen i en anden sag.",
}


class CrossRegime(Action):
    """Moves a running case to the law that holds today; what that law demands besides is found by its rules at once."""

    label = "Flyt sagen til det regelsæt, der gælder nu"
    help = "Loven er ændret, mens sagen har været i gang. Det, der er gjort, bliver stående; det nye krav ser du på sagen."
    inputs = Nothing
    roles = CASEWORK
    when = UNDER_WAY
    event = "regime_crossed"
    icon, rank = "sync", 70

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return regime_on(dossier.today).name != case.regime_name

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        before, now = act.case.regime_name, regime_on(act.day).name
        if before == now:
            raise Refused("Sagen følger allerede det regelsæt, der gælder i dag.")
        act.case.regime_name = now
        act.case.save(update_fields=["regime_name"])
        return {"from": before, "to": now}


class CloseCase(Action):
    """Closes a decided case."""

    label = "Luk sagen"
    inputs = CloseInput
    roles = CASEWORK
    moves = ("close",)
    event = "case_closed"
    icon, rank = "check", 60

    def perform(self, act: Act, given: Mapping[str, Any]) -> None:
        return None


class DeclareConflict(Action):
    """Declares inhabilitet (forvaltningsloven § 3): the person no longer sees the case."""

    label = "Meld dig inhabil"
    help = "Sagen forsvinder fra din liste med det samme, og teamlederen får besked."
    inputs = ConflictInput
    roles = CASEWORK | {Role.JOB_CONSULTANT, Role.TEAM_MEMBER, Role.TEAM_CHAIR, Role.HEALTH_COORDINATOR}
    relations = STAFF | {Relation.TEAM}
    event = "conflict_declared"
    icon, rank = "warning", 95

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        Conflict.objects.get_or_create(case=act.case, user=act.user, defaults={"declared_on": act.day})
        if act.case.caseworker_id == act.user.pk:
            act.case.caseworker = None
            act.case.save(update_fields=["caseworker"])
        act.notify_leaders("conflict_declared", f"{act.user} har meldt sig inhabil i sag {act.case.number}.")
        return {"user": act.user.pk}


class AskDeparture(Action):
    """Asks to depart from a rule that stops (fravigelse). Another person answers."""

    label = "Anmod om fravigelse"
    effects = ("Begrundelsen gemmes uændret på sagen.", "En anden end dig skal godkende.")
    inputs = DepartureInput
    roles = CASEWORK
    event = "departure_asked"
    rank = 0

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        from cases.departing import finding_to_depart_from

        finding = finding_to_depart_from(act, given["action"], given["rule"])
        row = Departure(case=act.case, no=Departure.objects.filter(case=act.case).count() + 1)
        row.rule, row.action, row.fingerprint = finding.rule, given["action"], finding.fingerprint
        row.asked_by, row.asked_on = act.user, act.day
        row.finding, row.reason = finding.text, given["reason"]
        row.save()
        act.notify_leaders("departure_asked", f"{act.user} beder om at fravige {finding.rule} i sag {act.case.number}.")
        return {"departure": row.no, "rule": finding.rule, "action": given["action"]}


class _AnswerDeparture(Action):
    inputs = AnswerDepartureInput
    roles = LEADS
    rank = 0
    move_of_departure = ""

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        open_ones = Departure.objects.filter(case=act.case, state="asked").order_by("no")
        if given["departure"]:
            open_ones = open_ones.filter(no=given["departure"])
        row = open_ones.first()
        if row is None:
            raise Refused("Der er ingen anmodning om fravigelse at svare på.")
        if row.asked_by_id == act.user.pk:
            raise Refused("Du har selv bedt om fravigelsen. En anden skal svare på den.")
        row.answered_by, row.answered_on = act.user, act.day
        row.answer = given["answer"]
        row.save()
        act.take(row, self.move_of_departure)
        act.notify(row.asked_by, self.event, f"Der er svaret på din anmodning om fravigelse i sag {act.case.number}.")
        return {"departure": row.no, "rule": row.rule}


class ApproveDeparture(_AnswerDeparture):
    """Approves a fravigelse. The approver is another than the one who asked; the database sees to it as well."""

    label = "Godkend fravigelse"
    event = "departure_approved"
    move_of_departure = "approve"


class RefuseDeparture(_AnswerDeparture):
    """Refuses a fravigelse."""

    label = "Afvis fravigelse"
    event = "departure_refused"
    move_of_departure = "refuse"


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
        return {"letter": letter.pk, "kind": letter.kind}


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
        delivery, _ = Delivery.objects.get_or_create(letter=letter, defaults={"channel": wording.channel_for(act.case)})
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


class AddDocument(Action):
    """Puts a document on the case (journalisering, P-16)."""

    label = "Tilføj dokument"
    inputs = DocumentInput
    roles = CASEWORK
    part = Part.DOCUMENTS
    event = "document_added"
    icon, rank = "upload", 42

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        document = act.document(
            given["kind"],
            given["title"],
            dated=given["dated"] or act.day,
            file=given["file"],
            health=given["kind"] in HEALTH_KINDS,
            adverse=given["adverse"],
            known_to_citizen=given["known_to_citizen"],
        )
        return {"document": document.no, "kind": document.kind}


HEALTH_KINDS = frozenset({Document.Kind.MEDICAL, Document.Kind.HEALTH_STATEMENT})


class WriteNote(Action):
    """Writes a note of a conversation (notatpligt, D-24)."""

    label = "Skriv notat"
    inputs = NoteInput
    roles = CASEWORK | {Role.JOB_CONSULTANT}
    event = "note_written"
    icon, rank = "edit", 40

    def perform(self, act: Act, given: Mapping[str, Any]) -> None:
        act.note(given["heading"], given["text"])
