"""What somebody asks of a worklist: filters, columns and an order, as they stand in the address.

An order is an expression that is never empty and that an index of Case begins with (after unit or caseworker), so that a
page deep in a list of many thousand costs what the first one costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.lookups import LessThan

from cases import access
from cases.models import Case, Role, User
from cases.models.case import by_deadline
from cases.road import CASE_ROAD, DECIDED, UNDER_WAY
from cases.worklists import veil
from cases.worklists.columns import COLUMNS, OTHERS
from flexcase.base import clock
from flexcase.base.danish import DanishFold, danish_order
from flexcase.law.regime import regime_on, regimes

Choices = list[tuple[str, str]]
#: Cases that somebody still has to do something about.
ACTIVE = Q(state__in=(*UNDER_WAY, *DECIDED))
#: Longest text that a list is searched for.
LONGEST = 80


@dataclass(frozen=True)
class Filter:
    """One way to narrow a list: its name in the address, its Danish label, what may be chosen and what that means."""

    key: str
    label: str
    choices: Callable[[User], Choices]
    means: Callable[[str], Q]
    #: Whether it is of use only among the cases of several people.
    of_many: bool = False


def overdue() -> Q:
    """Cases whose next deadline has passed, said as the index says it."""
    return Q(LessThan(by_deadline(), Value(clock.today())))


def due_this_week() -> Q:
    """Cases with a deadline today or within seven days."""
    today = clock.today()
    return Q(next_due__range=(today, today + timedelta(days=7)))


def complained() -> Q:
    """Cases with a complaint that the municipality has to answer or send on, wherever the case itself stands."""
    return Q(complaint_running=True)


def waits_for(whom: str) -> Q:
    """Cases under way in which somebody else has to answer first. The time to complain holds up nobody."""
    return Q(state__in=UNDER_WAY, waits_for__contains=[whom])


DUE: dict[str, tuple[str, Callable[[], Q]]] = {
    "over": ("overskredet", overdue),
    "uge": ("denne uge", due_this_week),
    "maaned": ("inden 30 dage", lambda: Q(next_due__range=(clock.today(), clock.today() + timedelta(days=30)))),
    "ingen": ("ingen", lambda: Q(next_due=None)),
}

FLAGS: dict[str, tuple[str, Callable[[], Q]]] = {
    "klage": ("klage i gang", complained),
    "adresse": ("adressebeskyttelse", lambda: Q(citizen__protected_address=True)),
    "selvstaendig": ("selvstændig", lambda: Q(self_employed=True)),
    "arbejdsplads": ("vil blive på arbejdspladsen", lambda: Q(stay_at_workplace=True)),
    "begraenset": ("begrænset adgang", lambda: Q(restricted=True)),
    "valgt": ("regelsæt valgt i hånden", lambda: Q(regime_chosen_on__isnull=False)),
}

NOBODY = "ingen"


def _states(_: User) -> Choices:
    return [(state, regime_on(clock.today()).road[state]) for state in CASE_ROAD.states]


def _others(user: User) -> Choices:
    hidden = veil.lists_hidden(access.parts_of(user))
    return [(key, label) for key, (label, _) in OTHERS.items() if key not in hidden]


def _caseworkers(user: User) -> Choices:
    workers = User.objects.filter(unit=user.unit_id, role=Role.CASEWORKER, is_active=True).order_by("first_name", "last_name")
    return [(NOBODY, "ingen"), *((worker.pk.hex, str(worker)) for worker in workers)]


def _caseworker(value: str) -> Q:
    if value == NOBODY:
        return Q(caseworker=None)
    try:
        return Q(caseworker=UUID(value))
    except ValueError:
        return Q()


FILTERS: tuple[Filter, ...] = (
    Filter("trin", "Trin", _states, lambda value: Q(state=value)),
    Filter("frist", "Frist", lambda _: [(key, label) for key, (label, _) in DUE.items()], lambda value: DUE[value][1]()),
    Filter("venter", "Venter på", _others, lambda value: waits_for(OTHERS[value][1])),
    Filter("sagsbehandler", "Sagsbehandler", _caseworkers, _caseworker, of_many=True),
    Filter("regelsaet", "Regelsæt", lambda _: [(one.name, one.title) for one in regimes()], lambda value: Q(regime_name=value)),
    Filter("maerke", "Mærke", lambda _: [(key, label) for key, (label, _) in FLAGS.items()], lambda value: FLAGS[value][1]()),
)


@dataclass(frozen=True)
class Order:
    """One order of a list: what it sorts by, and how its key is written in an address and read again."""

    label: str
    #: The same turned round.
    turned: str
    by: Combinable
    key: Callable[[Case], str]
    #: Raises ValueError; None when it leads nowhere.
    read: Callable[[str, UUID], Any]


def _day(text: str, _: UUID) -> date:
    return date.fromisoformat(text)


def _due(case: Case) -> str:
    return (case.next_due or date.max).isoformat()


def _received(case: Case) -> str:
    return case.received_on.isoformat()


def _place_of_name(_: str, pk: UUID) -> str | None:
    """Where the name of a case's citizen stands. Looked up, for no name belongs in an address."""
    return Case.objects.filter(pk=pk).values_list(by_name(), flat=True).first()


def by_name() -> Combinable:
    """The citizen's name in Danish order."""
    return danish_order("citizen__name")


ORDERS: dict[str, Order] = {
    "borger": Order("Borger, A til Å", "Borger, Å til A", by_name(), lambda _: "", _place_of_name),
    "frist": Order("Næste frist først", "Fjerneste frist først", by_deadline(), _due, _day),
    "modtaget": Order("Modtaget, ældste først", "Modtaget, nyeste først", F("received_on"), _received, _day),
}

#: The columns of a list until somebody chooses others.
PLAIN = ("frist", "hvorfor", "trin", "naeste")


@dataclass(frozen=True)
class Listing:
    """One list as it is asked for. What an address says wrongly is left out; nobody writes it by hand."""

    view: str
    chosen: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    order: str = "frist"
    backwards: bool = False
    columns: tuple[str, ...] = PLAIN

    @classmethod
    def read(cls, asked: Mapping[str, Any], view: str) -> Listing:
        """From the parameters of an address (a QueryDict)."""
        order = str(asked.get("orden", ""))
        columns = asked.getlist("kol") if hasattr(asked, "getlist") else []
        known = {one.key: str(asked.get(one.key, "")) for one in FILTERS}
        return cls(
            view=view,
            chosen={key: value for key, value in known.items() if value and _is_known(key, value)},
            text=str(asked.get("q", "")).replace("\0", "").strip()[:LONGEST],
            order=order.removeprefix("-") if order.removeprefix("-") in ORDERS else "frist",
            backwards=order.startswith("-"),
            columns=tuple(name for name in COLUMNS if name in columns) or PLAIN,
        )

    def parameters(self) -> Iterator[tuple[str, str]]:
        """What the address says, shortest: nothing that goes without saying."""
        yield "vis", self.view
        yield from self.chosen.items()
        if self.text:
            yield "q", self.text
        if self.orden != "frist":
            yield "orden", self.orden
        if self.columns != PLAIN:
            yield from (("kol", name) for name in self.columns)

    def query(self, **more: str) -> str:
        """The address of this list, after the question mark."""
        return urlencode([*self.parameters(), *more.items()])

    @property
    def orden(self) -> str:
        """The order as an address says it: a minus before it turns it round."""
        return f"{'-' * self.backwards}{self.order}"

    @property
    def narrowed(self) -> bool:
        """Whether a filter hides cases of the list."""
        return bool(self.chosen or self.text)

    @property
    def own(self) -> bool:
        """Whether it differs from the house's list, and so is worth a name of its own."""
        return self != Listing(self.view)

    def condition(self) -> Q:
        """What the filters let through."""
        found = Q()
        for one in FILTERS:
            if value := self.chosen.get(one.key):
                found &= one.means(value)
        if self.text:
            name = Q(citizen__name_folded__contains=DanishFold(Value(self.text)))
            found &= name | Q(number__startswith=self.text)
        return found


def _is_known(key: str, value: str) -> bool:
    """Whether a filter has such a choice; the people of a unit are not asked for here."""
    closed: dict[str, Any] = {"trin": CASE_ROAD.states, "frist": DUE, "venter": OTHERS, "maerke": FLAGS}
    closed["regelsaet"] = {one.name for one in regimes()}
    return value in closed.get(key, (value,))
