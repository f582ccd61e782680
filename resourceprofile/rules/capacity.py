"""The law of work capacity: how it is measured, what has been tried, and when a test may be left out."""

from __future__ import annotations

from flexcase.law.capacity import FULL_TIME, disagree
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from resourceprofile.facts import EvidenceFact, ProfileFacts, TrialFact
from resourceprofile.rules.common import EITHER, GRANT, has_medical, listed, opening, within

#: Sources that show work as it was done on a workplace.
WORKPLACES = frozenset({"wage", "earlier_fleksjob", "own_firm"})
#: A finished work trial is itself one of the measures of E-09.
MEASURE_OF_A_TRIAL = "aktive_tilbud"


def _source(one: TrialFact | EvidenceFact) -> str:
    return f"forløb {one.no}" if isinstance(one, TrialFact) else f"kilde {one.no}"


def _fix(one: TrialFact | EvidenceFact) -> str:
    return "action:correct_work_trial" if isinstance(one, TrialFact) else "action:record_evidence"


def _tried_in_practice(facts: ProfileFacts) -> bool:
    return bool(facts.finished_trials) or any(one.source in WORKPLACES for one in facts.evidence)


@rule(
    "E-06",
    "Arbejdsevnen måles mod 37 timer",
    cites=("Principmeddelelse 149-11",),
    guards=("complete_profile", *GRANT),
    effect=Effect.STOP,
    part=Part.TRIALS,
)
def measured_against_full_time(dossier: Dossier) -> Lack | None:
    """Normal full time is the measure, whatever the citizen worked before."""
    for one in dossier.of(ProfileFacts).measured:
        if one.measured_against != FULL_TIME:
            hours = f"{one.measured_against.normalize():f}".replace(".", ",")
            text = f"{opening(_source(one))} er målt mod {hours} timer. Mål mod 37 timer, og registrér tallene igen."
            return Lack(text, link=_fix(one), subject=_source(one))
    return None


@rule(
    "E-07",
    "Både timer og intensitet er kendt",
    cites=("Principmeddelelse N-11-06",),
    guards=("complete_profile", *GRANT),
    effect=Effect.STOP,
    part=Part.TRIALS,
)
def hours_and_intensity(dossier: Dossier) -> Lack | None:
    """Hours alone say nothing: both hours and intensity are written for every finished trial and every other source."""
    for one in dossier.of(ProfileFacts).measured:
        lacking = [word for word, figure in (("timer", one.hours), ("intensitet", one.intensity)) if figure is None]
        if lacking:
            text = f"{opening(_source(one))} mangler {listed(lacking)}."
            return Lack(text, link=_fix(one), subject=_source(one))
    return None


@rule(
    "E-08",
    "Arbejdsevnen er set mod ethvert arbejde",
    cites=("Principmeddelelse N-9-07",),
    guards=GRANT,
    effect=Effect.WARN,
    part=Part.TRIALS,
)
def any_occupation(dossier: Dossier) -> Lack | None:
    """The whole labour market counts, not the former trade alone."""
    finished = dossier.of(ProfileFacts).finished_trials
    if finished and not any(trial.other_trade for trial in finished):
        return Lack(
            "Alle afsluttede forløb ligger i borgerens tidligere fag. Se også på andet arbejde.", link="tab:arbejdsproevning"
        )
    return None


@rule(
    "E-09",
    "Alle relevante tilbud er prøvet",
    cites=("LAB § 116, stk. 3", "LAB § 118, stk. 2, nr. 2"),
    guards=GRANT,
    effect=Effect.STOP,
    part=Part.PROFILE,
    departable=True,
)
def measures_answered(dossier: Dossier) -> Lack | None:
    """Each measure that the regime lists is answered: tried, not relevant, or åbenbart formålsløst. A trial is one itself."""
    facts = dossier.of(ProfileFacts)
    answers = {measure.kind: measure for measure in facts.measures}
    answered = {*answers, *([MEASURE_OF_A_TRIAL] if facts.finished_trials else [])}
    labels = {measure.key: measure.label for measure in dossier.regime.measures}
    if open_ones := [label for key, label in labels.items() if key not in answered]:
        return Lack(f"Tag stilling til: {listed(map(within, open_ones))}.", link="action:record_measure")
    bare = [labels.get(key, key) for key, one in answers.items() if one.status == "tried" and not one.documented]
    if bare:
        text = f"Uden dokumentation på sagen: {listed(map(within, bare))}."
        return Lack(text, link="action:record_measure", subject="documented", effect=Effect.WARN)
    return None


@rule(
    "E-10",
    "Afprøvning kan kun udelades, når den er åbenbart formålsløs",
    cites=("LAB § 116, stk. 3, 2. pkt.",),
    guards=("waive_trial", "approve_trial_waiver", *GRANT),
    effect=Effect.STOP,
    part=Part.TRIALS,
)
def waived_by_two(dossier: Dossier) -> Lack | None:
    """Leaving out the trial rests on a medical document and on two people. It matters only while nothing has been tried."""
    facts = dossier.of(ProfileFacts)
    states = {waiver.state for waiver in facts.waivers}
    if dossier.action in {"waive_trial", "approve_trial_waiver"}:
        if has_medical(dossier):
            return None
        return Lack("Der er ingen lægelig dokumentation på sagen.", link="action:receive_medical_report", subject="document")
    if "asked" not in states or "approved" in states or _tried_in_practice(facts):
        return None
    text = "En anden skal godkende, at afprøvning er åbenbart formålsløs."
    return Lack(text, link="action:approve_trial_waiver")


@rule(
    "E-21",
    "Nedsættelsen er konstateret",
    cites=("LAB § 116, stk. 3",),
    guards=GRANT,
    effect=Effect.STOP,
    part=Part.TRIALS,
    departable=True,
)
def established(dossier: Dossier) -> Lack | None:
    """A grant needs medical documentation, and a test in practice or an approved waiver of it."""
    facts = dossier.of(ProfileFacts)
    waived = any(waiver.state == "approved" for waiver in facts.waivers)
    tested = waived or _tried_in_practice(facts)
    lacking = [] if has_medical(dossier) else ["lægelig dokumentation"]
    if not tested:
        lacking.append("en afsluttet afprøvning i praksis")
    if not lacking:
        return None
    link = "tab:arbejdsproevning" if not tested else "action:receive_medical_report"
    return Lack(f"Der mangler {listed(lacking)}.", link=link)


@rule(
    "E-22",
    "Kilderne til arbejdsevnen er vejet",
    cites=("Ankestyrelsens praksisnotat, uge 12 2024, afsnit VII",),
    guards=("complete_profile", *EITHER),
    effect=Effect.REASON,
    part=Part.TRIALS,
)
def sources_weighed(dossier: Dossier) -> Lack | None:
    """Sources that lie more than two effective hours apart are shown together, and the file says how they were weighed."""
    figures = [one.effective for one in dossier.of(ProfileFacts).measured if one.effective is not None]
    if not disagree(figures):
        return None
    least, most = (f"{figure.normalize():f}".replace(".", ",") for figure in (min(figures), max(figures)))
    text = f"Kilderne viser mellem {least} og {most} effektive timer om ugen. Skriv, hvad du lægger vægt på og hvorfor."
    return Lack(text, link="tab:arbejdsproevning")
