"""The law of health information: consent, the doctor's assessment, and advice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from cases.facts import CaseFacts
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from resourceprofile.attests import named
from resourceprofile.facts import MedicalFact, ProfileFacts
from resourceprofile.rules.common import EITHER, GRANT, listed, opening

#: The law gives no age at which an attest is too old; we remind after half a year.
CURRENT_FOR = timedelta(days=183)


#: Until when kommunens lægekonsulent could give a view: a question of the law of 2013, settled in those after it.
CONSULTANT_UNTIL = "medical_consultant_until"

_BENEFIT = r"(?:fleksjob|førtidspension|seniorpension|pension|revalidering|ressourceforløb|sygedagpenge|(?:en )?ydelse|støtte)"
#: A view on entitlement. »Ret til en pause« is a skånehensyn and no such view.
_ENTITLEMENT = re.compile(
    rf"\b(?:ret til (?:\w+ ){{0,2}}{_BENEFIT}|berettiget|(?:bør|skal|må|kan) (?:\w+ )?(?:bevilges|tilkendes|visiteres)"
    rf"|indstilles til|opfylder betingelserne|(?:bør|skal) (?:have|få) (?:\w+ )?{_BENEFIT})",
    re.IGNORECASE,
)


@rule(
    "M-01",
    "Det, der foreligger, bruges først",
    cites=("Retssikkerhedsloven § 10",),
    guards=("request_medical_report",),
    effect=Effect.WARN,
    part=Part.HEALTH,
)
def what_is_on_file(dossier: Dossier) -> Lack | None:
    """Before a doctor is asked anew, the form lists the health information that the case holds already."""
    attests = {one.document: named(one.kind) for one in dossier.of(ProfileFacts).medical if one.document is not None}
    papers = [one for one in dossier.of(CaseFacts).documents if one.health]
    if not papers:
        return None
    told = [f"{attests.get(one.no, f'dokument {one.no}')} fra {one.dated:%d.%m.%Y}" for one in papers]
    return Lack(f"På sagen ligger {listed(told)}. Se, om det er nok.", link="tab:helbred")


@rule(
    "M-08",
    "Samtykke til at hente oplysninger om helbred",
    cites=("Retssikkerhedsloven § 11 a", "Retssikkerhedsloven § 11 c"),
    guards=("request_medical_report",),
    effect=Effect.STOP,
    part=Part.HEALTH,
    departable=True,
)
def consented(dossier: Dossier) -> Lack | None:
    """Information is collected from doctors with consent; whoever uses an exception of § 11 c says so, and writes why."""
    if any(one.scope == "health" and one.holds(dossier.today) for one in dossier.of(ProfileFacts).consents):
        return None
    if dossier.given.get("without_consent"):
        text = "Borgeren har ikke givet samtykke. Skriv, hvorfor oplysningerne kan hentes uden samtykke."
        return Lack(text, subject="without", effect=Effect.REASON)
    return Lack("Borgeren har ikke givet samtykke til, at vi henter oplysninger om helbred.", link="action:give_consent")


@rule(
    "M-09",
    "Der rykkes ikke på et samtykke, der er trukket tilbage",
    cites=("Retssikkerhedsloven § 11 a",),
    guards=("send_medical_reminder",),
    effect=Effect.STOP,
    part=Part.HEALTH,
)
def not_reminded_after_withdrawal(dossier: Dossier) -> Lack | None:
    """A doctor who was asked under a consent that is taken back is not reminded: cancel the request, or get a new yes.

    What is collected without consent (§ 11 c) rests on nothing that can be taken back.
    """
    facts = dossier.of(ProfileFacts)
    health = [one for one in facts.consents if one.scope == "health"]
    if any(one.holds(dossier.today) for one in health):
        return None
    for asked in facts.medical:
        gone = [one for one in health if one.withdrawn_on and one.given_on <= asked.requested_on <= one.withdrawn_on]
        if asked.state == "requested" and gone:
            text = f"Borgeren trak sit samtykke tilbage {gone[-1].withdrawn_on:%d.%m.%Y}. Annullér anmodningen til lægen."
            return Lack(text, link="action:cancel_medical_request", subject=str(asked.no))
    return None


@rule(
    "M-04",
    "Lægekonsulenten vurderer kun funktion og skånebehov",
    cites=("Københavns Kommunes administration af fleksjobreglerne",),
    guards=("record_consultant_statement",),
    effect=Effect.STOP,
    part=Part.HEALTH,
    needs_input=True,
)
def consultant_keeps_to_the_template(dossier: Dossier) -> Lack | None:
    """The lægekonsulent answers on functional loss or skånebehov; a view on entitlement is for others and is pointed out."""
    given = dossier.given
    if not given.get("functional_loss") and not given.get("accommodations"):
        return Lack("Skønnet siger intet om funktionstab eller skånehensyn.", subject="template")
    return _entitlement(given)


@rule(
    "D-06",
    "Udtalelsen handler om funktionstab og skånehensyn",
    cites=("Lov om organisering og understøttelse af beskæftigelsesindsatsen § 15",),
    guards=("record_health_statement",),
    effect=Effect.WARN,
    part=Part.HEALTH,
    needs_input=True,
)
def statement_holds_no_view_on_entitlement(dossier: Dossier) -> Lack | None:
    """The same care with the health coordinator's words: who has a right to what is not a doctor's to say."""
    return _entitlement(dossier.given)


def _entitlement(given: Mapping[str, Any]) -> Lack | None:
    texts = [given.get("answer", ""), given.get("functional_loss", ""), *given.get("accommodations", ())]
    found = next((match for text in texts if (match := _ENTITLEMENT.search(text))), None)
    if found is None:
        return None
    text = f"»{found[0]}« er et syn på, hvad borgeren har ret til. Det afgør kommunen, og ordene bør ud."
    return Lack(text, link="tab:helbred", subject="entitlement", effect=Effect.WARN)


@rule(
    "M-05",
    "Kun egen læge og sundhedskoordinator vurderer i sager til teamet",
    cites=("Lov om organisering og understøttelse af beskæftigelsesindsatsen § 15, stk. 1",),
    guards=("record_consultant_statement",),
    effect=Effect.STOP,
    part=Part.HEALTH,
    since="reform-2013",
)
def no_consultant_in_team_cases(dossier: Dossier) -> Lack | None:
    """Since klinisk funktion came, kommunens lægekonsulent gives no view in these cases; the day is an open question."""
    asked = [one.value for one in dossier.regime.open_questions if one.key == CONSULTANT_UNTIL]
    if any(isinstance(day, date) and dossier.today < day for day in asked):
        return None
    adviser = dossier.regime.labels["health_adviser"]
    return Lack(f"Lægekonsulenten kan ikke udtale sig i sagen. Spørg egen læge eller {adviser}.", link="tab:helbred")


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
    frozen = facts.current_frozen
    if frozen is not None and dossier.today - frozen.frozen_on > CURRENT_FOR:
        name = opening(dossier.regime.labels["profile_document_definite"])
        return Lack(f"{name} er fra {frozen.frozen_on:%d.%m.%Y}. Vurdér, om den er aktuel.", subject="profile")
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
