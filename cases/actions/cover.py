"""Absence cover (fraværsdækning): a colleague looks after all cases of somebody who is away, from one day to another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from cases.act import Act, Refused
from cases.action import Action, Target
from cases.actions.common import CASEWORK
from cases.inputs.cover import CoverInput, EndCoverInput
from cases.models import AbsenceCover, Role, User

#: Longest time that one cover lasts; a longer absence is a case for handing the cases over.
LONGEST = timedelta(days=366)


def absent_ones(user: User) -> QuerySet[User]:
    """For whom the user may arrange cover: for themselves, and a leader for everybody of the unit who has cases."""
    of_unit = Q(unit=user.unit_id, role__in=CASEWORK) if user.role == Role.TEAM_LEADER and user.unit_id else Q(pk=None)
    return User.objects.filter(Q(pk=user.pk) | of_unit, is_active=True).order_by("first_name", "last_name")


def stand_ins() -> QuerySet[User]:
    """Who may look after a caseworker's cases; a leader is stood in for by a leader."""
    return User.objects.filter(role__in=CASEWORK, is_active=True).select_related("unit").order_by("first_name", "last_name")


def arranged_by(user: User) -> QuerySet[AbsenceCover]:
    """The covers that the user may end: the own, and a leader those of the unit."""
    return AbsenceCover.objects.filter(absent__in=absent_ones(user))


class ArrangeCover(Action):
    """Lets a colleague see and work on all cases of somebody who is away."""

    label = "Aftal dækning"
    help = "Den, der dækker, ser sagerne under »Lånt og dækket« og får beskederne om dem. Sagsbehandleren er den samme."
    inputs = CoverInput
    target = Target.HOUSE
    roles = CASEWORK
    rank = 0
    dated = False

    def perform(self, act: Act, given: Mapping[str, Any]) -> None:
        first, last = given["valid_from"], given["valid_until"]
        _possible(act.day, first, last)
        absent = absent_ones(act.user).filter(username=given["absent"]).first()
        if absent is None:
            raise Refused("Du kan aftale dækning for dig selv. For andre gør enhedens teamleder det.", "absent")
        # Locked, so that two do not arrange cover for the same days at once.
        User.objects.select_for_update(no_key=True).get(pk=absent.pk)
        cover = self._stand_in(absent, given["cover"])
        same_days = AbsenceCover.objects.filter(valid_from__lte=last, valid_until__gte=first)
        if other := same_days.filter(absent=absent).select_related("cover").first():
            raise Refused(
                f"{absent} er allerede dækket af {other.cover} på nogle af dagene. Afslut den dækning først.", "valid_from"
            )
        if same_days.filter(absent=cover).exists():
            raise Refused(f"{cover} er selv fraværende på nogle af dagene. Vælg en anden.", "cover")
        row = AbsenceCover(absent=absent, cover=cover, granted_by=act.user, reason=given["reason"])
        row.valid_from, row.valid_until = first, last
        row.save()
        act.created = row.pk
        days = f"fra {first:%d.%m.%Y} til {last:%d.%m.%Y}"
        act.notify(cover, "cover_arranged", f"Du dækker {absent} {days}.")
        if absent != act.user:
            act.notify(absent, "cover_arranged", f"{cover} dækker dig {days}.")

    def _stand_in(self, absent: User, username: str) -> User:
        cover = stand_ins().filter(username=username).first()
        if cover is None:
            raise Refused("Vælg en sagsbehandler eller teamleder på listen.", "cover")
        if cover == absent:
            raise Refused("Ingen kan dække sig selv. Vælg en anden.", "cover")
        if absent.role == Role.TEAM_LEADER and cover.role != Role.TEAM_LEADER:
            raise Refused("En teamleder dækkes af en teamleder. Vælg en anden.", "cover")
        return cover


def _possible(today: date, first: date, last: date) -> None:
    """Cover is arranged beforehand: nobody gets a right to what they have already looked at."""
    if first < today:
        raise Refused("Dagen er gået. Skriv en dag fra og med i dag.", "valid_from")
    if last < first:
        raise Refused("Den sidste dag ligger før den første. Ret datoerne.", "valid_until")
    if last - first > LONGEST:
        raise Refused("En dækning varer højst et år. Skriv en tidligere dag, eller overdrag sagerne.", "valid_until")


class EndCover(Action):
    """Ends a cover early: one that has begun ends with this day, one that is still to come falls away."""

    label = "Afslut dækning"
    inputs = EndCoverInput
    target = Target.HOUSE
    roles = CASEWORK
    rank = 0
    dated = False

    def perform(self, act: Act, given: Mapping[str, Any]) -> None:
        rows = arranged_by(act.user).select_related("absent", "cover").select_for_update(of=("self",))
        row = rows.filter(pk=given["which"], valid_until__gte=act.day).first()
        if row is None:
            raise Refused("Dækningen er slut, eller en anden kan afslutte den. Genindlæs siden, og se, hvad der er sket.")
        if row.valid_from > act.day:
            row.delete()
            act.notify(row.cover, "cover_ended", f"Du skal alligevel ikke dække {row.absent} fra {row.valid_from:%d.%m.%Y}.")
            return
        row.valid_until = act.day
        row.save(update_fields=["valid_until"])
        act.notify(row.cover, "cover_ended", f"I dag er sidste dag, hvor du dækker {row.absent}.")
