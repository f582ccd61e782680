"""Consent (samtykke, D-03): asked for, given, refused, taken back. The citizen does it on Min sag, or staff write it down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from cases.access import STAFF, Relation
from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK
from cases.letters import wording
from cases.models import Case, Role
from cases.road import UNDER_WAY
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part
from resourceprofile.actions.common import numbered_row, pick
from resourceprofile.consents import MEANINGS, declaration
from resourceprofile.facts import ProfileFacts
from resourceprofile.inputs import AskForConsentInput, ConsentInput, RefuseConsentInput, WithdrawConsentInput
from resourceprofile.letters import ConsentRefused, ConsentWithdrawn
from resourceprofile.models import Consent, ConsentQuestion, ConsentRefusal, MedicalRequest

#: How long the citizen has to answer, when nobody names a day.
DAYS_TO_ANSWER = 14


class AskForConsent(Action):
    """Asks the citizen for a consent in writing (D-03). Nothing is collected before the answer, and a no ends nothing."""

    label = "Bed borgeren om samtykke"
    help = "Borgeren kan svare på Min sag, med et brev eller i telefonen."
    effects = (
        "Borgeren får en samtykkeerklæring: hvad vi vil hente, hos hvem, hvor længe, og hvordan man siger nej.",
        "Borgeren kan sige ja eller nej på Min sag.",
    )
    inputs = AskForConsentInput
    roles = CASEWORK
    when = UNDER_WAY
    part = Part.HEALTH
    event = "consent_asked"
    icon, rank = "email", 29

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = numbered_row(act, ConsentQuestion)
        row.scope, row.asked_on, row.expires_on = given["scope"], act.day, given["expires_on"]
        row.answer_by = given["answer_by"] or act.day + timedelta(days=DAYS_TO_ANSWER)
        if row.answer_by < act.day:
            raise Refused("Borgeren skal have tid til at svare. Skriv en dag fra og med i dag.", "answer_by")
        if row.expires_on is not None and row.expires_on < act.day:
            raise Refused("Samtykket kan ikke være udløbet, før borgeren har svaret.", "expires_on")
        row.sources = "\n".join(given["sources"])
        row.save()
        act.letter(declaration(act.case, row, act.now.date(), asked_by=row.answer_by))
        return {"question": row.no, "scope": row.scope, "answer_by": row.answer_by}


class GiveConsent(Action):
    """Registers a consent. What was asked in writing is what is said yes to, unless the citizen narrows it down.

    The citizen gets the declaration (D-03): a yes in the telephone is easily another yes than the one we wrote down.
    """

    label = "Registrér samtykke"
    effects = ("Borgeren får en samtykkeerklæring: hvad vi må hente, hos hvem, hvor længe, og hvordan det trækkes tilbage.",)
    inputs = ConsentInput
    roles = CASEWORK | {Role.CITIZEN}
    relations = STAFF | {Relation.PARTY}
    when = UNDER_WAY
    part = Part.HEALTH
    event = "consent_given"
    icon, rank = "check", 30

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        question = open_question(act, given["scope"])
        row = numbered_row(act, Consent)
        row.scope, row.given_on = given["scope"], act.day
        row.expires_on = given["expires_on"] or (question.expires_on if question else None)
        row.sources = "\n".join(given["sources"]) or (question.sources if question else "")
        row.how = Case.Channel.PORTAL if act.actor.role is Role.CITIZEN else given["how"]
        if row.expires_on is not None and row.expires_on < act.day:
            raise Refused("Samtykket kan ikke være udløbet, før det er givet.", "expires_on")
        row.save()
        act.letter(declaration(act.case, row, act.now.date(), given_on=act.day))
        return {"consent": row.no, "scope": row.scope, "expires_on": row.expires_on}


def open_question(act: Act, scope: str) -> ConsentQuestion | None:
    """What the citizen was asked in writing and has not said yes to since."""
    asked = ConsentQuestion.objects.filter(case=act.case, scope=scope, asked_on__lte=act.day)
    newest = asked.select_related("case__key").order_by("-no").first()
    if newest is None or Consent.objects.filter(case=act.case, scope=scope, given_on__gte=newest.asked_on).exists():
        return None
    return newest


class WithdrawConsent(Action):
    """The citizen takes a consent back. Nothing stops it; what was collected under it may still be used."""

    label = "Registrér, at borgeren trækker sit samtykke tilbage"
    effects = (
        "Vi henter ikke flere oplysninger på det samtykke.",
        "Det, vi har fået, må vi stadig bruge.",
        "Borgeren får et brev, der bekræfter det.",
    )
    inputs = WithdrawConsentInput
    roles = CASEWORK | {Role.CITIZEN}
    relations = STAFF | {Relation.PARTY}
    part = Part.HEALTH
    event = "consent_withdrawn"
    icon, rank = "close", 74

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return any(consent.withdrawn_on is None for consent in dossier.of(ProfileFacts).consents)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = pick(
            Consent.objects.filter(case=act.case, withdrawn_on=None),
            given["consent"],
            "consent",
            "Der er intet samtykke at trække tilbage.",
            "Der er flere samtykker. Vælg, hvilket du mener.",
        )
        if act.day < row.given_on:
            raise Refused("Datoen ligger før den dag, samtykket blev givet.", "happened_on")
        row.withdrawn_on = act.day
        row.save(update_fields=["withdrawn_on"])
        act.letter(
            ConsentWithdrawn(
                envelope=wording.envelope(act.case, act.day),
                withdrawn_on=act.day,
                given_on=row.given_on,
                named=MEANINGS[row.scope].named,
                under_way=act.case.state in UNDER_WAY,
                who_can_help=wording.helpers(act.case.regime),
            )
        )
        tell_of_waiting(act, self.event, row.scope, f"Samtykket er trukket tilbage i sag {act.case.number}.")
        return {"consent": row.no, "scope": row.scope}


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
                refused=MEANINGS[row.scope].named,
                meaning=texts["consent_refused_meaning"].strip(),
                rules=texts["rules_consent_refused"].strip(),
                who_can_help=wording.helpers(act.case.regime),
            )
        )
        tell_of_waiting(act, self.event, row.scope, f"Borgeren i sag {act.case.number} siger nej til samtykke.")
        return {"refusal": row.no, "scope": row.scope, "channel": how}


def tell_of_waiting(act: Act, kind: str, scope: str, what: str) -> None:
    """Doctors may be at work on a consent that is gone: somebody must take the request back (M-08)."""
    if scope == Consent.Scope.HEALTH and MedicalRequest.objects.filter(case=act.case, state="requested").exists():
        act.notify(act.case.caseworker, kind, f"{what} Annullér de attester, vi har bedt om.")
