"""A regime (regelsæt): which law holds, as one folder of data. Code never asks which year it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

#: Where the regimes lie that ship with FlexCase.
BUILT_IN = Path(__file__).parent / "regimes"


class Effect(StrEnum):
    """How a rule bites: it stops, it demands a written reason, or it reminds."""

    STOP = "stop"
    REASON = "reason"
    WARN = "warn"

    @property
    def rank(self) -> int:
        """0 is the sharpest."""
        return list(Effect).index(self)


class Mandate(StrEnum):
    """Whether a team recommends (indstiller) or decides (afgør), or the municipality decides without one."""

    NONE = "none"
    RECOMMENDS = "recommends"
    DECIDES = "decides"


@dataclass(frozen=True)
class ProfilePartSpec:
    """One field of the profile form. ``health`` parts are encrypted, read by fewer; ``citizen`` is their own view."""

    key: str
    label: str
    hint: str = ""
    required: bool = True
    health: bool = False
    citizen: bool = False


@dataclass(frozen=True)
class MeasureSpec:
    """One kind of measure (tilbud, foranstaltning) that must be answered before a fleksjob (E-09)."""

    key: str
    label: str


@dataclass(frozen=True)
class OpenQuestion:
    """What public sources leave unsettled: a named setting that the municipality's lawyer must confirm.

    ``text`` is the question in Danish, ``value`` the answer that FlexCase works by until then.
    """

    key: str
    text: str
    value: str


class RegimeError(ValueError):
    """A regime's folder that cannot be used; the message names the folder and the key."""


class UnknownRegime(LookupError):
    """No regime has the name, or none holds on the day."""


@dataclass(frozen=True)
class Regime:
    """The rules, words and texts of one period of law."""

    name: str
    title: str
    begins: date
    lineage: tuple[str, ...]  # this regime and its predecessors, newest first
    mandate: Mandate
    appeal_body: str
    dropped: frozenset[str] = frozenset()
    effects: Mapping[str, Effect] = field(default_factory=dict)
    citations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    profile_parts: tuple[ProfilePartSpec, ...] = ()
    measures: tuple[MeasureSpec, ...] = ()
    medical_kinds: tuple[str, ...] = ()  # LÆ kinds that must be on file, such as "LAE265"
    labels: Mapping[str, str] = field(default_factory=dict)
    road: Mapping[str, str] = field(default_factory=dict)  # state -> label on the desk
    citizen_road: Mapping[str, str] = field(default_factory=dict)  # state -> the same in the citizen's words
    citizen_road_done: Mapping[str, str] = field(default_factory=dict)  # the same once the step lies behind
    texts: Mapping[str, str] = field(default_factory=dict)  # fixed texts of letters, from texts/<name>.txt
    open_questions: tuple[OpenQuestion, ...] = ()

    def holds(self, rule: str, since: str) -> bool:
        """Whether a rule that arose in the regime ``since`` (empty: always held) still holds here."""
        return (not since or since in self.lineage) and rule not in self.dropped

    def effect_of(self, rule: str, usual: Effect) -> Effect:
        """The rule's effect under this regime."""
        return self.effects.get(rule, usual)

    def question(self, key: str) -> OpenQuestion:
        """An open question by its key. Raises KeyError when the regime does not have it."""
        for one in self.open_questions:
            if one.key == key:
                return one
        raise KeyError(key)

    @property
    def rules_named(self) -> frozenset[str]:
        """The ids of all rules that the regime speaks of, so that a misspelt one can be found at start."""
        return frozenset({*self.dropped, *self.effects, *self.citations})


class Regimes:
    """All regimes, oldest first."""

    def __init__(self, all: Iterable[Regime]) -> None:
        self.all: tuple[Regime, ...] = tuple(sorted(all, key=lambda regime: regime.begins))

    def __iter__(self) -> Iterator[Regime]:
        return iter(self.all)

    def on(self, day: date) -> Regime:
        """The regime that holds on a day. Raises UnknownRegime before the first one."""
        for regime in reversed(self.all):
            if regime.begins <= day:
                return regime
        raise UnknownRegime(f"no regime holds on {day.isoformat()}; the first begins {self.all[0].begins.isoformat()}")

    def named(self, name: str) -> Regime:
        """A regime by its name. Raises UnknownRegime."""
        for regime in self.all:
            if regime.name == name:
                return regime
        raise UnknownRegime(f"no regime is named {name!r}; there are {', '.join(r.name for r in self.all)}")

    def ends(self, name: str) -> date | None:
        """The first day on which the named regime no longer holds, or None while no later one is known."""
        begins = self.named(name).begins
        return next((regime.begins for regime in self.all if regime.begins > begins), None)


_extra_folders: tuple[Path, ...] = ()


def configure(extra_folders: Iterable[str | Path] = ()) -> None:
    """Read these folders of regimes as well, from now on; each call replaces the one before."""
    global _extra_folders
    _extra_folders = tuple(Path(folder) for folder in extra_folders)
    _load.cache_clear()


def regimes() -> Regimes:
    """Every regime there is, read once. Raises RegimeError when a folder is wrong."""
    return _load((BUILT_IN, *_extra_folders))


def regime_on(day: date) -> Regime:
    """The regime that holds on a day. Raises UnknownRegime before the first one."""
    return regimes().on(day)


@cache
def _load(folders: tuple[Path, ...]) -> Regimes:
    from flexcase.law.regime_folder import load  # the reader needs the types above

    return load(folders)
