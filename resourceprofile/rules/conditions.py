"""The law beside the work capacity: pensions that rule a fleksjob out, and what is special for the self-employed."""

from __future__ import annotations

from cases.facts import CaseFacts
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from resourceprofile.facts import ProfileFacts
from resourceprofile.rules.common import GRANT

#: What the check may have shown, as the finding says it.
PENSIONS = {
    "foertidspension": "Borgeren får førtidspension",
    "seniorpension": "Borgeren får seniorpension",
    "tidlig_pension": "Borgeren har fået tidlig pension",
}


@rule(
    "E-02",
    "Ingen pension, der udelukker fleksjob",
    cites=("LAB § 116, stk. 1",),
    guards=GRANT,
    effect=Effect.STOP,
    part=Part.PROFILE,
    since="lab-2020",
)
def no_pension(dossier: Dossier) -> Lack | None:
    """A check with its date and source shows neither førtidspension nor seniorpension nor tidlig pension; the newest counts."""
    checks = dossier.of(ProfileFacts).pension_checks
    if not checks:
        text = "Det er ikke undersøgt, om borgeren får en pension, der udelukker fleksjob."
        return Lack(text, "action:check_pension")
    newest = checks[-1]
    if newest.result not in PENSIONS:
        return None
    return Lack(f"{PENSIONS[newest.result]} ifølge opslag {newest.dated:%d.%m.%Y}. Et fleksjob kan ikke bevilges.")


@rule(
    "X-26",
    "Tilskud til egen virksomhed",
    cites=("LAB § 117, stk. 4", "LAB § 126"),
    guards=GRANT,
    effect=Effect.WARN,
    part=Part.PROFILE,
    since="reform-2013",
)
def firm_as_main_occupation(dossier: Dossier) -> Lack | None:
    """Who has a firm as main occupation gets a grant towards it instead of a fleksjob with an employer."""
    if not dossier.of(CaseFacts).self_employed or dossier.of(ProfileFacts).answer("main_occupation").chosen:
        return None
    text = "Borgeren er selvstændig. Tag stilling til, om virksomheden er hovedbeskæftigelse og kan få tilskud."
    return Lack(text, "action:assess_own_firm")


@rule(
    "X-27",
    "Afprøvning af selvstændige er overvejet",
    cites=("LAB § 116, stk. 3", "LAB § 126"),
    guards=("start_work_trial", *GRANT),
    effect=Effect.REASON,
    part=Part.PROFILE,
    since="reform-2013",
)
def tried_with_regard_to_the_firm(dossier: Dossier) -> Lack | None:
    """The file says whether a trial in the citizen's own firm is too narrow, with regard to keeping the firm."""
    if not dossier.of(CaseFacts).self_employed or dossier.of(ProfileFacts).answer("own_firm").filled:
        return None
    text = "Borgeren er selvstændig. Skriv, om arbejdsevnen kan prøves i virksomheden, eller om det er for snævert."
    return Lack(text, "action:assess_own_firm")
