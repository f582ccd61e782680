"""Tasks as they are typed in a conversation, one a line: »Åse: bestil attest senest 4.12.«"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

#: Names that stand for nobody of the staff.
MYSELF, UNIT, CITIZEN = "jeg", "enheden", "borgeren"

_LINE = re.compile(r"(?:(?P<who>[^:]{1,60}):)?+\s*(?P<what>.+?)(?:,?\s+(?:senest|inden)\s+(?:den\s+)?(?P<day>\S.*?))?\.?\s*")
_DAY = re.compile(r"(\d{1,2})[.\-/]\s?(\d{1,2})(?:[.\-/]\s?(\d{4}))?\.?")


class Unclear(Exception):
    """A line that nobody can act on; says why and what to write."""


@dataclass(frozen=True)
class Line:
    """One task: what is to be done, by whom (one of the names above, or somebody of the staff), and by when."""

    what: str
    who: Any
    due: date | None


def read(lines: Iterable[str], people: Mapping[str, Any], today: date) -> list[Line]:
    """Every line as a task; ``people`` are those who can be named. Raises Unclear for the first that says too little."""
    return [_read(no, line, people, today) for no, line in enumerate(lines, 1)]


def _read(no: int, line: str, people: Mapping[str, Any], today: date) -> Line:
    found = _LINE.fullmatch(line)
    if found is None:
        raise Unclear(f"Linje {no} siger ikke, hvad der skal gøres.")
    name, day = found["who"], found["day"]
    what = found["what"][:1].upper() + found["what"][1:]
    return Line(what, MYSELF if name is None else _who(no, name, people), _due(no, day, today) if day else None)


def _who(no: int, name: str, people: Mapping[str, Any]) -> Any:
    wanted = name.strip().casefold()
    if wanted in {MYSELF, UNIT, CITIZEN}:
        return wanted
    fits = {person for known, person in people.items() if wanted in {known.casefold(), known.casefold().split()[0]}}
    if len(fits) == 1:
        return fits.pop()
    why = "er flere kolleger" if fits else "er ikke en kollega i enheden"
    raise Unclear(f"Linje {no}: »{name.strip()}« {why}. Skriv »jeg«, »borgeren«, »enheden« eller hele navnet før kolon.")


def _due(no: int, text: str, today: date) -> date:
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise Unclear(f"Linje {no}: Skriv dagen sidst, for eksempel »senest 4.12.2026«.")
    day, month, year = int(found[1]), int(found[2]), found[3]
    try:
        due = date(int(year) if year else today.year, month, day)
        if not year and due < today:
            due = due.replace(year=today.year + 1)
    except ValueError:
        raise Unclear(f"Linje {no}: {day}.{month}. er ingen dag i kalenderen. Ret dagen.") from None
    if due < today:
        raise Unclear(f"Linje {no}: Dagen er gået. Skriv en dag fra og med i dag.")
    return due
