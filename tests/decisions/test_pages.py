"""The pages of the decision as a browser meets them."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case, Role, User
from cases.timeline import events_of, typed
from decisions.models import Decision
from flexcase.base import clock, outbox
from flexcase.base.ids import new_id
from flexcase.base.models import Read
from tests.decisions.conftest import DAY


@pytest.fixture(autouse=True)
def on_the_day():
    with clock.at(DAY):
        yield


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(client: Client, case: Case, name: str = "decision") -> str:
    answer = client.get(reverse(name, args=[case.number]))
    assert answer.status_code == 200, answer
    return answer.content.decode()


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send of the draft's form, as far as these tests need it."""
    hidden = dict(re.findall(r'<input type="hidden" name="(run|send_run|version)"\s+value="([^"]*)"', page))
    texts = re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL)
    return hidden | {name: text.strip() for name, text in texts}


def test_the_draft_shows_sources_ticks_and_the_letter(ready, aase):
    case = ready("grant")
    page = page_of(browser(aase), case)
    assert "Kilder på sagen" in page
    assert "nået 60 procent" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert 'data-into="id_facts"' in page
    assert page.count('aria-label="udfyldt"') == 8, "six written parts and two that the law writes"
    assert "LIX" in page
    assert "Du får bevilget fleksjob" in page
    assert "Intet står i vejen." in page


def test_saving_and_sending_are_one_press(ready, aase):
    case = ready("grant")
    client = browser(aase)
    data = fields_of(page_of(client, case)) | {"do": "send", "decision": "Du får fleksjob fra i dag."}
    url = reverse("decision", args=[case.number])
    assert client.post(url, data).status_code == 302
    assert client.post(url, data).status_code == 302, "a double click is done once"
    outbox.drain()
    decision = Decision.objects.select_related("case__key").get(case=case)
    assert decision.state == "to_approve"
    assert decision.list_texts()["decision"] == "Du får fleksjob fra i dag."
    assert "Til godkendelse" in page_of(client, case)


def test_what_is_missing_is_said_on_the_page_and_the_text_is_kept(ready, aase):
    case = ready("grant")
    client = browser(aase)
    data = fields_of(page_of(client, case)) | {"do": "send", "main_considerations": "", "decision": "Min nye tekst."}
    answer = client.post(reverse("decision", args=[case.number]), data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Afgørelsen er ikke begrundet." in page
    assert "Ikke færdig" in page
    assert "Min nye tekst." in page


def test_two_writers_see_both_texts(ready, do, aase, mads):
    case = ready("grant")
    client = browser(aase)
    data = fields_of(page_of(client, case)) | {"do": "save", "decision": "Åses tekst.", "hours": "12"}
    assert do("write_decision", case, by=mads, decision="Madses tekst.", hours=11).done
    answer = client.post(reverse("decision", args=[case.number]), data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mads" in page and ">11<" in page, "a figure that a colleague changed is shown too"
    again = fields_of(page) | {"do": "save", "hours": "11"}
    assert again["decision"] == "Madses tekst. Åses tekst.", "both stand in the field, to be put right"
    assert client.post(reverse("decision", args=[case.number]), again).status_code == 302
    row = Decision.objects.select_related("case__key").get(case=case)
    assert (row.list_texts()["decision"], row.assessed_hours) == ("Madses tekst. Åses tekst.", 11)
    kept = page_of(client, case)
    assert "Gemt af Mads" in kept and "Skrevet af dig" in kept, "what each of them wrote alone can be brought back"


def test_an_earlier_draft_is_brought_back_and_saved_on_top(ready, do, aase, mads):
    case = ready("grant")
    assert do("write_decision", case, by=mads, decision="Den gode tekst.").done
    assert do("write_decision", case, by=mads, decision="Den dårlige tekst.").done
    client = browser(aase)
    page = page_of(client, case)
    assert page.count("Gemt af") == 4, "as it was begun, as it was written, and as Mads saved it twice"
    second = re.findall(r'href="([^"]*\?tidligere=[^"]*)"', page)[1]
    back = client.get(second).content.decode()
    assert "er hentet frem. Intet er gemt endnu." in back
    assert client.post(reverse("decision", args=[case.number]), fields_of(back) | {"do": "save"}).status_code == 302
    assert Decision.objects.select_related("case__key").get(case=case).list_texts()["decision"] == "Den gode tekst."


def test_the_letter_follows_what_is_typed_and_saves_nothing(ready, aase):
    case = ready("grant")
    client = browser(aase)
    url = reverse("decision_preview", args=[case.number])
    shown = client.post(url, {"decision": "Kun på prøve <script>"}).content.decode()
    assert "Kun på prøve &lt;script&gt;" in shown
    assert "prøve" not in Decision.objects.select_related("case__key").get(case=case).list_texts()["decision"]


def test_the_saved_draft_can_be_seen_on_paper(ready, aase):
    case = ready("rejection")
    answer = browser(aase).get(reverse("decision_pdf", args=[case.number]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert Read.objects.filter(case_id=case.pk, what="decision:pdf").count() == 1


def test_the_approver_reads_the_letter_and_approves(ready, do, aase, hanne):
    case = ready("grant")
    assert do("send_to_approval", case).done
    writer = page_of(browser(aase), case, "decision_approval")
    assert "Du har skrevet i udkastet" in writer
    leader = browser(hanne)
    page = page_of(leader, case, "decision_approval")
    decision = Decision.objects.select_related("letter").get(case=case)
    assert reverse("letter", args=[case.number, decision.letter.pk]) in page
    assert decision.letter.sha256[:12] in page
    assert "Intet venter" not in leader.get(reverse("approvals")).content.decode()
    assert Read.objects.filter(case_id=case.pk, what="list").count() == 1, "whose name was shown is logged"
    data = {"do": "approve", "run": str(new_id()), "sha256": decision.letter.sha256}
    assert leader.post(reverse("decision_approval", args=[case.number]), data).status_code == 302
    decision.refresh_from_db()
    assert (decision.state, decision.approved_by) == ("approved", hanne)


def test_the_approver_confirms_that_declined_treatment_got_no_weight(ready, do, hanne):
    case = ready("rejection")
    leader, url = browser(hanne), reverse("decision_approval", args=[case.number])
    assert do("record_declined_treatment", case, kind="operation", text="Vil ikke opereres.").done
    assert do("send_to_approval", case).done
    page = page_of(leader, case, "decision_approval")
    assert "Borgeren har sagt nej til behandling. Se efter, at det ikke er brugt som grund" in page
    assert 'name="declined_no_ground"' in page
    stopped = leader.post(url, {"do": "approve", "run": str(new_id())})
    assert stopped.status_code == 409
    assert 'name="declined_no_ground"' in stopped.content.decode()
    assert leader.post(url, {"do": "approve", "run": str(new_id()), "declined_no_ground": "on"}).status_code == 302
    approval = next(event for event in events_of(case) if event.kind == "decision_approved")
    assert typed(approval).facts["declined_no_ground"] is True


def test_the_approver_says_why_it_comes_back(ready, do, aase, hanne):
    case = ready("grant")
    assert do("send_to_approval", case).done
    leader = browser(hanne)
    url = reverse("decision_approval", args=[case.number])
    empty = leader.post(url, {"do": "return", "run": str(new_id()), "reason": ""})
    assert empty.status_code == 422
    assert "Skriv, hvad der skal ændres." in empty.content.decode()
    assert leader.post(url, {"do": "return", "run": str(new_id()), "reason": "Skriv om job."}).status_code == 302
    assert "Skriv om job." in page_of(browser(aase), case)


def test_the_tabs_tell_what_was_said(ready, do, aase):
    case = ready("grant")
    client = browser(aase)
    hearing = client.get(reverse("case", args=[case.number]) + "?fane=partshoering").content.decode()
    assert "at intet på sagen er til ugunst" in hearing
    decision = client.get(reverse("case", args=[case.number]) + "?fane=afgoerelse").content.decode()
    assert "Bevilling af fleksjob" in decision and "Ret udkastet" in decision


@pytest.mark.parametrize("name", ["decision", "decision_pdf", "decision_approval"])
def test_nobody_else_gets_in(ready, name):
    case = ready("grant")
    citizen = User.objects.create(username="birgitte", role=Role.CITIZEN, citizen=case.citizen)
    consultant = User.objects.create(username="jens", role=Role.JOB_CONSULTANT, unit=case.unit)
    for user in (citizen, consultant):
        assert browser(user).get(reverse(name, args=[case.number])).status_code == 404


def test_the_writer_is_never_offered_to_approve(ready, do, aase, hanne):
    case = ready("grant")
    do("send_to_approval", case)
    offer = "Godkend afgørelsen"
    tabs = {
        user: client.get(reverse("case", args=[case.number]), {"fane": "afgoerelse"}).content.decode()
        for user, client in ((user, browser(user)) for user in (aase, hanne))
    }
    assert offer in tabs[hanne] and "Læs og godkend" in tabs[hanne]
    assert offer not in tabs[aase] and "Læs og godkend" not in tabs[aase]
