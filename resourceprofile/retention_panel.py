"""The tab on the citizen's own workplace, in cases where they want to stay (LAB § 119)."""

from __future__ import annotations

from typing import Any

from cases.access import parts_of
from cases.casepage.tabs import panel
from cases.models import Case, User
from flexcase.base import clock
from flexcase.law.near_pension import has_more_than_six_years, six_years_before
from flexcase.law.rule import Part
from resourceprofile.facts import ProfileFacts, load
from resourceprofile.links import link_to, rows
from resourceprofile.models import (
    EmploymentPeriod,
    RetentionAgreement,
    RetentionAttempt,
    RetentionExemption,
    Workplace,
)
from resourceprofile.rules.retention import twelve_months_full


def concerned(case: Case) -> bool:
    """Whether the case is, or was, about the citizen's own workplace."""
    return case.stay_at_workplace or Workplace.objects.filter(case=case).exists()


@panel(
    "arbejdsplads",
    "Arbejdsplads",
    part=Part.TRIALS,
    template="resourceprofile/workplace.html",
    rank=32,
    when=concerned,
)
def workplace(case: Case, user: User) -> dict[str, Any]:
    """The workplace, the periods with what they come to, the papers, and who is exempt."""
    today = clock.today()
    known = load([case.pk])[case.pk]
    assert isinstance(known, ProfileFacts)
    born = case.citizen.born
    reads_health = Part.HEALTH in parts_of(user)
    return {
        "place": Workplace.objects.filter(case=case).select_related("case__key").first(),
        "stays": case.stay_at_workplace,
        "periods": [
            {"row": row, "url": link_to("record_employment", case, user, replaces=row.no, terms=row.terms)}
            for row in rows(EmploymentPeriod, case)
            if row.replaced_on is None
        ],
        "full_on": twelve_months_full(known.retention, today),
        "near_pension": not has_more_than_six_years(born, today),
        "six_years_before": six_years_before(born, today),
        "agreements": rows(RetentionAgreement, case, "document"),
        "attempts": rows(RetentionAttempt, case, "document"),
        "exemptions": rows(RetentionExemption, case),
        "reads_health": reads_health,
        **{
            f"{name}_url": link_to(action, case, user)
            for name, action in {
                "describe": "describe_workplace",
                "period": "record_employment",
                "agreement": "record_retention_agreement",
                "attempt": "record_retention_attempt",
                "exempt": "exempt_from_twelve_months",
                "withdraw": "withdraw_exemption",
                "wish": "record_wish_for_workplace",
            }.items()
        },
    }
