"""The health coordinator sees who asks, what it takes to answer, and nothing else; and the attests are set side by side."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from cases.models import Document, Notice, Role, User
from flexcase.base import clock
from flexcase.base.ids import new_id
from flexcase.base.models import Read
from resourceprofile.models import HealthQuestion
from tests.resourceprofile.story import Story

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 14)


@pytest.fixture
def story() -> Story:
    told = Story(date(2026, 8, 3))
    told.done("start_profile")
    told.done("give_consent", scope="health")
    for on, words in (
        (date(2026, 8, 10), "Slidgigt i knæene. Kan gå 500 meter."),
        (date(2026, 9, 1), "Slidgigt i knæene. Kan gå 200 meter."),
    ):
        told.done("request_medical_report", on=on, kind="LAE125")
        told.done("receive_medical_report", on=on, summary=words)
    told.done("write_profile_part", key="social", text="Familiens forhold er en sag for sig.")
    paper = Document(case=told.case, no=3, kind="profile", health=True, dated=date(2026, 9, 1), received_on=date(2026, 9, 1))
    paper.title, paper.sheet, paper.added_by = "Den samlede beskrivelse", "[]", told.worker
    paper.save()
    return told


@pytest.fixture
def aysel() -> User:
    return User.objects.create(username="aysel", role=Role.HEALTH_COORDINATOR, first_name="Aysel", last_name="Kaya")


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_one_who_is_asked_sees_what_it_takes_until_the_answer_is_given(story: Story, aysel: User) -> None:
    me, page = browser(aysel), f"/sager/{story.case.number}/sundhedsfaglig/"
    with clock.at(TODAY):
        assert "Ingen spørger dig lige nu" in me.get("/spoergsmaal/").content.decode()
        assert me.get(page).status_code == 404
        story.done("ask_health_coordinator", on=TODAY, question="Hvad kan knæene holde til?")
        assert Notice.objects.filter(user=aysel).exists()
        assert story.case.citizen.name in me.get("/spoergsmaal/").content.decode()
        assert me.get(f"/sager/{story.case.number}/").url == page, "the case page itself is more than the answer takes"
        shown = me.get(page).content.decode()
        for words in ("Hvad kan knæene holde til?", "LÆ\u00a0125", "<ins>200 </ins>"):
            assert words in shown
        assert me.get(f"/sager/{story.case.number}/dokument/1/").status_code == 200, "an attest"
        assert me.get(f"/sager/{story.case.number}/dokument/3/").status_code == 404, "the description"
        assert "Familiens forhold" not in shown and story.case.citizen.cpr[:6] not in shown
        assert Read.objects.filter(user_id=aysel.pk, what="advice").exists()

        written = {"answer": "De skal skånes.", "functional_loss": "Går 200 meter.", "run": str(new_id())}
        empty = me.post(page, {**written, "answer": ""})
        assert empty.status_code == 422 and "Går 200 meter." in empty.content.decode()
        assert me.post(page, written).url == "/spoergsmaal/"
        assert me.get(page).status_code == 404, "the question is answered, and the way in is closed"
    row = HealthQuestion.objects.select_related("statement__case__key").get()
    assert row.statement is not None
    assert (row.statement.author, row.statement.answer) == ("Aysel Kaya", "De skal skånes.")
    assert row.statement.question == "Hvad kan knæene holde til?"
    assert Notice.objects.filter(user=story.worker, kind="health_statement_recorded").exists()


def test_a_view_on_entitlement_is_pointed_out_before_it_is_sent(story: Story, aysel: User) -> None:
    me, page = browser(aysel), f"/sager/{story.case.number}/sundhedsfaglig/"
    with clock.at(TODAY):
        story.done("ask_health_coordinator", on=TODAY, question="Hvad kan knæene holde til?")
        written = {"answer": "Hun bør tilkendes fleksjob.", "functional_loss": "Går 200 meter.", "run": str(new_id())}
        shown = me.post(page, written).content.decode()
        assert "»bør tilkendes«" in shown and "Send den, som den er" in shown
        assert HealthQuestion.objects.waiting().exists()
        better = me.post(page, {**written, "answer": "Hun skal kunne sidde ned."})
        assert better.status_code == 302 and not HealthQuestion.objects.waiting().exists()


def test_nobody_else_gets_in_by_the_question(story: Story, aysel: User) -> None:
    other = User.objects.create(username="anden", role=Role.HEALTH_COORDINATOR)
    with clock.at(TODAY):
        assert "asked_of" in story.refused("ask_health_coordinator", on=TODAY, question="Hvem svarer?")
        story.done("ask_health_coordinator", on=TODAY, question="Hvad kan knæene holde til?", asked_of="aysel")
        for user, path in ((other, "sundhedsfaglig/"), (other, ""), (story.worker, "sundhedsfaglig/")):
            assert browser(user).get(f"/sager/{story.case.number}/{path}").status_code == 404
        assert "er spurgt" in browser(story.worker).get(f"/sager/{story.case.number}/?fane=helbred").content.decode()
        story.done("take_back_health_question", on=TODAY)
        assert browser(aysel).get(f"/sager/{story.case.number}/").status_code == 404


def test_two_attests_stand_side_by_side_with_what_changed(story: Story) -> None:
    with clock.at(TODAY):
        shown = browser(story.worker).get(f"/sager/{story.case.number}/?fane=helbred").content.decode()
    assert "Der er 22 dage mellem dem." in shown
    assert "<ins>500 </ins>" in shown and "<ins>200 </ins>" in shown
