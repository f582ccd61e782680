"""People at their screens: what a person does, in the words that stand on the page. No waiting, only looking again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Response, expect

from flexcase.base.embedded import place
from tests.browser.backstage import PASSWORD, Backstage
from tests.stack import Running, until

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
#: A page may come slowly when the machine has more to do than this test.
PATIENCE = 30_000
#: Counts in the browser itself what a hand does: every press of the pointer, and every key that is no writing. Writing is a
#: sign, a correction or a new line in a text field, and Tab from one field to the next. A choice in a list is two: open, take.
#: Files that are dragged to the page are one.
COUNTING = """
const TEXT = "textarea, input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file])";
const HELD = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"];
const WRITING = ["Backspace", "Delete", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
addEventListener("pointerdown", (event) => event.isTrusted && touched("pointer"), true);
addEventListener("drop", () => touched("drop"), true);
addEventListener("change", (event) => {
  if (event.target.matches("select, input[type=file]")) { touched("open"); touched("take"); }
}, true);
addEventListener("keydown", (event) => {
  if (!event.isTrusted || event.repeat || event.key === "Tab" || HELD.includes(event.key)) return;
  const field = event.target.matches?.(TEXT);
  const line = event.key === "Enter" && event.target.matches?.("textarea");
  const sign = event.key.length === 1 || WRITING.includes(event.key) || line;
  if (field && sign && !event.ctrlKey && !event.altKey && !event.metaKey) return;
  touched(event.key);
}, true);
"""
FOUND_AND_SHOWN = re.compile(r"status of 4(04|09|22)")


@dataclass
class Town:
    """One municipality: a whole stack on a day of its own, and those who use it."""

    stack: Running
    browser: Browser
    backstage: Backstage
    day: date
    visits: list[Person] = field(default_factory=list)
    #: Who has signed in before, with the cookies of the session: the house lets nobody sign in thirty times a minute.
    sessions: dict[str, Any] = field(default_factory=dict)

    def person(self, username: str, *, size: Mapping[str, int] = DESK, scripts: bool = True) -> Person:
        """A member of staff with a browser of their own, signed in by the login page."""
        return self._visit(username, Person.signs_in, size, scripts)

    def citizen(self, case: str, *, size: Mapping[str, int] = PHONE, scripts: bool = True) -> Person:
        """The citizen of a case on a telephone, signed in at the demo's identity provider."""
        return self._visit(self.ask("let_in", case=case), Person.signs_in_as_citizen, size, scripts)

    def visitor(self, name: str = "", *, size: Mapping[str, int] = DESK, scripts: bool = True) -> Person:
        """Somebody whom the house does not know yet, or who has been here before."""
        person = Person(self, name, size, scripts)
        self.visits.append(person)
        return person

    def _visit(self, name: str, signs_in: Callable[[Person], None], size: Mapping[str, int], scripts: bool) -> Person:
        person = self.visitor(name, size=size, scripts=scripts)
        if name not in self.sessions:
            signs_in(person)
            self.sessions[name] = person.page.context.storage_state()
        person.goes("")
        return person

    def ask(self, what: str, **given: Any) -> Any:
        """Ask the database (tests/browser/backstage.py)."""
        return self.backstage.ask(what, **given)

    def everybody_leaves(self) -> None:
        """Close the browsers. What a browser complained of meanwhile is a fault of ours."""
        complaints = [line for person in self.visits for line in person.complaints]
        for person in self.visits:
            person.page.context.close()
        self.visits.clear()
        assert not complaints, complaints


class Person:
    """Somebody at a screen. Fields are named by their labels, buttons and links by their words."""

    def __init__(self, town: Town, name: str, size: Mapping[str, int], scripts: bool) -> None:
        self.town, self.name = town, name
        self.complaints: list[str] = []
        browser = town.browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            java_script_enabled=scripts,
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            reduced_motion="reduce",
            base_url=town.stack.url(),
            storage_state=town.sessions.get(name),
        )
        browser.set_default_timeout(PATIENCE)
        #: What the hand has done on the pages of this browser.
        self.touches: list[str] = []
        browser.expose_binding("touched", lambda _, what: self.touches.append(what))
        browser.add_init_script(COUNTING)
        self.page: Page = browser.new_page()
        self.page.on("console", lambda said: self._hears(said.type, said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._sees)

    def _hears(self, kind: str, text: str) -> None:
        """The console: errors of ours, and every breach of the content security policy, are reported there."""
        if kind == "error" and not FOUND_AND_SHOWN.search(text):
            self.complaints.append(f"{self.page.url}: {text}")

    def _sees(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.url}: {response.status}")

    # -- going about

    def signs_in(self) -> None:
        """By the login page, as everybody."""
        self.page.goto("konto/login/")
        self.writes("Brugernavn", self.name)
        self.writes("Adgangskode", PASSWORD)
        self.presses("Log ind")
        expect(self.page).not_to_have_url(re.compile("konto"))

    def signs_in_as_citizen(self) -> None:
        """By OpenID Connect, where the demo lets one say who one is."""
        self.page.goto("konto/login/")
        self.page.locator("form[action*=borger] button").click()
        self.presses(self.name)
        expect(self.page).to_have_url(re.compile("min-sag"))

    def goes(self, path: str) -> Response:
        """To an address of the house."""
        response = self.page.goto(path)
        assert response is not None
        return response

    def opens(self, case: str, tab: str = "") -> None:
        """The page of a case."""
        self.goes(f"sager/{case}/?fane={tab}" if tab else f"sager/{case}/")

    def follows(self, words: str) -> None:
        """A link."""
        self.page.get_by_role("link", name=words, exact=True).first.click()

    def presses(self, words: str) -> None:
        """A button."""
        self.page.get_by_role("button", name=words, exact=True).first.click()

    @contextmanager
    def within(self, budget: int) -> Iterator[None]:
        """What is done meanwhile takes no more presses of the pointer or of keys than this; writing is not counted."""
        self.touches.clear()
        yield
        assert 0 < len(self.touches) <= budget, self.touches

    # -- seeing

    def sees(self, words: str | re.Pattern[str]) -> None:
        """Words somewhere on the page."""
        expect(self.page.locator("body")).to_contain_text(words, timeout=PATIENCE)

    def misses(self, words: str) -> None:
        """Words that are nowhere on the page."""
        expect(self.page.locator("body")).not_to_contain_text(words)

    def sees_by_and_by(self, words: str) -> None:
        """Words that come when a worker has done its part: ask again until they are there, and then look."""

        def there() -> bool:
            if words not in self.page.request.get(self.page.url).text():
                return False  # a page that is drawn takes from the worker what it needs to come to an end
            self.page.reload()
            return words in self.page.locator("body").inner_text()

        until(there, f"»{words}« on {self.page.url}")

    def heading(self) -> Locator:
        """The heading of the page."""
        return self.page.get_by_role("heading", level=1).first

    # -- writing

    def writes(self, label: str, value: Any) -> None:
        """Fill one field, whatever kind it is."""
        control = self.field(label)
        kind = control.evaluate("e => e.tagName + ':' + (e.type || '')")
        if kind == "INPUT:file":
            control.set_input_files(value)
        elif kind.startswith("SELECT"):
            control.select_option(label=value)
        elif kind in {"INPUT:checkbox", "INPUT:radio"}:
            control.set_checked(value)
        elif kind.startswith("FIELDSET"):
            for words in value:
                control.get_by_label(words, exact=True).check()
        else:
            control.fill(as_typed(value))

    def field(self, label: str) -> Locator:
        """The control that a label belongs to, or a group of boxes by its legend."""
        words = re.compile(rf"^\s*{re.escape(label)}\s*(\(frivilligt\))?\s*$")
        labelled = self.page.get_by_label(words)
        group = self.page.get_by_role("group", name=words)
        return labelled.or_(group).first

    # -- doing

    def does(self, case: str, label: str, fields: Mapping[str, Any] | None = None, *, then: str = "det er gjort") -> None:
        """An action on a case: from the case page, through its form, to the receipt."""
        self.begins(case, label)
        self.does_now(label, fields, then=then)

    def does_now(self, label: str, fields: Mapping[str, Any] | None = None, *, then: str = "det er gjort") -> None:
        """Fill the form that is open, press its button, and read the receipt."""
        for name, value in (fields or {}).items():
            self.writes(name, value)
        self.commits(label)
        expect(self.page.locator("[data-receipt]")).to_contain_text(then)

    def begins(self, case: str, label: str) -> None:
        """Open the form of an action that the case page offers."""
        if not self.page.url.split("?")[0].endswith(f"sager/{case}/"):
            self.opens(case)
        card = self.page.locator("#actions")
        link = card.get_by_role("link", name=label, exact=True)
        if card.locator("details:not([open])").get_by_text(label, exact=True).count():
            card.locator("summary").click()
        link.click()
        expect(self.heading()).to_have_text(label)

    def begins_by_hand(self, label: str) -> None:
        """Open an action of the case page as one who knows the keys: its own, or else the shelves behind the dot."""
        link = self.page.locator("#actions a", has=self.page.get_by_text(label, exact=True)).first
        self.page.wait_for_load_state()
        if key := link.get_attribute("data-key"):
            self.page.keyboard.press(key)
        else:
            self.page.keyboard.press(".")
            link.click()
        expect(self.heading()).to_have_text(label)

    def ends_by_hand(self, then: str = "det er gjort") -> None:
        """Do what the form is about with the keys, and read the receipt."""
        self.page.wait_for_load_state()
        self.page.keyboard.press("Control+Enter")
        expect(self.page.locator("[data-receipt]")).to_contain_text(then)

    def commits(self, label: str) -> None:
        """The button that does it."""
        self.page.locator("[data-commit]", has_text=label).click()

    def downloads(self, url: str) -> bytes:
        """A file behind a link."""
        response = self.page.request.get(url)
        assert response.ok, f"{url}: {response.status}"
        return response.body()


def as_typed(value: Any) -> str:
    """As a person types it: 3.12.2026; a list has one item a line."""
    if isinstance(value, date):
        return f"{value.day}.{value.month}.{value.year}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "\n".join(value)
    return str(value)


def a_real_pdf(folder: Path, text: str) -> Path:
    """A paper as a doctor's system would send it."""
    from weasyprint import HTML

    where = folder / "attest.pdf"
    HTML(string=f"<h1>Attest</h1><p>{text}</p>", base_url=str(place.CHECKOUT)).write_pdf(where)
    return where
