"""The morning mail (daglig mail): what is urgent and what is new, once a working day, to those who want it.

It holds numbers of cases, counts and a link, and never whom a case is about. One a person and day: the row is written with
the order to send it, and a mail whose fate nobody knows is shown to a person instead of being sent again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from cases.access import UNIT_ROLES
from cases.daily import notices
from cases.models import MorningMail, Role, User
from cases.projection import calendar
from cases.worklists import todo
from cases.worklists.approvals import waiting_for
from cases.worklists.listing import ACTIVE, due_this_week, overdue
from flexcase.base import clock, outbox
from flexcase.base.ids import new_id
from flexcase.base.models import Run

#: Case numbers that a line names; the rest are counted.
NAMED = 10


@dataclass(frozen=True)
class Line:
    """One thing to know: what, and in which cases."""

    what: str
    numbers: tuple[str, ...]

    def __str__(self) -> str:
        more = len(self.numbers) - NAMED
        named = ", ".join(self.numbers[:NAMED]) + (f" og {more} til" if more > 0 else "")
        return f"{self.what} ({len(self.numbers)}): {named}"


def choose(user: User, wanted: bool) -> None:
    """Whether the person gets the mail from now on."""
    User.objects.filter(pk=user.pk).update(morning_mail=wanted)


def begin() -> int:
    """Order today's mails, on working days only. Answers how many were not ordered before."""
    today = clock.today()
    if not calendar().is_working_day(today):
        return 0
    written = MorningMail.objects.filter(day=today).values("user")
    staff = User.objects.filter(is_active=True, morning_mail=True).exclude(email="")
    return sum(_order(user, today) for user in staff.exclude(role__in=_NOT_FOR).exclude(pk__in=written))


_NOT_FOR = (Role.CITIZEN, Role.ADMINISTRATOR, Role.CLOCK)


@transaction.atomic
def _order(user: User, today: date) -> bool:
    row = MorningMail(user=user, day=today)
    MorningMail.objects.bulk_create([row], ignore_conflicts=True)
    if not MorningMail.objects.filter(pk=row.pk).exists():
        return False  # another beat was faster
    run = Run.objects.create(id=new_id(), action="morning_mail", actor_kind="clock", recorded_at=clock.now())
    outbox.put(run, "morning.mail", row.pk)
    return True


def lines_for(user: User) -> list[Line]:
    """What the mail says today; nothing when there is nothing."""
    cases = notices.looked_after(user).filter(ACTIVE).order_by("next_due", "number")
    today = clock.today()
    since = notices.last_working_day(today)
    tasks = todo.answered_for(user).order_by("due", "case__number")
    found = [
        ("Frist overskredet", cases.filter(overdue()).values_list("number", flat=True)),
        ("Frist i dag", cases.filter(next_due=today).values_list("number", flat=True)),
        ("Frist inden for en uge", cases.filter(due_this_week()).exclude(next_due=today).values_list("number", flat=True)),
        ("Opgave, hvis dag er gået", tasks.filter(due__lt=today).values_list("case__number", flat=True)),
        ("Opgave til i dag", tasks.filter(due=today).values_list("case__number", flat=True)),
        (f"Nyt siden {since:%d.%m.}", [one.case.number for one in notices.arrived(user, since)]),
        ("Venter på din godkendelse", [item.case.number for item in waiting_for(user)]),
    ]
    return [Line(what, tuple(dict.fromkeys(numbers))) for what, numbers in found if numbers]


def text_for(user: User, lines: list[Line]) -> str:
    """The mail in plain text."""
    told = "\n".join(f"- {line}" for line in lines)
    address = settings.SITE_ADDRESS
    tasks = f"Dine opgaver: {address}{reverse('tasks')}\n" if user.role in UNIT_ROLES else ""
    return (
        f"Hej {user.first_name}\n\n{told}\n\n"
        f"Dine sager: {address}{reverse('worklist')}\n{tasks}"
        f"Beskeder, hvor du også kan slå denne mail fra: {address}{reverse('notices')}\n"
    )
