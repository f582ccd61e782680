"""Attests from doctors (D-05): asked for, received, called off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK, LAPSES
from cases.letters import wording
from cases.models import Case, Letter
from cases.road import UNDER_WAY
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part
from resourceprofile.actions.common import numbered_row, pick
from resourceprofile.attests import ATTESTS, CLARIFY, WHY, Attest
from resourceprofile.facts import ProfileFacts
from resourceprofile.inputs import (
    CancelMedicalInput,
    MedicalRequestInput,
    ReceiveMedicalInput,
)
from resourceprofile.letters import MedicalRequestCitizen, MedicalRequestDoctor
from resourceprofile.models import Consent, MedicalRequest

#: How long the citizen has to ask the doctor for an appointment.
DAYS_TO_BOOK = 14
ASKED_IN_GENERAL = "Vi har spurgt, hvad dit helbred betyder for at kunne arbejde, og hvilke hensyn du har brug for."
WHY_IN_GENERAL = "Vi skal kende dit helbred for at afgøre, om du kan få fleksjob."
CITIZENS_BASIS = "Reglen står i retssikkerhedslovens § 11, stk. 1."
#: Said to the doctor, and to the citizen, when the law lets us ask without consent.
WITHOUT_CONSENT = "Vi henter oplysningerne uden samtykke efter retssikkerhedslovens § 11 c."
CITIZEN_WITHOUT_CONSENT = "Vi spørger lægen uden dit samtykke. Reglen står i retssikkerhedslovens § 11 c."


class RequestMedicalReport(Action):
    """Asks a doctor for an attest (D-05), and tells the citizen."""

    label = "Bed lægen om attest"
    help = "Se først efter, om oplysningerne allerede ligger på sagen."
    effects = ("Lægen får en anmodning.", "Borgeren får et brev. Skal lægen se borgeren, står der, hvornår tiden bestilles.")
    inputs = MedicalRequestInput
    roles = CASEWORK
    when = UNDER_WAY
    part = Part.HEALTH
    event = "medical_report_requested"
    dated = True
    icon, rank = "email", 22

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        attest = ATTESTS[given["kind"]]
        if MedicalRequest.objects.filter(case=act.case, kind=attest.kind, state="requested").exists():
            raise Refused(f"Vi har allerede bedt om {attest.answer} og venter på svar.", "kind")
        if given["book_by"] and given["book_by"] < act.day:
            raise Refused("Borgeren kan ikke bestille tid før i dag. Skriv en senere dag.", "book_by")
        days = self._days(act, attest, given["answer_by"])
        row = numbered_row(act, MedicalRequest)
        row.kind, row.requested_on = attest.kind, act.day
        row.doctor, row.clarify, row.why = given["doctor"], given["clarify"] or CLARIFY, given["why"] or WHY
        row.save()
        consent = _health_consent(act)
        act.letter(self._to_doctor(act, row, attest, consent, days), recipient=Letter.Recipient.DOCTOR)
        to_citizen = self._to_citizen(act, row, attest, consent, given)
        act.letter(to_citizen)
        return {
            "request": row.no,
            "kind": row.kind,
            "days": days,
            "after_consultation": attest.after_consultation,
            "consultation": attest.consultation,
            "book_by": to_citizen.book_by,
        }

    def _days(self, act: Act, attest: Attest, answer_by: date | None) -> int:
        """The doctor's time in days. For LÆ 285 the municipality sets it, but never below eight days (T-09)."""
        if answer_by is None:
            return attest.days
        if not attest.least:
            raise Refused(f"Lægens frist for {attest.answer} ligger fast. Lad feltet stå tomt.", "answer_by")
        days = (answer_by - act.day).days
        if days < attest.least:
            raise Refused(f"Lægen skal have mindst {attest.least} dage.", "answer_by")
        return days

    def _to_doctor(
        self, act: Act, row: MedicalRequest, attest: Attest, consent: date | None, days: int
    ) -> MedicalRequestDoctor:
        citizen, basis = act.case.citizen, act.case.regime.texts["medical_request_basis"].strip()
        doctor = replace(
            wording.envelope(act.case, act.day),
            recipient=row.doctor or f"Egen læge for {citizen.name}",
            recipient_lines=(),
            delivery="Sendt elektronisk",
            on_behalf_of="",
        )
        return MedicalRequestDoctor(
            envelope=doctor,
            citizen_name=citizen.name,
            citizen_cpr=f"{citizen.cpr[:6]}-{citizen.cpr[6:]}",
            request_form=attest.request,
            answer_form=attest.answer,
            needs_consultation=attest.consultation,
            clarify=row.clarify,
            why=row.why,
            questions=attest.questions,
            deadline=_deadline_words(attest, days),
            how_to_answer=f"Send attesten elektronisk til {wording.settings.MUNICIPALITY}, sag {act.case.number}.",
            consent_given_on=consent,
            legal_basis=f"{basis}\n\n{WITHOUT_CONSENT}" if consent is None else basis,
            payment="Kommunen betaler for attesten.",
        )

    def _to_citizen(
        self, act: Act, row: MedicalRequest, attest: Attest, consent: date | None, given: Mapping[str, Any]
    ) -> MedicalRequestCitizen:
        book_by = given["book_by"] or act.day + timedelta(days=DAYS_TO_BOOK)
        return MedicalRequestCitizen(
            envelope=wording.envelope(act.case, act.day),
            doctor_name=row.doctor or "din egen læge",
            doctor_phone=given["doctor_phone"],
            needs_consultation=attest.consultation,
            book_by=book_by if attest.consultation else None,
            asked=ASKED_IN_GENERAL if row.clarify == CLARIFY else f"Vi har skrevet sådan til lægen: »{row.clarify}«",
            why=WHY_IN_GENERAL if row.why == WHY else f"Vi har skrevet sådan til lægen: »{row.why}«",
            consent_given_on=consent,
            legal_basis=CITIZENS_BASIS if consent else CITIZEN_WITHOUT_CONSENT,
            who_can_help=wording.helpers(act.case.regime),
        )


def _deadline_words(attest: Attest, days: int) -> str:
    """The doctor's time as the agreement has it."""
    if attest.from_booking:
        return f"Vi beder om svar senest {days} dage efter, at borgeren har bedt dig om attesten."
    words = f"Vi beder om svar senest {days} dage efter, at du har fået anmodningen"
    if attest.after_consultation:
        words += f", og senest {attest.after_consultation} dage efter konsultationen"
    return f"{words}."


def _health_consent(act: Act) -> date | None:
    """When the consent that the request rests on was given."""
    rows = Consent.objects.filter(case=act.case, scope=Consent.Scope.HEALTH, withdrawn_on=None, given_on__lte=act.day)
    rows = rows.filter(Q(expires_on=None) | Q(expires_on__gte=act.day))
    return rows.order_by("-given_on").values_list("given_on", flat=True).first()


class ReceiveMedicalReport(Action):
    """An attest has come. It becomes a health document, with its file or as a sheet of what it says."""

    label = "Registrér attest fra lægen"
    inputs = ReceiveMedicalInput
    roles = CASEWORK
    when = UNDER_WAY
    part = Part.HEALTH
    event = "medical_report_received"
    icon, rank = "upload", 31

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = self._asked_or_existing(act, given)
        self._check(act, row, given)
        row.received_on, row.consultation_on = act.day, given["consultation_on"]
        row.summary = given["summary"]
        row.document = act.document(
            "medical",
            row.name,
            dated=row.consultation_on or act.day,
            file=given["file"],
            sheet={"Læge": row.doctor or "Egen læge", "Det væsentlige i attesten": row.summary},
            health=True,
            adverse=given["adverse"],
            known_to_citizen=given["known_to_citizen"],
            source=row,
        )
        row.save()
        act.take(row, "receive")
        return {
            "request": row.no,
            "kind": row.kind,
            "consultation_on": row.consultation_on,
            "document": row.document.no,
            "adverse": row.document.adverse,
        }

    def _asked_or_existing(self, act: Act, given: Mapping[str, Any]) -> MedicalRequest:
        if given["existing"]:
            if not given["kind"]:
                raise Refused("Vælg, hvilken attest der forelå.", "kind")
            row = numbered_row(act, MedicalRequest)
            row.kind, row.requested_on = given["kind"], act.day
            row.doctor = given["doctor"]
            row.save()
            return row
        open_ones = MedicalRequest.objects.filter(case=act.case, state="requested")
        if given["kind"]:
            open_ones = open_ones.filter(kind=given["kind"])
        return pick(
            open_ones,
            given["request"],
            "kind",
            "Vi har ikke bedt om den attest. Sæt kryds, hvis den forelå i forvejen.",
            "Vi venter på flere attester. Vælg, hvilken der er kommet.",
        )

    def _check(self, act: Act, row: MedicalRequest, given: Mapping[str, Any]) -> None:
        if not given["file"] and not given["summary"]:
            raise Refused("Vælg attesten som fil, eller skriv det væsentlige i den.", "summary")
        if act.day < row.requested_on:
            raise Refused(f"Vi bad om attesten {row.requested_on:%d.%m.%Y}. Ret datoen.", "happened_on")
        seen = given["consultation_on"]
        if seen is None and ATTESTS[row.kind].consultation:
            raise Refused(f"Skriv, hvornår lægen så borgeren. {row.name} bygger på en konsultation.", "consultation_on")
        if seen is not None and seen > act.day:
            raise Refused("Konsultationen kan ikke ligge efter den dag, attesten kom.", "consultation_on")
        if seen is not None and seen < act.case.citizen.born:
            raise Refused("Konsultationen kan ikke ligge før borgerens fødsel.", "consultation_on")


class CancelMedicalRequest(Action):
    """Takes a request to a doctor back."""

    label = "Annullér anmodning om attest"
    inputs = CancelMedicalInput
    roles = CASEWORK
    when = UNDER_WAY
    part = Part.HEALTH
    event = "medical_request_cancelled"
    icon, rank = "close", 61

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return any(request.state == "requested" for request in dossier.of(ProfileFacts).medical)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = pick(
            MedicalRequest.objects.filter(case=act.case, state="requested"),
            given["request"],
            "request",
            "Vi venter ikke på nogen attest.",
            "Vi venter på flere attester. Vælg, hvilken du mener.",
        )
        if act.day < row.requested_on:
            raise Refused(f"Vi bad om attesten {row.requested_on:%d.%m.%Y}. Ret datoen.", "happened_on")
        act.take(row, "cancel")
        act.note(f"Anmodning om {row.name} annulleret", given["reason"])
        return {"request": row.no, "kind": row.kind}


def cancel_requests(act: Act, to: str) -> None:
    """An application that is withdrawn needs no more attests."""
    if to == "withdrawn":
        for row in MedicalRequest.objects.filter(case=act.case, state="requested"):
            act.take(row, "cancel")


LAPSES.append(cancel_requests)
