"""An employee who is the citizen of a case: whoever is party to a case never works on it (forvaltningsloven § 3)."""

from __future__ import annotations

from cases.models import Case, Citizen, Conflict, Task, User
from flexcase.base import clock


def keep_out(case: Case) -> None:
    """Declare inhabilitet for every employee who is the citizen. They see the case on Min sag, as its citizen."""
    for user in User.objects.filter(cpr_hash=case.citizen.cpr_hash):
        Conflict.objects.get_or_create(case=case, user=user, defaults={"declared_on": clock.today()})
        Task.objects.filter(case=case, state="open", assignee=user).update(assignee=None, whose=Task.Whose.UNIT)
        if case.caseworker_id == user.pk:
            case.caseworker = None
            case.save(update_fields=["caseworker"])


def know(user: User, cpr: str) -> int:
    """Remember an employee's CPR number, as its keyed hash alone, and keep them out of cases of their own. How many."""
    user.cpr_hash = Citizen.hash_of(cpr)
    user.save(update_fields=["cpr_hash"])
    own = list(Case.objects.filter(citizen__cpr_hash=user.cpr_hash).select_related("citizen"))
    for case in own:
        keep_out(case)
    return len(own)
