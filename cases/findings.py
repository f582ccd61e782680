"""Weighing an action: which findings stop it, which demand a reason, which were departed from, which only remind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from cases.action import Action
from cases.facts import CaseFacts
from cases.models import Case
from cases.rules import PRESENT_BASIS_GIVES_WAY, TOWARDS_DECISION
from flexcase.law.danish import says_something
from flexcase.law.rule import Dossier, Effect, Finding, Part, book

#: A higher floor's reasons for a finding to give way: the words that it then says, or none.
GIVES_WAY: list[Callable[[Dossier, Finding, str], str]] = []


@dataclass(frozen=True)
class Verdict:
    """The findings of one action on one case, sorted out."""

    findings: tuple[Finding, ...]
    stops: tuple[Finding, ...]
    unreasoned: tuple[Finding, ...]
    reasoned: tuple[tuple[Finding, str], ...]
    departed: tuple[Finding, ...]
    met: int

    @property
    def passes(self) -> bool:
        return not self.stops and not self.unreasoned

    @property
    def in_the_way(self) -> tuple[Finding, ...]:
        """What must be put right or reasoned before the action."""
        return self.stops + self.unreasoned

    @property
    def reminders(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.effect is Effect.WARN)


def road_finding(action: Action, case: Case | None) -> Finding | None:
    """A move that the road does not have from here is a finding too."""
    if case is None or action.open_in(case.state):
        return None
    return Finding(
        rule="ROAD",
        effect=Effect.STOP,
        title="Sagens trin",
        text=f"Sagen er på trinnet »{case.state_label}«, og herfra kan det ikke lade sig gøre.",
        part=Part.CASE,
        link="tab:arbejdsproevning" if case.state == "trial" else "",
    )


def weigh(
    action: Action,
    outcome: str | None,
    dossier: Dossier,
    reasons: Mapping[str, str],
    extra: tuple[Finding, ...] = (),
    standing: bool = False,
) -> Verdict:
    """Put all rules that guard the action to the dossier. ``standing`` asks without the input."""
    case = dossier.of(CaseFacts)
    guarding = book.guarding(action.name, outcome, dossier.regime, with_input=not standing)
    asked = book.findings(dossier, action.name, outcome, with_input=not standing)
    findings = extra + tuple(_given_way(finding, dossier, action) for finding in asked)
    stops: list[Finding] = []
    unreasoned: list[Finding] = []
    reasoned: list[tuple[Finding, str]] = []
    departed: list[Finding] = []
    for finding in findings:
        if finding.effect is Effect.STOP:
            (departed if _departed(case, action, finding, dossier.today) else stops).append(finding)
        elif finding.effect is Effect.REASON and not _reasoned_before(case, finding):
            text = reasons.get(finding.rule, "")
            if says_something(text):
                reasoned.append((finding, text.strip()))
            else:
                unreasoned.append(finding)
    return Verdict(findings, tuple(stops), tuple(unreasoned), tuple(reasoned), tuple(departed), len(guarding) - len(findings))


def _given_way(finding: Finding, dossier: Dossier, action: Action) -> Finding:
    """What gives way as a reminder: to the citizen's wish for a decision now, or to what a higher floor knows of."""
    if words := _present_basis(finding, dossier.of(CaseFacts), action):
        return _reminding(finding, words)
    for gives_way in GIVES_WAY:
        if words := gives_way(dossier, finding, action.name):
            return _reminding(finding, words)
    return finding


def _present_basis(finding: Finding, case: CaseFacts, action: Action) -> str:
    if case.present_basis_on is None or finding.rule not in PRESENT_BASIS_GIVES_WAY or action.name not in TOWARDS_DECISION:
        return ""
    return "Kravet viger, fordi borgeren har bedt om en afgørelse nu."


def _reminding(finding: Finding, words: str) -> Finding:
    return replace(finding, effect=Effect.WARN, text=f"{finding.text} {words}", departable=False)


def missing_at_grant(dossier: Dossier) -> tuple[str, ...]:
    """What a decision on the present basis goes without, in the citizen's words and in the order of the table."""
    found = {finding.rule for finding in book.findings(dossier, "send_to_approval", "grant")}
    return tuple(words for rule, words in PRESENT_BASIS_GIVES_WAY.items() if rule in found)


def _departed(case: CaseFacts, action: Action, finding: Finding, today: date) -> bool:
    return finding.departable and any(
        (departure.rule, departure.action, departure.fingerprint) == (finding.rule, action.name, finding.fingerprint)
        and departure.holds(today)
        for departure in case.departures
    )


def _reasoned_before(case: CaseFacts, finding: Finding) -> bool:
    return any((r.rule, r.fingerprint) == (finding.rule, finding.fingerprint) for r in case.reasons)
