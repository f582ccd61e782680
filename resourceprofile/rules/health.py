"""The law of health information: consent, the doctor's assessment, and advice."""

from __future__ import annotations

from datetime import date, timedelta

from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from resourceprofile.attests import named
from resourceprofile.facts import MedicalFact, ProfileFacts
from resourceprofile.rules.common import EITHER, GRANT

#: The law gives no age at which an attest is too old; we remind after half a year.
CURRENT_FOR = timedelta(days=183)


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
    since="reform-2013",
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
    since="reform-2013",
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
