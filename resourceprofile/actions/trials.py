"""Work that is tried: measures, work trials, skånehensyn, evidence from elsewhere, and leaving a trial out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK, LAPSES
from cases.models import Case, Document, User
from cases.road import BEFORE_DECISION, BEING_CLARIFIED
from cases.search import index
from flexcase.law.capacity import FULL_TIME
from flexcase.law.event import FactValue
from flexcase.law.regime import Regime, regimes
from flexcase.law.rule import Dossier, Part
from resourceprofile.actions.common import ON_THE_WORKPLACE, numbered_row, pick, set_accommodations
from resourceprofile.facts import ProfileFacts
from resourceprofile.inputs import (
    AccommodationsInput,
    AnswerWaiverInput,
    CorrectTrialInput,
    EndTrialInput,
    EvidenceInput,
    MeasureInput,
    StartTrialInput,
    StopTrialInput,
    WaiveTrialInput,
)
from resourceprofile.models import Accommodation, Evidence, Measure, Trial, TrialWaiver
from resourceprofile.models.trial import REPORT
from resourceprofile.sources import accommodations


def measures_of(regime: Regime) -> dict[str, str]:
    """Key and label of every measure of the regime and of the law before it: what was tried then was tried."""
    found = {measure.key: measure.label for measure in regime.measures}
    for name in regime.lineage:
        for measure in regimes().named(name).measures:
            found.setdefault(measure.key, measure.label)
    return found


class RecordMeasure(Action):
    """Answers one measure of E-09, and at once those that are not relevant."""

    label = "Registrér tilbud eller foranstaltning"
    inputs = MeasureInput
    roles = CASEWORK
    when = BEFORE_DECISION
    part = Part.PROFILE
    event = "measure_recorded"
    icon, rank = "edit", 24

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        known = list(measures_of(case.regime).items())
        return {"kind": known, "others_not_relevant": known}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        others = [kind for kind in given["others_not_relevant"] if kind != given["kind"]]
        if others and not given["others_reason"]:
            raise Refused("Skriv, hvorfor de andre ikke er relevante.", "others_reason")
        status = given["status"] or Measure.Status.TRIED
        first = self._answer(act, given["kind"], status, given["result"], given["documented"])
        for kind in others:
            self._answer(act, kind, Measure.Status.NOT_RELEVANT, given["others_reason"])
        return {"measure": first.no, "kind": first.kind, "status": status, "not_relevant": len(others)}

    def _answer(self, act: Act, kind: str, status: str, result: str, documented: bool = False) -> Measure:
        row = numbered_row(act, Measure)
        row.kind, row.status, row.dated, row.documented = kind, status, act.day, documented
        row.result = result
        row.save()
        return row


class StartWorkTrial(Action):
    """Begins a work trial (arbejdsprøvning). Several may run at once; the first moves the case."""

    label = "Start arbejdsprøvning"
    effects = ("Sagen står på arbejdsprøvning, til forløbet er afsluttet.",)
    inputs = StartTrialInput
    roles = ON_THE_WORKPLACE
    when = BEING_CLARIFIED
    part = Part.TRIALS
    event = "work_trial_started"
    icon, rank = "business", 22
    tab = "arbejdsproevning"

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = numbered_row(act, Trial)
        row.started_on, row.planned_hours, row.cvr = act.day, given["hours"], given["cvr"]
        row.place, row.tasks = given["place"], "\n".join(given["tasks"])
        row.save()
        index.keep(row)
        act.move = "start_trial" if act.case.state == "profile" else None
        return {"trial": row.no, "planned_hours": row.planned_hours}


def _finish(act: Act, no: int | None) -> Trial:
    """The running trial that is meant. The case moves back when no other runs."""
    row = pick(
        Trial.objects.filter(case=act.case, state="running"),
        no,
        "trial",
        "Der er ingen arbejdsprøvning i gang.",
        "Der er flere forløb i gang. Vælg, hvilket du mener.",
    )
    if act.day < row.started_on:
        raise Refused(f"Forløbet begyndte {row.started_on:%d.%m.%Y}. Skriv en senere dag.", "happened_on")
    row.ended_on = act.day
    others = Trial.objects.filter(case=act.case, state="running").exclude(pk=row.pk)
    act.move = "end_trial" if act.case.state == "trial" and not others.exists() else None
    return row


def _figures(row: Trial) -> dict[str, FactValue]:
    return {
        "trial": row.no,
        "hours": row.hours,
        "intensity": row.intensity,
        "measured_against": row.measured_against,
        "effective_hours": row.effective,
    }


def _number(value: Decimal | None, unit: str) -> str:
    return "ikke oplyst" if value is None else f"{value.normalize():f} {unit}".replace(".", ",")


#: Whether a trial is broad: in work of another kind than the citizen's own (E-08).
BREADTH = {True: "Andet end borgerens tidligere fag", False: "Borgerens tidligere fag"}


def _report(act: Act, row: Trial, title: str, given: Mapping[str, Any]) -> Document:
    """The report (D-07) as a sheet on the case."""
    until = f"{row.started_on:%d.%m.%Y} – {row.ended_on:%d.%m.%Y}"
    sheet = {
        "Arbejdssted": f"{row.place} (CVR {row.cvr})" if row.cvr else row.place,
        "Periode": until,
        "Opgaver": row.tasks,
        "Aftalt": _number(row.planned_hours, "timer om ugen"),
        "Mødt": _number(row.hours, "timer om ugen"),
        "Intensitet": _number(row.intensity, "procent"),
        "Effektive timer": f"{_number(row.effective, 'timer om ugen')}, målt mod {_number(row.measured_against, 'timer')}",
        "Bredde": BREADTH[row.other_trade],
        "Skånehensyn": "\n".join(accommodations(act.case)),
        **row.report,
    }
    return act.document(
        "trial_report",
        title,
        dated=act.day,
        sheet={heading: text for heading, text in sheet.items() if text},
        adverse=given.get("adverse", False),
        known_to_citizen=given.get("known_to_citizen", False),
        source=row,
    )


class EndWorkTrial(Action):
    """Ends a work trial with hours, intensity and what it showed (D-07)."""

    label = "Afslut arbejdsprøvning"
    help = "Timer og intensitet vurderes sammen. Uden begge tal kan fleksjob ikke bevilges."
    effects = ("Rapporten lægges på sagen.", "Sagen går tilbage til beskrivelsen, når intet andet forløb er i gang.")
    inputs = EndTrialInput
    roles = ON_THE_WORKPLACE
    when = ("trial",)
    part = Part.TRIALS
    event = "work_trial_ended"
    icon, rank = "check", 12
    tab = "arbejdsproevning"

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        return {"accommodations": accommodations(case, Accommodation.Area.WORK)}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = _finish(act, given["trial"])
        row.hours, row.intensity = given["hours"], given["intensity"]
        row.measured_against = given["measured_against"] or Decimal(FULL_TIME)
        row.other_trade = given["other_trade"]
        for name in REPORT:
            setattr(row, name, given[name])
        row.save()
        act.take(row, "end")
        if given["accommodations"]:
            confirmed = bool(given["citizen_view"])
            set_accommodations(act, given["accommodations"], Accommodation.Source.TRIAL, confirmed, row)
        document = _report(act, row, f"Arbejdsprøvning hos {row.place}", given)
        return {**_figures(row), "document": document.no, "adverse": document.adverse}


class StopWorkTrial(Action):
    """Stops a work trial before its time. It is on the file, but it proves no work capacity."""

    label = "Stop arbejdsprøvning"
    effects = ("Forløbet tæller ikke som afprøvning i praksis.",)
    inputs = StopTrialInput
    roles = ON_THE_WORKPLACE
    when = ("trial",)
    part = Part.TRIALS
    event = "work_trial_stopped"
    icon, rank = "close", 61

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = _finish(act, given["trial"])
        row.hours, row.intensity = given["hours"], given["intensity"]
        row.conclusion = given["reason"]
        row.save()
        act.take(row, "stop")
        document = _report(act, row, f"Stoppet arbejdsprøvning hos {row.place}", given)
        return {"trial": row.no, "document": document.no, "adverse": document.adverse}


class CorrectWorkTrial(Action):
    """Puts the figures of a finished trial right, measured against 37 hours (E-06, E-07). The first report stays."""

    label = "Ret tal fra arbejdsprøvning"
    effects = ("De rettede tal lægges på sagen med din begrundelse.",)
    inputs = CorrectTrialInput
    roles = ON_THE_WORKPLACE
    when = BEFORE_DECISION
    part = Part.TRIALS
    event = "work_trial_corrected"
    icon, rank = "edit", 62

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return bool(dossier.of(ProfileFacts).finished_trials)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = pick(
            Trial.objects.filter(case=act.case, state="ended"),
            given["trial"],
            "trial",
            "Der er ingen afsluttet arbejdsprøvning.",
            "Der er flere afsluttede forløb. Vælg, hvilket du mener.",
        )
        if row.ended_on is not None and act.day < row.ended_on:
            raise Refused(f"Forløbet sluttede {row.ended_on:%d.%m.%Y}. Skriv en dag fra og med den.", "happened_on")
        row.hours, row.intensity, row.measured_against = given["hours"], given["intensity"], Decimal(FULL_TIME)
        row.save()
        act.note("Derfor er tallene fra arbejdsprøvningen rettet", given["reason"])
        document = _report(act, row, f"Rettede tal: arbejdsprøvning hos {row.place}", given)
        return {**_figures(row), "document": document.no}


#: The fields of the form, and the areas that they are about.
AREAS = {
    "accommodations": Accommodation.Area.WORK,
    "transport": Accommodation.Area.TRANSPORT,
    "home": Accommodation.Area.HOME,
}


class ChangeAccommodations(Action):
    """Writes the skånehensyn as they are from now on; what no longer holds is ended, not deleted."""

    label = "Ret skånehensyn"
    inputs = AccommodationsInput
    roles = ON_THE_WORKPLACE
    when = BEFORE_DECISION
    part = Part.TRIALS
    event = "accommodations_changed"
    icon, rank = "edit", 38

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        return {"source": Accommodation.Source.CONVERSATION} | {
            field: accommodations(case, area) for field, area in AREAS.items()
        }

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        source = given["source"] or Accommodation.Source.CONVERSATION
        confirmed = given["confirmed_by_citizen"]
        changed = sum(
            set_accommodations(act, given[field], source, confirmed, area=area)
            for field, area in AREAS.items()
            if field in given
        )
        return {"changed": changed, "in_force": len(accommodations(act.case))}


class RecordEvidence(Action):
    """Registers a source of work capacity from elsewhere than a trial (E-22), or the right figures in place of wrong ones."""

    label = "Registrér kilde til arbejdsevnen"
    inputs = EvidenceInput
    roles = ON_THE_WORKPLACE
    when = BEFORE_DECISION
    part = Part.TRIALS
    event = "evidence_recorded"
    icon, rank = "document", 37

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        starts, ends = given["starts_on"], given["ends_on"]
        if starts and ends and ends < starts:
            raise Refused("Perioden kan ikke slutte, før den begynder.", "ends_on")
        for name, day in (("starts_on", starts), ("ends_on", ends)):
            if day is not None and not act.case.citizen.born <= day <= act.day:
                raise Refused("Perioden skal ligge efter borgerens fødsel og må ikke ligge i fremtiden.", name)
        row = numbered_row(act, Evidence)
        row.source, row.dated, row.started_on, row.ended_on = given["source"], act.day, starts, ends
        row.hours, row.intensity = given["hours"], given["intensity"]
        row.measured_against = given["measured_against"] or Decimal(FULL_TIME)
        row.text = given["text"]
        row.save()
        if given["replaces"]:
            self._replace(act, given["replaces"], row)
        return {
            "evidence": row.no,
            "source": row.source,
            "hours": row.hours,
            "intensity": row.intensity,
            "effective_hours": row.effective,
            "replaces": given["replaces"],
        }

    def _replace(self, act: Act, no: int, row: Evidence) -> None:
        wrong = Evidence.objects.filter(case=act.case, replaced_on=None, no=no).exclude(pk=row.pk).first()
        if wrong is None:
            raise Refused("Kilden er der ikke, eller den er allerede erstattet.", "replaces")
        wrong.replaced_on = act.day
        wrong.save(update_fields=["replaced_on"])


class WaiveTrial(Action):
    """Asks to leave the trial out because it is åbenbart formålsløst (E-10). Another person answers."""

    label = "Undlad arbejdsprøvning"
    help = "Kun når det er åbenbart, at afprøvning er formålsløs, for eksempel ved en meget alvorlig sygdom."
    effects = ("Begrundelsen gemmes uændret på sagen.", "En anden end dig skal godkende.")
    inputs = WaiveTrialInput
    roles = CASEWORK
    when = BEING_CLARIFIED
    part = Part.TRIALS
    event = "trial_waiver_asked"
    dated = True
    icon, rank = "warning", 66

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return not dossier.of(ProfileFacts).finished_trials

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if TrialWaiver.objects.filter(case=act.case, state="asked").exists():
            raise Refused("Der er allerede bedt om at undlade arbejdsprøvning. En anden skal svare først.")
        row = numbered_row(act, TrialWaiver)
        row.asked_by, row.asked_on, row.document = act.user, act.day, self._document(act, given["document"])
        row.reason = given["reason"]
        row.save()
        words = f"{act.user} beder om at undlade arbejdsprøvning i sag {act.case.number}."
        act.notify_leaders(self.event, words)
        return {"waiver": row.no, "document": row.document.no if row.document else None}

    def _document(self, act: Act, no: int | None) -> Document | None:
        """The medical document meant, or the newest. None when there is none at all: then E-10 stops."""
        medical = Document.objects.filter(case=act.case, kind="medical").order_by("-no")
        if no is None:
            return medical.first()
        found = medical.filter(no=no).first()
        if found is None:
            raise Refused(f"Dokument {no} er ikke lægelig dokumentation.", "document")
        return found


class _AnswerWaiver(Action):
    inputs = AnswerWaiverInput
    roles = CASEWORK
    when = BEFORE_DECISION
    part = Part.TRIALS
    dated = False
    rank = 0
    move_of_waiver = ""

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = pick(
            TrialWaiver.objects.filter(case=act.case, state="asked"),
            given["waiver"],
            "waiver",
            "Der er ingen anmodning at svare på.",
            "Der er flere anmodninger. Vælg, hvilken du mener.",
        )
        if row.asked_by_id == act.user.pk:
            raise Refused("Du har selv bedt om det. En anden skal svare.")
        row.answered_by, row.answered_on = act.user, act.day
        row.answer = given["answer"]
        row.save()
        act.take(row, self.move_of_waiver)
        words = f"Der er svaret på din anmodning om at undlade arbejdsprøvning i sag {act.case.number}."
        act.notify(row.asked_by, self.event, words)
        return {"waiver": row.no}


class ApproveTrialWaiver(_AnswerWaiver):
    """Approves leaving the trial out. The approver is another than the one who asked; the database sees to it as well."""

    label = "Godkend, at arbejdsprøvning undlades"
    event = "trial_waiver_approved"
    move_of_waiver = "approve"


class RefuseTrialWaiver(_AnswerWaiver):
    """Refuses to leave the trial out."""

    label = "Afvis, at arbejdsprøvning undlades"
    event = "trial_waiver_refused"
    move_of_waiver = "refuse"


def stop_trials(act: Act, to: str) -> None:
    """A case that ends, or is to be decided as it stands, ends what is under way. Going back leaves it alone."""
    if to not in {"withdrawn", "shortened"}:
        return
    for trial in Trial.objects.filter(case=act.case, state="running"):
        trial.ended_on = max(act.day, trial.started_on)
        trial.save(update_fields=["ended_on"])
        act.take(trial, "stop")
    for waiver in TrialWaiver.objects.filter(case=act.case, state="asked"):
        act.take(waiver, "lapse")


LAPSES.append(stop_trials)
