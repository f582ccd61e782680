"""The appeal body's answer, what it sends the case back for, and the municipality's own wish to look at a grant again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK, LAPSES, LEADS
from cases.letters import wording
from cases.models import Case, Document
from cases.projection import calendar
from cases.road import ANSWERED
from decisions import letters
from decisions.actions.complaint import complaint_of, has_complaint
from decisions.actions.complaint_reassess import reopen_for
from decisions.facts import DecisionFacts
from decisions.inputs import AppealOutcomeInput, ReconsiderGrantInput, RemedyInput
from decisions.models import AppealOutcome, Complaint, Decision, Flaw
from flexcase.law.danish import day_in_words
from flexcase.law.deadline import weeks_after
from flexcase.law.event import FactValue
from flexcase.law.regime import regime_on
from flexcase.law.rule import Dossier, Part

#: Where the case begins again, as the citizen reads it.
BEGINS_AT = {
    "profile": "Vi begynder med at beskrive din situation igen sammen med dig.",
    "hearing": "Vi spørger dig igen, før vi afgør sagen.",
    "team": "Din sag bliver lagt frem for teamet igen.",
    "decision": "Vi skriver en ny afgørelse.",
}
#: Answers after which the decision stands.
FINAL = frozenset({"confirmed", "no_basis", "dismissed"})


class RecordAppealOutcome(Action):
    """Registers the appeal body's answer. It tests law, facts and procedure, not the weighing in a judgement (C-06)."""

    label = "Registrér svaret fra klageinstansen"
    help = (
        "Klageinstansen prøver, om loven er fulgt, om sagen er oplyst, og om borgeren er hørt. "
        "Den prøver ikke den konkrete afvejning i et skøn (retssikkerhedsloven § 69)."
    )
    effects = (
        "Svaret lægges på sagen som et dokument.",
        "Ved hjemvisning åbnes sagen på det trin, du vælger. Hver mangel bliver en opgave.",
        "Ved ændring begynder et udkast, der følger svaret, også den dag, en bevilling gælder fra.",
    )
    inputs = AppealOutcomeInput
    to_citizen = ("flaws",)
    roles = CASEWORK
    part = Part.DECISION
    event = "appeal_answered"
    icon, rank = "document", 12
    offered = has_complaint("forwarded")

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = complaint_of(act.case, given["complaint"], "forwarded")
        outcome = AppealOutcome(given["outcome"])
        about_pension = row.decision.origin == Decision.Origin.PENSION
        require_what_belongs(outcome, given, about_pension)
        if row.forwarded_on is not None and act.day < row.forwarded_on:
            raise Refused("Svaret kan ikke være kommet, før klagen blev sendt videre. Ret datoen.", "happened_on")
        title = f"Afgørelse fra {act.case.regime.appeal_body}: {outcome.label.lower()}"
        row.answer_paper = act.document(
            Document.Kind.OTHER, title, dated=act.day, file=given["file"], health=True, known_to_citizen=True, source=row
        )
        row.appeal_outcome, row.answered_on = outcome, act.day
        row.ordered_outcome = given["decision"] if outcome is AppealOutcome.CHANGED else ""
        row.ordered_from = ordered_from(row, given["effective_from"])
        row.save()
        act.take(row, "answer")
        opens = not about_pension and (outcome is AppealOutcome.CHANGED or given["step"])
        weeks = wait_anew(act) if opens else None
        flaws: Sequence[Flaw] = ()
        if about_pension:
            self._pension_anew(act, row)
        elif outcome is AppealOutcome.CHANGED:
            row.new_decision = None  # what was issued in between has been complained about as well
            reopen_for(act, row, given["decision"], given["ground"])
        else:
            if given["step"]:
                flaws = send_back(act, row, given["step"], given["flaws"])
            act.take(row, "close")
        return {
            "complaint": row.no,
            "outcome": row.appeal_outcome,
            "document": row.answer_paper.no,
            "effective_from": row.ordered_from,
            "to": given["step"] or None,
            "flaws": len(flaws),
            "regime": act.case.regime_name,
            "decision_weeks": weeks,
        }

    def _pension_anew(self, act: Act, row: Complaint) -> None:
        """A refusal on førtidspension opens no step of this case: what is not upheld is answered by a new stand."""
        if row.appeal_outcome not in FINAL:
            words = f"Klageinstansen har svaret om førtidspension i sag {act.case.number}. Tag stilling igen."
            act.notify(act.case.caseworker, self.event, words)
        act.take(row, "close")


def wait_anew(act: Act) -> int | None:
    """Let the citizen wait for another decision: kommunen's frist in weeks, from today; None when they wait already."""
    case, weeks = act.case, settings.DECISION_WEEKS
    if case.state not in ANSWERED:
        return None
    case.expected_decision_on = weeks_after(act.day, weeks, calendar()).day
    case.save(update_fields=["expected_decision_on"])
    return weeks


def require_what_belongs(outcome: AppealOutcome, given: Mapping[str, Any], about_pension: bool) -> None:
    """Raises Refused where the answer lacks what follows from it, or brings what cannot."""
    kinds = AppealOutcome
    if about_pension:
        if given["decision"] or given["step"] or given["effective_from"]:
            text = "Klagen gælder førtidspension. Lad felterne om sagen stå tomme, og tag stilling igen bagefter."
            raise Refused(text, "outcome")
        return
    if outcome is kinds.CHANGED and not given["decision"]:
        raise Refused("Vælg, hvad klageinstansen har bestemt.", "decision")
    if outcome is not kinds.CHANGED and given["decision"]:
        raise Refused("Kun en ændring bestemmer en ny afgørelse. Lad feltet stå tomt.", "decision")
    if given["effective_from"] and given["decision"] != Decision.Outcome.GRANT:
        raise Refused("Kun en bevilling gælder fra en dag. Lad feltet stå tomt.", "effective_from")
    if outcome is kinds.REMITTED and not given["step"]:
        raise Refused("Vælg det trin, hvor sagen begynder igen.", "step")
    if given["step"] and outcome not in {kinds.REMITTED, kinds.ANNULLED}:
        raise Refused("Sagen åbnes kun igen ved hjemvisning eller ophævelse. Lad feltet stå tomt.", "step")
    if given["step"] and not given["flaws"]:
        raise Refused("Skriv, hvad der skal rettes. Det står i svaret.", "flaws")


def ordered_from(row: Complaint, told: date | None) -> date | None:
    """From which day an ordered grant holds: the day that the appeal body names, or that of the decision it has changed.

    A changed decision is put in the place of the first: had the municipality decided so, the grant would hold from then.
    Raises Refused for a day before the citizen was born.
    """
    if row.ordered_outcome != Decision.Outcome.GRANT:
        return None
    if told is not None and told < row.case.citizen.born:
        raise Refused("Dagen ligger før borgerens fødsel. Ret dagen.", "effective_from")
    return told or row.decision.effective_from or row.decision.dated


def send_back(act: Act, row: Complaint, step: str, texts: Sequence[str]) -> list[Flaw]:
    """Open the case at the step that failed, under the law of the day, with each flaw as a task (C-07).

    A case that has been opened already stays where it is; its flaws must be dealt with all the same.
    """
    case = act.case
    if case.state in ANSWERED:
        for lapse in LAPSES:
            lapse(act, step)
        act.take(case, f"reopen_at_{step}")
        choose_law_anew(act)
    before = Flaw.objects.filter(case=case).count()
    flaws = [Flaw(case=case, complaint=row, no=before + number, step=step) for number, _ in enumerate(texts, 1)]
    for flaw, text in zip(flaws, texts, strict=True):
        flaw.text = text
        flaw.save()
    act.letter(
        letters.CaseReopened(
            envelope=wording.envelope(case, act.day),
            body=case.regime.appeal_body,
            answered_on=act.day,
            begins_at=BEGINS_AT[step],
            flaws=tuple(texts),
            next_steps=_what_comes(case),
            who_can_help=wording.helpers(case.regime),
        )
    )
    return flaws


def _what_comes(case: Case) -> str:
    """By when the citizen may expect the new decision (retssikkerhedsloven § 3, stk. 2), and the words of the law."""
    expected = f"Vi regner med, at du får den nye afgørelse senest {day_in_words(case.expected_decision_on)}."
    return f"{expected}\n\n{case.regime.texts['case_reopened_next'].strip()}"


def choose_law_anew(act: Act) -> None:
    """What is decided anew is decided by the law of that day: the case's law is provisional again, and no choice binds it."""
    case = act.case
    case.regime_frozen_on, case.regime_chosen_on, case.regime_name = None, None, regime_on(act.day).name
    case.save(update_fields=["regime_frozen_on", "regime_chosen_on", "regime_name"])


class RemedyFlaw(Action):
    """Writes how a flaw from the appeal body was dealt with (C-07)."""

    label = "Skriv, hvordan manglen er rettet"
    inputs = RemedyInput
    roles = CASEWORK
    part = Part.DECISION
    event = "flaw_remedied"
    icon, rank = "check", 15

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return any(flaw.remedied_on is None for flaw in dossier.of(DecisionFacts).flaws)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        left = Flaw.objects.filter(case=act.case, remedied_on=None).select_related("case__key").order_by("no")
        row = (left.filter(no=given["flaw"]) if given["flaw"] else left).first()
        if row is None:
            raise Refused("Manglen er allerede rettet, eller den findes ikke.")
        row.remedy, row.remedied_by, row.remedied_on = given["how"], act.user, act.day
        row.save()
        return {"flaw": row.no, "step": row.step}


class ReconsiderGrant(Action):
    """Opens a granted case again on the municipality's own account. It needs a legal basis of its own (C-08).

    The grant stands until a new decision has been issued.
    """

    label = "Tag en bevilling op igen"
    help = "En bevilling binder kommunen. Den gælder, til borgeren har fået en ny afgørelse."
    effects = ("Sagen begynder igen ved beskrivelsen.", "Borgeren skal høres, før en ny afgørelse går imod.")
    inputs = ReconsiderGrantInput
    roles = LEADS
    moves = ("reopen_at_profile",)
    part = Part.DECISION
    event = "grant_reconsidered"
    icon, rank = "warning", 92

    def offered(self, case: Case, dossier: Dossier) -> bool:
        issued = dossier.of(DecisionFacts).issued
        return case.state == "granted" or bool(issued and issued[-1].outcome == "grant")

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        newest = Decision.objects.filter(case=act.case, state="issued").exclude(origin="pension").order_by("no").last()
        if act.case.state != "granted" and (newest is None or newest.outcome != Decision.Outcome.GRANT):
            raise Refused("Der er ingen bevilling i sagen at tage op igen.")
        for lapse in LAPSES:
            lapse(act, "profile")
        act.note("Hjemmel til at tage bevillingen op igen", given["legal_basis"])
        act.note("Hvorfor bevillingen tages op igen", given["reason"])
        return {"because": given["because"], "decision": newest.no if newest else None}
