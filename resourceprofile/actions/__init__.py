"""What can be done to the description, to health information, and to work that is tried; and what it is called afterwards."""

from collections.abc import Mapping
from typing import Any

from cases.models import Case
from cases.told import ARRIVALS, ICONS, NAMES, TOLD
from resourceprofile import attests
from resourceprofile.actions import (
    advice,
    assessment,
    conditions,
    consent,
    elements,
    health,
    informing,
    needs,
    profile,
    resource_course,
    retention,
    shortened,
    trials,
    waiting,
)

__all__ = [
    "advice",
    "assessment",
    "conditions",
    "consent",
    "elements",
    "health",
    "informing",
    "needs",
    "profile",
    "resource_course",
    "retention",
    "shortened",
    "trials",
    "waiting",
]

ARRIVALS |= {
    "profile_statement_recorded",
    "medical_report_received",
    "health_statement_recorded",
    "consultant_statement_recorded",
    "accommodations_confirmed",
    "accommodations_disputed",
}
TOLD.update(
    {
        "profile_started": "Beskrivelsen begyndt",
        "profile_part_written": "En del af beskrivelsen skrevet",
        "profile_element_written": "Et element af ressourceprofilen beskrevet",
        "profile_sent_for_statement": "Beskrivelsen sendt til udtalelse",
        "profile_statement_recorded": "Borgerens udtalelse registreret",
        "profile_completed": "Beskrivelsen gjort færdig",
        "consent_asked": "Borgeren bedt om samtykke",
        "consent_given": "Samtykke givet",
        "consent_refused": "Borgeren sagde nej til samtykke",
        "marked_not_needed": "En oplysning er ikke nødvendig",
        "consent_withdrawn": "Samtykke trukket tilbage",
        "medical_report_requested": "Lægen bedt om attest",
        "medical_report_received": "Attest modtaget fra lægen",
        "appointment_recorded": "Tid hos lægen registreret",
        "medical_reminder_sent": "Rykker for attest sendt",
        "medical_request_cancelled": "Anmodning om attest annulleret",
        "health_coordinator_asked": "Sundhedskoordinatoren spurgt",
        "health_question_taken_back": "Spørgsmål til sundhedskoordinatoren taget tilbage",
        "health_statement_recorded": "Sundhedsfaglig udtalelse registreret",
        "consultant_statement_recorded": "Lægekonsulentens skøn registreret",
        "measure_recorded": "Tilbud eller foranstaltning registreret",
        "work_trial_started": "Arbejdsprøvning begyndt",
        "work_trial_ended": "Arbejdsprøvning afsluttet",
        "work_trial_stopped": "Arbejdsprøvning stoppet",
        "work_trial_corrected": "Tal fra arbejdsprøvning rettet",
        "accommodations_changed": "Skånehensyn rettet",
        "accommodations_confirmed": "Borgeren bekræftede skånehensynene",
        "accommodations_disputed": "Borgeren er uenig i skånehensyn",
        "evidence_recorded": "Kilde til arbejdsevnen registreret",
        "shortened_path_taken": "Sagen gik den kortere vej til partshøring",
        "trial_waiver_asked": "Der er bedt om at undlade arbejdsprøvning",
        "trial_waiver_approved": "Arbejdsprøvning undlades",
        "trial_waiver_refused": "Arbejdsprøvning må ikke undlades",
        "assessment_written": "Vurderingen skrevet",
        "development_assessed": "Udviklingen vurderet",
        "own_firm_assessed": "Egen virksomhed vurderet",
        "pension_checked": "Pension undersøgt",
        "pension_considered": "Førtidspension overvejet",
        "treatment_declined": "Et nej til behandling registreret for sig",
        "resource_course_started": "Ressourceforløb registreret",
        "course_leave_recorded": "Barsel eller sorgorlov i ressourceforløbet registreret",
        "course_effort_begun": "En indsats i ressourceforløbet er begyndt",
        "course_put_before_team": "Ressourceforløbet forelagt teamet",
        "course_excused_from_team": "Ressourceforløbet forelægges ikke af særlige grunde",
        "course_next_decided": "Besluttet, hvad der følger efter ressourceforløbet",
        "resource_course_ended": "Ressourceforløbet afsluttet",
        "health_talk_asked": "Borgeren bad om en samtale om et tilbud",
        "health_talk_held": "Samtale om et tilbud holdt",
        "offer_decided_on": "Besluttet, om tilbuddet tilpasses",
        "health_talk_dropped": "Borgeren vil ikke have samtalen om et tilbud",
        "workplace_described": "Borgerens arbejdsplads beskrevet",
        "employment_recorded": "Ansættelse på arbejdspladsen registreret",
        "retention_agreement_recorded": "Aftale om særlige hensyn registreret",
        "retention_attempt_recorded": "Arbejdsgiverens forsøg registreret",
        "retention_exempted": "Borgeren fritaget fra de 12 måneder på arbejdspladsen",
        "retention_exemption_withdrawn": "Fritagelsen fra de 12 måneder trukket tilbage",
        "workplace_wish_recorded": "Borgerens ønske om arbejdsplads registreret",
    }
)


def _part(case: Case, facts: Mapping[str, Any]) -> str:
    return case.regime.profile_slots.get(facts["part"], "")  # another law may have had other parts


def _attest(case: Case, facts: Mapping[str, Any]) -> str:
    return attests.named(facts["kind"])


NAMES.update(
    {
        "profile_part_written": _part,
        "medical_report_requested": _attest,
        "medical_report_received": _attest,
        "medical_reminder_sent": _attest,
    }
)
ICONS.update(
    {
        "profile_sent_for_statement": "email",
        "profile_statement_recorded": "chat",
        "accommodations_disputed": "chat",
        "consent_asked": "email",
        "medical_report_requested": "email",
        "medical_reminder_sent": "email",
        "appointment_recorded": "time",
        "medical_report_received": "upload",
        "profile_part_written": "edit",
        "profile_element_written": "edit",
        "assessment_written": "edit",
    }
)
