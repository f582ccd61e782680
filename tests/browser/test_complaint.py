"""On a telephone: a citizen complains with one press, and the desk sees it on the road of the case."""

from __future__ import annotations

import pytest

from tests.browser.desk import Town

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-reform")]


def test_a_citizen_complains_on_a_telephone(after_the_reform: Town) -> None:
    town = after_the_reform
    case = town.ask("case", name="Klage Karla", born="1975-05-05", story="complaint-by-telephone", until="issue_decision")
    citizen = town.citizen(case)
    citizen.sees("Fristen er gået.")
    citizen.follows("Klag over afgørelsen")
    citizen.sees("Du får svar inden fire uger.")
    wide = citizen.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide, "the page fits a telephone"
    citizen.writes("Vil du skrive, hvad du er uenig i?", "Jeg lå på hospitalet og kunne ikke klage før.")
    citizen.presses("Send klagen")
    citizen.sees("Vi har fået din klage.")
    citizen.sees("Vi fik din klage")

    desk = town.person("caseworker")
    desk.opens(case, "klage")
    desk.sees("Kom efter klagefristen.")
    desk.sees("Min sag")
    desk.follows("Genvurdér klagen")
    desk.sees("Hvad bliver genvurderingen?")
