"""Aktindsigt (D-23): asked for in any way, answered with a list of everything; what is left out has a ground of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from cases.access import STAFF, Relation
from cases.act import Act, Refused
from cases.action import Action
from cases.actions.common import CASEWORK
from cases.facts import CaseFacts
from cases.inputs import (
    AccessNoticeInput,
    ClearPassageInput,
    DecideAccessInput,
    ReleaseDocumentInput,
    RequestAccessInput,
    StrikePassageInput,
    WithholdDocumentInput,
)
from cases.letters import wording
from cases.letters.access import AccessDecision, AccessNotice, LeftOut, Listed, StruckOut
from cases.models import AccessRequest, Case, Role, Struck, Withheld
from cases.papers import akt
from cases.papers.akt import Akt
from cases.papers.bundle import Unbindable
from cases.papers.copies import missing
from cases.papers.passage import Passage, without
from cases.party import speaking
from cases.road import CASE_ROAD
from flexcase.base.crypto import Unreadable
from flexcase.base.files import FileMissing
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part

#: Each ground as the citizen reads it, and where it stands.
GROUNDS: Mapping[str, tuple[str, str]] = {
    Withheld.Ground.INTERNAL: (
        "Det er et internt papir, som vi har skrevet til eget brug. Det, der har betydning for din sag, kan du læse i resten.",
        "forvaltningslovens § 12",
    ),
    Withheld.Ground.OTHERS: (
        "Hensynet til en anden vejer tungere end din interesse i at se det.",
        "forvaltningslovens § 15 b",
    ),
    Withheld.Ground.SELF: (
        "Hensynet til dig selv vejer tungere end din interesse i at se det.",
        "forvaltningslovens § 15 b",
    ),
    Withheld.Ground.CRIMINAL: (
        "Det hører til en straffesag.",
        "forvaltningslovens § 18",
    ),
}


class RequestAccess(Action):
    """Somebody asks to see the papers. Nothing stops it: any way of asking counts, and no reason is needed."""

    label = "Registrér ønske om aktindsigt"
    effects = ("Svaret skal gives snarest og som regel inden syv arbejdsdage.",)
    inputs = RequestAccessInput
    roles = CASEWORK | {Role.CITIZEN}
    relations = STAFF | {Relation.PARTY}
    when = CASE_ROAD.states
    part = Part.DOCUMENTS
    event = "access_requested"
    icon, rank = "search", 72

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        channel = Case.Channel.PORTAL if act.actor.role is Role.CITIZEN else given["channel"]
        if not channel:
            raise Refused("Vælg, hvordan borgeren bad om det.", "channel")
        row = AccessRequest(case=act.case, no=AccessRequest.objects.filter(case=act.case).count() + 1)
        row.asked_on, row.channel = act.day, channel
        row.what = given["what"]
        row.save()
        if answered := AccessRequest.objects.filter(case=act.case, state="decided").order_by("-no").first():
            keep_out(answered, row)
        act.notify(act.case.caseworker, self.event, f"Der er bedt om aktindsigt i sag {act.case.number}.")
        return {"request": row.no, "channel": channel, "by_representative": speaking(act, given)}


class _OnRequest(Action):
    """Something that is done to the request that waits."""

    roles = CASEWORK
    when = CASE_ROAD.states
    part = Part.DOCUMENTS

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return any(one.state == "asked" for one in dossier.of(CaseFacts).access)


def waiting(act: Act) -> AccessRequest:
    """The oldest request that nobody has answered. Raises Refused."""
    row = AccessRequest.objects.filter(case=act.case, state="asked").order_by("no").first()
    if row is None:
        raise Refused("Der er ingen ubesvaret aktindsigt i sagen.")
    row.case = act.case
    return row


def keep_out(answered: AccessRequest, row: AccessRequest) -> None:
    """What was left out of one answer is not given by the next, unless somebody says so: asking twice opens nothing."""
    known = {one.paper for one in Withheld.objects.filter(request=row)}
    for one in Withheld.objects.filter(request=answered).select_related("request__case__key"):
        if one.paper not in known:
            again = Withheld(request=row, document_id=one.document_id, letter_id=one.letter_id, note_id=one.note_id)
            again.ground = one.ground
            again.why = one.why
            again.save()
    _strike_again(answered, row)


def _strike_again(answered: AccessRequest, row: AccessRequest) -> None:
    """The passages likewise: what was struck stays struck."""
    struck = Struck.by_paper(row)
    for paper, passages in Struck.by_paper(answered).items():
        known = {one.passage for one in struck.get(paper, ())}
        for one in passages:
            if one.passage not in known:
                again = Struck(request=row, document_id=one.document_id, letter_id=one.letter_id, note_id=one.note_id)
                again.ground, again.page, again.box = one.ground, one.page, one.box
                again.words, again.why = one.words, one.why
                again.save()


def numbered(case: Case) -> list[tuple[str, Akt]]:
    """Every paper with its line in the list (aktliste): its number there, its name and its day."""
    return [(f"{number}. {paper.title} ({paper.dated:%d.%m.%Y})", paper) for number, paper in enumerate(akt.gather(case), 1)]


def paper_of(act: Act, key: str) -> Akt:
    """The paper with this key, which a form's choices have let through."""
    return next(paper for paper in akt.gather(act.case) if paper.key == key)


class WithholdDocument(_OnRequest):
    """Leaves a whole paper out, on a ground of forvaltningsloven and with a reason that the citizen reads."""

    label = "Undtag et dokument fra aktindsigt"
    help = (
        "Breve og notater er også dokumenter i sagen. "
        "Oplysninger om sagens faktiske forhold skal borgeren have, også når de står i et internt dokument (§ 14 a)."
    )
    inputs = WithholdDocumentInput
    event = "document_withheld"
    icon, rank = "lock", 57

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"document": [(paper.key, line) for line, paper in numbered(case)]}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        request, paper = waiting(act), paper_of(act, given["document"])
        kept_back = Withheld.objects.filter(request=request, **paper.column).first()
        row = kept_back or Withheld(request=request, **paper.column)
        row.ground = given["ground"]
        row.why = given["why"]
        row.save()
        return {"request": request.no, "document": paper.key, "ground": row.ground}


class ReleaseDocument(_OnRequest):
    """Gives a paper after all that was to be left out."""

    label = "Giv et undtaget dokument alligevel"
    inputs = ReleaseDocumentInput
    event = "document_released"
    icon, rank = "visibility", 58

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        rows = Withheld.objects.filter(request__case=case, request__state="asked")
        left_out = {row.paper for row in rows}
        return {"document": [(paper.key, line) for line, paper in numbered(case) if paper.row.pk in left_out]}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        request, paper = waiting(act), paper_of(act, given["document"])
        Withheld.objects.filter(request=request, **paper.column).delete()
        return {"request": request.no, "document": paper.key}


class StrikePassage(_OnRequest):
    """Strikes words, a box or a whole page out of the copy that is given. The paper itself stays as it is."""

    label = "Streg en passage over"
    help = (
        "Det overstregede findes ikke i den kopi, borgeren får. Står de samme ord i andre papirer, skal de streges over dér "
        "også. Borgeren skal stadig have oplysninger om sagens faktiske "
        "forhold (§ 14 a), og I kan altid give mere, end loven kræver (meroffentlighed)."
    )
    inputs = StrikePassageInput
    event = "passage_struck"
    icon, rank = "edit", 57

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"document": [(paper.key, line) for line, paper in numbered(case)]}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        request, paper = waiting(act), paper_of(act, given["document"])
        passage = Passage(given["page"] or 0, given["words"], given["box"])
        try:
            # The one place where an action reads a file: what is not in the paper could not be struck when it is given.
            problem = missing(paper.row, passage)
        except (FileMissing, Unreadable, Unbindable) as fault:
            late = isinstance(fault, Unbindable) and fault.late
            why = "er så langt, at der ikke kan søges i det her" if late else "kan ikke læses som sider"
            raise Refused(f"Papiret {why}. Undtag det helt, eller få det i en anden fil.", "document") from None
        if problem:
            raise Refused(problem, "words" if passage.words else "page")
        row = Struck(request=request, **paper.column, ground=given["ground"], page=passage.page)
        row.box = list(passage.box) if passage.box else None
        row.words, row.why = passage.words, given["why"]
        row.save()
        return {"request": request.no, "document": paper.key, "page": passage.page, "ground": row.ground}


class ClearPassage(_OnRequest):
    """Takes back that a passage is struck, before the answer is sent."""

    label = "Fjern en overstregning"
    inputs = ClearPassageInput
    event = "passage_cleared"
    icon, rank = "visibility", 58

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        lines = {paper.row.pk: line for line, paper in numbered(case)}
        rows = Struck.objects.filter(request__case=case, request__state="asked").select_related("request__case__key")
        return {
            "passage": [
                (str(row.pk), ": ".join(filter(None, (lines[row.paper], row.passage.where, row.words)))) for row in rows
            ]
        }

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = Struck.objects.select_related("request").get(pk=given["passage"], request__state="asked")
        row.delete()
        return {"request": row.request.no}


class SendAccessNotice(_OnRequest):
    """Tells that the answer takes longer than seven working days, why, and when it comes (fristbrev)."""

    label = "Fortæl, at aktindsigt tager længere tid"
    effects = ("Borgeren får et brev med grunden og den nye dag.",)
    inputs = AccessNoticeInput
    to_citizen = ("why",)
    event = "access_notice_sent"
    icon, rank = "time", 59

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = waiting(act)
        if given["expected_on"] <= act.day:
            raise Refused("Skriv en dag, der ligger senere end i dag.", "expected_on")
        row.expected_on = given["expected_on"]
        row.save(update_fields=["expected_on"])
        letter = act.letter(
            AccessNotice(
                envelope=wording.envelope(act.case, act.day),
                asked_on=row.asked_on,
                expected_on=row.expected_on,
                why=given["why"],
                who_can_help=wording.helpers(act.case.regime),
            )
        )
        return {"request": row.no, "expected_on": row.expected_on, "letter": letter.pk}


class DecideAccess(_OnRequest):
    """Answers: the list of all papers, those that are given as enclosures, and the grounds of the others."""

    label = "Svar på aktindsigt"
    effects = (
        "Borgeren får aktlisten og alle dokumenter, breve og notater, der ikke er undtaget, i ét brev.",
        "Er noget undtaget, står reglen, grunden og klagevejledningen i brevet.",
    )
    inputs = DecideAccessInput
    event = "access_decided"
    icon, rank = "send", 56

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = waiting(act)
        papers = akt.gather(act.case)
        if not papers:
            raise Refused("Der er ingen dokumenter på sagen at give aktindsigt i.")
        left_out = {one.paper: one for one in Withheld.objects.filter(request=row).select_related("request__case__key")}
        enclosed = tuple(paper.row.pk for paper in papers if paper.row.pk not in left_out)
        struck = Struck.by_paper(row)
        row.letter = act.letter(answer_to(row, act.day, papers, left_out, struck), enclosures=enclosed)
        row.decided_on = act.day
        row.save(update_fields=["letter", "decided_on"])
        act.take(row, "decide")
        for other in AccessRequest.objects.filter(case=act.case, state="asked"):
            keep_out(row, other)
        return {
            "request": row.no,
            "letter": row.letter.pk,
            "given": len(enclosed),
            "withheld": len(left_out),
            "struck": len(struck.keys() & set(enclosed)),
        }


def answer_to(
    row: AccessRequest,
    day: date,
    papers: Sequence[Akt],
    left_out: Mapping[UUID, Withheld],
    struck: Mapping[UUID, Sequence[Struck]],
) -> AccessDecision:
    """The letter (D-23) in the words of the case's regime."""
    case, regime = row.case, row.case.regime
    listed = list(enumerate(papers, 1))
    whole = {paper.row.pk: no for no, paper in listed if paper.row.pk not in left_out}
    return AccessDecision(
        envelope=wording.envelope(case, day),
        asked_on=row.asked_on,
        asked_for=row.what,
        documents=tuple(
            Listed(
                no=no,
                title=without(paper.title, [one.passage for one in struck.get(paper.row.pk, ())]),
                dated=paper.dated,
                given=paper.row.pk in whole,
            )
            for no, paper in listed
        ),
        left_out=tuple(
            LeftOut(no=no, ground=ground, law=law, why=left_out[paper.row.pk].why)
            for no, paper in listed
            if paper.row.pk in left_out
            for ground, law in [GROUNDS[left_out[paper.row.pk].ground]]
        ),
        struck=tuple(
            StruckOut(no=whole[paper.row.pk], where=one.passage.where, ground=ground, law=law, why=one.why)
            for no, paper in listed
            if paper.row.pk in whole
            for one in struck.get(paper.row.pk, ())
            for ground, law in [GROUNDS[one.ground]]
        ),
        rules=regime.texts["rules_access"].strip(),
        who_can_help=wording.helpers(regime),
        appeal=wording.access_appeal(regime),
    )
