"""Every kind of page, and every state of one: axe finds nothing (WCAG 2.2 AA), nothing hangs over on a telephone.

That no browser complains (console, content security policy) is asked of every test here: tests/browser/desk.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import expect

from tests.browser.desk import DESK, PHONE, Person, Town

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-reform")]
#: Only what is wrong comes back: what is right is a hundred times as long.
ASK_AXE = "options => axe.run(options).then(({violations}) => ({violations}))"
AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TABS = "tidslinje beskrivelse helbred arbejdsproevning vurdering partshoering team afgoerelse klage dokumenter breve fleksjob"
TABS += " notater personer regelsaet log"


@pytest.fixture(scope="module")
def cases(reform_town: Town) -> dict[str, str]:
    """Cases that have come some way, by what is next."""
    grant = "reform-grant"
    lives = {
        "application": ("Anne Ansøger", "1969-02-14", grant, "receive_application"),
        "profile": ("Bo Beskrevet", "1968-11-30", grant, "write_profile_part"),
        "trial": ("Carla Prøvet", "1985-01-22", grant, "start_work_trial"),
        "complete": ("Dorte Færdig", "1979-06-13", grant, "complete_profile"),
        "team": ("Eva Dagsorden", "1966-09-09", grant, "schedule_case"),
        "draft": ("Finn Udkast", "1974-12-02", grant, "write_decision"),
        "approval": ("Gro Godkendt", "1975-12-03", grant, "send_to_approval"),
        "rejected": ("Hans Afslag", "1971-03-05", "reform-rejection", "issue_decision"),
    }
    return {
        key: reform_town.ask("case", name=name, born=born, story=story, until=until)
        for key, (name, born, story, until) in lives.items()
    }


def is_in_order(person: Person, what: str = "", *, read_at: Sequence[Mapping[str, int]] = ()) -> None:
    """What everybody must be able to use: read by axe as it stands and on a telephone, where nothing hangs over."""
    page, size = person.page, person.page.viewport_size
    page.evaluate(AXE_SCRIPT)
    for width in read_at or ([PHONE] if size == PHONE else [size, PHONE]):
        page.set_viewport_size(width)  # type: ignore[arg-type]
        heard = len(person.complaints)
        found = AxeResults(page.evaluate(ASK_AXE, {"runOnly": AA, "resultTypes": ["violations"]}))
        del person.complaints[heard:]  # axe itself brings a style, which the policy rightly refuses
        assert not found.violations_count, f"{what or page.url} at {width}\n{found.generate_report()}"
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0, f"{what or page.url} hangs {over} pixels over"
    page.set_viewport_size(size)  # type: ignore[arg-type]


def test_pages_of_the_desk(after_the_reform: Town, cases: dict[str, str]) -> None:
    desk = after_the_reform.person("caseworker")
    pages = [
        "sager/",
        "sager/?q=ingen",
        "sager/ny/",
        "regler/",
        "beskeder/",
        "soeg/?q=ingen",
        "soeg/?q=a",
        "opgaver/",
        "fravaer/",
        "standardtekster/",
        "hjaelp/",
        "moeder/",
        "godkend/",
    ]
    pages += ["konto/2fa/", "konto/password/change/"]
    of_cases = {
        "application": ["", "handling/start-profile/", "handling/return-case/", "handling/record-conversation/"],
        "profile": ["", "?fane=beskrivelse", "handling/write-profile-part/", "handling/submit-to-team/"],
        "trial": ["", "?fane=arbejdsproevning", "handling/end-work-trial/", "handling/record-measure/"],
        "complete": ["", "handling/ask-departure/?rule=M-06&action=submit_to_team"],
        "draft": ["afgoerelse/"],
        "approval": ["afgoerelse/"],
        "rejected": ["", "dokumenter/ny/", "dokument/1/vis/", "hele-sagen/", *(f"?fane={tab}" for tab in TABS.split())],
    }
    pages += [f"sager/{cases[key]}/{path}" for key, paths in of_cases.items() for path in paths]
    for path in pages:
        assert desk.goes(path).ok, path
        is_in_order(desk)
    desk.page.keyboard.press("?")
    is_in_order(desk, "the keys")


def test_the_four_questions_are_answered_without_scrolling(after_the_reform: Town, cases: dict[str, str]) -> None:
    desk = after_the_reform.person("caseworker")
    for key in ("application", "profile", "trial", "complete", "team", "rejected"):
        desk.opens(cases[key])
        for answer in (
            ".fc-road [aria-current=step]",
            ".fc-answers h2",
            ".fc-deadline-day",
            ".fc-actions a",
            "#findings li, #findings p",
        ):
            box = desk.page.locator(answer).first.bounding_box()
            assert box and box["y"] + box["height"] <= DESK["height"] - 33, f"{key}: {answer} is below the fold"
    phone = after_the_reform.person("caseworker", size=PHONE)
    phone.goes("sager/?trin=application")
    row = phone.page.locator("[data-row]").first.bounding_box()
    assert row and row["y"] < PHONE["height"] / 3, "the cases come first on a telephone"
    phone.sees("Trin: Ansøgning")
    phone.presses("Filtre")
    expect(phone.page.get_by_role("combobox", name="Trin")).to_be_visible()
    is_in_order(phone, "the filters on a telephone")


def test_pages_where_something_is_wrong(after_the_reform: Town, cases: dict[str, str]) -> None:
    desk, colleague = after_the_reform.person("caseworker"), after_the_reform.person("colleague")
    desk.goes("sager/ny/")
    desk.commits("Registrér ansøgning")
    expect(desk.page.locator("[data-error-summary]")).to_be_focused()
    is_in_order(desk, "an empty form")

    desk.goes("sager/?trin=application")
    desk.page.locator("summary", has_text="Gem som filter").click()
    is_in_order(desk, "the menu that keeps a list")
    desk.presses("Gem filtret")
    expect(desk.page.locator("[data-error-summary]")).to_be_focused()
    is_in_order(desk, "a filter without a name")
    desk.writes("Navn", "Nye ansøgninger")
    desk.commits("Gem filtret")
    desk.sees("Filtret »Nye ansøgninger« er gemt.")
    is_in_order(desk, "a filter that is kept")

    desk.begins(cases["profile"], "Forelæg sagen for visitationsteamet")
    desk.commits("Forelæg sagen for visitationsteamet")
    desk.sees("Stopper")
    is_in_order(desk, "a stopped action")

    for hours in (8, 20):
        told = {"Kilde": "Ordinære løntimer", "Timer om ugen": hours, "Intensitet i procent": 100}
        desk.does(cases["profile"], "Registrér kilde til arbejdsevnen", told)
    desk.begins(cases["profile"], "Gør den samlede beskrivelse færdig")
    desk.commits("Gør den samlede beskrivelse færdig")
    expect(desk.page.locator("[data-error-summary]").or_(desk.page.locator(".fc-reason")).first).to_be_visible()
    is_in_order(desk, "a reason is needed")
    for reason in desk.page.locator(".fc-reason textarea").all():
        reason.fill("Løntimerne er nyere end de andre, og borgeren har ikke villet skrive selv.")
    desk.does_now("Gør den samlede beskrivelse færdig")

    part = f"sager/{cases['trial']}/handling/write-profile-part/?key=goals"
    for person in (desk, colleague):
        person.goes(part)
    colleague.does_now("Skriv i den samlede beskrivelse", {"Tekst": "Carla vil arbejde med dyr."})
    desk.writes("Tekst", "Carla vil arbejde ude.")
    desk.commits("Skriv i den samlede beskrivelse")
    desk.sees("En kollega har ændret den samme tekst")
    is_in_order(desk, "a conflict")

    assert desk.goes("sager/2026-9999/").status == 404
    is_in_order(desk, "no such page")
    stranger = after_the_reform.person("stranger")
    assert stranger.goes(f"sager/{cases['trial']}/").status == 404
    stranger.sees("Siden findes ikke")


def test_pages_of_what_is_asked_for(after_the_reform: Town, cases: dict[str, str]) -> None:
    """Aktindsigt, which the caseworker makes ready; advice, which the health coordinator gives."""
    desk = after_the_reform.person("caseworker")
    desk.does(cases["draft"], "Registrér ønske om aktindsigt", {"Hvordan bad borgeren om det?": "Telefon"})
    desk.goes(f"sager/{cases['draft']}/aktindsigt/")
    is_in_order(desk)
    desk.page.get_by_role("link", name="Streg over").first.click()
    expect(desk.heading()).to_contain_text("Streg over i")
    is_in_order(desk)
    desk.page.locator("[data-commit]").click()
    expect(desk.page.locator("[data-error-summary]")).to_be_focused()
    is_in_order(desk, "nothing to strike")

    desk.does(cases["trial"], "Spørg sundhedskoordinatoren", {"Hvad spørger du om?": "Hvad betyder knæene for arbejde?"})
    coordinator = after_the_reform.person("health_coordinator")
    coordinator.goes("spoergsmaal/")
    is_in_order(coordinator)
    coordinator.follows("Carla Prøvet")
    coordinator.sees("Hvad betyder knæene for arbejde?")
    is_in_order(coordinator)
    coordinator.page.locator("[data-commit]").click()
    expect(coordinator.page.locator("[data-error-summary]")).to_be_focused()
    is_in_order(coordinator, "an empty piece of advice")


def test_pages_of_the_second_person_and_the_team(after_the_reform: Town, cases: dict[str, str]) -> None:
    leader = after_the_reform.person("team_leader")
    for path in ("regler/skift/", "overdragelse/", "godkend/"):
        assert leader.goes(path).ok, path
        is_in_order(leader)
    leader.follows("Gro Godkendt")
    is_in_order(leader)
    leader.presses("Send udkastet tilbage")
    leader.sees("Skriv, hvad der skal ændres.")
    is_in_order(leader, "sent back without a reason")
    leader.goes("overdragelse/?fra=caseworker")
    leader.commits("Overdrag sagerne")
    leader.sees("Vælg mindst én, der overtager sagerne.")
    is_in_order(leader, "handed over to nobody")

    leader.goes(f"sager/{cases['application']}/tildel/")
    is_in_order(leader)
    leader.page.locator("button[name=caseworker]").first.click()  # the case goes to a colleague, and back to where it was
    leader.goes("overdragelse/?fra=colleague")
    leader.page.get_by_label("Åse", exact=False).first.check()
    leader.commits("Overdrag sagerne")
    expect(leader.heading()).to_contain_text("Overdragelse fra")
    leader.sees_by_and_by("Overtaget")
    is_in_order(leader, "a hand-over that runs")

    chair = after_the_reform.person("chair")
    chair.goes("moeder/")
    is_in_order(chair)
    chair.commits("Planlæg møde")
    is_in_order(chair, "an empty meeting")
    chair.opens(cases["team"], "team")
    chair.follows("Åbn mødet")
    is_in_order(chair)
    chair.page.locator(".fc-meeting-foot a").first.click()
    is_in_order(chair, "the team's answer")
    chair.page.locator("[data-commit]").click()
    expect(chair.page.locator("[data-error-summary]").or_(chair.page.locator(".fc-stop")).first).to_be_visible()
    is_in_order(chair, "an answer without reasons")


def test_pages_of_what_one_keeps_and_arranges(after_the_reform: Town) -> None:
    """Standard phrases of one's own, and cover while one is away: with rows, and with errors."""
    desk, day = after_the_reform.person("caseworker"), after_the_reform.day
    desk.goes("standardtekster/")
    desk.commits("Gem standardteksten")
    expect(desk.page.locator("[data-error-summary]")).to_be_focused()
    is_in_order(desk, "a phrase without words")
    for name in ("Kontortid", "Telefontid"):
        desk.writes("Navn", name)
        desk.writes("Tekst", "Du kan træffe mig hver dag fra kl. 9 til 12.")
        desk.writes("Del med enheden", name == "Telefontid")
        desk.commits("Gem standardteksten")
        desk.sees(f"Standardteksten »{name}« er gemt.")
    is_in_order(desk, "phrases that are kept")

    desk.goes("fravaer/")
    desk.commits("Aftal dækning")
    expect(desk.page.locator("[data-error-summary]")).to_be_focused()
    is_in_order(desk, "cover without a day")
    for first, last in ((0, 3), (7, 9)):
        desk.page.get_by_label("Hvem dækker?").select_option(index=1)
        desk.writes("Fra og med", day + timedelta(days=first))
        desk.writes("Til og med", day + timedelta(days=last))
        desk.writes("Grund", "Kursus")
        desk.commits("Aftal dækning")
        desk.sees("Dækningen er aftalt.")
    is_in_order(desk, "cover now and to come")
    for _ in range(2):
        desk.page.get_by_role("button", name="Afslut").first.click()
        desk.sees("Dækningen er afsluttet.")


def test_pages_of_the_citizen(after_the_reform: Town, cases: dict[str, str]) -> None:
    town, case = after_the_reform, cases["complete"]
    guest = town.visitor(size=PHONE)
    guest.goes("konto/login/")
    is_in_order(guest)
    guest.presses("Log ind")
    is_in_order(guest, "an empty login")

    desk = town.person("caseworker")
    due = town.day + timedelta(days=14)
    desk.does(case, "Send partshøring", {"Hvad overvejer I at beslutte?": "Vi overvejer et fleksjob.", "Frist for svar": due})
    desk.opens(case, "breve")
    desk.sees_by_and_by("leveret")

    dorte = town.citizen(case)
    for path in ("", "breve/", "hoering/", "udtalelse/", "hensyn/", "nyt/", "laest/", "traek-tilbage/"):
        dorte.goes(f"min-sag/{case}/{path}")
        is_in_order(dorte)
    empty = {"hoering/": "Send dit svar", "hensyn/": "Send det, der ikke passer", "nyt/": "Send"}
    for path, button in {**empty, "traek-tilbage/": "Træk ansøgningen tilbage"}.items():
        dorte.goes(f"min-sag/{case}/{path}")
        dorte.presses(button)
        expect(dorte.page.locator("[data-error-summary]")).to_be_focused()
        is_in_order(dorte, f"{path} is empty")
    dorte.goes(f"min-sag/{case}/hensyn/")
    dorte.presses("Ja, det passer")
    is_in_order(dorte, "confirmed")
    dorte.goes(f"min-sag/{case}/hoering/")
    dorte.writes("Dit svar", "Det er rigtigt.")
    dorte.presses("Send dit svar")
    is_in_order(dorte, "answered")
    assert dorte.goes(f"min-sag/{cases['rejected']}/").status == 404
    is_in_order(dorte, "not my case")

    hans = town.citizen(cases["rejected"])
    is_in_order(hans)
    hans.follows("Læs afgørelsen")
    is_in_order(hans)
    hans.page.locator("summary", has_text="Menu").click()
    is_in_order(hans, "the menu")


def test_every_form_as_it_stands_and_sent_empty(after_the_reform: Town, cases: dict[str, str]) -> None:
    """Each action that a caseworker is offered on any of the cases; last here, for an empty form is enough for some.

    axe reads a form as it stands at the desk, and with its errors, which leave nothing of it out, on a telephone.
    """
    desk = after_the_reform.person("caseworker")
    forms: dict[str, str] = {}
    for number in cases.values():
        desk.opens(number)
        links = desk.page.locator("#actions a[href*='/handling/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        forms = {href.split("/handling/")[1]: href for href in links} | forms
    assert len(forms) > 40, sorted(forms)
    for name, href in sorted(forms.items()):
        desk.goes(href)
        is_in_order(desk, name, read_at=[DESK])
        if desk.page.locator("[data-commit]").count():
            box = desk.page.locator("[data-commit]").first.bounding_box()
            in_sight = box and box["y"] + box["height"] <= DESK["height"] - 34
            assert in_sight or desk.page.locator(".fc-stop").count(), f"{name}: the button lies under the keys"
            desk.page.locator("[data-commit]").first.click()
            expect(desk.page.locator("[data-error-summary], [data-receipt], .fc-stop, .fc-reason").first).to_be_visible()
            is_in_order(desk, f"{name}, sent empty", read_at=[PHONE])
