"""The law of a decision on the present basis: nothing more is collected without a reason, and the way is shorter."""

from __future__ import annotations

from cases.facts import CaseFacts
from flexcase.law.danish import day_in_words
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from resourceprofile.facts import ProfileFacts

#: What collects more, and so puts the decision off.
COLLECTING = ("request_medical_report", "start_work_trial")


@rule(
    "P-05",
    "Borgeren kan få en afgørelse på det foreliggende grundlag",
    cites=("Retssikkerhedsloven § 3, stk. 1", "Retssikkerhedsloven §§ 10 og 11 b", "Principmeddelelse 64-11"),
    guards=(*COLLECTING, "take_shortened_path"),
    effect=Effect.REASON,
    part=Part.CASE,
)
def decided_when_asked(dossier: Dossier) -> Lack | None:
    """Who asks for a decision now gets one: collecting more takes a reason each time.

    The shorter way is for whoever asked, and for whoever will not let us collect (retssikkerhedsloven § 11 b).
    """
    case = dossier.of(CaseFacts)
    asked_on = case.present_basis_on
    if dossier.action == "take_shortened_path":
        refused = dossier.of(ProfileFacts).refused_on() is not None
        return None if asked_on or refused else _nobody_asked()
    if asked_on is None:
        return None
    given_before = sum(reason.rule == "P-05" for reason in case.reasons)
    text = f"Borgeren bad {day_in_words(asked_on)} om en afgørelse nu. Skriv, hvorfor I må hente mere først."
    return Lack(text, subject=str(given_before))


def _nobody_asked() -> Lack:
    text = "Borgeren har hverken bedt om en afgørelse nu eller sagt nej til, at I henter oplysninger."
    return Lack(text, link="action:ask_for_present_basis", effect=Effect.STOP)
