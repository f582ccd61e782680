"""The tables of a case, one aggregate a file."""

from cases.models.access import AbsenceCover, CaseAccess, Competence, Conflict
from cases.models.access_request import AccessRequest, Struck, Withheld
from cases.models.case import Case, CaseNumber, Event, Reason
from cases.models.case_file import CaseFile
from cases.models.deadline import ClosingDay, Deadline, Notice
from cases.models.departure import Departure
from cases.models.document import Document
from cases.models.draft import Draft, EarlierText, OpenForm
from cases.models.ending import Ending
from cases.models.law import Halt, PracticeNote
from cases.models.letter import Delivery, Letter
from cases.models.morning import MorningMail
from cases.models.note import Note
from cases.models.people import Citizen, Role, Unit, User
from cases.models.present_basis import PresentBasis
from cases.models.representative import Representative

__all__ = [
    "AbsenceCover",
    "AccessRequest",
    "Case",
    "CaseAccess",
    "CaseFile",
    "CaseNumber",
    "Citizen",
    "ClosingDay",
    "Competence",
    "Conflict",
    "Deadline",
    "Delivery",
    "Departure",
    "Document",
    "Draft",
    "EarlierText",
    "Ending",
    "Event",
    "Halt",
    "Letter",
    "MorningMail",
    "Note",
    "Notice",
    "OpenForm",
    "PracticeNote",
    "PresentBasis",
    "Reason",
    "Representative",
    "Role",
    "Struck",
    "Unit",
    "User",
    "Withheld",
]
