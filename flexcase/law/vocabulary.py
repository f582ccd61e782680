"""The keys that every regime must fill: labels, steps of the road, and the letters' fixed texts, each with its meaning.

A new key is one line here and one value in the oldest regime's folder; later regimes inherit it.
"""

from __future__ import annotations

from collections.abc import Mapping

#: Words that differ from law to law.
LABELS: Mapping[str, str] = {
    "profile_document": "the document that a decision rests on, indefinite and without article",
    "profile_document_definite": "the same in definite form, for use within a sentence",
    "profile_tab": "the same as the short heading of a tab",
    "team": "the team that a case is put before, indefinite",
    "team_definite": "the same in definite form",
    "team_meeting": "the team's meeting, indefinite",
    "team_outcome_noun": "what the team answers with, indefinite",
    "team_outcome_noun_definite": "the same in definite form",
    "team_outcome_verb": "what the team does, present tense",
    "recommendation_form": "the form on which a case is put before the team",
    "office": "the office that handles the case, definite",
    "health_advice": "the health professional's statement to the case",
    "health_adviser": "who gives it, definite",
}

#: The states of a case; the road itself belongs to the cases.
ROAD_STATES = (
    "application",
    "profile",
    "trial",
    "hearing",
    "team",
    "decision",
    "granted",
    "rejected",
    "closed",
    "withdrawn",
    "transferred",
)

#: What the arbejdsevnemetode says of each element of the ressourceprofil (D-03a), with the method's own headings.
PROFILE_FIELDS: Mapping[str, str] = {
    "resources": "Ressourcer",
    "barriers": "Barrierer",
    "development": "Udviklingsmuligheder",
}

#: The redegørelser of LAB § 70 a (D-03b), each with its heading in the letter.
ACCOUNTS: Mapping[str, str] = {
    "account_tried": "De tilbud, der har været prøvet",
    "account_resources": "Dine ressourcer, og hvordan de kan bruges og udvikles",
    "account_lasting": "Hvorfor din arbejdsevne er varigt nedsat",
    "account_ordinary": "Hvorfor du ikke kan arbejde på normale vilkår",
}

#: The grounds on which fleksjob can be refused; each has a text that names it and a text on what happens next.
REJECTION_GROUNDS: Mapping[str, str] = {
    "too_high": "the work capacity is reduced, but not enough",
    "too_low": "the work capacity is so small that a fleksjob cannot use it",
    "not_lasting": "the limitation is not lasting",
    "not_tried": "not everything of relevance has been tried",
    "not_clarified": "what the citizen can and cannot do is not yet known",
    "age_or_benefit": "age or another benefit excludes fleksjob",
    "not_this_workplace": "a fleksjob is possible, but not yet at the citizen's own workplace (LAB § 119)",
}

#: Fixed texts of the letters, one file each: texts/<key>.txt. A blank line parts two paragraphs.
TEXTS: Mapping[str, str] = {
    "second_application_meaning": "what it means to apply again while a case is under way",
    "receipt_next_steps": "what happens after the application",
    "receipt_data_protection": "what is done with the citizen's data (GDPR article 13): a heading line above each paragraph",
    "receipt_rights": "the citizen's rights while the case runs",
    "present_basis_meaning": "what a decision on the present basis means, when the citizen asks for one",
    "deadline_notice_meanwhile": "what a citizen can do when the decision takes longer",
    "consent_purpose": "what the information is used for that a citizen is asked to let us collect",
    "consent_text": "what a citizen says yes to when information is collected, in the citizen's words",
    "medical_request_basis": "on what basis a doctor is asked",
    "hearing_intro": "why the citizen is heard",
    "hearing_silence": "what happens when no answer comes",
    "hearing_next": "what happens when the citizen has been heard",
    "meeting_invitation_rights": "the citizen's rights at the team's meeting",
    "meeting_postponed_next": "what happens when the team's meeting is postponed",
    "pension_opened": "what happens when a case on førtidspension is opened",
    "pension_not_opened": "what happens when none is opened",
    "rules_pension_not_opened": "the law behind opening no case on førtidspension",
    "pension_own_application": "the right to apply for førtidspension oneself",
    "onward_resource_course": "who goes on when the team points to a ressourceforløb",
    "onward_other_effort": "who goes on when the team points to another effort",
    "onward_pension": "what happens when the team points to førtidspension",
    "help_contacts": "who can help: each paragraph has a line that names them, and a line on what they do",
    "rules_access": "the law behind the answer to a request for aktindsigt",
    "access_reassessment": "what the municipality does with a complaint over that answer",
    "rules_hearing": "the law behind the hearing",
    "rules_grant": "the law behind a grant",
    "rules_rejection": "the law behind a rejection",
    "rules_not_opened": "the law behind a decision not to open a case",
    "rules_own_workplace": "the law behind a fleksjob at the citizen's own workplace, beside the rules of the decision",
    "ended_wrong_person": "what it means that a case opened on the wrong person is closed",
    "ended_duplicate": "what it means that one of two cases is closed",
    "transferred_meaning": "what it means that another municipality has the case",
    "rules_transfer": "the law behind handing a case over to another municipality",
    "consent_refused_meaning": "what follows when the citizen will not let us collect information",
    "rules_consent_refused": "the law behind deciding without what may not be collected",
    "rules_job_assessment": "the law behind the assessment of a concrete fleksjob",
    "not_opened_next": "what happens when no case is opened",
    "grant_meaning": "what a grant means",
    "grant_duration": "how long a grant and a fleksjob last",
    "grant_next": "what happens after a grant",
    "grant_duties": "what a citizen with a grant must do",
    "grant_benefit": "what a citizen with a grant can live on",
    "grant_certificate": "the certificate (fleksjobbevis)",
    "grant_other_workplace": "that the fleksjob must be somewhere else than the citizen's own workplace",
    "rules_firm_support": "the law behind support to one's own firm",
    "firm_support_meaning": "what support to one's own firm means",
    "firm_support_duration": "how long it lasts",
    "firm_support_next": "what happens after it is granted",
    "firm_support_duties": "what a citizen with it must do",
    "firm_support_benefit": "who pays it, and what if the firm closes",
    "appeal_how": "what a complaint needs; where to send it is the municipality's own",
    "appeal_reassessment": "what the municipality does with a complaint",
    "appeal_body": "who decides the complaint in the end",
    "complaint_next": "what happens with a complaint that has come",
    "rules_reassessment": "the law behind the genvurdering",
    "complaint_forwarded_next": "what happens when the complaint has been sent on",
    "case_reopened_next": "what happens when the appeal body has sent the case back",
    **{f"rejection_ground_{ground}": f"the ground: {meaning}" for ground, meaning in REJECTION_GROUNDS.items()},
    **{f"rejection_next_{ground}": f"what next, when {meaning}" for ground, meaning in REJECTION_GROUNDS.items()},
}
