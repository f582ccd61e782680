"""The catalogue of law as a page reads it: what is demanded, how it bites under one law, and how it has been met here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q

from cases.action import action
from cases.models import Departure, Halt, PracticeNote, Reason
from flexcase.law.catalogue import STEPS, Entry, catalogue, topic_of
from flexcase.law.regime import Regime, regimes
from flexcase.law.rule import Rule, book
from oversight.shelf import Told, told_of_rules

#: How an effect is named on the screen, sharpest first.
EFFECTS = {"stop": "Stopper", "reason": "Kræver begrundelse", "warn": "Bemærk", "info": "Oplysning"}


@dataclass(frozen=True)
class Row:
    """One requirement under one law. ``rule`` is the code that keeps it, where a rule does."""

    id: str
    title: str
    effect: str
    cites: tuple[str, ...]
    steps: tuple[str, ...]
    topic: str
    entry: Entry | None = None
    rule: Rule | None = None

    @property
    def effect_label(self) -> str:
        return EFFECTS[self.effect]

    @property
    def never_departed(self) -> bool:
        """Whether it stops and nobody can depart from it."""
        return self.rule is not None and self.effect == "stop" and not self.rule.departable

    @property
    def words(self) -> str:
        """Everything that a search looks in."""
        entry = [self.entry.requirement, self.entry.satisfied_by, *self.entry.sources] if self.entry else []
        return " ".join([self.id, self.title, *self.cites, *entry]).casefold()


@dataclass(frozen=True)
class Wanted:
    """What the reader has asked for; empty asks for all."""

    law: Regime
    text: str = ""
    effect: str = ""
    step: str = ""
    topic: str = ""

    def fits(self, row: Row) -> bool:
        """Whether a row is shown."""
        return (
            (not self.effect or row.effect == self.effect)
            and (not self.step or self.step in row.steps)
            and (not self.topic or row.topic == self.topic)
            and all(word in row.words for word in self.text.casefold().split())
        )


def rows_under(law: Regime) -> list[Row]:
    """Every requirement that holds under a law, in the order of the list; rules that the list lacks come last."""
    found = [row for entry in catalogue().values() if (row := _row(entry, law)) is not None]
    extra = sorted((rule for rule in book if rule.id not in catalogue()), key=lambda rule: rule.id)
    return found + [_of_rule(rule, law, None) for rule in extra if law.holds(rule.id, rule.since)]


def _row(entry: Entry, law: Regime) -> Row | None:
    if entry.id in book:
        rule = book[entry.id]
        return _of_rule(rule, law, entry) if law.holds(rule.id, rule.since) else None
    if not entry.holds_in(law):
        return None
    return Row(entry.id, entry.title, entry.effect, (), entry.steps, entry.topic, entry=entry)


def _of_rule(rule: Rule, law: Regime, entry: Entry | None) -> Row:
    effect = law.effect_of(rule.id, rule.effect).value
    cites = law.cites_of(rule.id, rule.cites)
    return Row(rule.id, rule.title, effect, cites, entry.steps if entry else (), topic_of(rule.id), entry, rule)


@dataclass(frozen=True)
class Met:
    """How often a rule stopped, asked for a reason, was departed from and reasoned here."""

    stopped: int = 0
    asked: int = 0
    departed: int = 0
    reasoned: int = 0


@dataclass(frozen=True)
class Opened:
    """One requirement, opened: everything that can be said of it."""

    row: Row
    met: Met
    guards: tuple[str, ...] = ()
    stories: tuple[Told, ...] = ()
    laws: tuple[tuple[str, str], ...] = ()
    practice: PracticeNote | None = None
    questions: tuple[str, ...] = field(default=())


def opened(row: Row) -> Opened:
    """Open a row: two counts, the practice note, and what code and stories say."""
    return Opened(
        row=row,
        met=_met(row.id),
        guards=tuple(dict.fromkeys(action(guard.partition(":")[0]).label for guard in row.rule.guards)) if row.rule else (),
        stories=told_of_rules().get(row.id, ()),
        laws=tuple(_under_each_law(row)),
        practice=PracticeNote.objects.select_related("written_by").filter(rule=row.id, replaced_on=None).first(),
    )


def _met(rule: str) -> Met:
    halts: Mapping[str, int] = Halt.objects.filter(rule=rule).aggregate(
        stop=Count("pk", filter=Q(effect="stop")), reason=Count("pk", filter=Q(effect="reason"))
    )
    departed = Departure.objects.filter(rule=rule, state__in=["approved", "used"]).count()
    return Met(halts["stop"], halts["reason"], departed, Reason.objects.filter(rule=rule).count())


def _under_each_law(row: Row) -> list[tuple[str, str]]:
    """The laws in order, each with how the requirement bites in it."""
    found = []
    for law in regimes():
        if row.rule is not None:
            holds, effect = law.holds(row.rule.id, row.rule.since), law.effect_of(row.rule.id, row.rule.effect).value
        else:
            holds, effect = bool(row.entry and row.entry.holds_in(law)), row.effect
        found.append((law.title, EFFECTS[effect] if holds else "Gælder ikke"))
    return found


def period(law: Regime) -> str:
    """When a law holds, such as »2022–2024« or »fra 1.7.2026«."""
    ends: date | None = regimes().ends(law.name)
    if ends is None:
        return f"fra {law.begins.day}.{law.begins.month}.{law.begins.year}"
    last = ends - timedelta(days=1)
    return (
        f"{law.begins.year}–{last.year}"
        if law.begins.year != last.year
        else f"{law.begins.day}.{law.begins.month}.–{last.day}.{last.month}.{last.year}"
    )


def steps() -> tuple[str, ...]:
    """The steps that a reader can choose between."""
    return STEPS
