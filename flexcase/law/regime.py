"""A regime (regelsæt): which law holds, as one folder of data. Code never asks which year it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from flexcase.law.question import OpenQuestion
from flexcase.law.vocabulary import PROFILE_FIELDS

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
    """One part of the profile form. ``health`` parts are encrypted, read by fewer; ``citizen`` is their own view.

    A part that is described ``by_field`` is an element of the arbejdsevnemetode: it has no text of its own but one for each
    of its resources, barriers and development options (``vocabulary.PROFILE_FIELDS``).
    """

    key: str
    label: str
    hint: str = ""
    required: bool = True
    health: bool = False
    citizen: bool = False
    by_field: bool = False

    @property
    def slots(self) -> Mapping[str, str]:
        """The keys under which its texts are kept, each with its label: the part itself, or its three fields."""
        if not self.by_field:
            return {self.key: self.label}
        return {f"{self.key}.{field}": label for field, label in PROFILE_FIELDS.items()}

    def text_of(self, texts: Mapping[str, str]) -> str:
        """What stands in it, as one text: an element names each of its fields. Empty when nothing is written."""
        if not self.by_field:
            return texts.get(self.key, "")
        return "\n\n".join(f"{label}: {texts[key]}" for key, label in self.slots.items() if texts.get(key))

    def described(self, written: Collection[str]) -> bool:
        """Whether any of its texts is among the keys that are written."""
        return any(key in written for key in self.slots)


@dataclass(frozen=True)
class MeasureSpec:
    """One kind of measure (tilbud, foranstaltning) that must be answered before a fleksjob (E-09)."""

    key: str
    label: str


class Anchor(StrEnum):
    """The day by which a law is chosen: it depends on what is asked about."""

    DECISION = "decision"  # whether there is a right to fleksjob, and how that is decided
    EMPLOYMENT = "employment"  # the subsidy of a fleksjob
    RESOURCE_COURSE = "resource_course"  # a ressourceforløb


class Happening(StrEnum):
    """What must have happened before a law begins, for the law before it to go on."""

    APPLIED = "applied"
    BEFORE_TEAM = "before_team"


@dataclass(frozen=True)
class Transition:
    """A transitional rule (overgangsregel): what had ``happened`` before this law began keeps to the law before it.

    ``until`` is the last day on which that is so, or None; ``question`` is a yes or no that it depends on.
    """

    anchor: Anchor
    happened: Happening
    text: str
    until: date | None = None
    question: str = ""


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
    whole_file_heard: bool = False  # partshøring of the whole file in every case (P-08), not only of what is adverse
    accounts: tuple[str, ...] = ()  # redegørelser that a grant must hold (D-03b), by vocabulary.ACCOUNTS
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
    transitions: tuple[Transition, ...] = ()

    def holds(self, rule: str, since: str) -> bool:
        """Whether a rule that arose in the regime ``since`` (empty: always held) still holds here."""
        return (not since or since in self.lineage) and rule not in self.dropped

    def spares(self, rule: str, outcome: str | None) -> bool:
        """Whether an open question's answer lets an outcome pass a rule that otherwise guards it (K13)."""
        steered = f"{rule}:{outcome}"
        return outcome is not None and any(one.steers == steered and not one.value for one in self.open_questions)

    def effect_of(self, rule: str, usual: Effect) -> Effect:
        """The rule's effect under this regime."""
        return self.effects.get(rule, usual)

    def cites_of(self, rule: str, usual: tuple[str, ...]) -> tuple[str, ...]:
        """Where the rule stands under this regime."""
        return self.citations.get(rule, usual)

    def question(self, key: str) -> OpenQuestion:
        """An open question by its key. Raises KeyError when the regime does not have it."""
        for one in self.open_questions:
            if one.key == key:
                return one
        raise KeyError(key)

    def transitional(self, anchor: Anchor) -> tuple[Transition, ...]:
        """The transitional rules in force for an anchor: those without a question, and those whose answer is yes."""
        return tuple(
            one for one in self.transitions if one.anchor is anchor and (not one.question or self.question(one.question).value)
        )

    @property
    def profile_slots(self) -> Mapping[str, str]:
        """Every key under which a text of the profile is kept, each with a label that stands alone."""
        return {
            key: f"{part.label}: {label[:1].lower()}{label[1:]}" if part.by_field else label
            for part in self.profile_parts
            for key, label in part.slots.items()
        }

    @property
    def rules_named(self) -> frozenset[str]:
        """The ids of all rules that the regime speaks of, so that a misspelt one can be found at start."""
        steered = {one.steers.partition(":")[0] for one in self.open_questions if ":" in one.steers}
        return frozenset({*self.dropped, *self.effects, *self.citations, *steered})


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

    def after(self, day: date) -> Regime | None:
        """The law that is known to begin next after a day."""
        return next((regime for regime in self.all if regime.begins > day), None)


_extra_folders: tuple[Path, ...] = ()
_answers: Path | None = None


def configure(extra_folders: Iterable[str | Path] = (), answers: str | Path | None = None) -> None:
    """Read these folders of regimes as well, and this file of answers, from now on; each call replaces the one before."""
    global _extra_folders, _answers
    _extra_folders = tuple(Path(folder) for folder in extra_folders)
    _answers = Path(answers) if answers else None
    _load.cache_clear()


def regimes() -> Regimes:
    """Every regime there is, read once. Raises RegimeError when a folder or the file of answers is wrong."""
    return _load((BUILT_IN, *_extra_folders), _answers)


def regime_on(day: date) -> Regime:
    """The regime that holds on a day. Raises UnknownRegime before the first one."""
    return regimes().on(day)


@cache
def _load(folders: tuple[Path, ...], answers: Path | None) -> Regimes:
    from flexcase.law.regime_folder import load  # the reader needs the types above

    return load(folders, answers)
