"""The law of work capacity: how it is measured, what has been tried, and when a test may be left out."""

from __future__ import annotations

from datetime import date, timedelta

from flexcase.law.capacity import FULL_TIME, disagree
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from resourceprofile.facts import EvidenceFact, ProfileFacts, TrialFact, known_on
from resourceprofile.rules.common import EITHER, GRANT, has_medical, in_figures, listed, opening, within

#: Sources that show work as it was done on a workplace.
WORKPLACES = frozenset({"wage", "earlier_fleksjob", "own_firm"})
#: A finished work trial is itself one of the measures of E-09.
MEASURE_OF_A_TRIAL = "aktive_tilbud"
#: Work tests a capacity when it lasted so long and did not end longer ago. Our choice: the law gives no figure.
LONG_ENOUGH, RECENT_ENOUGH = timedelta(weeks=4), timedelta(days=365)


def _source(one: TrialFact | EvidenceFact) -> str:
    return f"forløb {one.no}" if isinstance(one, TrialFact) else f"kilde {one.no}"


def _fix(one: TrialFact | EvidenceFact) -> str:
    return "action:correct_work_trial" if isinstance(one, TrialFact) else "action:record_evidence"


def _tests(one: EvidenceFact, today: date) -> bool:
    """Whether work elsewhere is a test in practice: on a workplace, dated, measured in full, long enough and recent."""
    if one.source not in WORKPLACES or one.started_on is None or one.effective is None:
        return False
    ended_on = one.ended_on or one.dated
    return ended_on - one.started_on >= LONG_ENOUGH and today - ended_on <= RECENT_ENOUGH


def _tried_in_practice(facts: ProfileFacts, today: date) -> bool:
    return bool(facts.finished_trials) or any(_tests(one, today) for one in facts.evidence)


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
            hours = in_figures(one.measured_against)
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
    """Hours alone say nothing: a grant needs both figures for every finished trial and all work on a workplace.

    Until a grant is at stake it reminds: figures that nobody can get any more hold up no rejection. School, home and a
    doctor's words have no intensity to measure.
    """
    for one in dossier.of(ProfileFacts).measured:
        if isinstance(one, EvidenceFact) and one.source not in WORKPLACES:
            continue
        lacking = [word for word, figure in (("timer", one.hours), ("intensitet", one.intensity)) if figure is None]
        if lacking:
            text = f"{opening(_source(one))} mangler {listed(lacking)}."
            early = Effect.WARN if dossier.action == "complete_profile" else None
            return Lack(text, link=_fix(one), subject=_source(one), effect=early)
    return None


@rule(
    "E-08",
    "Arbejdsevnen er set mod ethvert arbejde",
    cites=("Principmeddelelse N-9-07",),
    guards=GRANT,
    effect=Effect.REASON,
    part=Part.TRIALS,
)
def any_occupation(dossier: Dossier) -> Lack | None:
    """The whole labour market counts, now and in future: not the former trade, a wish, or a single employer alone."""
    facts = dossier.of(ProfileFacts)
    if facts.answer("any_work").filled:
        return None
    finished = facts.finished_trials
    if any(trial.other_trade for trial in finished):
        places = {trial.cvr for trial in finished}
        if len(finished) > 1 and len(places) == 1 and places != {""}:
            text = "Alle afsluttede forløb er hos samme arbejdsgiver. Se også på andet arbejde."
            return Lack(text, "action:write_assessment", subject="employer", effect=Effect.WARN)
        return None
    if not finished and not any(one.source in WORKPLACES for one in facts.evidence):
        return None
    text = "Alt, der er prøvet, ligger i borgerens tidligere fag. Skriv, hvordan du har set på andet arbejde."
    return Lack(text, "action:write_assessment")


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
    """Each measure is answered: tried and documented, not relevant, or åbenbart formålsløst. A finished trial is one itself."""
    facts = dossier.of(ProfileFacts)
    answers = {measure.kind: measure for measure in facts.measures}
    answered = {*answers, *([MEASURE_OF_A_TRIAL] if facts.finished_trials else [])}
    labels = {measure.key: measure.label for measure in dossier.regime.measures}
    if open_ones := [label for key, label in labels.items() if key not in answered]:
        return Lack(f"Tag stilling til: {listed(map(within, open_ones))}.", link="action:record_measure")
    tried = {key: one for key, one in answers.items() if one.status == "tried" and not one.documented}
    if facts.finished_trials:  # its report lies on the case
        tried.pop(MEASURE_OF_A_TRIAL, None)
    if tried:
        text = f"Det er prøvet, men ikke dokumenteret: {listed(within(labels.get(key, key)) for key in tried)}."
        return Lack(text, link="action:record_measure", subject="documented")
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
    if "asked" not in states or "approved" in states or _tried_in_practice(facts, dossier.today):
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
    """A grant needs medical documentation, and a test in practice or an approved waiver of it.

    A test is a finished trial, or other work that has lasted and is recent: a line of old wages shows nothing.
    """
    facts = dossier.of(ProfileFacts)
    waived = any(waiver.state == "approved" for waiver in facts.waivers)
    tested = waived or _tried_in_practice(facts, dossier.today)
    lacking = [] if has_medical(dossier) else ["lægelig dokumentation"]
    if not tested:
        lacking.append("en afsluttet afprøvning i praksis eller nyt arbejde, der har varet mindst fire uger")
    if not lacking:
        return None
    asked = any(one.state == "requested" for one in facts.medical)
    if not has_medical(dossier) and not asked:
        link = "action:request_medical_report"
    else:
        link = "action:receive_medical_report" if tested else "tab:arbejdsproevning"
    return Lack(f"Der mangler {listed(lacking)}.", link=link)


def _weighed(facts: ProfileFacts) -> bool:
    answer, newest = facts.answer("conflicts"), facts.newest_measured
    if not answer.filled or answer.updated_on is None or newest is None:
        return False
    return answer.updated_on >= known_on(newest)


@rule(
    "E-22",
    "Kilderne til arbejdsevnen er vejet",
    cites=("Ankestyrelsens praksisnotat, uge 12 2024, afsnit VII",),
    guards=("complete_profile", *EITHER),
    effect=Effect.REASON,
    part=Part.TRIALS,
)
def sources_weighed(dossier: Dossier) -> Lack | None:
    """Sources that lie more than two effective hours apart are shown together, and the file says how they were weighed.

    What the assessment says of them since the newest source is such a reason: nobody writes it twice.
    """
    facts = dossier.of(ProfileFacts)
    figures = [one.effective for one in facts.measured if one.effective is not None]
    if not disagree(figures) or _weighed(facts):
        return None
    least, most = in_figures(min(figures)), in_figures(max(figures))
    text = f"Kilderne viser mellem {least} og {most} effektive timer om ugen. Skriv, hvad du lægger vægt på og hvorfor."
    return Lack(text, link="tab:arbejdsproevning")
