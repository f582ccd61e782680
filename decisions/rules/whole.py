"""That the citizen's situation was seen as a whole before it was decided on."""

from __future__ import annotations

from cases.facts import CaseFacts
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from rehab_team.facts import TeamFacts
from resourceprofile.facts import ProfileFacts


@rule(
    "P-17",
    "Helhedsvurdering",
    cites=("Retssikkerhedsloven § 5",),
    guards=("complete_profile", "send_to_approval:grant", "send_to_approval:rejection"),
    effect=Effect.REASON,
    part=Part.PROFILE,
)
def seen_as_a_whole(dossier: Dossier) -> Lack | None:
    """The field »Helhedsvurdering«, or a team that weighed work, daily life and health together; else a reason.

    While the description is being written it only reminds: it can still be filled in.
    """
    if "whole" in dossier.of(ProfileFacts).written:
        return None
    answer = dossier.of(TeamFacts).outcome
    if answer is not None and answer.employment and answer.social and answer.health:
        return None
    early = dossier.of(CaseFacts).state in {"profile", "trial"}
    return Lack(
        "Der mangler en helhedsvurdering af borgerens arbejde, hverdag og helbred.",
        "action:write_profile_part" if early else "",
        effect=Effect.WARN if early else None,
    )
