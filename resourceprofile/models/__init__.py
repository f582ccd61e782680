"""The tables of the description, of health, and of work that has been tried: one aggregate a file."""

from resourceprofile.models.accommodation import Accommodation
from resourceprofile.models.assessment import Answer
from resourceprofile.models.conditions import DeclinedTreatment, PensionCheck, PensionConsideration
from resourceprofile.models.consent import Consent, ConsentQuestion
from resourceprofile.models.course import CourseLeave, HealthTalk, ResourceCourse
from resourceprofile.models.evidence import Evidence
from resourceprofile.models.health import HealthStatement
from resourceprofile.models.informing import ConsentRefusal, NotNeeded
from resourceprofile.models.measure import Measure
from resourceprofile.models.medical import MedicalRequest
from resourceprofile.models.profile import FrozenProfile, ProfilePart, StatementRound
from resourceprofile.models.retention import (
    EmploymentPeriod,
    RetentionAgreement,
    RetentionAttempt,
    RetentionExemption,
    Workplace,
)
from resourceprofile.models.trial import Trial
from resourceprofile.models.waiver import TrialWaiver

__all__ = [
    "Accommodation",
    "Answer",
    "Consent",
    "ConsentQuestion",
    "ConsentRefusal",
    "CourseLeave",
    "DeclinedTreatment",
    "EmploymentPeriod",
    "Evidence",
    "FrozenProfile",
    "HealthStatement",
    "HealthTalk",
    "Measure",
    "MedicalRequest",
    "NotNeeded",
    "PensionCheck",
    "PensionConsideration",
    "ProfilePart",
    "ResourceCourse",
    "RetentionAgreement",
    "RetentionAttempt",
    "RetentionExemption",
    "StatementRound",
    "Trial",
    "TrialWaiver",
    "Workplace",
]
