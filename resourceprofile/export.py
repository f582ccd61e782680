"""What this floor knows about a citizen: given out in words. It is erased with the case's data key, which seals every text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cases.models import Case
from resourceprofile.models import (
    Accommodation,
    Answer,
    Consent,
    ConsentQuestion,
    ConsentRefusal,
    CourseLeave,
    DeclinedTreatment,
    EmploymentPeriod,
    Evidence,
    HealthQuestion,
    HealthStatement,
    HealthTalk,
    Measure,
    MedicalRequest,
    NotNeeded,
    PensionCheck,
    PensionConsideration,
    ProfilePart,
    ResourceCourse,
    RetentionAgreement,
    RetentionAttempt,
    RetentionExemption,
    StatementRound,
    Trial,
    TrialWaiver,
    Workplace,
)

#: Heading → table, and its words for each column.
_SHEETS: dict[str, tuple[type[Any], dict[str, str]]] = {
    "beskrivelse": (ProfilePart, {"del": "key", "tekst": "text"}),
    "udtalelser": (
        StatementRound,
        {"sendt": "sent_on", "svar": "answered_on", "bemærkninger": "remarks", "arbejdet ind": "worked_in"},
    ),
    "samtykker": (
        Consent,
        {"til": "scope", "hos": "sources", "givet": "given_on", "udløber": "expires_on", "trukket tilbage": "withdrawn_on"},
    ),
    "bedt om samtykke": (ConsentQuestion, {"til": "scope", "hos": "sources", "dato": "asked_on"}),
    "nej til samtykke": (ConsentRefusal, {"til": "scope", "sagt": "refused_on"}),
    "ikke nødvendigt": (NotNeeded, {"oplysning": "item", "hvorfor": "reason", "dato": "marked_on"}),
    "attester": (
        MedicalRequest,
        {"attest": "name", "spurgt om": "clarify", "hvorfor": "why", "modtaget": "received_on", "resumé": "summary"},
    ),
    "sundhedsfaglige udtalelser": (
        HealthStatement,
        {"dato": "dated", "af": "author", "spørgsmål": "question", "svar": "answer", "funktionstab": "functional_loss"},
    ),
    "spørgsmål til sundhedskoordinatoren": (HealthQuestion, {"dato": "asked_on", "spørgsmål": "question"}),
    "tilbud": (Measure, {"tilbud": "kind", "svar": "status", "dato": "dated", "resultat": "result"}),
    "arbejdsprøvninger": (
        Trial,
        {
            "sted": "place",
            "fra": "started_on",
            "til": "ended_on",
            "opgaver": "tasks",
            "timer": "hours",
            "intensitet": "intensity",
            "fremmøde": "attendance",
            "skånehensynenes virkning": "accommodation_effect",
            "hjælpemidler": "aids",
            "udvikling": "development",
            "arbejdsgiver": "employer_statement",
            "borgeren": "citizen_view",
            "konklusion": "conclusion",
        },
    ),
    "skånehensyn": (
        Accommodation,
        {"tekst": "text", "fra": "dated", "til": "ended_on", "kilde": "source", "borgeren uenig": "disputed_on"},
    ),
    "kilder til arbejdsevnen": (
        Evidence,
        {"kilde": "source", "dato": "dated", "timer": "hours", "intensitet": "intensity", "tekst": "text"},
    ),
    "vurdering": (
        Answer,
        {"spørgsmål": "key", "valgt": "chosen", "begrundelse": "text", "dokumenter": "documents", "dato": "updated_on"},
    ),
    "opslag om pension": (PensionCheck, {"resultat": "result", "kilde": "source", "dato": "dated"}),
    "stillingtagen til førtidspension": (PensionConsideration, {"rejses": "opens", "hvorfor": "text", "dato": "dated"}),
    "behandling, der er sagt nej til": (DeclinedTreatment, {"hvad": "kind", "dato": "dated", "tekst": "text"}),
    "ressourceforløb": (
        ResourceCourse,
        {
            "fra": "started_on",
            "aftalt slut": "planned_end",
            "indsats": "effort",
            "indsats fra": "effort_on",
            "bagefter": "afterwards",
            "afsluttet": "ended_on",
        },
    ),
    "orlov i ressourceforløb": (CourseLeave, {"orlov": "kind", "fra": "started_on", "til": "ended_on"}),
    "samtaler om tilbud": (
        HealthTalk,
        {
            "bedt om": "asked_on",
            "tilbud": "offer",
            "holdt": "held_on",
            "med": "held_with",
            "sagt": "said",
            "tilpasset": "adjusted",
            "begrundelse": "reason",
        },
    ),
    "egen arbejdsplads": (
        Workplace,
        {
            "navn": "name",
            "CVR": "cvr",
            "ansat på almindelige vilkår": "hired_normally",
            "nedsat under ansættelsen": "lost_capacity_there",
            "opgivet": "given_up_on",
        },
    ),
    "ansættelser på arbejdspladsen": (EmploymentPeriod, {"vilkår": "terms", "fra": "started_on", "til": "ended_on"}),
    "aftaler om særlige hensyn": (
        RetentionAgreement,
        {"dato": "dated", "opgaver": "functions", "skånehensyn": "accommodations", "vurdering": "assessment"},
    ),
    "arbejdsgiverens forsøg": (RetentionAttempt, {"dato": "dated", "forsøg": "tried"}),
    "fritagelse fra de 12 måneder": (
        RetentionExemption,
        {"dato": "dated", "akut": "acute", "formålsløst": "futile", "trukket tilbage": "withdrawn_on"},
    ),
    "undladt arbejdsprøvning": (TrialWaiver, {"begrundelse": "reason", "svar": "answer", "dato": "asked_on"}),
}


def about(case: Case) -> dict[str, list[dict[str, str]]]:
    """Everything on the case, decrypted, by heading. Raises Unreadable when the case's key is destroyed."""
    return {
        heading: [_row(row, words) for row in _rows(table, case)]
        for heading, (table, words) in _SHEETS.items()
        if table.objects.filter(case=case).exists()
    }


def _rows(table: type[Any], case: Case) -> Iterable[Any]:
    rows: Iterable[Any] = table.objects.filter(case=case).select_related("case__key").order_by("pk")
    return rows


def _row(row: Any, words: dict[str, str]) -> dict[str, str]:
    values = {word: getattr(row, column) for word, column in words.items()}
    return {word: str(value) for word, value in values.items() if value not in (None, "")}
