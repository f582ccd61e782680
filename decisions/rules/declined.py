"""The law of what may not be held against the citizen, and of what must be thought of when the capacity is too small."""

from __future__ import annotations

from decisions.facts import DecisionFact, DecisionFacts
from decisions.rules.decision import of_outcome
from flexcase.law.regime import Regime
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from resourceprofile.answers import DECLINED, YES
from resourceprofile.facts import ProfileFacts
from resourceprofile.rules.capacity import MEASURE_OF_A_TRIAL

#: The approver's tick, and the finding that asks for it.
CONFIRMED, CONFIRM = "declined_no_ground", "confirm"
#: The one measure of E-09 that a citizen may decline without its counting.
TREATMENT = "behandling"


@rule(
    "E-13",
    "Et nej til behandling må ikke få betydning",
    cites=("LAB § 118, stk. 3",),
    guards=(*of_outcome("rejection"), *of_outcome("not_opened")),
    effect=Effect.STOP,
    part=Part.DECISION,
    since="lab-2020",
)
def declined_treatment_is_no_ground(dossier: Dossier) -> Lack | None:
    """Declined operation, ordained medicine or what intrudes as much is no ground and no fact of weight. Words only remind.

    Whoever approves confirms that it was given none.
    """
    stake, profile = dossier.of(DecisionFacts).at_stake, dossier.of(ProfileFacts)
    if stake is None:
        return None
    if _rests_on_it(stake.ground, profile, dossier.regime):
        text = "Grunden til afslaget bygger på behandling, som borgeren har sagt nej til. Det må ikke få betydning."
        return Lack(text, "action:write_decision", subject="ground")
    if "facts" in stake.declining and profile.declined:
        text = "Et nej til behandling står blandt de oplysninger, der er lagt vægt på. Tag det ud."
        return Lack(text, "action:write_decision", subject="fact")
    if dossier.action == "approve_decision":
        return _unconfirmed(stake, profile, confirmed=bool(dossier.given.get(CONFIRMED)))
    if stake.declining:
        text = "Begrundelsen nævner et nej til behandling. Se efter, at det ikke er brugt som grund."
        return Lack(text, "action:write_decision", subject="words", effect=Effect.WARN)
    return None


def _unconfirmed(stake: DecisionFact, profile: ProfileFacts, *, confirmed: bool) -> Lack | None:
    """Where treatment was declined, or the reasons speak of it, the approver says that it was given no weight."""
    if confirmed or not (stake.declining or profile.declined):
        return None
    seen = "Begrundelsen nævner et nej til behandling" if stake.declining else "Borgeren har sagt nej til behandling"
    return Lack(f"{seen}. Se efter, at det ikke er brugt som grund, og bekræft det.", subject=CONFIRM)


def _rests_on_it(ground: str, profile: ProfileFacts, regime: Regime) -> bool:
    """Whether nothing but declined treatment is left behind the ground."""
    if ground == "not_lasting":
        passing = YES in profile.answer("passing_causes").chosen
        return DECLINED in profile.answer("treatment_options").chosen and not passing
    if ground == "not_tried":
        answered = {measure.kind for measure in profile.measures} - {TREATMENT}
        tried = any(one.kind == TREATMENT and one.status == "tried" for one in profile.measures)
        wanted = {measure.key for measure in regime.measures} - {TREATMENT}
        if profile.finished_trials:
            answered.add(MEASURE_OF_A_TRIAL)
        return bool(profile.declined) and not tried and wanted <= answered
    return False


@rule(
    "E-15",
    "Førtidspension er overvejet",
    cites=("Ankestyrelsens praksisnotat, uge 12 2024, afsnit IV",),
    guards=("send_to_approval:rejection",),
    effect=Effect.REASON,
    part=Part.DECISION,
)
def pension_is_thought_of(dossier: Dossier) -> Lack | None:
    """Where the capacity is too small and cannot improve, kommunen considers whether to open a case on førtidspension."""
    stake = dossier.of(DecisionFacts).at_stake
    if stake is None or stake.ground != "too_low" or dossier.of(ProfileFacts).pension_considered:
        return None
    text = "Arbejdsevnen er for lille til fleksjob, men I har ikke taget stilling til at rejse sag om førtidspension."
    return Lack(text, "action:consider_pension")
