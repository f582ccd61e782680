"""The catalogue of law as a lawyer opens it: everything is found, opened, and has its practice note."""

from __future__ import annotations

from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from cases.models import PracticeNote, User
from flexcase.base import clock
from flexcase.law.regime import configure, regimes
from oversight.scenario import cast
from oversight.scenario.play import play
from oversight.scenario.story import read

DAY = date(2026, 11, 23)


@pytest.fixture
def people(db: None) -> dict[str, User]:
    return cast.gather().people


def page(user: User, path: str) -> str:
    """A page as somebody reads it."""
    browser = Client()
    with clock.at(DAY):
        browser.force_login(user)
        answer = browser.get(path)
    assert answer.status_code == 200, path
    return " ".join(unescape(strip_tags(answer.content.decode())).replace("\xa0", " ").split())


def test_the_law_of_today_is_shown_first(people: dict[str, User]) -> None:
    text = page(people["caseworker"], "/regler/")
    assert "Reformen fra juli 2026, fra 1.7.2026" in text
    assert "Sundhedsfaglig rådgivning er indhentet" in text
    assert "Lægens vurdering efter en konsultation" not in text, "dropped by this law"
    assert "Skal bekræftes af kommunens jurist" in text


def test_what_the_lawyer_has_confirmed_is_said(people: dict[str, User], tmp_path: Path) -> None:
    answers = tmp_path / "svar.toml"
    answers.write_text('[team_mandate]\nvalue = "none"\nconfirmed_by = "Jura Jensen"\nconfirmed_on = 2026-09-01\n')
    configure(settings.FLEXCASE_REGIME_FOLDERS, answers)
    try:
        text = page(people["caseworker"], "/regler/")
    finally:
        configure(settings.FLEXCASE_REGIME_FOLDERS, settings.FLEXCASE_LAW_ANSWERS)
    assert "kommunen har intet team Bekræftet af Jura Jensen den 1. september 2026 team_mandate" in text


def test_another_law_has_its_own_rules(people: dict[str, User]) -> None:
    text = page(people["caseworker"], "/regler/?lov=lab-2022")
    assert "2022–2024" in text
    assert "Lægens vurdering efter en konsultation" in text
    assert "Sundhedsfaglig rådgivning er indhentet" not in text


@pytest.mark.parametrize("law", [law.name for law in regimes()])
def test_every_law_opens(people: dict[str, User], law: str) -> None:
    assert "P-13" in page(people["caseworker"], f"/regler/?lov={law}")


def test_one_searches_and_filters(people: dict[str, User]) -> None:
    found = page(people["caseworker"], "/regler/?q=folkepensionsalder")
    assert "E-01" in found and "P-13" not in found
    stops = page(people["caseworker"], "/regler/?virkning=stop&trin=klage")
    assert "C-02" not in stops
    assert "Intet krav passer" in page(people["caseworker"], "/regler/?q=rødgrød")
    assert "M-08" in page(people["caseworker"], "/regler/?emne=Helbred")


def test_nonsense_in_the_address_shows_everything(people: dict[str, User]) -> None:
    assert "P-13" in page(people["caseworker"], "/regler/?virkning=%27&trin=<script>&krav=Z-1")
    browser = Client()
    browser.force_login(people["caseworker"])
    assert browser.get("/regler/?lov=lov-fra-månen").status_code == 404


def test_a_requirement_opened_says_everything(people: dict[str, User]) -> None:
    text = page(people["caseworker"], "/regler/?krav=M-08")
    for words in (
        "Hvad kræves?",
        "hentes som hovedregel med samtykke",
        "Et samtykke med formål, dato",
        "Bed lægen om attest",
        "Kan fraviges af to personer",
        "Samtykke mangler og trækkes tilbage (virker, og er opfyldt)",
        "Har stoppet 0 gange",
    ):
        assert words in text, words
    assert "Gem lokal praksis" not in text, "only a leader writes practice"


def test_what_happened_here_is_counted(people: dict[str, User]) -> None:
    assert play(read(Path(settings.ROOT) / "scenarios" / "consent.yaml"), keep=True).held
    assert "Har stoppet 4 gange" in page(people["caseworker"], "/regler/?krav=M-08")


def test_a_leader_writes_local_practice(people: dict[str, User]) -> None:
    browser = Client()
    browser.force_login(people["team_leader"])
    with clock.at(DAY):
        answer = browser.post("/regler/P-04/praksis/", {"text": "Vi ringer, før vi skriver."})
        assert answer.status_code == 302
        assert browser.post("/regler/Z-77/praksis/", {"text": "Nej."}).status_code == 422
    text = page(people["caseworker"], "/regler/?krav=P-04")
    assert "Vi ringer, før vi skriver." in text
    assert "23. november 2026" in text
    with clock.at(DAY):
        browser.post("/regler/P-04/praksis/", {"text": "Vi skriver altid."})
        browser.post("/regler/P-04/praksis/", {"text": ""})
    assert "Der er ikke skrevet noget om praksis her." in page(people["caseworker"], "/regler/?krav=P-04")
    assert PracticeNote.objects.count() == 2, "earlier words are kept"


def test_a_note_that_is_too_long_comes_back(people: dict[str, User]) -> None:
    browser = Client()
    browser.force_login(people["team_leader"])
    answer = browser.post("/regler/P-04/praksis/", {"text": "Æ" * 4001})
    assert answer.status_code == 422
    assert "Skriv højst 4000 tegn" in answer.content.decode()
    assert "Æ" * 4001 in answer.content.decode(), "nothing that was typed is lost"


def test_the_cases_that_a_rule_holds_back(people: dict[str, User]) -> None:
    story = read(Path(settings.ROOT) / "scenarios" / "consent.yaml")
    assert play(story, keep=True).held
    text = page(people["team_leader"], "/regler/E-09/sager/")
    assert "Prøve" in text and "Tag stilling til" in text
    assert "Kravet holder ingen sager tilbage nu." in page(people["caseworker"], "/regler/C-02/sager/")


def test_as_many_queries_for_one_case_as_for_many(people: dict[str, User]) -> None:
    few = 0

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            page(people["team_leader"], "/regler/C-02/sager/")
        return len(caught)

    for name in ("consent", "hearing-runs-out", "sources-disagree", "under-eighteen"):
        play(read(Path(settings.ROOT) / "scenarios" / f"{name}.yaml"), keep=True)
        few = queries() if name == "consent" else few
    assert queries() == few
