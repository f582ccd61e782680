"""While an attest is awaited: the citizen's appointment with the doctor, and reminders (rykkere) to both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from cases import timeline
from cases.access import STAFF, Relation
from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK
from cases.letters import wording
from cases.models import Case, Deadline, Letter, Role
from cases.road import UNDER_WAY
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part
from resourceprofile.actions.common import pick
from resourceprofile.actions.health import DAYS_TO_BOOK
from resourceprofile.attests import ATTESTS
from resourceprofile.facts import ProfileFacts
from resourceprofile.inputs import AppointmentInput, MedicalReminderInput
from resourceprofile.letters import MedicalReminderCitizen, MedicalReminderDoctor
from resourceprofile.models import MedicalRequest


def _waits(self: Action, case: Case, dossier: Dossier) -> bool:
    return any(request.state == "requested" for request in dossier.of(ProfileFacts).medical)


def _awaited(act: Act, no: int | None) -> MedicalRequest:
    return pick(
        MedicalRequest.objects.filter(case=act.case, state="requested"),
        no,
        "request",
        "Vi venter ikke på nogen attest.",
        "Vi venter på flere attester. Vælg, hvilken du mener.",
    )


class RecordAppointment(Action):
    """Registers that the citizen has turned to the doctor, and the day of the consultation (T-07 to T-09)."""

    label = "Registrér tid hos lægen"
    help = "Datoen er den dag, borgeren bestilte tid. Lægens frist for LÆ 265 løber fra den."
    inputs = AppointmentInput
    roles = CASEWORK | {Role.CITIZEN}
    relations = STAFF | {Relation.PARTY}
    when = UNDER_WAY
    part = Part.HEALTH
    event = "appointment_recorded"
    icon, rank = "time", 33
    offered = _waits

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = _awaited(act, given["request"])
        if not ATTESTS[row.kind].consultation:
            raise Refused(f"{row.name} bygger på journalen. Lægen skal ikke se borgeren.", "request")
        if act.day < row.requested_on:
            raise Refused(f"Vi bad om attesten {row.requested_on:%d.%m.%Y}. Ret datoen.", "happened_on")
        seen: date | None = given["consultation_on"]
        if seen is not None and seen < act.day:
            raise Refused("Konsultationen kan ikke ligge før den dag, tiden blev bestilt.", "consultation_on")
        return {"request": row.no, "kind": row.kind, "consultation_on": seen}


class SendMedicalReminder(Action):
    """Reminds whoever is late: the doctor of the attest, the citizen of booking the consultation."""

    label = "Ryk for attest"
    effects = (
        "Lægen får en rykker, når lægens frist er gået.",
        "Er der ikke registreret en tid hos lægen, får borgeren et brev med en ny dag og tilbud om hjælp.",
    )
    inputs = MedicalReminderInput
    roles = CASEWORK
    when = UNDER_WAY
    part = Part.HEALTH
    event = "medical_reminder_sent"
    bulk, bulk_rank = "Ryk for attest", 20
    dated = False
    icon, rank = "email", 35
    offered = _waits

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = _awaited(act, given["request"])
        due = self._running(act, row)
        doctor, citizen = due.get("medical_report"), due.get("medical_appointment")
        if not any(day is not None and day < act.day for day in (doctor, citizen)):
            last = min(day for day in (doctor, citizen) if day is not None)
            raise Refused(f"Fristen er ikke gået. Den løber til {last:%d.%m.%Y}.")
        book_by = act.day + timedelta(days=DAYS_TO_BOOK) if citizen is not None and citizen < act.day else None
        if doctor is not None and doctor < act.day:
            act.letter(self._to_doctor(act, row, doctor), recipient=Letter.Recipient.DOCTOR)
        if book_by is not None:
            act.letter(self._to_citizen(act, row, book_by))
        return {"request": row.no, "kind": row.kind, "doctor": bool(doctor and doctor < act.day), "book_by": book_by}

    def _running(self, act: Act, row: MedicalRequest) -> dict[str, date]:
        """The last days that still run for a request, by kind of deadline."""
        events = map(timeline.typed, timeline.events_of(act.case))
        asked = next(e.seq for e in events if e.kind == "medical_report_requested" and e.facts["request"] == row.no)
        rows = Deadline.objects.filter(case=act.case, anchor=asked, met_on=None, due__isnull=False)
        return {kind: due for kind, due in rows.values_list("kind", "due") if due is not None}

    def _to_doctor(self, act: Act, row: MedicalRequest, due: date) -> MedicalReminderDoctor:
        citizen, attest = act.case.citizen, ATTESTS[row.kind]
        doctor = replace(
            wording.envelope(act.case, act.day),
            recipient=row.doctor or f"Egen læge for {citizen.name}",
            recipient_lines=(),
            delivery="Sendt elektronisk",
        )
        return MedicalReminderDoctor(
            envelope=doctor,
            citizen_name=citizen.name,
            citizen_cpr=f"{citizen.cpr[:6]}-{citizen.cpr[6:]}",
            answer_form=attest.answer,
            requested_on=row.requested_on,
            due=due,
            may_decline=attest.may_decline,
            how_to_answer=f"Send attesten elektronisk til {wording.settings.MUNICIPALITY}, sag {act.case.number}.",
        )

    def _to_citizen(self, act: Act, row: MedicalRequest, book_by: date) -> MedicalReminderCitizen:
        return MedicalReminderCitizen(
            envelope=wording.envelope(act.case, act.day),
            doctor_name=row.doctor or "din egen læge",
            book_by=book_by,
            who_can_help=wording.helpers(act.case.regime),
        )
