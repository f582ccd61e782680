"""The guide for a new law (docs/new-law.md), followed to the letter: its files written, its story told, its warnings heard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from flexcase.law import regime
from flexcase.law.regime import Mandate, regimes
from oversight.scenario.play import Played
from oversight.scenario.story import Story, read

GUIDE = (Path(settings.ROOT) / "docs" / "new-law.md").read_text(encoding="utf-8")
#: A file of the guide: its name in bold, and what it holds. The second time a name stands there, it is the whole file anew.
FILES = re.findall(r"\*\*`([^`]+)`\*\*\n\n```\w+\n(.*?)```", GUIDE, re.DOTALL)
WRONG = re.findall(r"^\| `([^`]+)`([^|]*)\| `([^`]+)` \|$", GUIDE, re.MULTILINE)
SHEET = "laws/hovedlov_2027/regime.toml"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Path]:
    """Where somebody follows the guide."""
    before = regime._extra_folders, regime._answers
    yield tmp_path
    regime.configure(*before)


def follow(shelf: Path, files: list[tuple[str, str]]) -> None:
    for name, text in files:
        (shelf / name).parent.mkdir(parents=True, exist_ok=True)
        (shelf / name).write_text(text, encoding="utf-8")
    regime.configure([shelf / "laws"])


def test_four_lines_are_a_law(shelf: Path) -> None:
    follow(shelf, FILES[:1])
    law, before = regimes().named("hovedlov-2027"), regimes().named("reform-2026")
    assert regimes().on(law.begins) is law
    assert (law.texts, law.labels, law.mandate) == (before.texts, before.labels, before.mandate)
    call_command("check")


def test_the_guide_makes_a_law_that_is_told_whole(shelf: Path, replay: Callable[[Story], Played]) -> None:
    follow(shelf, FILES)
    assert sorted({name for name, _ in FILES}) == sorted(
        str(path.relative_to(shelf)) for path in shelf.rglob("*") if path.is_file()
    )
    call_command("check")
    law = regimes().named("hovedlov-2027")
    assert law.mandate is Mandate.NONE
    assert not [key for key, text in law.texts.items() if "visitationsteam" in text], "no text of the law before is left"
    assert replay(read(shelf / "stories" / "hovedlov-2027.yaml")).faults == []


def spoil(shelf: Path, written: str) -> None:
    """Put what is wrong in the place of what was right: the line of the same key, or nearly, or a file."""
    if written.startswith("texts/"):
        file = shelf / "laws" / "hovedlov_2027" / written
        file.write_text("" if file.is_file() else "Afgørelsen bygger på hovedloven.", encoding="utf-8")
        return
    sheet = shelf / SHEET
    key = written.partition(" = ")[0].strip('"')
    lines = sheet.read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if line.strip('"').startswith(key[:4]) and " = " in line)
    lines[at] = written
    sheet.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(("written", "more", "said"), WRONG)
def test_what_is_wrong_is_said(shelf: Path, written: str, more: str, said: str) -> None:
    follow(shelf, FILES)
    spoil(shelf, written)
    regime.configure([shelf / "laws"])
    with pytest.raises(SystemCheckError) as error:
        call_command("check")
    assert said in str(error.value)


def test_every_warning_of_the_guide_is_heard() -> None:
    assert len(WRONG) == GUIDE.count("\n| `") >= 8
