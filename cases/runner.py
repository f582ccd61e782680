"""The one door. Every change of a case goes through ``run``: one transaction, one run, one event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models import Max

from cases import access, timeline
from cases.act import Act, Actor, Refused, Stale
from cases.action import Action, Target, actions
from cases.action import action as action_named
from cases.adapter import bind
from cases.dossier import dossier_of
from cases.findings import Verdict, road_finding, weigh
from cases.models import Case, Departure, Event, Halt, Reason, Role
from cases.outcome import Outcome, OutcomeKind
from cases.papers.uploads import StoredFile
from cases.projection import project
from flexcase.base import clock, outbox
from flexcase.base.ids import new_id
from flexcase.base.models import Denial, Run
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Effect, book

LOCK_TIMEOUT = "3s"
#: What PostgreSQL says when the lock did not come in time, or when two wait for each other and one must yield.
_LOCKED_OUT = frozenset({"55P03", "40P01"})


class _RollBack(Exception):
    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


def run(
    name: str,
    actor: Actor,
    data: Mapping[str, Any] | None = None,
    *,
    case: Case | None = None,
    run_id: UUID | None = None,
    reasons: Mapping[str, str] | None = None,
    stored: Mapping[str, StoredFile] | None = None,
    dry: bool = False,
) -> Outcome:
    """Perform an action, or say why not. A dry run is the same, rolled back. A repeated run answers as the first did."""
    action = action_named(name)
    try:
        with transaction.atomic():
            outcome = _attempt(action, actor, data or {}, case, run_id or new_id(), reasons or {}, stored or {})
            if dry or not outcome.done:
                raise _RollBack(outcome)
    except _RollBack as rolled_back:
        outcome = rolled_back.outcome
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") not in _LOCKED_OUT:
            raise
        outcome = Outcome(OutcomeKind.BUSY, errors={"": ("En anden arbejder på sagen lige nu. Prøv igen om lidt.",)})
    if not dry and outcome.kind in {OutcomeKind.DENIED, OutcomeKind.STOPPED, OutcomeKind.NEEDS_REASONS}:
        _log_refusal(action, actor, case, outcome)
    return outcome


def _attempt(
    action: Action,
    actor: Actor,
    data: Mapping[str, Any],
    case: Case | None,
    run_id: UUID,
    reasons: Mapping[str, str],
    stored: Mapping[str, StoredFile],
) -> Outcome:
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('lock_timeout', %s, true), set_config('flexcase.run', %s, true)",
            [LOCK_TIMEOUT, str(run_id)],
        )
    row = Run(id=run_id, action=action.name, actor_kind=actor.role.value, recorded_at=now)
    row.actor_id = actor.user.pk if actor.user else None
    row.on_behalf_of = actor.on_behalf_of
    row.case_id = case.pk if case else None
    if not _insert_once(row):
        return _first_outcome(row)

    locked = _locked(case) if case is not None else None
    if not _permitted(action, actor, locked):
        return Outcome(OutcomeKind.DENIED, case_id=case.pk if case else None)

    if road_finding(action, locked):
        # What the road forbids is not worth filling in, but the rules are asked too, so that all is said at once.
        return _refusal(preview(action, locked, dossier_of(locked, now.date())))  # type: ignore[arg-type]
    form = bind(action, data, case=locked, stored=stored)
    if not form.is_valid():
        return Outcome(OutcomeKind.INVALID, errors={k or "": tuple(map(str, v)) for k, v in form.errors.items()})
    given = form.cleaned_data
    day = given.get("happened_on") or now.date()
    if problem := _impossible_day(action, day, now.date(), locked):
        return Outcome(OutcomeKind.INVALID, errors={"happened_on": (problem,)})

    act = Act(actor=actor, run=row, day=day, now=now, reasons=reasons)
    act.case = locked  # type: ignore[assignment]  # None only for a new case, which perform creates
    try:
        facts = action.perform(act, given) or {}
    except Refused as refused:
        return Outcome(OutcomeKind.INVALID, errors={refused.field: (refused.sentence,)})
    except Stale as stale:
        return Outcome(OutcomeKind.STALE, theirs=stale.theirs)
    if action.target is Target.HOUSE:
        _post(act)
        return Outcome(OutcomeKind.DONE, run_id=run_id, created=act.created)
    return _conclude(action, act, given, facts)


def _conclude(action: Action, act: Act, given: Mapping[str, Any], facts: Mapping[str, FactValue]) -> Outcome:
    """Ask the rules of the fresh facts; then move, append, project, and put later work in order."""
    case = act.case
    dossier = dossier_of(case, act.day, given, act.now.date())
    verdict = weigh(action, act.outcome or action.outcome(dossier, given), dossier, act.reasons)
    if not verdict.passes:
        return _refusal(verdict)
    _keep_reasons(action, act, verdict)
    _use_departures(act, verdict)
    if move := act.move or (action.moves[0] if len(action.moves) == 1 else None):
        case.take(move)
    rows = timeline.events_of(case)
    if departed := [finding.rule for finding in verdict.departed]:
        facts = {**facts, "departed_from": ":".join(departed)}
    event = timeline.append(act, act.event or action.event or action.name, facts, rows)
    project(case, [timeline.typed(row) for row in (*rows, event)])
    _post(act)
    return Outcome(
        OutcomeKind.DONE,
        findings=verdict.findings,
        case_id=case.pk,
        run_id=act.run.pk,
        letters=tuple(letter.pk for letter in act.letters),
        created=act.created,
    )


def _refusal(verdict: Verdict) -> Outcome:
    kind = OutcomeKind.STOPPED if verdict.stops else OutcomeKind.NEEDS_REASONS
    return Outcome(kind, findings=verdict.findings)


def _insert_once(row: Run) -> bool:
    """Insert the run; False when it is there already. Waits for a first one that is still under way."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO run (id, action, case_id, actor_kind, actor_id, on_behalf_of, recorded_at)
               VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING""",
            [row.pk, row.action, row.case_id, row.actor_kind, row.actor_id, row.on_behalf_of, row.recorded_at],
        )
        return bool(cursor.rowcount)


def _first_outcome(row: Run) -> Outcome:
    """What the first run answered. Another user's run is nobody's business, and another action's or case's no answer."""
    first = Run.objects.get(pk=row.pk)
    if (first.actor_id, first.action, first.case_id) != (row.actor_id, row.action, row.case_id):
        return Outcome(OutcomeKind.DENIED)
    event = Event.objects.filter(run=first).first()
    return Outcome(OutcomeKind.DONE, case_id=event.case_id if event else None, run_id=row.pk, again=True)


def _locked(case: Case) -> Case:
    # no_key: otherwise read logging would wait behind every action.
    return (
        Case.objects.select_for_update(of=("self",), no_key=True)
        .select_related("citizen__key", "key", "unit", "caseworker")
        .get(pk=case.pk)
    )


def _permitted(action: Action, actor: Actor, case: Case | None) -> bool:
    if actor.role not in action.roles:
        return False
    if case is None or actor.role is Role.CLOCK:
        return True
    return actor.user is not None and access.relation(actor.user, case) in action.relations


def _impossible_day(action: Action, day: date, today: date, case: Case | None) -> str | None:
    """Why something cannot have happened on a day. A step follows the step before it; the citizen's own act may be older."""
    if day > today:
        return "Datoen ligger i fremtiden. Skriv en dag til og med i dag."
    if case is None or day == today:
        return None
    if day < case.citizen.born:
        return "Datoen ligger før borgerens fødsel. Ret datoen."
    if action.moves and day < case.received_on:
        return f"Sagen begyndte {case.received_on:%d.%m.%Y}. Skriv en dag fra og med den."
    if action.moves and Role.CITIZEN not in action.roles:
        steps = {one.event for one in actions() if one.moves}
        before = Event.objects.filter(case=case, kind__in=steps).aggregate(last=Max("happened_on"))["last"]
        if before is not None and day < before:
            return f"Sagens forrige skridt er fra {before:%d.%m.%Y}. Skriv en dag fra og med den."
    return None


def _keep_reasons(action: Action, act: Act, verdict: Verdict) -> None:
    for finding, text in verdict.reasoned:
        reason = Reason(case=act.case, run=act.run, action=action.name, rule=finding.rule)
        reason.fingerprint, reason.given_on = finding.fingerprint, act.day
        reason.text = text
        reason.save()


def _use_departures(act: Act, verdict: Verdict) -> None:
    for finding in verdict.departed:
        departure = Departure.objects.filter(
            case=act.case, rule=finding.rule, fingerprint=finding.fingerprint, state="approved"
        ).earliest("no")
        departure.take("use")


def _post(act: Act) -> None:
    """Write the outbox and, once committed, tell the broker. The sweeper finds what the broker lost."""
    for letter in act.letters:
        act.put("letter.render", letter.pk)
    for kind, subject, detail in act.later:
        outbox.put(act.run, kind, subject, detail)


def _log_refusal(action: Action, actor: Actor, case: Case | None, outcome: Outcome) -> None:
    rules = ",".join(finding.rule for finding in outcome.findings)
    Denial.objects.create(
        at=clock.now(),
        user_id=actor.user.pk if actor.user else None,
        case_id=case.pk if case else None,
        what=f"{action.name}:{outcome.kind.value}:{rules}"[:100],
    )
    Halt.objects.bulk_create(
        Halt(at=clock.now(), case_id=case.pk if case else None, action=action.name, rule=found.rule, effect=found.effect.value)
        for found in outcome.findings
        if found.effect is not Effect.WARN and found.rule in book
    )


def preview(action: Action, case: Case, dossier: Dossier) -> Verdict:
    """What stands before an action without its input: standing findings, and the road's own."""
    blocked = road_finding(action, case)
    return weigh(action, action.outcome(dossier, {}), dossier, {}, extra=(blocked,) if blocked else (), standing=True)
