"""Whether what came is what the story expects; every difference is one Danish sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from cases.models import Case, Deadline, Event, Letter
from cases.outcome import Outcome
from cases.projection import calendar
from cases.timeline import typed
from flexcase.law.rule import Effect
from oversight.scenario.story import Ending, ExpectedDeadline, ExpectedLetter, Step


def check_step(step: Step, outcome: Outcome, case: Case | None) -> Iterator[str]:
    """What differs after one step."""
    wanted = step.expect
    found = {effect: {f.rule for f in outcome.findings if f.effect is effect} for effect in Effect}
    if outcome.kind.value != wanted.kind and not (wanted.kind == "needs_reasons" and outcome.kind.value == "stopped"):
        said = [f"{f.rule}: {f.text}" for f in outcome.findings if f.effect is not Effect.WARN]
        said += [f"{name or 'skemaet'}: {' '.join(texts)}" for name, texts in outcome.errors.items()]
        yield f"ventede {wanted.kind}, men det blev {outcome.kind.value}. {' | '.join(said)}"
    for effect, rules in ((Effect.STOP, wanted.stopped_by), (Effect.REASON, wanted.needs_reason), (Effect.WARN, wanted.warned)):
        for rule in rules:
            if rule not in found[effect]:
                yield f"ventede {effect.value} fra {rule}; fandt {sorted(found[effect])}"
        if wanted.only and (extra := found[effect] - set(rules)):
            yield f"ventede ikke {effect.value} fra {sorted(extra)}"
    for rule in wanted.not_found:
        if any(rule in rules for rules in found.values()):
            yield f"ventede intet fra {rule}"
    for name in wanted.invalid:
        if name not in outcome.errors:
            yield f"ventede en fejl ved {name}; fandt {sorted(outcome.errors)}"
    if wanted.state and (case is None or case.state != wanted.state):
        yield f"ventede trinnet {wanted.state}; sagen er på {case.state if case else 'intet'}"
    if wanted.effective_hours is not None and case is not None:
        yield from _effective(case, wanted.effective_hours)


def _effective(case: Case, wanted: float) -> Iterator[str]:
    from resourceprofile.sources import capacity_sources

    known = [source.effective for source in capacity_sources(case) if source.effective is not None]
    value = float(known[-1]) if known else None
    if value != wanted:
        yield f"ventede {wanted} effektive timer; fandt {value}"


def check_ending(
    wanted: Ending, case: Case, letters: Sequence[tuple[Letter, str]], deadlines: Sequence[Deadline], events: Sequence[Event]
) -> Iterator[str]:
    """What differs when the story is over."""
    if wanted.state and case.state != wanted.state:
        yield f"ventede, at sagen ender på {wanted.state}; den er på {case.state}"
    if wanted.regime and case.regime_name != wanted.regime:
        yield f"ventede regelsættet {wanted.regime}; sagen følger {case.regime_name}"
    for letter in wanted.letters:
        yield from _letter(letter, letters)
    for deadline in wanted.deadlines:
        yield from _deadline(deadline, deadlines, events)
    kinds = [event.kind for event in events]
    for kind in wanted.events:
        if kind not in kinds:
            yield f"ventede hændelsen {kind}; fandt {sorted(set(kinds))}"


def _letter(wanted: ExpectedLetter, letters: Sequence[tuple[Letter, str]]) -> Iterator[str]:
    found = [(row, text) for row, text in letters if row.kind == wanted.kind and row.state != "voided"]
    if not found:
        yield f"ventede et brev af slagsen {wanted.kind}; fandt {sorted({row.kind for row, _ in letters})}"
        return
    row, text = found[-1]
    flat = " ".join(text.replace("\u00a0", " ").split())
    for words in wanted.contains:
        if words not in flat:
            yield f"brevet {wanted.kind} mangler »{words}«"
    for words in wanted.lacks:
        if words in flat:
            yield f"brevet {wanted.kind} rummer »{words}«"
    if wanted.state and row.state != wanted.state:
        yield f"brevet {wanted.kind} er {row.state}, ikke {wanted.state}"


def _deadline(wanted: ExpectedDeadline, deadlines: Sequence[Deadline], events: Sequence[Event]) -> Iterator[str]:
    found = [row for row in deadlines if row.kind == wanted.kind]
    if not found:
        yield f"ventede fristen {wanted.kind}; fandt {sorted({row.kind for row in deadlines})}"
        return
    row = found[-1]
    if wanted.due and row.due != wanted.due:
        yield f"fristen {wanted.kind} er {row.due}, ikke {wanted.due}"
    if wanted.weeks is not None:
        due = calendar().next_working_day(_counted_from(row, events) + timedelta(weeks=wanted.weeks))
        if row.due != due:
            yield f"fristen {wanted.kind} er {row.due}, ikke {due}"
    if wanted.met is not None and (row.met_on is not None) != wanted.met:
        yield f"fristen {wanted.kind} er {'ikke ' if wanted.met else ''}overholdt"


def _counted_from(row: Deadline, events: Sequence[Event]) -> date:
    event = typed(next(event for event in events if event.seq == row.anchor))
    return event.day("received_on") or event.happened_on
