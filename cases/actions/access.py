"""Aktindsigt (D-23): asked for in any way, answered with a list of everything; what is left out has a ground of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases import wording
from cases.access import STAFF, Relation
from cases.action import Act, Action, Refused
from cases.actions.common import CASEWORK
from cases.actions.papers import document_numbered, numbered_documents
from cases.facts import CaseFacts
from cases.inputs import (
    AccessNoticeInput,
    DecideAccessInput,
    ReleaseDocumentInput,
    RequestAccessInput,
    WithholdDocumentInput,
)
from cases.letters.access import AccessDecision, AccessNotice, LeftOut, Listed
from cases.models import AccessRequest, Case, Document, Role, Withheld
from cases.party import speaking
from cases.road import CASE_ROAD
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part

#: Each ground as the citizen reads it, and where it stands.
GROUNDS: Mapping[str, tuple[str, str]] = {
    Withheld.Ground.INTERNAL: (
        "Det er et internt papir, som vi har skrevet til eget brug. Det, der har betydning for din sag, står i andre papirer.",
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
    row = AccessRequest.objects.filter(case=act.case, state="asked").select_related("case__key").order_by("no").first()
    if row is None:
        raise Refused("Der er ingen ubesvaret aktindsigt i sagen.")
    return row


def keep_out(answered: AccessRequest, row: AccessRequest) -> None:
    """What was left out of one answer is not given by the next, unless somebody says so: asking twice opens nothing."""
    known = set(Withheld.objects.filter(request=row).values_list("document", flat=True))
    for one in Withheld.objects.filter(request=answered).select_related("request__case__key"):
        if one.document_id not in known:
            again = Withheld(request=row, document_id=one.document_id, ground=one.ground)
            again.why = one.why
            again.save()


class WithholdDocument(_OnRequest):
    """Leaves a whole document out, on a ground of forvaltningsloven and with a reason that the citizen reads."""

    label = "Undtag et dokument fra aktindsigt"
    help = "Oplysninger om sagens faktiske forhold skal borgeren have, også når de står i et internt dokument (§ 14 a)."
    inputs = WithholdDocumentInput
    event = "document_withheld"
    icon, rank = "lock", 57

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"document": numbered_documents(case)}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        request, document = waiting(act), document_numbered(act, given["document"])
        row = Withheld.objects.filter(request=request, document=document).first() or Withheld(document=document)
        row.request, row.ground = request, given["ground"]
        row.why = given["why"]
        row.save()
        return {"request": request.no, "document": document.no, "ground": row.ground}


class ReleaseDocument(_OnRequest):
    """Gives a document after all that was to be left out."""

    label = "Giv et undtaget dokument alligevel"
    inputs = ReleaseDocumentInput
    event = "document_released"
    icon, rank = "visibility", 58

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        rows = Withheld.objects.filter(request__case=case, request__state="asked").select_related("document__case__key")
        return {"document": [(str(row.document.no), f"{row.document.no}. {row.document.title}") for row in rows]}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        request, document = waiting(act), document_numbered(act, given["document"])
        Withheld.objects.filter(request=request, document=document).delete()
        return {"request": request.no, "document": document.no}


class SendAccessNotice(_OnRequest):
    """Tells that the answer takes longer than seven working days, why, and when it comes (fristbrev)."""

    label = "Fortæl, at aktindsigt tager længere tid"
    effects = ("Borgeren får et brev med grunden og den nye dag.",)
    inputs = AccessNoticeInput
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
    """Answers: the list of all documents, those that are given as enclosures, and the grounds of the others."""

    label = "Svar på aktindsigt"
    effects = (
        "Borgeren får aktlisten og alle dokumenter, der ikke er undtaget, i ét brev.",
        "Er noget undtaget, står reglen, grunden og klagevejledningen i brevet.",
    )
    inputs = DecideAccessInput
    event = "access_decided"
    icon, rank = "send", 56

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = waiting(act)
        papers = list(Document.objects.filter(case=act.case).select_related("case__key").order_by("no"))
        if not papers:
            raise Refused("Der er ingen dokumenter på sagen at give aktindsigt i.")
        withheld = list(Withheld.objects.filter(request=row).select_related("document", "request__case__key"))
        left_out = {one.document_id for one in withheld}
        given_papers = [paper for paper in papers if paper.pk not in left_out]
        row.letter = act.letter(answer_to(row, act, papers, withheld), enclosures=tuple(paper.pk for paper in given_papers))
        row.decided_on = act.day
        row.save(update_fields=["letter", "decided_on"])
        act.take(row, "decide")
        for other in AccessRequest.objects.filter(case=act.case, state="asked"):
            keep_out(row, other)
        return {"request": row.no, "letter": row.letter.pk, "given": len(given_papers), "withheld": len(withheld)}


def answer_to(row: AccessRequest, act: Act, papers: list[Document], withheld: list[Withheld]) -> AccessDecision:
    """The letter (D-23) in the words of the case's regime."""
    regime = act.case.regime
    left_out = {one.document_id: one for one in withheld}
    return AccessDecision(
        envelope=wording.envelope(act.case, act.day),
        asked_on=row.asked_on,
        asked_for=row.what,
        documents=tuple(
            Listed(no=paper.no, title=paper.title, dated=paper.dated, given=paper.pk not in left_out) for paper in papers
        ),
        left_out=tuple(
            LeftOut(no=paper.no, ground=ground, law=law, why=left_out[paper.pk].why)
            for paper in papers
            if paper.pk in left_out
            for ground, law in [GROUNDS[left_out[paper.pk].ground]]
        ),
        rules=regime.texts["rules_access"].strip(),
        who_can_help=wording.helpers(regime),
        appeal=wording.appeal(regime),
    )
