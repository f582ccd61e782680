"""What a team's answer must say, and how the meeting must have been held."""

from __future__ import annotations

from cases.facts import CaseFacts
from flexcase.law.danish import listed
from flexcase.law.pension import age_on
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from rehab_team.facts import TeamFacts

ORDER = "Bekendtgørelse om rehabiliteringsplan og rehabiliteringsteamets indstilling"
GUARDS = ("record_team_outcome",)
CONSIDERATION_WORDS = {"employment": "beskæftigelse", "social": "sociale forhold", "health": "helbred"}
#: What a recommendation of fleksjob points out, in words.
POINTED_OUT = {"job_goal": "slags fleksjob og opgaver", "needs": "skånehensyn", "support": "støtte i starten"}
#: Below this age, without an education that qualifies, the field of education sits in the team.
YOUNG = 30


def answers(dossier: Dossier, *outcomes: str) -> bool:
    """Whether the answer that is put in is one of these."""
    return dossier.given.get("outcome") in outcomes


def the_answer(dossier: Dossier) -> str:
    """»Indstillingen« or »Afgørelsen«, to begin a sentence with."""
    return dossier.regime.labels["team_outcome_noun_definite"].capitalize()


@rule(
    "V-04",
    "Svaret siger, hvilke forhold der har vægt",
    cites=(f"{ORDER} § 9, stk. 1",),
    guards=GUARDS,
    effect=Effect.STOP,
    part=Part.TEAM,
    needs_input=True,
    since="reform-2013",
)
def considerations_are_stated(dossier: Dossier) -> Lack | None:
    """The team's answer states what in work, social life and health it gave weight to (DOMAIN V-04)."""
    empty = [words for name, words in CONSIDERATION_WORDS.items() if not dossier.given.get(name)]
    return Lack(f"{the_answer(dossier)} siger ikke, hvad der har vægt om {listed(empty)}.") if empty else None


@rule(
    "V-05",
    "Svaret siger, hvorfor borgeren er afklaret og ikke kan arbejde på almindelige vilkår",
    cites=(f"{ORDER} § 9, stk. 1, nr. 1",),
    guards=GUARDS,
    effect=Effect.STOP,
    part=Part.TEAM,
    needs_input=True,
    since="reform-2013",
)
def clarified_and_not_ordinary(dossier: Dossier) -> Lack | None:
    """Fleksjob and tilskud to one's own firm are pointed to with reasons that an ordinary job is out of reach (V-05)."""
    if not answers(dossier, "grant", "firm_support") or dossier.given.get("clarified"):
        return None
    return Lack(f"{the_answer(dossier)} siger ikke, hvorfor borgeren er afklaret og ikke kan arbejde på almindelige vilkår.")


@rule(
    "V-06",
    "Svaret siger, hvilke fleksjob der kan passe",
    cites=(f"{ORDER} § 9, stk. 1, nr. 2",),
    guards=GUARDS,
    effect=Effect.STOP,
    part=Part.TEAM,
    needs_input=True,
    since="reform-2013",
)
def fleksjob_is_pointed_out(dossier: Dossier) -> Lack | None:
    """Types of fleksjob or functions, special consideration, and support in the transition (V-06)."""
    if not answers(dossier, "grant"):
        return None
    empty = [words for name, words in POINTED_OUT.items() if not dossier.given.get(name)]
    return Lack(f"{the_answer(dossier)} mangler {listed(empty)}.") if empty else None


@rule(
    "V-07",
    "Svaret siger, hvorfor en meget begrænset arbejdsevne kan udvikle sig",
    cites=(f"{ORDER} § 9, stk. 2", "LAB § 116, stk. 2"),
    guards=GUARDS,
    effect=Effect.STOP,
    part=Part.TEAM,
    needs_input=True,
    since="reform-2013",
)
def capacity_can_develop(dossier: Dossier) -> Lack | None:
    """Very few hours are enough only where they can become more within a reasonable time (V-07, § 116, stk. 2)."""
    if not answers(dossier, "grant") or not dossier.given.get("very_limited") or dossier.given.get("development"):
        return None
    return Lack(f"{the_answer(dossier)} siger ikke, hvorfor arbejdsevnen kan udvikle sig inden for rimelig tid.")


@rule(
    "V-08",
    "Svaret nævner hjælp, der kan kompensere",
    cites=("Ankestyrelsens praksisundersøgelse 2020 (anbefaling)",),
    guards=GUARDS,
    effect=Effect.WARN,
    part=Part.TEAM,
    needs_input=True,
    since="reform-2013",
)
def compensation_is_considered(dossier: Dossier) -> Lack | None:
    """Recommended, not demanded: 29 of 77 answers had it (V-08)."""
    if not answers(dossier, "grant") or dossier.given.get("compensation"):
        return None
    return Lack(f"{the_answer(dossier)} nævner ikke hjælp, der kan kompensere. Det anbefales.")


@rule(
    "V-09",
    "Svaret siger, om borgeren kan få flere timer senere",
    cites=("Ankestyrelsens praksisundersøgelse 2020 (anbefaling)",),
    guards=GUARDS,
    effect=Effect.WARN,
    part=Part.TEAM,
    needs_input=True,
    since="reform-2013",
)
def progression_is_considered(dossier: Dossier) -> Lack | None:
    """Recommended outside § 116, stk. 2, where V-07 demands it (V-09)."""
    given = dossier.given
    if not answers(dossier, "grant") or given.get("progression") or given.get("very_limited"):
        return None
    return Lack(f"{the_answer(dossier)} siger ikke, om borgeren kan få flere timer senere. Det anbefales.")


@rule(
    "D-10",
    "Borgeren har kunnet være med til mødet",
    cites=("Lov om organisering og understøttelse af beskæftigelsesindsatsen § 10",),
    guards=GUARDS,
    effect=Effect.WARN,
    part=Part.TEAM,
    needs_input=True,
    since="reform-2013",
)
def citizen_could_be_there(dossier: Dossier) -> Lack | None:
    """A meeting without the citizen is for those who do not want to come, and for what is åbenbart formålsløst (D-10)."""
    if dossier.given.get("citizen_present") or dossier.given.get("absence") != "stayed_away":
        return None
    return Lack("Borgeren kom ikke til mødet. Overvej at udsætte sagen, så borgeren kan være med.", link="action:postpone_case")


@rule(
    "K-03",
    "Teamet er sat sammen, som loven siger",
    cites=("Lov om organisering og understøttelse af beskæftigelsesindsatsen § 9",),
    guards=GUARDS,
    effect=Effect.WARN,
    part=Part.TEAM,
    needs_input=True,
    since="reform-2013",
)
def team_is_composed(dossier: Dossier) -> Lack | None:
    """The region's health coordinator sits in the team, and for the young without an education somebody for education.

    It reminds and does not stop: whether a missing member makes an answer void is judged case by case (24-20).
    """
    team, case = dossier.of(TeamFacts), dossier.of(CaseFacts)
    if team.outcome is None:
        return None
    there = team.fields_at(team.outcome)
    if "health_coordinator" not in there:
        return Lack("Sundhedskoordinatoren var ikke med til mødet.", subject="health_coordinator")
    if "education" in there or age_on(case.born, team.outcome.meeting_on) >= YOUNG:
        return None
    if case.income == "uddannelseshjaelp":
        return Lack("Borgeren er under 30 år uden uddannelse, og uddannelsesområdet var ikke med.", subject="education")
    return Lack("Borgeren er under 30 år. Uden uddannelse skal uddannelsesområdet være med.", subject="education")
