"""When the answer is another than fleksjob: what is reasoned, what is considered, and who has been told."""

from __future__ import annotations

from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from rehab_team.facts import TeamFacts
from rehab_team.outcomes import ONWARD
from rehab_team.rules.answer import answers
from resourceprofile.facts import ProfileFacts


@rule(
    "RF-02",
    "Et ressourceforløb kræver, at arbejdsevnen kan udvikle sig",
    cites=("LAB § 112, stk. 2",),
    guards=("record_team_outcome",),
    effect=Effect.REASON,
    part=Part.TEAM,
    needs_input=True,
    since="reform-2013",
)
def development_is_likely(dossier: Dossier) -> Lack | None:
    """That development cannot be excluded is not enough: the answer says what speaks for it (DOMAIN RF-02)."""
    if not answers(dossier, "resource_course") or dossier.given.get("development"):
        return None
    return Lack("Svaret siger ikke, hvorfor et ressourceforløb kan udvikle arbejdsevnen.")


@rule(
    "RF-10",
    "Et ressourceforløb kræver en tværfaglig indsats",
    cites=("LAB § 112, stk. 1", "Principmeddelelse 1-15, 42-17 og 18-21"),
    guards=("record_team_outcome",),
    effect=Effect.REASON,
    part=Part.TEAM,
    needs_input=True,
    since="reform-2013",
)
def effort_is_combined(dossier: Dossier) -> Lack | None:
    """Where a plain beskæftigelsesindsats is enough nobody belongs in a ressourceforløb (DOMAIN RF-10)."""
    if not answers(dossier, "resource_course"):
        return None
    return Lack("Skriv, hvorfor en almindelig indsats ikke er nok, og hvilken social eller sundhedsfaglig hjælp der skal til.")


@rule(
    "RF-03",
    "Der er taget stilling til førtidspension",
    cites=("LAB § 112, stk. 2", "Principmeddelelse 58-18"),
    guards=("send_to_approval:rejection",),
    effect=Effect.REASON,
    part=Part.TEAM,
    since="reform-2013",
)
def pension_is_considered(dossier: Dossier) -> Lack | None:
    """Where the team points to førtidspension, kommunen says whether it opens a case on it (DOMAIN RF-03)."""
    team = dossier.of(TeamFacts)
    if team.outcome is None or team.outcome.outcome != "pension":
        return None
    if dossier.of(ProfileFacts).pension_considered:
        return None
    who = dossier.regime.labels["team_definite"].capitalize()
    return Lack(f"{who} peger på førtidspension, men I har ikke taget stilling til det.", link="action:consider_pension")


@rule(
    "K-04",
    "Den, der tager over, har fået sagen",
    cites=("Forvaltningsloven § 7",),
    guards=("close_case",),
    effect=Effect.WARN,
    part=Part.TEAM,
)
def somebody_goes_on(dossier: Dossier) -> Lack | None:
    """An answer other than fleksjob is of no use to anybody until the unit that goes on knows of it."""
    team = dossier.of(TeamFacts)
    if team.outcome is None or team.outcome.outcome not in ONWARD or team.hand_overs:
        return None
    return Lack("Teamet pegede på en anden indsats, men ingen har fået sagen givet videre.", link="action:hand_over_case")
