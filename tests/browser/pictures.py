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


PICTURES: dict[str, Callable[[Town], Person]] = {
    "mine-sager": desk("aase", lambda _: "sager/"),
    "sag": desk("aase", of_case("Birgitte Ørsted Madsen")),
    "handling": desk("aase", of_case("Zeynep Arslan", "handling/end-work-trial/")),
    "afgoerelse": desk("aase", of_case("Tariq Nawaz", "?fane=afgoerelse")),
    "godkend": desk("hanne", of_case("Søren Væver", "afgoerelse/godkend/")),
    "moede": desk("lene", a_meeting),
    "regler": desk("aase", lambda _: "regler/"),
    "min-sag": portal("Birgitte Ørsted Madsen", of_citizen("Birgitte Ørsted Madsen")),
    "partshoering": portal("Birgitte Ørsted Madsen", of_citizen("Birgitte Ørsted Madsen", "hoering/")),
    "afslag": portal("Kim Østby", of_citizen("Kim Østby")),
}

if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else place.CHECKOUT / "docs/img")
