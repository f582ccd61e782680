"""The draft of a decision: begun with what the case knows, written by people, sent to a second person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from cases.act import Act, Refused, Stale
from cases.action import Action
from cases.actions import CASEWORK
from cases.dossier import dossier_of
from cases.findings import weigh
from cases.models import Case, User
from decisions import own_workplace, sources
from decisions.actions.lapsing import void
from decisions.facts import OPEN, DecisionFacts
from decisions.inputs import DecisionTextInput, SendToApprovalInput, StartDecisionInput
from decisions.models import Complaint, Decision
from decisions.texts import BLOCKS, NAMES, as_text
from flexcase.law.event import FactValue
from flexcase.law.regime import Mandate, Regime
from flexcase.law.rule import Dossier, Part
from rehab_team.outcomes import LEADS_TO

#: What rules say when it is missing, by rule and by part (P-08, D-12, P-15); anything else is said by the action itself.
SAID_BY_RULES = frozenset({"P-08", "P-11", "P-12", "P-13", "P-15", "V-03"})
PARTS_SAID_BY_RULES = frozenset({"own_words", "needs", "job_types", "pension", "next_steps"})

#: Fields of the form whose columns are called otherwise.
COLUMNS = {"hours": "assessed_hours", "intensity": "assessed_intensity"}


def open_decision(case: Case) -> Decision:
    """The one decision that is not issued. The case is locked, so nobody else writes. Raises Refused."""
    rows = Decision.objects.filter(case=case, state__in=OPEN)
    row = rows.select_related("case__citizen__key", "case__key", "case__unit", "case__caseworker", "letter").first()
    if row is None:
        raise Refused("Der er ikke begyndt på en afgørelse i sagen.")
    return row


def outcome_at_stake(self: Action, dossier: Dossier, given: Mapping[str, Any]) -> str | None:
    """An ``outcome`` for actions on the draft."""
    stake = dossier.of(DecisionFacts).draft
    return stake.outcome if stake else None


class StartDecision(Action):
    """Begins a draft with what the case knows already."""

    label = "Skriv afgørelsen"
    help = "Udkastet begynder med det, der står på sagen. Begrundelsen skriver du selv."
    inputs = StartDecisionInput
    roles = CASEWORK
    moves = ("start_decision",)
    part = Part.DECISION
    event = "decision_started"
    icon, rank = "edit", 12

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        answer = sources.team_view(case)
        if answer is None:
            return {}
        leads = LEADS_TO[answer.outcome]
        return {"outcome": leads.decision, "ground": leads.ground, "own_firm": leads.own_firm}

    def outcome(self, dossier: Dossier, given: Mapping[str, Any]) -> str | None:
        return given.get("outcome") or None

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = begin(act, given["outcome"], given["ground"], own_firm=given["own_firm"])
        return {"decision": row.no, "outcome": row.outcome}


def need_not_wait_for_team(regime: Regime) -> bool:
    """Whether some outcome passes no team: there is none, or the lawyer has answered that a rejection need not wait (K13)."""
    return regime.mandate is Mandate.NONE or regime.spares("V-02", Decision.Outcome.REJECTION)


class DecideDirectly(StartDecision):
    """Begins a draft where no team is asked: the law knows none, the municipality keeps none, or a rejection need not wait.

    What must be in order before a case is put before a team must be so here too (``READY``); that there is no team that
    should have been asked is said by V-02 and K-01.
    """

    label = "Afgør sagen uden team"
    help = "Sagen forelægges ikke et team. Udkastet begynder med det, der står på sagen. Begrundelsen skriver du selv."
    effects = ("Sagen går videre til afgørelsen.",)
    moves = ("decide_directly",)
    event = "decision_started"

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        return {}

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return need_not_wait_for_team(dossier.regime)


class BeginDecision(Action):
    """Begins a draft on a case that already stands at the decision, such as one that was taken over."""

    label = "Begynd på afgørelsen"
    inputs = StartDecisionInput
    roles = CASEWORK
    when = ("decision",)
    part = Part.DECISION
    event = "decision_started"
    icon, rank = "edit", 12

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return dossier.of(DecisionFacts).draft is None

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if Decision.objects.filter(case=act.case, state__in=OPEN).exists():
            raise Refused("Der er allerede et udkast til afgørelse i sagen.")
        row = begin(act, given["outcome"], given["ground"], own_firm=given["own_firm"])
        return {"decision": row.no, "outcome": row.outcome}


def check_ground(case: Case, outcome: str, ground: str) -> None:
    """Raises Refused for a ground at a grant, and for § 119 where nobody wants to stay or the law does not know it."""
    if ground and outcome != Decision.Outcome.REJECTION:
        raise Refused("En bevilling har ingen afslagsgrund. Lad feltet stå tomt.", "ground")
    if ground == own_workplace.GROUND and not own_workplace.concerns(case):
        raise Refused("Grunden passer kun, når borgeren vil blive på sin egen arbejdsplads.", "ground")


def begin(act: Act, outcome: str, ground: str, *, own_firm: bool = False) -> Decision:
    """A new draft. Raises Refused for a ground that does not fit, and for tilskud to one's own firm at a rejection."""
    case = act.case
    check_ground(case, outcome, ground)
    if own_firm and outcome != Decision.Outcome.GRANT:
        raise Refused("Tilskud til egen virksomhed er en bevilling. Fjern krydset, eller vælg bevilling.", "own_firm")
    known = sources.gather(case)
    row = Decision(case=case, no=Decision.objects.filter(case=case).count() + 1, outcome=outcome, ground=ground)
    row.own_firm, row.drafted_by, row.writers = own_firm, act.user, [act.user.pk]
    if outcome == Decision.Outcome.GRANT:
        row.assessed_hours, row.assessed_intensity = sources.assessed(case, known)
    row.set_texts(sources.first_texts(case, row.variant, ground, known))
    row.follows = Decision.objects.filter(case=case, state="issued").exclude(origin="pension").order_by("no").last()
    if outcome == Decision.Outcome.GRANT and row.follows is not None:
        row.effective_from = row.follows.effective_from  # nobody loses days by complaining: a grant keeps its first day
    row.save()
    act.keep_version(WriteDecision.name, row.version, in_words(row))
    _answer_complaints(row)
    ordered = row.answers_complaints.filter(ordered_from__isnull=False).order_by("-no").first()
    if outcome == Decision.Outcome.GRANT and ordered is not None:
        row.effective_from = ordered.ordered_from
        row.save(update_fields=["effective_from"])
    return row


def _answer_complaints(row: Decision) -> None:
    """A new decision answers the complaints that the case was opened for; an earlier draft that lapsed answered none."""
    waiting = Q(state__in=("changed", "partly", "worsened")) | Q(state="answered", ordered_outcome__gt="")
    unwritten = Q(new_decision=None) | Q(new_decision__state="lapsed")
    Complaint.objects.filter(waiting, unwritten, case=row.case).update(new_decision=row)


class WriteDecision(Action):
    """Writes in the draft. What was sent to approval comes back: any edit voids the letter and its approval."""

    label = "Ret udkastet"
    inputs = DecisionTextInput
    roles = CASEWORK
    when = ("decision",)
    part = Part.DECISION
    event = "decision_written"
    to_citizen = NAMES
    icon, rank = "edit", 14

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return dossier.of(DecisionFacts).draft is not None

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        row = Decision.objects.filter(case=case, state__in=OPEN).select_related("case__key").first()
        return as_given(row) if row else {}

    def outcome(self, dossier: Dossier, given: Mapping[str, Any]) -> str | None:
        return outcome_at_stake(self, dossier, given)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = open_decision(act.case)
        compare(row, given)
        back = take_back(act, row)
        write_into(row, given)
        row.version += 1
        if act.user.pk not in row.writers:
            row.writers = [*row.writers, act.user.pk]
        row.save()
        act.keep_version(self.name, row.version, in_words(row))
        return {"decision": row.no, "version": row.version, "approval_voided": back}


def write_into(row: Decision, given: Mapping[str, Any]) -> None:
    """Put what was given into the draft, without saving it. Raises Refused for a ground that does not fit, or full accord."""
    ground = given.get("ground", row.ground)
    check_ground(row.case, row.outcome, ground)
    if given.get("fully_met") and row.outcome != Decision.Outcome.GRANT:
        raise Refused("Et afslag er aldrig fuldt medhold. Det skal begrundes.", "fully_met")
    texts = row.list_texts()
    suggested = [
        {"decision": sources.first_words(row.variant, one), "next_steps": sources.next_steps(row.case.regime, row.variant, one)}
        for one in (row.ground, ground)
    ]
    row.ground = ground
    for block in BLOCKS:
        if block.name in given:
            texts[block.name] = list(given[block.name]) if block.lines else given[block.name]
    for name, before in suggested[0].items():
        if texts[name] == before:  # nobody has written it: it follows the ground
            texts[name] = suggested[1][name]
    row.set_texts(texts)
    if (begins := given.get("effective_from")) is not None and begins < row.case.citizen.born:
        raise Refused("Dagen ligger før borgerens fødsel. Ret dagen.", "effective_from")
    for name in ("hours", "intensity", "effective_from", "fully_met", "agreed"):
        if name in given:
            setattr(row, COLUMNS.get(name, name), given[name])


def as_given(row: Decision) -> dict[str, Any]:
    """The draft as its form takes it."""
    return {
        **row.list_texts(),
        "ground": row.ground,
        "hours": row.assessed_hours,
        "intensity": row.assessed_intensity,
        "effective_from": row.effective_from,
        "fully_met": row.fully_met,
        "agreed": row.agreed,
        "version": row.version,
    }


def in_words(row: Decision) -> dict[str, str]:
    """The draft with every field as it is typed, so that two versions can stand beside each other."""
    return {name: in_print(value) for name, value in as_given(row).items() if name not in ("version", "fully_met")}


def in_print(value: Any) -> str:
    """A value as it is typed: a day, a number with its comma, a list one item a line, or a text."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else as_text(value)


def compare(row: Decision, given: Mapping[str, Any]) -> None:
    """Raises Stale when somebody has written since the draft was opened: their texts where they differ from ours."""
    if given.get("version") in (None, row.version):
        return
    theirs = in_words(row)
    differing = {name: text for name, text in theirs.items() if name in given and in_print(given[name]) != text}
    raise Stale({**differing, "version": str(row.version)})


def take_back(act: Act, row: Decision) -> bool:
    """Make it a draft again; the letter is void, and so is its approval. False when it was a draft."""
    if row.state == "draft":
        return False
    void(act, row.letter)
    if row.approved_by_id:
        act.notify(row.approved_by, "approval_voided", f"Afgørelsen i sag {act.case.number} er ændret, efter du godkendte den.")
    act.take(row, "back_to_draft")
    row.letter, row.approved_by, row.approved_on = None, None, None
    row.save(update_fields=["letter", "approved_by", "approved_on"])
    return True


def take_back_open(act: Act) -> None:
    """What the letter says of a decision on the present basis is no longer so: it is written anew."""
    row = Decision.objects.filter(case=act.case, state__in=OPEN).select_related("letter", "approved_by").first()
    if row is not None:
        take_back(act, row)


class SendToApproval(Action):
    """Makes the letter and hands it to a second person. What is approved and issued are the bytes of that letter."""

    label = "Send til godkendelse"
    effects = (
        "Brevet dannes, som det står nu.",
        "En anden end dig godkender det.",
        "Borgeren får intet, før afgørelsen er sendt.",
    )
    inputs = SendToApprovalInput
    roles = CASEWORK
    when = ("decision",)
    part = Part.DECISION
    event = "decision_sent_to_approval"
    icon, rank = "how-to-reg", 11

    def offered(self, case: Case, dossier: Dossier) -> bool:
        stake = dossier.of(DecisionFacts).draft
        return stake is not None and stake.state == "draft"

    def outcome(self, dossier: Dossier, given: Mapping[str, Any]) -> str | None:
        return outcome_at_stake(self, dossier, given)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = open_decision(act.case)
        if row.state != "draft":
            raise Refused("Afgørelsen er allerede sendt til godkendelse.")
        act.outcome = row.outcome
        content = sources.compose(row, sources.gather(act.case), act.day, demanded(self, act, row.outcome))
        lacking = [part.label for part in content.missing() if not said_by_a_rule(part.rule, part.path)]
        if lacking:
            raise Refused(f"I brevet mangler: {', '.join(lacking)}.")
        row.letter = act.letter(content, needs_approval=True)
        if act.user.pk not in row.writers:
            row.writers = [*row.writers, act.user.pk]
        row.save(update_fields=["letter", "writers"])
        act.take(row, "send_to_approval")
        return {"decision": row.no, "outcome": row.outcome, "letter": row.letter.pk, "version": row.version}


def said_by_a_rule(rule: str, path: str) -> bool:
    """Whether a rule stops what the letter lacks, in its own words."""
    return rule in SAID_BY_RULES or path.partition(".")[0] in PARTS_SAID_BY_RULES


def demanded(action: Action, act: Act, outcome: str) -> tuple[str, ...]:
    """The reasons that this very action demands: they are given now, and must stand in the letter that it makes."""
    verdict = weigh(action, outcome, dossier_of(act.case, act.day), act.reasons)
    return tuple(text for _, text in verdict.reasoned)
