"""The law of the description, of health information, and of work capacity that has been tried; each file is one idea."""

from resourceprofile.rules import (
    assessment,
    capacity,
    conditions,
    description,
    health,
    present_basis,
    resource_course,
    retention,
)

__all__ = [
    "assessment",
    "capacity",
    "conditions",
    "description",
    "health",
    "present_basis",
    "resource_course",
    "retention",
]
