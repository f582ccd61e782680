"""A story as it is read from YAML 1.2, strictly: a misspelt key is an error that names the file and the step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from flexcase.law.rule import book

#: Expectations that name rules, and what the road itself is called among them.
RULE_LISTS = ("stopped_by", "needs_reason", "warned", "not_found")
ROAD = "ROAD"


class BadStory(Exception):
    """The file cannot be read as a story; the message says where and why."""


@dataclass(frozen=True)
class Expected:
    """What must come of a step. Only what is named is checked; ``only`` demands that nothing else was found."""

    stopped_by: tuple[str, ...] = ()
    needs_reason: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    not_found: tuple[str, ...] = ()
    invalid: tuple[str, ...] = ()
    denied: bool = False
    stale: bool = False
    only: bool = False
    state: str = ""
    effective_hours: float | None = None

    @property
    def kind(self) -> str:
        """The outcome that the step must have."""
        if self.denied:
            return "denied"
        if self.stale:
            return "stale"
        if self.invalid:
            return "invalid"
        if self.stopped_by:
            return "stopped"
        return "needs_reasons" if self.needs_reason else "done"


@dataclass(frozen=True)
class Step:
    """One dated step: who does what with which input, and what must come of it."""

    date: date
    do: str
    by: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    expect: Expected = field(default_factory=Expected)


@dataclass(frozen=True)
class ExpectedLetter:
    """A letter that must have been made, and words that it must and must not contain."""

    kind: str
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    state: str = ""


@dataclass(frozen=True)
class ExpectedDeadline:
    """A deadline that must follow: on a day, or so many weeks after the event that it counts from."""

    kind: str
    due: date | None = None
    after: str = ""
    weeks: int | None = None
    met: bool | None = None


@dataclass(frozen=True)
class Ending:
    """How the case must stand when the story is over."""

    state: str = ""
    regime: str = ""
    letters: tuple[ExpectedLetter, ...] = ()
    deadlines: tuple[ExpectedDeadline, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True)
class Story:
    """One scenario."""

    id: str
    title: str
    citizen: Mapping[str, Any]
    steps: tuple[Step, ...]
    expect: Ending = field(default_factory=Ending)
    why: str = ""
    path: str = ""


def read(path: Path) -> Story:
    """Read one file. Raises BadStory."""
    try:
        data = YAML(typ="safe", pure=True).load(path.read_text())
    except YAMLError as error:
        raise BadStory(f"{path.name}: {error}") from error
    if not isinstance(data, dict):
        raise BadStory(f"{path.name}: en fortælling er nøgler og værdier")
    known = {"id", "title", "why", "citizen", "steps", "expect"}
    _only(known, data, path.name)
    missing = [name for name in ("id", "title", "citizen", "steps") if name not in data]
    if missing:
        raise BadStory(f"{path.name}: mangler {', '.join(missing)}")
    _only(
        {"name", "born", "cpr", "digital_post", "protected_address", "address", "email", "phone"},
        data["citizen"],
        f"{path.name}, citizen",
    )
    return Story(
        id=str(data["id"]),
        title=str(data["title"]),
        why=str(data.get("why", "")),
        citizen=data["citizen"],
        steps=tuple(_step(step, f"{path.name}, trin {at}") for at, step in enumerate(data["steps"], 1)),
        expect=_ending(data.get("expect", {}), path.name),
        path=str(path),
    )


def _step(data: Mapping[str, Any], where: str) -> Step:
    _only({"date", "do", "by", "with", "reasons", "expect"}, data, where)
    if not isinstance(data.get("date"), date) or "do" not in data:
        raise BadStory(f"{where}: et trin har date (ÅÅÅÅ-MM-DD) og do")
    expect = dict(data.get("expect", {}))
    _only(set(Expected.__dataclass_fields__), expect, f"{where}, expect")
    for name in (*RULE_LISTS, "invalid"):
        if name in expect:
            expect[name] = _listed(expect[name], name, f"{where}, expect")
    for name in RULE_LISTS:
        # A misspelt rule would be »not found« for ever.
        if unknown := [rule for rule in expect.get(name, ()) if rule != ROAD and rule not in book]:
            raise BadStory(f"{where}, expect: ingen regel hedder {', '.join(unknown)}")
    return Step(
        date=data["date"],
        do=data["do"],
        by=data.get("by", ""),
        given=data.get("with", {}) or {},
        reasons=data.get("reasons", {}) or {},
        expect=Expected(**expect),
    )


def _listed(value: Any, name: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise BadStory(f"{where}: {name} er en liste: [{value}]")
    return tuple(value)


def _ending(data: Mapping[str, Any], where: str) -> Ending:
    _only(set(Ending.__dataclass_fields__), data, f"{where}, expect")
    letters, deadlines = [], []
    for item in data.get("letters", []):
        _only(set(ExpectedLetter.__dataclass_fields__), item, f"{where}, letters")
        words = {name: _listed(item[name], name, f"{where}, letters") for name in ("contains", "lacks") if name in item}
        letters.append(ExpectedLetter(**{**item, **words}))
    for item in data.get("deadlines", []):
        _only(set(ExpectedDeadline.__dataclass_fields__), item, f"{where}, deadlines")
        deadlines.append(ExpectedDeadline(**item))
    return Ending(
        state=data.get("state", ""),
        regime=data.get("regime", ""),
        letters=tuple(letters),
        deadlines=tuple(deadlines),
        events=tuple(data.get("events", ())),
    )


def _only(known: set[str], data: Mapping[str, Any], where: str) -> None:
    if not isinstance(data, Mapping):
        raise BadStory(f"{where}: her står nøgler og værdier, ikke {type(data).__name__}")
    if unknown := sorted(set(map(str, data)) - known):
        raise BadStory(f"{where}: kender ikke {', '.join(unknown)}; kender {', '.join(sorted(known))}")
