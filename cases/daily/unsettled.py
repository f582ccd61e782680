"""Later work that did not come to an end by itself: what a person must know of, and for some of it answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from cases import access
from cases.models import Case, Letter, MorningMail, Notice, Role, User
from flexcase.base.models import OutboxItem, OutboxState

#: What is said of a kind of work in a state. »{}« is the letter's title, or whom the mail is for.
WORDS = {
    ("letter.render", OutboxState.WAITING): "Brevet »{}« venter på at blive dannet.",
    ("letter.render", OutboxState.FAILED): "Brevet »{}« kunne ikke dannes.",
    ("letter.deliver", OutboxState.WAITING): "Brevet »{}« venter på at blive sendt.",
    ("letter.deliver", OutboxState.FAILED): "Brevet »{}« kunne ikke sendes.",
    ("letter.deliver", OutboxState.UNCERTAIN): "Det er uvist, om brevet »{}« blev sendt.",
    ("bulk.run", OutboxState.FAILED): "En samlet handling på flere sager gik i stå.",
    ("morning.mail", OutboxState.WAITING): "Den daglige mail til {} venter på at blive sendt.",
    ("morning.mail", OutboxState.FAILED): "Den daglige mail til {} kunne ikke sendes.",
    ("morning.mail", OutboxState.UNCERTAIN): "Det er uvist, om den daglige mail til {} blev sendt.",
    ("notice.mail", OutboxState.WAITING): "Mailen til {} om en ny besked venter på at blive sendt.",
    ("notice.mail", OutboxState.FAILED): "Mailen til {} om en ny besked kunne ikke sendes.",
    ("notice.mail", OutboxState.UNCERTAIN): "Det er uvist, om mailen til {} om en ny besked blev sendt.",
}


@dataclass(frozen=True)
class Unsettled:
    """One piece of work that hangs. Work that waits for the world is tried again by itself and asks nothing of anybody."""

    item: OutboxItem
    text: str
    case_number: str

    @property
    def asks(self) -> bool:
        """Whether a person must say what is to become of it."""
        return self.item.state != OutboxState.WAITING

    @property
    def again_label(self) -> str:
        return "Send igen" if self.item.state == OutboxState.UNCERTAIN else "Prøv igen"


def hanging() -> QuerySet[OutboxItem]:
    """Work that failed, or whose fate is unknown, or that has been put back at least once."""
    open_ones = OutboxItem.objects.filter(state__in=[OutboxState.FAILED, OutboxState.UNCERTAIN])
    return (open_ones | OutboxItem.objects.filter(state=OutboxState.WAITING).exclude(problem="")).order_by("created_at")


def unsettled_for(user: User, limit: int = 100) -> list[Unsettled]:
    """What hangs on the caseworker's own cases, the leader's unit's, or for the administrator, who sees no case, on any."""
    if user.role not in {Role.CASEWORKER, Role.TEAM_LEADER, Role.ADMINISTRATOR}:
        return []
    items = list(hanging()[: limit * 10])
    about = _about(item.subject for item in items)
    mine = _cases_of(user, {case for case, _ in about.values() if case})
    found = []
    for item in items:
        case, name = about.get(item.subject, (None, ""))
        number = mine.get(case, "") if case else ""
        if number or user.role == Role.ADMINISTRATOR:
            words = WORDS.get((item.kind, OutboxState(item.state)), item.kind)
            found.append(Unsettled(item, words.format(name), number))
    return found[:limit]


def _about(subjects: Iterable[UUID]) -> dict[UUID, tuple[UUID | None, str]]:
    """What each piece of work is about: the case if there is one, and the letter's title or the receiver's name."""
    wanted = list(subjects)
    letters = Letter.objects.filter(pk__in=wanted).values_list("pk", "case", "title")
    notices = Notice.objects.filter(pk__in=wanted).select_related("user")
    mornings = MorningMail.objects.filter(pk__in=wanted).select_related("user")
    return {
        **{pk: (case, title) for pk, case, title in letters},
        **{row.pk: (row.case_id, str(row.user)) for row in notices},
        **{row.pk: (None, str(row.user)) for row in mornings},
    }


def _cases_of(user: User, cases: set[UUID]) -> dict[UUID, str]:
    seen = access.visible(Case.objects.filter(pk__in=cases), user)
    if user.role == Role.CASEWORKER:
        seen = seen.filter(caseworker=user)
    return dict(seen.values_list("pk", "number"))
