"""Somebody is away: who may arrange it, what the stand-in sees and is told, and that it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from cases import access
from cases.access import Relation
from cases.act import Actor
from cases.daily.reminders import remind
from cases.models import AbsenceCover, Case, Conflict, Deadline, Notice, User
from cases.outcome import Outcome, OutcomeKind
from cases.runner import run
from flexcase.base import clock, outbox
from tests.cases.conftest import DAY

LAST = DAY + timedelta(days=6)


@pytest.fixture(autouse=True)
def quiet() -> object:
    with outbox.silent():
        yield


def arrange(by: User, absent: User, cover: User, first: date = DAY, last: date = LAST) -> Outcome:
    given = {"absent": absent.username, "cover": cover.username, "valid_from": first, "valid_until": last, "reason": "Ferie"}
    with clock.at(DAY):
        return run("arrange_cover", Actor.of(by), given)


def lent_to(user: User, day: date) -> list[Case]:
    with clock.at(day):
        return list(access.seen_as(Case.objects.all(), Relation.LENT, user))


def told(user: User, kind: str) -> int:
    return Notice.objects.filter(user=user, kind=kind).count()


def test_cases_are_seen_by_who_covers_for_as_long_as_it_lasts(case: Case, aase: User, stranger: User) -> None:
    assert arrange(aase, aase, stranger).done
    assert lent_to(stranger, DAY) == lent_to(stranger, LAST) == [case]
    assert lent_to(stranger, LAST + timedelta(days=1)) == []
    assert "Du dækker Åse Prøve fra 03.08.2026" in Notice.objects.get(user=stranger, kind="cover_arranged").text


@pytest.mark.parametrize(
    ("by", "absent", "cover", "field", "words"),
    [
        ("aase", "aase", "aase", "cover", "dække sig selv"),
        ("aase", "mads", "aase", "absent", "teamleder"),
        ("stranger", "aase", "stranger", "absent", "teamleder"),
        ("hanne", "stranger", "aase", "absent", "teamleder"),
        ("hanne", "hanne", "aase", "cover", "En teamleder dækkes af en teamleder"),
    ],
)
def test_who_may_cover_for_whom(request, aase, mads, hanne, stranger, by, absent, cover, field, words):
    people = {"aase": aase, "mads": mads, "hanne": hanne, "stranger": stranger}
    refused = arrange(people[by], people[absent], people[cover])
    assert refused.kind is OutcomeKind.INVALID
    assert words in refused.errors[field][0]
    assert not AbsenceCover.objects.exists()


def test_nobody_is_covered_twice_on_a_day_or_by_somebody_who_is_away(aase: User, mads: User, hanne: User) -> None:
    assert arrange(hanne, aase, mads).done
    assert told(aase, "cover_arranged") == 1, "the absent one hears what the leader arranged"
    assert "allerede dækket" in arrange(aase, aase, hanne, LAST, LAST).errors["valid_from"][0]
    assert "selv fraværende" in arrange(mads, mads, aase).errors["cover"][0]
    assert arrange(aase, aase, hanne, LAST + timedelta(days=1), LAST + timedelta(days=2)).done


@pytest.mark.parametrize(("first", "last", "field"), [(-1, 3, "valid_from"), (3, 2, "valid_until"), (0, 400, "valid_until")])
def test_days_that_cannot_be(aase: User, mads: User, first: int, last: int, field: str) -> None:
    outcome = arrange(aase, aase, mads, DAY + timedelta(days=first), DAY + timedelta(days=last))
    assert list(outcome.errors) == [field]


def test_a_cover_ends_early_and_one_to_come_falls_away(case: Case, aase: User, stranger: User, mads: User) -> None:
    begun, coming = arrange(aase, aase, stranger), arrange(aase, aase, mads, LAST + timedelta(days=1), LAST + timedelta(days=9))
    with clock.at(DAY):
        assert not run("end_cover", Actor.of(mads), {"which": str(begun.created)}).done, "not their absence"
        for cover in (begun, coming):
            assert run("end_cover", Actor.of(aase), {"which": str(cover.created)}).done
    assert lent_to(stranger, DAY) == [case]
    assert lent_to(stranger, DAY + timedelta(days=1)) == []
    assert AbsenceCover.objects.count() == 1
    assert told(stranger, "cover_ended") == told(mads, "cover_ended") == 1


def test_reminders_and_notices_reach_who_covers(case: Case, aase: User, hanne: User, stranger: User) -> None:
    last = Deadline.objects.get(case=case, kind="case_decision").due
    assert last is not None
    AbsenceCover.objects.create(
        absent=aase, cover=stranger, valid_from=DAY, valid_until=last, reason="Barsel", granted_by=hanne
    )
    with clock.at(last):
        assert remind() == 3
    assert told(stranger, "deadline.case_decision") == told(aase, "deadline.case_decision") == 1


def test_a_stand_in_who_is_inhabil_or_may_not_see_a_restricted_case_hears_nothing_of_it(
    new_case: Callable[..., Case], aase: User, hanne: User, stranger: User
) -> None:
    conflicted, restricted = new_case(), new_case()
    Conflict.objects.create(case=conflicted, user=stranger, declared_on=DAY)
    Case.objects.filter(pk=restricted.pk).update(restricted=True)
    last = Deadline.objects.get(case=conflicted, kind="case_decision").due
    assert last is not None
    AbsenceCover.objects.create(
        absent=aase, cover=stranger, valid_from=DAY, valid_until=last, reason="Barsel", granted_by=hanne
    )
    with clock.at(last):
        remind()
    assert not Notice.objects.filter(user=stranger).exists()
    assert lent_to(stranger, DAY) == []


def test_the_page_is_filled_in_sent_and_undone(aase: User, mads: User, stranger: User) -> None:
    client = Client()
    client.force_login(aase)
    given = {"absent": "åse", "cover": "mads", "valid_from": "3.8.2026", "valid_until": "1.8.2026", "reason": "Ferie"}
    with clock.at(DAY):
        wrong = client.post("/fravaer/", given)
        assert wrong.status_code == 422
        assert "Den sidste dag ligger før den første" in wrong.content.decode()
        assert client.post("/fravaer/", given | {"valid_until": "7.8.2026"}).status_code == 302
        assert "Mads Prøve" in client.get("/fravaer/").content.decode()
        other = Client()
        other.force_login(stranger)
        assert "Ferie" not in other.get("/fravaer/").content.decode(), "another unit's absence is its own"
        row = AbsenceCover.objects.get()
        assert "Genindlæs siden" in other.post(f"/fravaer/{row.pk}/slut/", follow=True).content.decode()
        client.post(f"/fravaer/{row.pk}/slut/")
        row.refresh_from_db()
        assert row.valid_until == DAY
