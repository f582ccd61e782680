"""What can be done to the description, to health information, and to work that is tried; and what it is called afterwards."""

from cases.told import ICONS, TOLD
from resourceprofile.actions import assessment, conditions, elements, health, profile, retention, shortened, trials, waiting

__all__ = ["assessment", "conditions", "elements", "health", "profile", "retention", "shortened", "trials", "waiting"]

TOLD.update(
    {
        "profile_started": "Beskrivelsen begyndt",
        "profile_part_written": "En del af beskrivelsen skrevet",
        "profile_element_written": "Et element af ressourceprofilen beskrevet",
        "profile_sent_for_statement": "Beskrivelsen sendt til udtalelse",
        "profile_statement_recorded": "Borgerens udtalelse registreret",
        "profile_completed": "Beskrivelsen gjort færdig",
        "consent_given": "Samtykke givet",
        "consent_withdrawn": "Samtykke trukket tilbage",
        "medical_report_requested": "Lægen bedt om attest",
        "medical_report_received": "Attest modtaget fra lægen",
        "appointment_recorded": "Tid hos lægen registreret",
        "medical_reminder_sent": "Rykker for attest sendt",
        "medical_request_cancelled": "Anmodning om attest annulleret",
        "health_statement_recorded": "Sundhedsfaglig udtalelse registreret",
        "consultant_statement_recorded": "Lægekonsulentens skøn registreret",
        "measure_recorded": "Tilbud eller foranstaltning registreret",
        "work_trial_started": "Arbejdsprøvning begyndt",
        "work_trial_ended": "Arbejdsprøvning afsluttet",
        "work_trial_stopped": "Arbejdsprøvning stoppet",
        "work_trial_corrected": "Tal fra arbejdsprøvning rettet",
        "accommodations_changed": "Skånehensyn rettet",
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
        "workplace_described": "Borgerens arbejdsplads beskrevet",
        "employment_recorded": "Ansættelse på arbejdspladsen registreret",
        "retention_agreement_recorded": "Aftale om særlige hensyn registreret",
        "retention_attempt_recorded": "Arbejdsgiverens forsøg registreret",
        "retention_exempted": "Borgeren fritaget fra de 12 måneder på arbejdspladsen",
        "retention_exemption_withdrawn": "Fritagelsen fra de 12 måneder trukket tilbage",
        "workplace_wish_recorded": "Borgerens ønske om arbejdsplads registreret",
    }
)
ICONS.update(
    {
        "profile_sent_for_statement": "email",
        "profile_statement_recorded": "chat",
        "medical_report_requested": "email",
        "medical_reminder_sent": "email",
        "appointment_recorded": "time",
        "medical_report_received": "upload",
        "profile_part_written": "edit",
        "profile_element_written": "edit",
        "assessment_written": "edit",
    }
)
