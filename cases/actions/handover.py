"""All cases of somebody pass to colleagues (overdragelse): ordered by a leader, begun at once or by the clock on its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cases.act import Act, Refused
from cases.action import Action, Target
from cases.actions.common import BY_CLOCK, LEADS
from cases.daily import handover
from cases.inputs.handover import HandoverInput, WhichHandoverInput
from cases.models import Handover, User

#: How far ahead a hand-over may be ordered.
FARTHEST = timedelta(days=366)


class _HandoverAction(Action):
    target = Target.HOUSE
    rank = 0
    dated = False


class OrderHandover(_HandoverAction):
    """Orders that all cases of somebody pass to one colleague or several; on its day it is begun."""

    label = "Overdrag sager"
    inputs = HandoverInput
    roles = LEADS

    def perform(self, act: Act, given: Mapping[str, Any]) -> None:
        leaver, takers = self._people(act.user, given)
        on = given["on"] or act.day
        if on < act.day:
            raise Refused("Dagen er gået. Skriv en dag fra og med i dag.", "on")
        if on - act.day > FARTHEST:
            raise Refused("En overdragelse kan aftales højst et år frem. Skriv en tidligere dag.", "on")
        row = Handover(id=act.run.pk, ordered_by=act.user, ordered_on=act.day, leaver=leaver, on=on)
        row.takers = [taker.pk for taker in takers]
        if why := handover.problem(row, takers) or self._in_the_way(row):
            raise Refused(why)
        row.save()
        act.created = row.pk
        if on == act.day:
            begin(act, row)
            return
        names = " og ".join(str(taker) for taker in takers)
        act.notify_each((leaver, *takers), "handover_ordered", f"Den {on:%d.%m.%Y} overgår {leaver}s sager til {names}."[:300])

    def _people(self, leader: User, given: Mapping[str, Any]) -> tuple[User, list[User]]:
        leaver = handover.leavers(leader).filter(username=given["leaver"]).first()
        if leaver is None:
            raise Refused("Vælg en sagsbehandler i din enhed på listen.", "leaver")
        # Locked, so that two leaders do not order it at once.
        User.objects.select_for_update(no_key=True).get(pk=leaver.pk)
        takers = list(handover.colleagues(leader).filter(username__in=given["takers"]).exclude(pk=leaver.pk))
        if len(takers) != len(set(given["takers"])):
            raise Refused("Vælg på listen, hvem der overtager.", "takers")
        return leaver, takers

    def _in_the_way(self, row: Handover) -> str:
        """What was ordered before, and cannot go together with this."""
        ordered = Handover.objects.filter(state="ordered").select_related("leaver")
        if before := ordered.filter(leaver=row.leaver).first():
            return f"Det er allerede aftalt, at {row.leaver}s sager overdrages {before.on:%d.%m.%Y}. Aflys den aftale først."
        if gone := ordered.filter(leaver__in=row.takers, on__lte=row.on).first():
            return f"{gone.leaver} afgiver selv sine sager {gone.on:%d.%m.%Y}. Vælg en anden."
        return ""


class CancelHandover(_HandoverAction):
    """Calls off a hand-over before its day."""

    label = "Aflys overdragelse"
    inputs = WhichHandoverInput
    roles = LEADS

    def perform(self, act: Act, given: Mapping[str, Any]) -> None:
        row = _waiting(handover.of_unit(act.user).filter(state="ordered"), given["which"])
        act.take(row, "cancel")
        told = {*handover.takers_of(row), row.leaver, row.ordered_by} - {act.user}
        words = f"Overdragelsen af {row.leaver}s sager den {row.on:%d.%m.%Y} er aflyst."
        act.notify_each(sorted(told, key=str), "handover_cancelled", words)


class BeginHandover(_HandoverAction):
    """The clock begins a hand-over on its day. What no longer can be done is told to who ordered it."""

    label = "Begynd overdragelsen"
    inputs = WhichHandoverInput
    roles = BY_CLOCK

    def perform(self, act: Act, given: Mapping[str, Any]) -> None:
        row = _waiting(Handover.objects.filter(state="ordered", on__lte=act.day), given["which"])
        takers = handover.takers_of(row)
        if why := handover.problem(row, takers):
            row.why = why
            row.save(update_fields=["why"])
            act.take(row, "fail")
            words = f"Overdragelsen af {row.leaver}s sager kunne ikke gennemføres. {why}"
            act.notify_each(handover.answering(row), "handover_failed", words[:300])
            return
        begin(act, row)


class ConcludeHandover(_HandoverAction):
    """The clock writes down that every case had its turn, and tells who ordered it what did not pass."""

    label = "Afslut overdragelsen"
    inputs = WhichHandoverInput
    roles = BY_CLOCK

    def perform(self, act: Act, given: Mapping[str, Any]) -> None:
        row = _waiting(Handover.objects.filter(state="begun"), given["which"])
        shares = handover.shares_of(row)
        if any(share.waiting for share in shares):
            raise Refused("Overdragelsen er i gang endnu.")
        act.take(row, "end")
        stayed = row.left + sum(share.refused for share in shares)
        if stayed:
            words = f"{stayed} af {row.leaver}s sager blev ikke overdraget. Se hvorfor, og giv dem til en anden. {row.why}"
            act.notify_each(handover.answering(row), "handover_failed", words.strip()[:300])
        elif row.on > row.ordered_on:
            words = f"{row.leaver}s sager er overdraget. {row.why}"
            act.notify_each(handover.answering(row), "handover_done", words.strip()[:300])


def begin(act: Act, row: Handover) -> None:
    """Write down who gets what, and tell them; workers do it after the commit."""
    takers = handover.takers_of(row)
    if len(takers) < len(row.takers):
        row.why = "Nogle af dem, der skulle overtage, er ikke længere sagsbehandlere i enheden. De andre har fået sagerne."
    row.left = handover.start(row, takers)
    row.save(update_fields=["left", "why"])
    act.take(row, "begin")


def _waiting(rows: QuerySet[Handover], which: UUID) -> Handover:
    row = rows.select_for_update(of=("self",)).select_related("leaver", "ordered_by").filter(pk=which).first()
    if row is None:
        raise Refused("Overdragelsen er i gang, aflyst eller en andens. Genindlæs siden, og se, hvad der er sket.")
    return row
