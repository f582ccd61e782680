"""The law of the team: complete papers before the meeting, the meeting before the decision, and what an answer must say."""

from __future__ import annotations

from flexcase.law.danish import listed
from flexcase.law.regime import Mandate
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from rehab_team.facts import TeamFacts

#: The fields of the recommendation form in words.
FORM_WORDS = {
    "lasting": "varighed",
    "substantial": "væsentlighed",
    "needs": "skånehensyn",
    "job_types": "jobtyper",
}
#: A case that is not opened is not put before the team.
ON_THE_MERITS = tuple(
    f"{action}:{outcome}"
    for action in ("send_to_approval", "approve_decision", "issue_decision")
    for outcome in ("grant", "rejection")
)
CONSIDERATION_WORDS = {"employment": "beskæftigelse", "social": "sociale forhold", "health": "helbred"}


@rule(
    "V-01",
    "Skemaet til teamet er udfyldt",
    cites=("Kommunens egen praksis",),
    guards=("submit_to_team",),
    effect=Effect.STOP,
    part=Part.TEAM,
    departable=True,
)
def form_is_complete(dossier: Dossier) -> Lack | None:
    """A case is put before the team on a form that proposes something and says why (DOMAIN V-01, E-03)."""
    form, labels = dossier.of(TeamFacts).form, dossier.regime.labels
    if form is None:
        return Lack(f"Der mangler et {labels['recommendation_form']} med et forslag.", link="action:write_recommendation")
    if form.missing:
        words = listed([FORM_WORDS[name] for name in form.missing])
        return Lack(f"{labels['recommendation_form'].capitalize()}et mangler {words}.", link="action:write_recommendation")
    return None


@rule(
    "V-02",
    "Sagen har været forelagt teamet",
    cites=("Lov om organisering og understøttelse af beskæftigelsesindsatsen § 9, stk. 1",),
    guards=("decide_directly", *ON_THE_MERITS),
    effect=Effect.STOP,
    part=Part.TEAM,
    since="reform-2013",
    departable=True,
)
def team_has_answered(dossier: Dossier) -> Lack | None:
    """Until the reform a case is put before the team before it is decided, whatever the outcome (DOMAIN V-02, K13)."""
    team, labels = dossier.of(TeamFacts), dossier.regime.labels
    if team.outcome is not None or dossier.regime.mandate is Mandate.NONE:
        return None
    who = labels["team_definite"]
    if team.listed is not None:
        return Lack(
            f"Sagen er på {who}s dagsorden {team.listed.meeting_on:%d.%m.%Y}, men der er ikke svar endnu.",
            link="action:record_team_outcome",
        )
    return Lack(f"Sagen har ikke været forelagt {who}.", link="action:schedule_case")


@rule(
    "V-04",
    "Svaret siger, hvilke forhold der har vægt",
    cites=("Bekendtgørelse om rehabiliteringsplan og rehabiliteringsteamets indstilling § 9, stk. 1",),
    guards=("record_team_outcome",),
    effect=Effect.STOP,
    part=Part.TEAM,
    since="reform-2013",
    needs_input=True,
)
def considerations_are_stated(dossier: Dossier) -> Lack | None:
    """The team's answer states what in work, social life and health it gave weight to (DOMAIN V-04)."""
    empty = [words for name, words in CONSIDERATION_WORDS.items() if not dossier.given.get(name)]
    if empty:
        noun = dossier.regime.labels["team_outcome_noun_definite"].capitalize()
        return Lack(f"{noun} siger ikke, hvad der har vægt om {listed(empty)}.")
    return None
