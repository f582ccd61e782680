"""The competence table with substitutes, as it stands in the database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.models import AbsenceCover, Competence
from flexcase.base import clock
from tests.decisions.conftest import DAY, rules_of


@pytest.fixture
def mads_is_substitute(mads, unit):
    """Mads may decide on a rejection while somebody who decides it in their own right is away."""
    Competence.objects.create(unit=unit, outcome="rejection", person=mads, substitute=True, valid_from=DAY)
    return mads


def away(user, cover, start, end):
    AbsenceCover.objects.create(absent=user, cover=cover, valid_from=start, valid_until=end, reason="Ferie", granted_by=cover)


def test_a_substitute_approves_while_the_leader_is_away(ready, do, hanne, mads_is_substitute):
    case = ready("rejection")
    with clock.at(DAY):
        assert do("send_to_approval", case).done
        early = do("approve_decision", case, by=mads_is_substitute)
        assert rules_of(early) == {"K-02"}
        away(hanne, mads_is_substitute, DAY, DAY + timedelta(days=7))
        assert do("approve_decision", case, by=mads_is_substitute).done
    with clock.at(DAY + timedelta(days=9)):  # the leader is back, and what was approved in time stands
        assert do("issue_decision", case).done


def test_covering_somebodys_cases_gives_no_competence(ready, do, hanne, mads):
    case = ready("rejection")
    with clock.at(DAY):
        assert do("send_to_approval", case).done
        away(hanne, mads, DAY, DAY)
        assert rules_of(do("approve_decision", case, by=mads)) == {"K-02"}
