"""Lawful endings without a decision (P-01): death, a case opened by mistake, a move to another municipality.

A death needs no second person and sends no letter. Where somebody would lose a decision, another person agrees first.
What one person does alone, the leader hears of.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings

from cases.act import Act, Refused
from cases.action import Action
from cases.actions.common import CASEWORK, LAPSES, LEADS, OVER
from cases.inputs import AnswerEndingInput, AskToEndInput, EndCaseInput, TransferInput
from cases.letters import wording
from cases.letters.endings import CaseEnded, TransferNotice
from cases.models import Case, Ending, Letter, User
from cases.road import ANSWERED, UNDER_WAY
from flexcase.law.event import FactValue


class AskToEnd(Action):
    """Asks to end a case that was opened by mistake. Another person answers: somebody may lose a decision."""

    label = "Anmod om at lukke en sag, der er oprettet ved en fejl"
    help = "Kun når sagen er oprettet på den forkerte person eller oprettet to gange. Ellers skal borgeren have en afgørelse."
    effects = ("Begrundelsen gemmes uændret på sagen.", "En anden end dig skal godkende.")
    inputs = AskToEndInput
    roles = CASEWORK
    when = UNDER_WAY
    event = "ending_asked"
    icon, rank = "delete", 93

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if Ending.objects.filter(case=act.case, state__in=("asked", "approved")).exists():
            raise Refused("Der er allerede bedt om at lukke sagen.")
        row = Ending(case=act.case, no=Ending.objects.filter(case=act.case).count() + 1, kind=given["kind"])
        row.asked_by, row.asked_on = act.user, act.day
        row.reason = given["reason"]
        if row.kind == Ending.Kind.DUPLICATE:
            row.other = kept_case(act.case, given["other"])
        row.save()
        act.notify_leaders(self.event, f"{act.user} beder om at lukke sag {act.case.number} uden afgørelse.")
        return {"ending": row.no, "kind": row.kind, "other": row.other_id}


def kept_case(case: Case, number: str) -> Case:
    """The case in which the citizen gets the decision: the same person's, under way, and not the younger of the two.

    Without a number it is the only other one. Raises Refused.
    """
    others = Case.objects.filter(citizen=case.citizen).exclude(pk=case.pk)
    found = list(others.filter(number=number) if number else others.filter(state__in=UNDER_WAY))
    if len(found) != 1:
        raise Refused("Skriv nummeret på borgerens anden sag." if found else "Borgeren har ingen anden sag.", "other")
    other = found[0]
    if other.state not in UNDER_WAY:
        raise Refused("Den anden sag er slut. Så skal borgeren have en afgørelse i denne sag.", "other")
    if other.received_on > case.received_on:
        raise Refused("Den anden sag er yngre. Luk den i stedet, så borgerens frist ikke bliver længere.", "other")
    return other


class AnswerToEnding(Action):
    """A second person's answer. What is asked is to end the case; taking_back.py answers the other question."""

    inputs = AnswerEndingInput
    roles = LEADS
    rank = 0
    move_of_ending = ""

    def asked(self, case: Case) -> Ending | None:
        """The request that waits for this answer."""
        rows = Ending.objects.filter(case=case, state="asked").exclude(kind=Ending.Kind.TAKEN_BACK)
        return rows.select_related("case__key", "asked_by").first()

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = self.asked(act.case)
        if row is None:
            raise Refused("Der er ingen anmodning at svare på.")
        if row.asked_by_id == act.user.pk:
            raise Refused("Du har selv bedt om det. En anden skal svare.")
        row.answered_by, row.answered_on = act.user, act.day
        row.answer = given["answer"]
        row.save()
        act.take(row, self.move_of_ending)
        act.notify(row.asked_by, self.event, f"Der er svaret på din anmodning om at lukke sag {act.case.number}.")
        return {"ending": row.no, "kind": row.kind}


class ApproveEnding(AnswerToEnding):
    """Agrees that a case that was opened by mistake may be closed without a decision."""

    label = "Godkend, at sagen lukkes"
    event = "ending_approved"
    move_of_ending = "approve"


class RefuseEnding(AnswerToEnding):
    """Refuses: the citizen shall have a decision."""

    label = "Afvis, at sagen lukkes"
    event = "ending_refused"
    move_of_ending = "refuse"


def stood_at(case: Case) -> None:
    """Keep where the case stands before it is over: an ending may turn out to be a mistake."""
    case.ended_from = case.state
    case.save(update_fields=["ended_from"])


class EndCase(Action):
    """Ends a case without a decision. P-01 lets death pass, and what a second person has agreed to; nothing else."""

    label = "Afslut sagen uden afgørelse"
    help = "Alle har ret til en afgørelse. Brug det kun ved dødsfald, eller når sagen er oprettet ved en fejl."
    effects = (
        "Ved dødsfald bliver der ikke sendt flere breve.",
        "Er sagen oprettet ved en fejl, får personen et brev om det.",
    )
    inputs = EndCaseInput
    roles = CASEWORK
    moves = ("end",)
    event = "case_ended"
    icon, rank = "delete", 94

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        agreed = Ending.objects.filter(case=case, state="approved").first()
        return {"kind": agreed.kind} if agreed else {}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        stood_at(act.case)
        for lapse in LAPSES:
            lapse(act, OVER)
        if given["kind"] == Ending.Kind.DEATH:
            return self._death(act, given)
        if act.case.state not in UNDER_WAY:
            raise Refused("Borgeren har fået en afgørelse. Luk sagen på den almindelige måde.", "kind")
        row = Ending.objects.filter(case=act.case, state="approved", kind=given["kind"]).select_related("other").first()
        if row is not None:  # or else P-01 says who must agree
            act.take(row, "use")
            act.letter(mistake_letter(act.case, row, act.day))
        return {"kind": given["kind"], "other": row.other_id if row else None}

    def _death(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        citizen, died_on = act.case.citizen, given["died_on"]
        if died_on is None:
            raise Refused("Skriv, hvornår borgeren døde.", "died_on")
        if not citizen.born <= died_on <= act.day:
            raise Refused("Dagen kan ikke ligge før borgerens fødsel eller efter i dag.", "died_on")
        citizen.died_on = died_on
        citizen.save(update_fields=["died_on"])
        stop_letters(act)
        for row in Ending.objects.filter(case=act.case, state__in=("asked", "approved")):
            act.take(row, "lapse")
        if given["estate"]:
            act.note("Hvem der handler for boet", given["estate"])
        others = Case.objects.filter(citizen=citizen, state__in=(*UNDER_WAY, *ANSWERED[:2])).exclude(pk=act.case.pk)
        for other in others.select_related("caseworker"):
            words = f"Borgeren i sag {act.case.number} er død. Afslut også sag {other.number}."
            act.notify(other.caseworker, self.event, words)
        act.notify_leaders(self.event, f"{act.user} har afsluttet sag {act.case.number}, fordi borgeren er død.")
        return {"kind": Ending.Kind.DEATH, "died_on": died_on}


def stop_letters(act: Act) -> None:
    """What has not gone out to the dead never will (cases/letters/posting.py asks too, for their other cases)."""
    waiting = Letter.objects.filter(case=act.case, recipient=Letter.Recipient.CITIZEN)
    for letter in waiting.filter(state__in=("queued", "rendered", "approved")):
        act.take(letter, "void")


def mistake_letter(case: Case, row: Ending, day: date) -> CaseEnded:
    """To the person whose name the case bore."""
    call = f"Ring til os på {settings.MUNICIPALITY_PHONE}, eller skriv til os."
    if row.kind == Ending.Kind.DUPLICATE:
        assert row.other is not None, "a duplicate names the other case"
        happened = f"Du havde ved en fejl to sager om fleksjob hos os. Vi har lukket sag {case.number}."
        consequence = f"Din sag er sag {row.other.number}. {case.regime.texts['ended_duplicate'].strip()}"
        wrong = f"Handler de to sager om noget forskelligt? {call} Så ser vi på det igen."
    else:
        happened = "Vi havde ved en fejl oprettet en sag om fleksjob på dig. Vi har lukket den."
        consequence = case.regime.texts["ended_wrong_person"].strip()
        wrong = f"Har du selv søgt om fleksjob? {call} Så behandler vi din ansøgning, og du får en afgørelse."
    return CaseEnded(
        envelope=wording.envelope(case, day),
        happened=happened,
        consequence=consequence,
        if_wrong=wrong,
        who_can_help=wording.helpers(case.regime),
    )


class TransferCase(Action):
    """Hands the case over to the municipality that the citizen has moved to (retssikkerhedsloven § 9). It decides."""

    label = "Overdrag sagen til en anden kommune"
    help = "Når borgeren er flyttet. Den nye kommune skal have sagt ja til at tage imod, så ingen ansøgning bliver væk."
    effects = ("Borgeren får et brev om, hvem der har sagen.", "Du sender sagens papirer til den nye kommune.")
    inputs = TransferInput
    roles = CASEWORK
    moves = ("transfer",)
    event = "case_transferred"
    icon, rank = "forward", 92

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        case = act.case
        if given["municipality"].strip().casefold() == settings.MUNICIPALITY.casefold():
            raise Refused("Sagen er allerede i den kommune.", "municipality")
        if act.day < case.received_on:
            raise Refused(f"Sagen begyndte {case.received_on:%d.%m.%Y}. Skriv en senere dag.", "happened_on")
        stood_at(case)
        for lapse in LAPSES:
            lapse(act, OVER)
        act.note("Overdraget til en anden kommune", f"{given['municipality']}\n{given['contact']}")
        act.notify_leaders(self.event, f"{act.user} har overdraget sag {case.number} til en anden kommune.")
        act.letter(
            TransferNotice(
                envelope=wording.envelope(case, act.day),
                municipality=given["municipality"],
                moved_on=act.day,
                contact=given["contact"],
                applied_on=case.received_on if case.initiator == Case.Initiator.CITIZEN else None,
                consequence=case.regime.texts["transferred_meaning"].strip(),
                rules=case.regime.texts["rules_transfer"].strip(),
                who_can_help=wording.helpers(case.regime),
            )
        )
        return {"documents": case.documents.count()}
