"""From the form to the team's answer, as the people at the table would notice it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.access import Relation, relation
from cases.dossier import dossier_of
from cases.letters.letter import from_snapshot
from cases.letters.render import render_text
from cases.models import Letter, Notice
from cases.outcome import OutcomeKind
from flexcase.base import clock
from rehab_team.facts import TeamFacts
from rehab_team.models import Meeting, MeetingItem, Presence
from rehab_team.sources import team_view
from tests.rehab_team.conftest import CONSIDERATIONS, FLEKSJOB, FORM, MEETING, TODAY, make_user


def facts(case) -> TeamFacts:
    return dossier_of(case).of(TeamFacts)


@pytest.fixture
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def at_the_meeting():
    with clock.at(MEETING):
        yield


# The form


def test_a_form_can_be_saved_unfinished_but_not_be_put_before_the_team(house, new_case, today, our_rules_only):
    case = new_case()
    house.must("aase", "write_recommendation", case, proposal="grant", lasting="Ja")
    outcome = house.does("aase", "submit_to_team", case)
    assert outcome.kind is OutcomeKind.STOPPED
    assert [f.text for f in outcome.findings if f.rule == "V-01"] == [
        "Indstillingsskemaet mangler væsentlighed, skånehensyn og jobtyper."
    ]
    house.must("aase", "write_recommendation", case, **FORM)
    house.must("aase", "submit_to_team", case)
    case.refresh_from_db()
    assert case.state == "team"
    assert "Indstillingsskema" in [document.title for document in case.documents.all()]


def test_a_rejection_needs_no_job_types(house, new_case, today, our_rules_only):
    case = new_case()
    house.must("aase", "write_recommendation", case, proposal="rejection", lasting="Nej", substantial="Nej")
    house.must("aase", "submit_to_team", case)


def test_two_who_write_at_once_lose_nothing(house, new_case, today):
    case = new_case()
    house.must("aase", "write_recommendation", case, **FORM)
    house.must("hanne", "write_recommendation", case, **(FORM | {"version": 1, "lasting": "Hannes tekst"}))
    outcome = house.does("aase", "write_recommendation", case, **(FORM | {"version": 1, "lasting": "Åses tekst"}))
    assert outcome.kind is OutcomeKind.STALE
    assert (outcome.theirs["lasting"], outcome.theirs["version"]) == ("Hannes tekst", "2")


# The agenda


def test_scheduling_invites_the_citizen_and_tells_the_members(house, listed, today):
    case = listed()
    letter = Letter.objects.get(case=case, kind="meeting_invitation")
    said = render_text(from_snapshot(letter.kind, letter.version, letter.snapshot))
    assert "onsdag 13. maj 2026 kl. 10.30" in said
    assert "Det er kommunen, der afgør din sag bagefter." in said
    assert "Sådan klager du" not in said
    told = Notice.objects.filter(case=case, kind="case_scheduled")
    assert {notice.user.username for notice in told} == {"lene", "morten", "rikke", "aysel"}
    assert not any("Birgitte" in notice.text for notice in told)
    assert list(case.deadlines.filter(kind="team_meeting").values_list("due", "met_on")) == [(MEETING, None)]


def test_cases_get_the_next_free_places(house, listed, today):
    assert [listed().meeting_items.get().order for _ in range(3)] == [1, 2, 3]


def test_a_case_stands_on_one_agenda(house, listed, today):
    case = listed()
    assert "allerede på dagsordenen" in house.does("aase", "schedule_case", case).errors["meeting"][0]


def test_submitting_with_a_meeting_schedules_at_once(house, new_case, today, our_rules_only):
    case = new_case()
    house.must("hanne", "plan_meeting", day=MEETING, starts="9.00", minutes=30, place="Her")
    house.must("aase", "write_recommendation", case, **FORM)
    house.must("aase", "submit_to_team", case, meeting=str(Meeting.objects.get().pk))
    assert facts(case).listed is not None
    assert case.deadlines.get(kind="team_meeting").due == MEETING


def test_without_a_meeting_the_sentence_says_what_to_do(house, new_case, today):
    outcome = house.does("aase", "schedule_case", new_case(state="team"))
    assert outcome.errors == {"meeting": ("Der er ikke planlagt et møde. Planlæg mødet først.",)}


@pytest.mark.parametrize(
    ("given", "field"),
    [({"day": TODAY - timedelta(days=1)}, "day"), ({"starts": "25.00"}, "starts"), ({"starts": "10.3"}, "starts")],
)
def test_a_meeting_that_cannot_be(house, today, given, field):
    usual = {"day": MEETING, "starts": "10.30", "minutes": 30, "place": "Her"}
    assert field in house.does("hanne", "plan_meeting", **(usual | given)).errors


def test_only_leaders_and_chairs_plan_and_only_for_their_own_team(house, today):
    usual = {"day": MEETING, "starts": "10.30", "minutes": 30, "place": "Her"}
    assert house.does("aase", "plan_meeting", **usual).kind is OutcomeKind.DENIED
    house.people["ida"] = make_user(None, "ida", house["lene"].role)
    assert "dit eget team" in house.does("ida", "plan_meeting", **usual).errors["team"][0]
    house.must("lene", "plan_meeting", **usual)
    assert "allerede et møde" in house.does("hanne", "plan_meeting", **usual).errors["starts"][0]


# Who sees the case


def test_members_see_the_case_from_two_weeks_before_until_four_weeks_after(house, listed):
    case = listed()
    seen = {}
    for days in (-15, -14, 0, 28, 29):
        with clock.at(MEETING + timedelta(days=days)):
            seen[days] = relation(house["morten"], case)
            assert relation(house["aysel"], case) is seen[days]
    assert seen == {
        -15: Relation.NONE,
        -14: Relation.TEAM,
        0: Relation.TEAM,
        28: Relation.TEAM,
        29: Relation.NONE,
    }


def test_membership_counts_on_the_day_of_the_meeting(house, listed, today):
    case = listed()
    seat = house.team.memberships.get(user=house["morten"])
    seat.valid_until = MEETING - timedelta(days=1)
    seat.save()
    assert relation(house["morten"], case) is Relation.NONE
    seat.valid_until = MEETING
    seat.save()
    assert relation(house["morten"], case) is Relation.TEAM


def test_another_team_sees_nothing_and_a_postponed_case_is_the_teams_no_longer(house, listed, today):
    case = listed()
    other = make_user(None, "ove", house["morten"].role)
    assert relation(other, case) is Relation.NONE
    house.must("lene", "postpone_case", case, reason="Lægens svar mangler.")
    assert relation(house["morten"], case) is Relation.NONE
    assert case.deadlines.get(kind="team_meeting").met_on == TODAY


# Votes and the answer


def votes(house, case, **cast: str) -> None:
    for who, value in cast.items():
        house.must(who, "cast_vote", case, value=value)


def test_the_team_answers(house, listed, at_the_meeting):
    case = listed()
    votes(house, case, lene="for", morten="for", aysel="against")
    house.must("lene", "record_team_outcome", case, **FLEKSJOB)
    answer = facts(case).outcome
    assert answer is not None and (answer.outcome, answer.job_goal, answer.second) == ("grant", True, False)
    assert case.deadlines.get(kind="team_meeting").met_on == MEETING
    minutes = case.documents.latest("no")
    assert minutes.title == "Referat og indstilling, møde i rehabiliteringsteamet"
    assert "Aysel Prøve, sundhedskoordinator: imod" in minutes.sheet
    headings = [heading for heading, _ in json.loads(minutes.sheet)]
    assert headings[:3] == ["Møde", "Resultat", "Til stede"], "in the order of the minutes"
    view = team_view(case)
    assert view is not None and view.name == "rehabiliteringsteamet" and view.considerations[0] == CONSIDERATIONS["employment"]
    assert Notice.objects.get(case=case, kind="team_outcome_recorded").user == house["aase"]
    assert Meeting.objects.get().closed_on == MEETING


def test_the_answer_waits_for_enough_members(house, listed, at_the_meeting):
    case = listed()
    votes(house, case, lene="for", morten="for")
    outcome = house.does("lene", "record_team_outcome", case, **FLEKSJOB)
    assert "tre medlemmer skal være til stede, og der er 2" in outcome.errors["present"][0]
    assert not Presence.objects.filter(vote="").exists()
    house.must("lene", "record_team_outcome", case, present=["rikke"], **FLEKSJOB)


def test_the_answer_agrees_with_the_majority(house, listed, at_the_meeting):
    case = listed()
    votes(house, case, lene="for", morten="against", rikke="against")
    outcome = house.does("lene", "record_team_outcome", case, **FLEKSJOB)
    assert outcome.errors["outcome"] == ("Flertallet stemte imod bevilling af fleksjob. Svaret skal passe til stemmerne.",)
    house.must("aase", "record_team_outcome", case, outcome="rejection", **CONSIDERATIONS)


def test_a_vote_may_be_changed_until_the_team_has_answered(house, listed, at_the_meeting):
    case = listed()
    votes(house, case, lene="for", morten="against", rikke="for")
    votes(house, case, morten="for")
    assert Presence.objects.filter(member__user=house["morten"]).count() == 1
    house.must("lene", "record_team_outcome", case, **FLEKSJOB)
    assert "dagsorden" in house.does("morten", "cast_vote", case, value="against").errors[""][0]


def test_a_member_has_one_vote_also_in_the_database(house, listed, at_the_meeting):
    case = listed()
    votes(house, case, morten="for")
    seat = house.team.memberships.get(user=house["morten"])
    with pytest.raises(IntegrityError, match="one_vote_a_member"), transaction.atomic():
        Presence.objects.create(item=case.meeting_items.get(), member=seat, vote="against")


def test_a_caseworker_has_no_vote_and_a_member_who_is_inhabil_no_case(house, listed, at_the_meeting):
    case = listed()
    assert house.does("aase", "cast_vote", case, value="for").kind is OutcomeKind.DENIED
    house.must("morten", "declare_conflict", case)
    assert house.does("morten", "cast_vote", case, value="for").kind is OutcomeKind.DENIED


def test_the_proposal_stands_while_there_are_votes_on_it(house, listed, at_the_meeting):
    case = listed()
    votes(house, case, morten="for")
    outcome = house.does("aase", "write_recommendation", case, **(FORM | {"proposal": "rejection"}))
    assert "Der er stemt om forslaget" in outcome.errors["proposal"][0]
    house.must("aase", "write_recommendation", case, **(FORM | {"support": "Mentor to timer om ugen"}))


def test_the_considerations_stop_before_the_reform_and_remind_after_it(house, listed, at_the_meeting):
    before, after = listed(), listed(regime="reform-2026")
    for case, kind in ((before, OutcomeKind.STOPPED), (after, OutcomeKind.DONE)):
        votes(house, case, lene="for", morten="for", rikke="for")
        outcome = house.does("lene", "record_team_outcome", case, outcome="grant")
        assert outcome.kind is kind
        assert "V-04" in {finding.rule for finding in outcome.findings}


def test_an_absent_citizen_is_explained(house, listed, at_the_meeting):
    case = listed()
    votes(house, case, lene="for", morten="for", rikke="for")
    given = FLEKSJOB | {"citizen_present": False}
    assert "absence" in house.does("lene", "record_team_outcome", case, **given).errors
    given["absence"] = "futile"
    assert "why_absent" in house.does("lene", "record_team_outcome", case, **given).errors
    house.must("lene", "record_team_outcome", case, why_absent="Borgeren var indlagt.", **given)


def test_no_answer_before_the_meeting(house, listed, today):
    case = listed()
    votes(house, case, lene="for", morten="for", rikke="for")
    outcome = house.does("lene", "record_team_outcome", case, **FLEKSJOB)
    assert outcome.errors == {"happened_on": ("Mødet er først 13.05.2026.",)}


def test_the_answer_of_a_meeting_that_nobody_planned_here(house, new_case, today):
    case = new_case(state="team")
    given = {"outcome": "rejection", "present": ["lene", "morten", "rikke"], **CONSIDERATIONS}
    house.must("aase", "record_team_outcome", case, **given)
    assert facts(case).outcome is not None
    again = house.does("aase", "record_team_outcome", case, **given)
    assert "Sæt sagen på en ny dagsorden" in again.errors[""][0]


# Going back


def test_going_back_lets_answer_and_form_lapse_visibly(house, listed, at_the_meeting):
    case = listed()
    votes(house, case, lene="for", morten="for", rikke="for")
    house.must("lene", "record_team_outcome", case, **FLEKSJOB)
    house.must("aase", "return_case", case, to="hearing", reason="Ny attest er kommet.")
    now = facts(case)
    assert (now.form, now.outcome, [item.state for item in now.items]) == (None, None, ["lapsed"])
    house.must("aase", "write_recommendation", case, **FORM)
    assert facts(case).form.no == 2


def test_withdrawing_takes_the_case_off_the_agenda(house, listed, today):
    case = listed()
    house.must("aase", "withdraw_application", case, channel="phone", words="Jeg vil ikke mere.")
    assert MeetingItem.objects.get(case=case).state == "lapsed"
    assert case.deadlines.get(kind="team_meeting").met_on == TODAY


def test_a_second_presentation_is_told_from_the_first(house, listed, at_the_meeting):
    case = listed()
    votes(house, case, lene="for", morten="for", rikke="for")
    house.must("lene", "record_team_outcome", case, **FLEKSJOB)
    house.must("hanne", "plan_meeting", day=MEETING + timedelta(days=7), starts="10.30", minutes=30, place="Her")
    house.must("aase", "schedule_case", case)
    assert [item.second for item in facts(case).items] == [False, True]
    assert facts(case).outcome is not None, "the first answer stands until the team has given another"


def test_readiness_of_many_cases_costs_one_query(house, listed, new_case, today, django_assert_num_queries):
    from rehab_team.facts import load

    keys = [listed().pk for _ in range(3)] + [new_case().pk]
    with django_assert_num_queries(1):
        found = load(keys)
    assert [found[key].listed is not None for key in keys] == [True, True, True, False]
