"""What a rule is: a small pure function from the facts of a case to a finding, or to nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, cast

from flexcase.law.regime import Effect, Regime

__all__ = ["Dossier", "Effect", "Finding", "Lack", "Part", "Rule", "RuleBook", "book", "rule"]

Facts = TypeVar("Facts")


class Part(StrEnum):
    """A part of the case; who may read it stands in one table (cases/access.py)."""

    CASE = "case"
    PROFILE = "profile"
    HEALTH = "health"
    TRIALS = "trials"
    DOCUMENTS = "documents"
    HEARING = "hearing"
    TEAM = "team"
    DECISION = "decision"
    LETTERS = "letters"
    LOG = "log"


@dataclass(frozen=True)
class Dossier:
    """Everything that a rule may know: typed facts by floor, the regime, the legal day, and what is being put in.

    ``action`` is what the rule is asked before, for the few rules that demand less of an earlier step than of a later one.
    ``today`` is the legal day; ``recorded_on`` the day on which it is written down, when something is being put in.
    """

    case: str
    today: date
    regime: Regime
    facts: Mapping[type, object] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    action: str = ""
    recorded_on: date | None = None

    def of(self, kind: type[Facts]) -> Facts:
        """The facts of one floor, such as ``dossier.of(ProfileFacts)``."""
        return cast(Facts, self.facts[kind])


@dataclass(frozen=True)
class Lack:
    """What a rule function answers when something is missing.

    ``link`` names where it is put right: ``action:<name>`` or ``tab:<name>``; ``subject`` tells two findings of one rule
    apart; ``effect`` replaces the rule's own effect where the law is milder in this situation.
    """

    text: str
    link: str = ""
    subject: str = ""
    effect: Effect | None = None


@dataclass(frozen=True)
class Finding:
    """One fact in one Danish sentence that stands in the way of an action."""

    rule: str
    effect: Effect
    title: str
    text: str
    cites: tuple[str, ...] = ()
    part: Part = Part.CASE
    link: str = ""
    departable: bool = False
    subject: str = ""

    @property
    def fingerprint(self) -> str:
        """Identity of the finding: a departure (fravigelse) holds only as long as this is unchanged."""
        return hashlib.sha256(f"{self.rule}|{self.subject}|{self.text}".encode()).hexdigest()[:32]


Check = Callable[[Dossier], "Lack | None"]


@dataclass(frozen=True)
class Rule:
    """A rule of law: its id in the catalogue, where it holds, and what it guards.

    ``guards`` holds ``"action"`` or ``"action:outcome"``; ``since`` is the first regime in which the rule holds (empty: all);
    ``needs_input`` marks rules that can only be asked once the form is filled in.
    """

    id: str
    title: str
    cites: tuple[str, ...]
    guards: tuple[str, ...]
    effect: Effect
    since: str
    part: Part
    check: Check
    departable: bool = False
    needs_input: bool = False

    def guards_action(self, action: str, outcome: str | None) -> bool:
        """Whether the rule is asked before this action with this outcome; an unknown outcome asks every variant."""
        for guard in self.guards:
            name, _, wanted = guard.partition(":")
            if name == action and (not wanted or outcome is None or wanted == outcome):
                return True
        return False

    def ask(self, dossier: Dossier) -> Finding | None:
        """Put the rule to the facts. The regime may have made its effect milder or stricter."""
        lack = self.check(dossier)
        if lack is None:
            return None
        return Finding(
            rule=self.id,
            effect=lack.effect or dossier.regime.effect_of(self.id, self.effect),
            title=self.title,
            text=lack.text,
            cites=dossier.regime.cites_of(self.id, self.cites),
            part=self.part,
            link=lack.link,
            departable=self.departable,
            subject=lack.subject,
        )


class RuleBook:
    """All rules, in the order in which the floors registered them."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}
        #: What guards what, found once: a case page asks it of some 140 actions. A regime of the same name may replace another.
        self._guarding: dict[tuple[str, str | None, str, bool], tuple[Regime, list[Rule]]] = {}

    def add(self, rule: Rule) -> None:
        """Raises ValueError when the id is taken by another function."""
        known = self._rules.get(rule.id)
        if known is not None and known.check.__qualname__ != rule.check.__qualname__:
            raise ValueError(f"rule {rule.id} is defined twice")
        self._rules[rule.id] = rule
        self._guarding.clear()

    def remove(self, id: str) -> None:
        del self._rules[id]
        self._guarding.clear()

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())

    def __getitem__(self, id: str) -> Rule:
        return self._rules[id]

    def __contains__(self, id: object) -> bool:
        return id in self._rules

    def guarding(self, action: str, outcome: str | None, regime: Regime, *, with_input: bool) -> list[Rule]:
        """The rules that hold in the regime and guard the action; those that need the input only when there is one."""
        asked = (action, outcome, regime.name, with_input)
        law, found = self._guarding.get(asked, (None, []))
        if law is not regime:
            found = [
                rule
                for rule in self._rules.values()
                if rule.guards_action(action, outcome)
                and not regime.spares(rule.id, outcome)
                and regime.holds(rule.id, rule.since)
                and (with_input or not rule.needs_input)
            ]
            self._guarding[asked] = regime, found
        return found

    def findings(
        self, dossier: Dossier, action: str, outcome: str | None = None, *, with_input: bool = False
    ) -> tuple[Finding, ...]:
        """What stands in the way of the action, sharpest effect first."""
        before = replace(dossier, action=action)
        asked = (rule.ask(before) for rule in self.guarding(action, outcome, dossier.regime, with_input=with_input))
        return tuple(sorted((f for f in asked if f is not None), key=lambda f: (f.effect.rank, f.rule)))


book = RuleBook()


def rule(
    id: str,
    title: str,
    *,
    cites: tuple[str, ...],
    guards: tuple[str, ...],
    effect: Effect,
    part: Part,
    since: str = "",
    departable: bool = False,
    needs_input: bool = False,
) -> Callable[[Check], Check]:
    """Register a rule function under its id in the catalogue."""

    def register(check: Check) -> Check:
        book.add(Rule(id, title, cites, guards, effect, since, part, check, departable, needs_input))
        return check

    return register
