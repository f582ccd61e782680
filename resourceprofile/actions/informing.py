"""What the citizen will not let us collect, and what the caseworker finds that the case can be decided without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases import wording
from cases.access import STAFF, Relation
from cases.action import Act, Action, Refused
from cases.actions import CASEWORK
from cases.dossier import dossier_of
from cases.models import Case, Role
from cases.road import UNDER_WAY
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part
from resourceprofile.actions.common import numbered_row
from resourceprofile.checklist import Item, open_items
from resourceprofile.inputs import NotNeededInput, RefuseConsentInput
from resourceprofile.letters import ConsentRefused
from resourceprofile.models import Consent, ConsentRefusal, MedicalRequest, NotNeeded

#: What may not be collected, as the letter says it.
SCOPES: dict[str, str] = {
    Consent.Scope.HEALTH: "oplysninger om dit helbred fra læger og sygehuse",
    Consent.Scope.WORK: "oplysninger fra arbejdsgivere",
    Consent.Scope.SOCIAL: "oplysninger fra andre dele af kommunen og fra din a-kasse",
}


class RefuseConsent(Action):
    """Registers that the citizen will not let us collect (M-08). It ends nothing: the case is decided on what is there."""

    label = "Registrér, at borgeren siger nej til samtykke"
    help = "Et nej lukker ikke sagen. Den bliver afgjort på det, der ligger på den."
    effects = (
        "Borgeren får et brev om, hvad det betyder.",
        "Sagen kan gå direkte til partshøring og blive afgjort på det, der foreligger.",
    )
    inputs = RefuseConsentInput
    roles = CASEWORK | {Role.CITIZEN}
    relations = STAFF | {Relation.PARTY}
    when = UNDER_WAY
    part = Part.HEALTH
    event = "consent_refused"
    icon, rank = "close", 73

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        how = Case.Channel.PORTAL if act.actor.role is Role.CITIZEN else given["how"]
        if not how:
            raise Refused("Vælg, hvordan borgeren sagde nej.", "how")
        if Consent.objects.filter(case=act.case, scope=given["scope"], withdrawn_on=None).exists():
            raise Refused("Borgeren har givet samtykke til det. Registrér, at samtykket trækkes tilbage.", "scope")
        row = numbered_row(act, ConsentRefusal)
        row.scope, row.refused_on, row.how = given["scope"], act.day, how
        row.save()
        if given["words"]:
            act.note("Borgeren siger nej til samtykke", given["words"])
        texts = act.case.regime.texts
        act.letter(
            ConsentRefused(
                envelope=wording.envelope(act.case, act.day),
                refused_on=act.day,
                refused=SCOPES[row.scope],
                meaning=texts["consent_refused_meaning"].strip(),
                rules=texts["rules_consent_refused"].strip(),
                who_can_help=wording.helpers(act.case.regime),
            )
        )
        if row.scope == Consent.Scope.HEALTH and MedicalRequest.objects.filter(case=act.case, state="requested").exists():
            words = f"Borgeren i sag {act.case.number} siger nej til samtykke. Annullér de attester, vi har bedt om."
            act.notify(act.case.caseworker, self.event, words)
        return {"refusal": row.no, "scope": row.scope, "channel": how}


class MarkNotNeeded(Action):
    """Strikes a point off the list of what informs the case (P-06), and says why the case can be decided without it."""

    label = "Skriv, at en oplysning ikke er nødvendig"
    help = "Punkterne kommer fra sagen selv. Er en oplysning på vej, kan du også vente på den."
    inputs = NotNeededInput
    roles = CASEWORK
    when = UNDER_WAY
    part = Part.PROFILE
    event = "marked_not_needed"
    icon, rank = "checklist", 64

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return bool(_may_be_struck(dossier))

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"item": [(item.key, item.words[:1].upper() + item.words[1:]) for item in _may_be_struck(dossier_of(case))]}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = numbered_row(act, NotNeeded)
        row.item, row.marked_on, row.marked_by = given["item"], act.day, act.user
        row.reason = given["reason"]
        row.save()
        return {"item": row.item}


def _may_be_struck(dossier: Dossier) -> list[Item]:
    """What somebody may find unnecessary; without the advice on health that the law demands one decides only for a reason."""
    return [item for item in open_items(dossier) if item.key != "advice"]
