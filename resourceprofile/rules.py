"""The law of the description, of health information, and of work capacity that has been tried."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from cases.facts import CaseFacts
from flexcase.law.capacity import FULL_TIME, disagree
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from resourceprofile.attests import named
from resourceprofile.facts import EvidenceFact, MedicalFact, ProfileFacts, TrialFact

#: Eligibility and evidence stop a grant; for a rejection the same lack is a ground that the letter states.
#: What must hold when the decision is sent to approval must still hold when it is issued.
GRANT = ("submit_to_team:grant", "send_to_approval:grant", "approve_decision:grant", "issue_decision:grant")
EITHER = ("submit_to_team", "send_to_approval")

#: Sources that show work as it was done on a workplace.
WORKPLACES = frozenset({"wage", "earlier_fleksjob", "own_firm"})
#: A finished work trial is itself one of the measures of E-09.
MEASURE_OF_A_TRIAL = "aktive_tilbud"
#: The law gives no age at which an attest is too old; we remind after half a year.
CURRENT_FOR = timedelta(days=183)


def _listed(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} og {last}" if first else last


def _opening(words: str) -> str:
    return words[:1].upper() + words[1:]


def _within(label: str) -> str:
    return label[:1].lower() + label[1:]


def _source(one: TrialFact | EvidenceFact) -> str:
    return f"forløb {one.no}" if isinstance(one, TrialFact) else f"kilde {one.no}"


def _fix(one: TrialFact | EvidenceFact) -> str:
    return "action:correct_work_trial" if isinstance(one, TrialFact) else "action:record_evidence"


def _has_medical(dossier: Dossier) -> bool:
    return any(document.kind == "medical" for document in dossier.of(CaseFacts).documents)


def _tried_in_practice(facts: ProfileFacts) -> bool:
    return bool(facts.finished_trials) or any(one.source in WORKPLACES for one in facts.evidence)


# The description


@rule(
    "E-12",
    "Afgørelsen bygger på en færdig beskrivelse",
    cites=("LAB § 118, stk. 1", "LAB § 44"),
    guards=("complete_profile", *GRANT),
    effect=Effect.STOP,
    part=Part.PROFILE,
    departable=True,
)
def described(dossier: Dossier) -> Lack | None:
    """Every required part is written, and a version of it is frozen (principmeddelelse 24-20)."""
    facts, regime = dossier.of(ProfileFacts), dossier.regime
    name = _opening(regime.labels["profile_document_definite"])
    empty = [part.label for part in regime.profile_parts if part.required and part.key not in facts.written]
    if facts.current_frozen and dossier.action != "complete_profile":
        return None
    if empty:
        return Lack(f"{name} mangler: {_listed(empty)}.", link="tab:beskrivelse")
    if dossier.action == "complete_profile":
        return None
    return Lack(f"{name} er ikke gjort færdig.", link="action:complete_profile")


@rule(
    "P-07",
    "Borgeren har udtalt sig om beskrivelsen",
    cites=("God forvaltningsskik",),
    guards=("complete_profile", "start_hearing"),
    effect=Effect.WARN,
    part=Part.PROFILE,
)
def stated(dossier: Dossier) -> Lack | None:
    """The description is sent for udtalelse, and remarks are worked in. The regime says how sharply."""
    rounds = dossier.of(ProfileFacts).udtalelse
    if not rounds:
        name = _opening(dossier.regime.labels["profile_document_definite"])
        return Lack(f"{name} er ikke sendt til udtalelse hos borgeren.", link="action:send_profile_for_statement")
    last = rounds[-1]
    if last.answered_on is None and dossier.today <= last.answer_by:
        return Lack(f"Borgeren kan udtale sig til og med {last.answer_by:%d.%m.%Y}.", link="tab:beskrivelse")
    if last.remarks and not last.worked_in:
        return Lack("Borgerens bemærkninger er ikke arbejdet ind.", link="action:record_profile_statement")
    return None


@rule(
    "E-18",
    "Borgerens egen beskrivelse er med",
    cites=("LAB § 44, stk. 2",),
    guards=("complete_profile",),
    effect=Effect.WARN,
    part=Part.PROFILE,
)
def made_with_the_citizen(dossier: Dossier) -> Lack | None:
    """The description is made with the citizen: their own part is filled in, or they have answered in a round of udtalelse."""
    facts = dossier.of(ProfileFacts)
    own = [part for part in dossier.regime.profile_parts if part.citizen]
    answered = any(one.answered_on for one in facts.udtalelse)
    if answered or not own or any(part.key in facts.written for part in own):
        return None
    return Lack(f"{own[0].label} mangler. Skriv den, eller skriv, hvorfor den ikke er med.", link="tab:beskrivelse")


# Health


@rule(
    "M-08",
    "Samtykke til at hente oplysninger om helbred",
    cites=("Retssikkerhedsloven § 11", "Retssikkerhedsloven § 11 c"),
    guards=("request_medical_report",),
    effect=Effect.STOP,
    part=Part.HEALTH,
    departable=True,
)
def consented(dossier: Dossier) -> Lack | None:
    """Information is collected from doctors with consent; the exceptions of § 11 c are for two people to use."""
    if any(one.scope == "health" and one.holds(dossier.today) for one in dossier.of(ProfileFacts).consents):
        return None
    return Lack("Borgeren har ikke givet samtykke til, at vi henter oplysninger om helbred.", link="action:give_consent")


@rule(
    "M-02",
    "Lægens vurdering efter en konsultation",
    cites=("LAB § 44, stk. 1, nr. 3",),
    guards=GRANT,
    effect=Effect.STOP,
    part=Part.HEALTH,
    departable=True,
)
def assessed_by_the_doctor(dossier: Dossier) -> Lack | None:
    """The attests that the regime demands are on file, each with the day of the consultation that it rests on."""
    facts = dossier.of(ProfileFacts)
    for kind in dossier.regime.medical_kinds:
        one = facts.received(kind)
        if one is None:
            return _missing_attest(facts, kind)
        if one.consultation_on is None:
            return Lack(f"Konsultationens dato mangler på {named(kind)}.", link="tab:helbred", subject=kind)
    return None


def _missing_attest(facts: ProfileFacts, kind: str) -> Lack:
    asked = [one for one in facts.medical if one.kind == kind and one.state == "requested"]
    if asked:
        text = f"{named(kind)} mangler. Vi bad om den {asked[-1].requested_on:%d.%m.%Y}."
        return Lack(text, link="action:receive_medical_report", subject=kind)
    return Lack(f"{named(kind)} mangler.", link="action:request_medical_report", subject=kind)


@rule(
    "M-03",
    "Lægens vurdering er aktuel",
    cites=("Principmeddelelse 24-20",),
    guards=EITHER,
    effect=Effect.WARN,
    part=Part.HEALTH,
)
def still_current(dossier: Dossier) -> Lack | None:
    """A missing or old attest is a retlig mangel whose weight must be judged, for a rejection too."""
    facts = dossier.of(ProfileFacts)
    for kind in dossier.regime.medical_kinds:
        one = facts.received(kind)
        if one is None:
            return Lack(f"Sagen har ingen {named(kind)}. Vurdér, om manglen kan ændre resultatet.", link="tab:helbred")
        seen = _seen_on(one)
        if dossier.today - seen > CURRENT_FOR:
            return Lack(f"{named(kind)} bygger på en konsultation {seen:%d.%m.%Y}. Vurdér, om den er aktuel.")
    return None


def _seen_on(one: MedicalFact) -> date:
    return one.consultation_on or one.received_on or one.requested_on


@rule(
    "M-06",
    "Sundhedsfaglig rådgivning er indhentet",
    cites=("LAB som ændret ved lov nr. 1750 af 29. december 2025",),
    guards=GRANT,
    effect=Effect.STOP,
    part=Part.HEALTH,
    since="reform-2026",
    departable=True,
)
def health_advised(dossier: Dossier) -> Lack | None:
    """A dated statement of the health coordinator is on file before the decision, also when the law changes on the way."""
    if any(one.given_by_role == "health_coordinator" for one in dossier.of(ProfileFacts).statements):
        return None
    adviser = dossier.regime.labels["health_adviser"]
    return Lack(f"Der mangler sundhedsfaglig rådgivning fra {adviser}.", link="action:record_health_statement")


# Work capacity


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
            text = f"{_opening(_source(one))} er målt mod {hours} timer. Mål mod 37 timer, og registrér tallene igen."
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
            text = f"{_opening(_source(one))} mangler {_listed(lacking)}."
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
        return Lack(f"Tag stilling til: {_listed(map(_within, open_ones))}.", link="action:record_measure")
    bare = [labels.get(key, key) for key, one in answers.items() if one.status == "tried" and not one.documented]
    if bare:
        text = f"Uden dokumentation på sagen: {_listed(map(_within, bare))}."
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
        if _has_medical(dossier):
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
    lacking = [] if _has_medical(dossier) else ["lægelig dokumentation"]
    if not tested:
        lacking.append("en afsluttet afprøvning i praksis")
    if not lacking:
        return None
    link = "tab:arbejdsproevning" if not tested else "action:receive_medical_report"
    return Lack(f"Der mangler {_listed(lacking)}.", link=link)


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
