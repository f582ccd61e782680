"""Pictures of the main pages for the README: a stack of its own with the demo's cases, on a day that never changes.

    script/screenshots [FOLDER]

Each page at the size that it is made for; FOLDER (docs/img unless told) is made if need be.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from flexcase.base import clock
from flexcase.base.embedded import place
from tests import stack
from tests.browser.backstage import Backstage
from tests.browser.conftest import QUIET, chromium
from tests.browser.desk import Person, Town

MONDAY = date(2026, 11, 23)


def main(folder: Path) -> None:
    """Take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    offset = {"FLEXCASE_CLOCK_DAYS": str((MONDAY - clock.today()).days)}
    with (
        sync_playwright() as playwright,
        stack.running(environment=offset) as running,
        Backstage({**running.environment(), **offset}) as backstage,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        town = Town(running, browser, backstage, MONDAY)
        for name, take in PICTURES.items():
            person = take(town)
            person.page.screenshot(path=folder / f"{name}.png")
            sys.stdout.write(f"{folder / name}.png\n")
        town.everybody_leaves()


def desk(username: str, path: Callable[[Town], str]) -> Callable[[Town], Person]:
    """A page of the desk."""

    def take(town: Town) -> Person:
        person = town.person(username)
        person.goes(path(town))
        return person

    return take


def portal(name: str, path: Callable[[Town], str]) -> Callable[[Town], Person]:
    """A page of Min sag."""

    def take(town: Town) -> Person:
        person = town.citizen(case_of(town, name))
        person.goes(path(town))
        return person

    return take


def case_of(town: Town, name: str) -> str:
    """The number of a demo citizen's case."""
    (number,) = town.ask("cases_of", name=name)
    return str(number)


def of_case(name: str, rest: str = "") -> Callable[[Town], str]:
    """An address of a case at the desk."""
    return lambda town: f"sager/{case_of(town, name)}/{rest}"


def of_citizen(name: str, rest: str = "") -> Callable[[Town], str]:
    """An address of a case on Min sag."""
    return lambda town: f"min-sag/{case_of(town, name)}/{rest}"


def a_meeting(town: Town) -> str:
    """The meeting room of the first meeting on the list."""
    chair = town.person("lene")
    chair.goes("moeder/")
    return chair.page.locator("table a").first.get_attribute("href") or ""


def a_trial_being_ended(town: Town) -> Person:
    """Hours and intensity are typed, and what they come to is seen."""
    aase = desk("aase", of_case("Zeynep Arslan", "handling/end-work-trial/"))(town)
    aase.writes("Mødt, timer om ugen", 12)
    aase.writes("Intensitet i procent", 60)
    aase.writes("Skånehensyn", ["løft højst 5 kg", "pause hver time"])
    return aase


def a_draft(town: Town) -> Person:
    """A decision that the leader has sent back to its writer."""
    hanne = desk("hanne", of_case("Søren Væver", "afgoerelse/godkend/"))(town)
    hanne.writes("Hvad skal ændres?", "Skriv, hvordan pauserne indgår.")
    hanne.presses("Send udkastet tilbage")
    hanne.sees("Udkastet er sendt tilbage.")
    return desk("aase", of_case("Søren Væver", "afgoerelse/"))(town)


def a_decision_being_read(town: Town) -> Person:
    """The citizen reads why."""
    kim = portal("Kim Østby", of_citizen("Kim Østby"))(town)
    kim.follows("Læs afgørelsen")
    kim.page.locator(".fc-letter").wait_for()
    return kim


PICTURES: dict[str, Callable[[Town], Person]] = {
    "mine-sager": desk("aase", lambda _: "sager/"),
    "sag": desk("aase", of_case("Birgitte Ørsted Madsen")),
    "handling": a_trial_being_ended,
    "afgoerelse": a_draft,
    "moede": desk("lene", a_meeting),
    "regler": desk("aase", lambda _: "regler/"),
    "min-sag": portal("Birgitte Ørsted Madsen", of_citizen("Birgitte Ørsted Madsen")),
    "partshoering": portal("Birgitte Ørsted Madsen", of_citizen("Birgitte Ørsted Madsen", "hoering/")),
    "afslag": portal("Kim Østby", of_citizen("Kim Østby")),
    "brev": a_decision_being_read,
}

if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else place.CHECKOUT / "docs/img")
