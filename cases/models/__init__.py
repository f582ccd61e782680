"""The tables of a case, one aggregate a file."""

from cases.models.access import AbsenceCover, CaseAccess, Competence, Conflict
from cases.models.access_request import AccessRequest, Struck, Withheld
from cases.models.bulk import BulkItem, BulkRun, BulkState
from cases.models.case import Case, CaseNumber, Event, Reason
from cases.models.case_file import CaseFile
from cases.models.deadline import ClosingDay, Deadline, Notice
from cases.models.departure import Departure
from cases.models.document import Document, DocumentVersion
from cases.models.draft import Draft, EarlierText, OpenForm
from cases.models.ending import Ending
from cases.models.handover import Handover
from cases.models.held import HeldFile
from cases.models.law import Halt, PracticeNote
from cases.models.letter import Delivery, Letter
from cases.models.morning import MorningMail
from cases.models.note import Note
from cases.models.people import Citizen, Role, Unit, User
from cases.models.phrase import Phrase
from cases.models.present_basis import PresentBasis
from cases.models.representative import Representative
from cases.models.saved_filter import SavedFilter
from cases.models.search import SearchText
from cases.models.task import Task

__all__ = [
    "AbsenceCover",
    "AccessRequest",
    "BulkItem",
    "BulkRun",
    "BulkState",
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
    "DocumentVersion",
    "Draft",
    "EarlierText",
    "Ending",
    "Event",
    "Halt",
    "Handover",
    "HeldFile",
    "Letter",
    "MorningMail",
    "Note",
    "Notice",
    "OpenForm",
    "Phrase",
    "PracticeNote",
    "PresentBasis",
    "Reason",
    "Representative",
    "Role",
    "SavedFilter",
    "SearchText",
    "Struck",
    "Task",
    "Unit",
    "User",
    "Withheld",
]
