"""The citizen asks for a decision on the present basis, or takes it back (P-05). Nothing stops either."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.conf import settings

from cases.access import STAFF, Relation
from cases.act import Act, Refused
from cases.action import Action
from cases.actions.common import CASEWORK
from cases.dossier import dossier_of
from cases.facts import CaseFacts
from cases.findings import missing_at_grant
from cases.inputs import PresentBasisInput
from cases.letters import wording
from cases.letters.present_basis import PresentBasisReceipt
from cases.models import Case, PresentBasis, Role
from cases.projection import calendar
from cases.road import UNDER_WAY
from flexcase.law.deadline import weeks_after
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part

#: What higher floors take back when the citizen no longer wants a decision on the present basis: a letter that says so.
ON_TAKING_BACK: list[Callable[[Act], None]] = []


class _PresentBasis(Action):
    inputs = PresentBasisInput
    roles = CASEWORK | {Role.CITIZEN}
    relations = STAFF | {Relation.PARTY}
    when = UNDER_WAY
    part = Part.PROFILE  # the citizen's words are often about health

    def channel(self, act: Act, given: Mapping[str, Any]) -> str:
        """How it was said. On Min sag nobody needs to ask."""
        channel = Case.Channel.PORTAL if act.actor.role is Role.CITIZEN else given["channel"]
        if not channel:
            raise Refused("Vælg, hvordan borgeren sagde det.", "channel")
        return str(channel)


class AskForPresentBasis(_PresentBasis):
    """Registers that the citizen asks for a decision on the present basis (afgørelse på det foreliggende grundlag)."""

    label = "Registrér, at borgeren vil have en afgørelse nu"
    help = "Borgeren kan altid bede om en afgørelse på det foreliggende grundlag. Det kan siges på alle måder."
    effects = (
        "Borgeren får et brev om, hvad det betyder, og hvad der mangler.",
        "Krav om mere afklaring viger. Høring, begrundelse og klagevejledning viger aldrig.",
        "Vil du hente flere oplysninger, skal du skrive hvorfor.",
    )
    event = "present_basis_asked"
    icon, rank = "time", 78

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        channel = self.channel(act, given)
        if act.day < act.case.received_on:
            raise Refused(f"Sagen begyndte {act.case.received_on:%d.%m.%Y}. Skriv en senere dag.", "happened_on")
        dossier = dossier_of(act.case, act.day)
        again = dossier.of(CaseFacts).present_basis_on is not None
        if not again:
            number = PresentBasis.objects.filter(case=act.case).count() + 1
            PresentBasis.objects.create(case=act.case, no=number, asked_on=act.day, channel=channel)
        if given["words"]:
            act.note("Borgeren beder om en afgørelse nu", given["words"])
        act.letter(self.receipt(act, dossier))
        act.notify(act.case.caseworker, self.event, f"Borgeren beder om en afgørelse nu i sag {act.case.number}.")
        return {"channel": channel, "weeks": settings.PRESENT_BASIS_WEEKS, "again": again}

    def receipt(self, act: Act, dossier: Dossier) -> PresentBasisReceipt:
        """What it means, what is missing, and how to take it back."""
        regime = act.case.regime
        return PresentBasisReceipt(
            envelope=wording.envelope(act.case, act.day),
            asked_on=act.day,
            meaning=regime.texts["present_basis_meaning"].strip(),
            missing_papers=missing_at_grant(dossier),
            decided_by=self.decided_by(dossier.of(CaseFacts).present_basis_on or act.day),
            taking_back=f"Vil du hellere vente på flere oplysninger, så sig det, før vi har afgjort sagen. "
            f"Skriv på Min sag på {settings.MUNICIPALITY_WEB}, eller ring til os.",
            who_can_help=wording.helpers(regime),
        )

    def decided_by(self, day: date) -> date:
        """The last day by which the municipality answers, from the first day that it was asked: asking again delays nothing."""
        return weeks_after(day, settings.PRESENT_BASIS_WEEKS, calendar()).day


class TakeBackPresentBasis(_PresentBasis):
    """The citizen would rather wait for more. No letter: it is the citizen's own word, and nothing is lost by it."""

    label = "Registrér, at borgeren alligevel venter med afgørelsen"
    effects = ("Krav om afklaring gælder igen.", "Et brev med afgørelsen, der ikke er sendt, skal godkendes igen.")
    event = "present_basis_taken_back"
    icon, rank = "refresh", 78

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return dossier.of(CaseFacts).present_basis_on is not None

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        channel = self.channel(act, given)
        asked_on = dossier_of(act.case, act.day).of(CaseFacts).present_basis_on
        if asked_on is None:
            raise Refused("Borgeren har ikke bedt om en afgørelse nu.")
        if act.day < asked_on:
            raise Refused(f"Borgeren bad først om afgørelsen {asked_on:%d.%m.%Y}. Skriv en senere dag.", "happened_on")
        PresentBasis.objects.filter(case=act.case, taken_back_on=None, asked_on__gte=asked_on).update(taken_back_on=act.day)
        for take_back in ON_TAKING_BACK:
            take_back(act)
        if given["words"]:
            act.note("Borgeren venter alligevel med afgørelsen", given["words"])
        act.notify(act.case.caseworker, self.event, f"Borgeren vil alligevel vente på mere i sag {act.case.number}.")
        return {"channel": channel}
