"""Decisions beside the case's own: on førtidspension, and from before the case was taken over. And the day on a letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client
from django.urls import reverse

from cases.act import Actor
from cases.models import Case, Deadline, Letter, Role, User
from cases.runner import run
from decisions.models import Complaint, Decision
from flexcase.base import clock, outbox
from tests.decisions.conftest import DAY, Do

LATER = DAY + timedelta(days=10)


def test_a_no_on_pension_can_be_complained_about_on_min_sag(taken_over: Callable[..., Case], do: Do) -> None:
    case = taken_over("team")
    with clock.at(DAY):
        assert do("consider_pension", case, opens="no", text="Lægerne begynder en ny behandling.").done
        outbox.drain()
        letter = Letter.objects.select_related("case__key").get(case=case, kind="pension_refusal")
        assert (letter.state, letter.snapshot["appeal"]["body"]) == ("delivered", "Ankestyrelsen")
        assert Deadline.objects.get(case=case, kind="complaint").due == DAY + timedelta(weeks=4)
        citizen = User.objects.create(username="birgitte", role=Role.CITIZEN, citizen=case.citizen)
        phone = Client()
        phone.force_login(citizen)
        page = phone.get(reverse("portal_letter", args=[case.number, letter.pk])).content.decode()
        complain = reverse("portal_complain", args=[case.number, letter.pk])
        assert complain in page
        assert phone.post(complain, {"text": ""}).status_code == 302
    complaint = Complaint.objects.select_related("decision").get(case=case)
    assert (complaint.decision.outcome, complaint.decision.letter_id) == ("no_pension", letter.pk)


def test_a_no_on_pension_does_not_stand_in_the_way_of_the_case_s_own_decision(ready: Callable[..., Case], do: Do) -> None:
    case = ready("grant")
    with clock.at(DAY):
        assert do("consider_pension", case, opens="no", text="Du kan få fleksjob.").done
        assert do("send_to_approval", case).done
    assert Decision.objects.get(case=case, outcome="grant").state == "to_approve"


def test_a_letter_dated_anew_keeps_the_day_of_the_grant_and_loses_its_approval(
    ready: Callable[..., Case], do: Do, aase: User, hanne: User
) -> None:
    case = ready("grant")
    with clock.at(DAY):
        assert do("send_to_approval", case).done
        assert do("approve_decision", case, by=hanne).done
    with clock.at(LATER):
        assert do("redate_decision", case).done
        row = Decision.objects.select_related("letter__case__key").get(case=case)
        assert (row.state, row.approved_by, row.effective_from) == ("to_approve", None, DAY)
        assert row.letter is not None and row.letter.snapshot["envelope"]["dated"] == LATER.isoformat()
        assert not do("issue_decision", case).done
        assert do("approve_decision", case, by=hanne).done
        assert do("issue_decision", case).done
        outbox.drain()
    row.refresh_from_db()
    assert (row.issued_on, row.effective_from) == (LATER, DAY)
    assert Deadline.objects.get(case=case, kind="complaint").due == LATER + timedelta(weeks=4)


def test_only_a_case_that_was_taken_over_has_an_earlier_decision(do: Do, aase: User, hanne: User) -> None:
    given = {"cpr": "720679-1234", "name": "Birgitte Ørsted", "channel": "letter", "initiator": "citizen", "income": "loen"}
    with clock.at(DAY):
        case = Case.objects.get(pk=run("receive_application", Actor.of(aase), given).case_id)
        earlier = {"decided_on": date(2024, 1, 2), "outcome": "rejection", "authority": "Sønderlund Kommune"}
        outcome = do("register_earlier_decision", case, **earlier)
    assert outcome.errors == {"": ("Sagen er begyndt her. Afgørelser i den står under »Afgørelse«.",)}
