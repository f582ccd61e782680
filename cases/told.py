"""What each kind of event is called on the timeline. Every floor adds its own; a test finds an event without words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cases import letters
from cases.models import Case

TOLD: dict[str, str] = {
    "application_received": "Ansøgning modtaget",
    "application_received_again": "Ny ansøgning modtaget og læst med i sagen",
    "case_taken_over": "Sagen overtaget",
    "target_group_set": "Målgruppe rettet",
    "contact_changed": "Kontaktoplysninger rettet",
    "case_assigned": "Sagsbehandler tildelt",
    "case_lent": "Sagen lånt ud",
    "case_taken_back": "Udlånt sag taget tilbage",
    "case_returned": "Sagen sendt tilbage til et tidligere trin",
    "application_withdrawn": "Borgeren trak ansøgningen tilbage",
    "present_basis_asked": "Borgeren bad om en afgørelse nu",
    "present_basis_taken_back": "Borgeren venter alligevel med afgørelsen",
    "ending_asked": "Der er bedt om at lukke sagen uden afgørelse",
    "ending_approved": "Godkendt, at sagen lukkes uden afgørelse",
    "ending_refused": "Afvist, at sagen lukkes uden afgørelse",
    "taking_back_asked": "Der er bedt om at åbne en sag, der er afsluttet ved en fejl",
    "taking_back_refused": "Afvist, at sagen åbnes igen",
    "ending_taken_back": "Afslutningen var en fejl, og sagen er åben igen",
    "case_ended": "Sagen afsluttet uden afgørelse",
    "case_transferred": "Sagen overdraget til en anden kommune",
    "regime_crossed": "Sagen flyttet til et nyt regelsæt",
    "regime_chosen": "Regelsæt valgt med en begrundelse",
    "deadline_notice_sent": "Fristbrev sendt",
    "citizen_reminded": "Borgeren mindet om det, vi venter på",
    "case_closed": "Sagen lukket",
    "conflict_declared": "Inhabilitet meldt",
    "departure_asked": "Der er bedt om fravigelse",
    "departure_approved": "Fravigelse godkendt",
    "departure_refused": "Fravigelse afvist",
    "letter_readdressed": "Brevet stilet til den, der skal have det nu",
    "letter_rendered": "Brev dannet",
    "letter_delivered": "Brev leveret",
    "document_added": "Dokument tilføjet",
    "note_written": "Notat skrevet",
    "note_corrected": "Notat rettet",
    "conversation_noted": "Samtale registreret",
    "conversation_planned": "Samtale aftalt eller aflyst",
    "task_added": "Opgave tilføjet",
    "task_finished": "Opgave afsluttet",
    "task_dropped": "Opgave opgivet",
    "task_taken": "Opgave taget",
    "tasks_passed": "Opgaver givet videre til en anden",
    "document_marked": "Dokumentets mærke rettet",
    "case_file_ordered": "Hele sagen taget ud som én fil",
    "document_replaced": "Dokument erstattet af en ny fil",
    "document_removed": "Dokument fjernet fra sagen",
    "representative_registered": "Partsrepræsentant eller bisidder registreret",
    "representative_revoked": "Fuldmagt eller bisidder afsluttet",
    "access_requested": "Aktindsigt ønsket",
    "access_notice_sent": "Fristbrev om aktindsigt sendt",
    "access_decided": "Aktindsigt besvaret",
    "document_withheld": "Dokument undtaget fra aktindsigt",
    "passage_struck": "Passage streget over i aktindsigt",
    "passage_cleared": "Overstregning i aktindsigt fjernet",
    "document_released": "Undtaget dokument givet alligevel",
}


def _letter(case: Case, facts: Mapping[str, Any]) -> str:
    return letters.get(facts["kind"]).title


#: What the line of an event names besides, from the case and the event's own facts: which letter, which part. Every floor adds
#: its own; it is told to those only who may read the part of the case that the event belongs to.
NAMES: dict[str, Callable[[Case, Mapping[str, Any]], str]] = {
    "letter_readdressed": _letter,
    "letter_rendered": _letter,
    "letter_delivered": _letter,
}

#: Kinds of events that something came in by: a paper, an answer, a complaint. Every floor adds its own.
ARRIVALS: set[str] = {
    "application_received_again",
    "present_basis_asked",
    "document_added",
    "access_requested",
    "representative_registered",
}

ICONS = {
    "letter_delivered": "email",
    "letter_rendered": "document",
    "document_added": "upload",
    "note_written": "chat",
    "conversation_noted": "chat",
    "note_corrected": "edit",
    "conversation_planned": "calendar-month",
    "task_added": "checklist",
    "access_requested": "search",
    "access_decided": "send",
    "representative_registered": "person",
    "deadline_notice_sent": "time",
    "citizen_reminded": "email",
}


def told(kind: str) -> str:
    """The words for a kind of event."""
    return TOLD.get(kind, kind.replace("_", " ").capitalize())


def told_by_name(case: Case, kind: str, facts: Mapping[str, Any]) -> str:
    """The words for an event, and the name of what it is about where the kind has one."""
    name = NAMES[kind](case, facts) if kind in NAMES else ""
    return f"{told(kind)}: {name}" if name else told(kind)


READ = {
    "letter": "Åbnede et brev",
    "document": "Åbnede et dokument",
    "cpr": "Så CPR-nummeret",
    "search": "Fandt sagen i en søgning",
    "case_file": "Hentede hele sagen som én fil",
    "meeting": "Så sagen på et møde",
    "decision": "Åbnede afgørelsen",
    "list": "Så sagen på en liste",
    "export": "Hentede en liste med sagen",
    "bulk": "Valgte sagen i en samlet handling",
}


def read_as(what: str) -> str:
    """The words for a line of the read log."""
    kind = what.partition(":")[0]
    if kind in {"action", "draft"}:
        return "Arbejdede med sagen"
    return READ.get(kind, "Åbnede sagen")
