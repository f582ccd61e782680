"""Complete papers before the meeting, made by the right person, and the meeting before the decision."""

from __future__ import annotations

from cases.facts import CaseFacts
from cases.rules import READY
from flexcase.law.danish import listed
from flexcase.law.regime import Mandate
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from rehab_team.facts import TeamFacts
from resourceprofile.facts import ProfileFacts

#: The fields of the recommendation form in words.
FORM_WORDS = {
    "summary": "det korte om sagen",
    "lasting": "varighed",
    "substantial": "væsentlighed",
    "needs": "skånehensyn",
    "job_types": "jobtyper",
    "development": "udvikling",
}
#: A case that is not opened is not put before the team.
ON_THE_MERITS = tuple(
    f"{action}:{outcome}"
    for action in ("send_to_approval", "approve_decision", "issue_decision")
    for outcome in ("grant", "rejection")
)


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
    if dossier.regime.mandate is Mandate.NONE:
        return None
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
    "V-10",
    "Den koordinerende sagsbehandler har lavet den forberedende del",
    cites=("LAB § 36, stk. 3", "LAB § 44, stk. 3"),
    guards=READY,
    effect=Effect.STOP,
    part=Part.PROFILE,
    since="lab-2020",
    departable=True,
)
def made_by_the_coordinator(dossier: Dossier) -> Lack | None:
    """For somebody in jobafklaring (§ 6, nr. 7) the gennemgående og koordinerende sagsbehandler makes it (DOMAIN V-10)."""
    if dossier.of(CaseFacts).income != "jobafklaring":
        return None
    frozen = dossier.of(ProfileFacts).current_frozen
    if frozen is None:
        return None
    document = dossier.regime.labels["profile_document_definite"].capitalize()
    appointed = [one for one in dossier.of(TeamFacts).coordinators if one.holds(frozen.frozen_on)]
    if not appointed:
        return Lack(
            f"{document} er lavet, uden at der var en gennemgående og koordinerende sagsbehandler.",
            link="action:appoint_coordinator",
        )
    if frozen.frozen_by != appointed[-1].user:
        return Lack(f"{document} er lavet af en anden end den koordinerende sagsbehandler.", link="action:return_case")
    return None
