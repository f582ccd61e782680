"""A law nobody knew of: one folder and one story, and it appears everywhere. So does a rule that nobody knew of."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.html import strip_tags

from cases.act import Actor
from cases.models import Case, User
from cases.outcome import OutcomeKind
from cases.runner import run
from flexcase.base import clock
from flexcase.law import regime
from flexcase.law.rule import Dossier, Effect, Lack, Part, book, rule
from oversight.scenario.play import Played, play
from oversight.scenario.story import Ending, Story, read
from oversight.scenario.vocabulary import vocabulary
from resourceprofile.facts import ProfileFacts

STORY = Path(__file__).parent / "opdigtet-2027.yaml"


@pytest.fixture(autouse=True)
def invented_law() -> Iterator[None]:
    """What FLEXCASE_REGIME_FOLDERS does at start."""
    before = regime._extra_folders
    regime.configure([Path(settings.ROOT) / "tests" / "regimes"])
    yield
    regime.configure(before)


@pytest.fixture
def told_until(db: None, quick_press: Callable[[], pytest.MonkeyPatch], settings: object) -> Iterator[Callable[[str], Case]]:
    """The case of the story as it stands after an action was last done; the pages are looked at the day after."""
    patched = quick_press()

    def tell(action: str) -> Case:
        story = read(STORY)
        last = max(at for at, step in enumerate(story.steps) if step.do == action and step.expect.kind == "done")
        played = play(replace(story, steps=story.steps[: last + 1], expect=Ending()), keep=True)
        assert played.faults == []
        return Case.objects.select_related("citizen").latest("pk")

    yield tell
    patched.undo()


def words(user: User, path: str, day: date) -> str:
    """A page as somebody reads it, once they have signed in."""
    browser = Client()
    with clock.at(day):
        browser.force_login(user)
        answer = browser.get(path, follow=True)
    assert answer.status_code == 200, path
    return " ".join(unescape(strip_tags(answer.content.decode())).replace("\xa0", " ").split())


def test_a_case_is_told_from_application_to_letter(replay: Callable[[Story], Played]) -> None:
    assert replay(read(STORY)).faults == []


def test_the_desk_speaks_the_new_law(told_until: Callable[[str], Case]) -> None:
    case, caseworker = told_until("start_profile"), User.objects.get(username="caseworker")
    day = date(2027, 1, 6)
    page = words(caseworker, f"/sager/{case.number}/", day)
    assert "Opdigtet lov fra 2027" in page
    assert "Livsbeskrivelse" in page
    assert "Arbejdsråd" in page
    tab = words(caseworker, f"/sager/{case.number}/?fane=beskrivelse", day)
    form = words(caseworker, f"/sager/{case.number}/handling/write-profile-part/", day)
    for part in ("Drømme for arbejdet", "En dag i dit liv", "Krop og sind"):
        assert part in tab
        assert part in form
    assert "Helhedsvurdering" not in form, "a part of the law before"


def test_what_only_reminded_stops_now(told_until: Callable[[str], Case]) -> None:
    case = told_until("write_profile_part")
    page = words(User.objects.get(username="caseworker"), f"/sager/{case.number}/handling/complete-profile/", date(2027, 3, 23))
    assert "P-07" in page
    assert "Livsbeskrivelsen er ikke sendt til udtalelse hos borgeren." in page
    assert "Opdigtet lov § 1" in words(User.objects.get(username="caseworker"), "/regler/", date(2027, 3, 23))


def test_the_citizen_reads_the_new_laws_words(told_until: Callable[[str], Case]) -> None:
    case = told_until("send_profile_for_statement")
    citizen = User.objects.create(username="prøve", role="citizen", citizen=case.citizen, first_name="Prøve")
    day = date(2027, 3, 23)
    assert "Læs det, vi har skrevet om dig" in words(citizen, f"/min-sag/{case.number}/", day)
    page = words(citizen, f"/min-sag/{case.number}/udtalelse/", day)
    for word in ("Drømme for arbejdet", "Du drømmer om at arbejde med mennesker.", "Krop og sind"):
        assert word in page
    letter = case.letters.get(kind="profile_statement")
    page = words(citizen, f"/min-sag/{case.number}/brev/{letter.pk}/", day)
    assert "livsbeskrivelsen" in page
    assert "samlede beskrivelse" not in page


def test_no_file_of_the_house_knows_of_it() -> None:
    words_of_the_law = ["opdigtet-2027", "livsbeskrivelse", "Klagenævnet for Arbejde", "arbejdsråd"]
    patterns = [part for word in words_of_the_law for part in ("-e", word)]
    found = subprocess.run(
        ["git", "grep", "-il", *patterns, "--", ":!tests", ":!docs"],
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout == ""


# A rule


@pytest.fixture
def invented_rule() -> Iterator[str]:
    """What a line in a rules.py does at start."""

    @rule(
        "Z-99",
        "Borgeren har fortalt om sine drømme",
        cites=("Opdigtet lov § 99",),
        guards=("submit_to_team",),
        effect=Effect.STOP,
        part=Part.PROFILE,
        since="opdigtet-2027",
        departable=True,
    )
    def dreams_are_told(dossier: Dossier) -> Lack | None:
        """Without dreams there is no direction."""
        written = dossier.of(ProfileFacts).written
        return None if "dreams" in written else Lack("Drømmene mangler.", link="action:write_profile_part")

    yield "Z-99"
    book.remove("Z-99")


def test_an_invented_rule_appears_everywhere(told_until: Callable[[str], Case], invented_rule: str) -> None:
    case, day = told_until("start_profile"), date(2027, 1, 6)
    caseworker = User.objects.get(username="caseworker")
    page = words(caseworker, f"/sager/{case.number}/", day)
    assert "Drømmene mangler." in page and "Z-99" in page and "Opdigtet lov § 99" in page
    rules = words(caseworker, "/regler/?krav=Z-99", day)
    row = rules[rules.index("Z-99 Borgeren har fortalt") :][:1500]
    assert row.count("Gælder ikke") == len(list(regime.regimes())) - 1
    assert vocabulary()["rules"][invented_rule]["meaning"] == "Without dreams there is no direction."


def test_an_invented_rule_can_be_departed_from_by_two(told_until: Callable[[str], Case], invented_rule: str) -> None:
    case = told_until("start_profile")
    asking, answering = (Actor.of(User.objects.get(username=name)) for name in ("caseworker", "team_leader"))
    with clock.at(date(2027, 1, 6)):
        assert invented_rule in stops(case, asking)
        why = {"rule": invented_rule, "action": "submit_to_team", "reason": "Borgeren vil ikke fortælle om sine drømme."}
        assert run("ask_departure", asking, why, case=case).done
        assert run("approve_departure", answering, {"answer": "Det er borgerens eget valg."}, case=case).done
        outcome = run("submit_to_team", asking, {}, case=case, dry=True)
    assert outcome.kind is OutcomeKind.STOPPED, "the other rules stand"
    assert invented_rule in {finding.rule for finding in outcome.findings}, "what is departed from is still said"


def stops(case: Case, actor: Actor) -> set[str]:
    return {finding.rule for finding in run("submit_to_team", actor, {}, case=case, dry=True).findings}


def test_under_the_laws_before_nobody_hears_of_it(replay: Callable[[Story], Played], invented_rule: str) -> None:
    story = read(Path(settings.ROOT) / "scenarios" / "law-changes-under-way.yaml")
    told = replay(story).told
    assert invented_rule not in {finding["rule"] for step in told for finding in step["findings"]}
