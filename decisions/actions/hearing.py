"""The hearing: sent with every paper, extended, answered, considered; or the statement that nothing is adverse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings

from cases.access import STAFF, Relation
from cases.act import Act, Refused
from cases.action import Action
from cases.actions import BY_CLOCK, CASEWORK, LAPSES
from cases.letters import Fact, wording
from cases.letters.explain import explained
from cases.models import AccessRequest, Case, Deadline, Document, Role, Struck
from cases.papers.passage import without
from cases.party import speaking
from cases.projection import calendar, received
from cases.road import ANSWERED, BEFORE_DECISION, UNDER_WAY
from decisions import letters, sources
from decisions.facts import DecisionFacts
from decisions.inputs import (
    ClockHearingInput,
    ConsiderHearingInput,
    ExtendHearingInput,
    HearingInput,
    HearingResponseInput,
    NothingAdverseInput,
)
from decisions.models import Hearing, NothingAdverse
from decisions.texts import parted
from flexcase.law.deadline import days_after
from flexcase.law.event import FactValue
from flexcase.law.regime import Regime
from flexcase.law.rule import Dossier, Part


class Hear(Action):
    """Sends a partshøring with every document of the case (D-08), but for what aktindsigt leaves out or strikes."""

    help = "Borgeren får et brev med jeres oplysninger og alle sagens dokumenter."
    effects = (
        "Borgeren får ét brev med alle sagens dokumenter.",
        "Fristen løber, fra borgeren har brevet.",
        "Sagen kan ikke afgøres, før svaret er kommet eller fristen er gået.",
    )
    inputs = HearingInput
    to_citizen = ("considering", "facts")
    roles = CASEWORK
    part = Part.HEARING
    event = "hearing_started"
    icon = "send"

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        case = act.case
        end_earlier(act)
        expected = received(wording.channel_for(case), act.day).day
        due = given["response_due"] or days_after(expected, settings.HEARING_DAYS, calendar()).day
        if due < act.day:
            raise Refused("Fristen er gået. Skriv en dag, der ikke er gået.", "response_due")
        if due <= expected:
            raise Refused(f"Borgeren har først brevet {expected:%d.%m.%Y}. Skriv en senere dag.", "response_due")
        row = Hearing(case=case, no=Hearing.objects.filter(case=case).count() + 1, sent_on=act.day, response_due=due)
        row.considering = given["considering"]
        kept_back = AccessRequest.left_out(case)
        papers = list(Document.objects.filter(case=case).exclude(pk__in=kept_back).select_related("case__key").order_by("no"))
        if not papers:
            raise Refused("Der er ingen dokumenter på sagen at sende med.")
        facts = weighty(case, given["facts"])
        if not facts:
            raise Refused("Skriv mindst én oplysning, som I lægger vægt på.", "facts")
        row.set_facts(facts)
        row.enclosures = [paper.no for paper in papers]
        content = letter_of(case, act.day, row, facts, papers, given["ground"])
        row.letter = act.letter(content, enclosures=tuple(paper.pk for paper in papers))
        row.save()
        return {
            "hearing": row.no,
            "letter": row.letter.pk,
            "response_due": due,
            "response_days": max((due - expected).days, 0),
            "documents": len(papers),
        }


class StartHearing(Hear):
    """Sends the first hearing on a description that is finished."""

    label = "Send partshøring"
    moves = ("start_hearing",)
    rank = 22


class HearAgain(Hear):
    """Sends another hearing while the case stands at the hearing: new facts have come (P-10)."""

    label = "Send ny partshøring"
    when = ("hearing",)
    rank = 44

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return dossier.of(DecisionFacts).running(dossier.today) is None


def end_earlier(act: Act) -> None:
    """A hearing whose time is over makes room for another. Raises Refused while one runs."""
    row = Hearing.objects.filter(case=act.case, state="sent").select_related("case").first()
    if row is None:
        return
    if act.day <= last_day(row):
        raise Refused("Der løber allerede en partshøring. Registrér svaret først, eller forlæng fristen.")
    act.take(row, "expire")


def weighty(case: Case, extra: tuple[str, ...]) -> list[tuple[str, str]]:
    """The facts that will be given weight: what was measured, what speaks against the citizen, and what is added."""
    known = sources.gather(case)
    found = [*sources.capacity_facts(known), *sources.adverse_facts(known), *(parted(line) for line in extra)]
    return list(dict.fromkeys(found))


def letter_of(
    case: Case, dated: date, row: Hearing, facts: list[tuple[str, str]], papers: list[Document], ground: str
) -> letters.Hearing:
    """The letter (D-08) in the words of the case's regime. ``ground`` is the one considered for a rejection; empty: none."""
    texts = case.regime.texts
    struck = Struck.by_paper(AccessRequest.newest(case))
    written = letters.Hearing(
        envelope=wording.envelope(case, dated),
        considering=row.considering,
        introduction=texts["hearing_intro"].strip(),
        facts=tuple(Fact(text=text, source=source) for text, source in facts),
        answer_by=row.response_due,
        how_to_answer=wording.answering(),
        silence=texts["hearing_silence"].strip(),
        enclosures=tuple(letters.Enclosure(title=_named(paper, struck), dated=paper.dated) for paper in papers),
        next_steps=next_steps(case.regime, ground),
        rules=texts["rules_hearing"].strip(),
        who_can_help=wording.helpers(case.regime),
    )
    return explained(written)


def _named(paper: Document, struck: Mapping[UUID, Sequence[Struck]]) -> str:
    """A paper's name without the words that aktindsigt strikes in it."""
    return without(paper.title, [one.passage for one in struck.get(paper.pk, ())])


def next_steps(regime: Regime, ground: str) -> str:
    """What comes after the hearing, and after a rejection on the ground that is considered (P-15)."""
    words = regime.texts["hearing_next"].strip()
    return f"{words}\n\nBliver det et afslag: {regime.texts[f'rejection_next_{ground}'].strip()}" if ground else words


def hearing_of(case: Case, no: int | None) -> Hearing:
    """The hearing that is meant: by its number, or the newest that has not lapsed. Raises Refused."""
    standing = Hearing.objects.filter(case=case).exclude(state="lapsed").select_related("case__key", "letter")
    row = (standing.filter(no=no) if no else standing).order_by("-no").first()
    if row is None:
        raise Refused("Der er ingen partshøring i sagen.", "hearing" if no else "")
    return row


def last_day(row: Hearing) -> date:
    """The hearing's last day as the deadline reckons it: the n-th hearing has the n-th deadline of its kind."""
    due = Deadline.objects.filter(case=row.case, kind="hearing_response").order_by("anchor").values_list("due", flat=True)
    reckoned = due[row.no - 1 : row.no].first()
    return max(row.response_due, reckoned or row.response_due)


def has_hearing(*states: str) -> Any:
    """An ``offered`` for actions that need a hearing in one of these states."""

    def offered(self: Action, case: Case, dossier: Dossier) -> bool:
        hearings = dossier.of(DecisionFacts).standing_hearings
        if case.state in ANSWERED:  # what was heard before the decision is over
            hearings = tuple(hearing for hearing in hearings if hearing.complaint is not None)
        return any(hearing.state in states for hearing in hearings)

    return offered


class ExtendHearing(Action):
    """Gives the citizen more time. A deadline is never made shorter."""

    label = "Forlæng høringsfristen"
    effects = ("Borgeren får et brev med den nye frist.",)
    inputs = ExtendHearingInput
    roles = CASEWORK
    when = (*UNDER_WAY, *ANSWERED)
    part = Part.HEARING
    event = "hearing_extended"
    icon, rank = "time", 46
    offered = has_hearing("sent")

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = hearing_of(act.case, given["hearing"])
        if row.state != "sent":
            raise Refused("Høringen er slut, så fristen kan ikke forlænges.", "until")
        if given["until"] <= last_day(row) or given["until"] < act.day:
            raise Refused("Den nye frist skal ligge efter den gamle og må ikke være gået.", "until")
        row.response_due = given["until"]
        row.save(update_fields=["response_due"])
        told = act.letter(extension_of(act.case, act.day, row))
        return {"hearing": row.no, "until": row.response_due, "letter": told.pk}


def extension_of(case: Case, dated: date, row: Hearing) -> letters.HearingExtended:
    """The letter that tells of the new last day."""
    return letters.HearingExtended(
        envelope=wording.envelope(case, dated),
        heard_on=row.sent_on,
        answer_by=row.response_due,
        how_to_answer=wording.answering(),
        silence=case.regime.texts["hearing_silence"].strip(),
        who_can_help=wording.helpers(case.regime),
    )


class RecordHearingResponse(Action):
    """Registers the citizen's answer. Nothing stops it, and a late answer is kept and considered as well."""

    label = "Registrér svar på partshøring"
    effects = ("Svaret lægges på sagen som et dokument.",)
    inputs = HearingResponseInput
    roles = CASEWORK | {Role.CITIZEN}
    relations = STAFF | {Relation.PARTY}
    when = (*UNDER_WAY, *ANSWERED)
    part = Part.HEARING
    event = "hearing_answered"
    icon, rank = "chat", 20
    offered = has_hearing("sent", "expired", "answered", "considered")

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = hearing_of(act.case, given["hearing"])
        channel = Case.Channel.PORTAL if act.actor.role is Role.CITIZEN else given["channel"]
        if not channel:
            raise Refused("Vælg, hvordan borgeren svarede.", "channel")
        if not given["text"] and not given["no_remarks"]:
            raise Refused("Skriv svaret, eller sæt kryds ved, at borgeren ingen bemærkninger har.", "text")
        if act.day < row.sent_on:
            raise Refused("Svaret kan ikke være kommet, før høringen blev sendt.", "happened_on")
        late = act.day > last_day(row)
        self._keep(act, row, channel, given["text"])
        document = self._file(act, row, given["text"]) if given["text"] else None
        act.notify(act.case.caseworker, self.event, f"Der er svar på partshøringen i sag {act.case.number}.")
        return {
            "hearing": row.no,
            "channel": channel,
            "no_remarks": row.no_remarks,
            "late": late,
            "by_representative": speaking(act, given),
            "document": document.no if document else None,
        }

    def _keep(self, act: Act, row: Hearing, channel: str, text: str) -> None:
        """Later words are added to earlier ones, and then somebody must consider them again."""
        row.answer = "\n\n".join(part for part in (row.answer, text) if part)
        row.no_remarks = not row.answer
        row.answered_on, row.channel = act.day, channel
        if text:
            row.considered_on, row.changes_something = None, None
        row.save()
        if row.state == "sent":
            act.take(row, "take_answer")

    def _file(self, act: Act, row: Hearing, text: str) -> Document:
        title = f"Svar på partshøring {row.no}" if row.no > 1 else "Svar på partshøring"
        return act.document(
            Document.Kind.CITIZEN, title, dated=act.day, sheet={"Svar": text}, known_to_citizen=True, source=row
        )


class ConsiderHearing(Action):
    """Writes how the answer was taken into account. If it changes the description, the case goes back to it."""

    label = "Tag svaret med"
    effects = ("Ændrer svaret beskrivelsen, går sagen tilbage, og borgeren høres igen.",)
    inputs = ConsiderHearingInput
    roles = CASEWORK
    when = ("application", "hearing", "team", "decision", *ANSWERED)
    part = Part.HEARING
    event = "hearing_considered"
    icon, rank = "edit", 21

    def offered(self, case: Case, dossier: Dossier) -> bool:
        hearings = [
            hearing
            for hearing in dossier.of(DecisionFacts).standing_hearings
            if case.state not in ANSWERED or hearing.complaint is not None
        ]
        return any(not hearing.considered and not hearing.runs(dossier.today) for hearing in hearings)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = hearing_of(act.case, given["hearing"])
        self._let_run_out(act, row)
        if act.day < (row.answered_on or row.sent_on):
            raise Refused("Svaret kan ikke være taget med, før det kom. Ret datoen.", "happened_on")
        row.considered_on, row.changes_something = act.day, given["changes_something"]
        row.considered = given["how"]
        row.save()
        if row.state != "considered":
            act.take(row, "consider")
        back = given["changes_something"] and act.case.road.allows("return_to_profile", act.case.state)
        if back:  # a genvurdering, on a case that is decided, takes the answer in by itself
            for lapse in LAPSES:
                lapse(act, "profile")
            act.move = "return_to_profile"
        return {
            "hearing": row.no,
            "changes": row.changes_something,
            "to": "profile" if back else None,
        }

    def _let_run_out(self, act: Act, row: Hearing) -> None:
        if row.state != "sent":
            return
        if act.day <= last_day(row):
            raise Refused("Borgeren har ikke svaret endnu, og fristen er ikke gået.")
        act.take(row, "expire")


class ExpireHearing(Action):
    """The clock notes that the time ran out without an answer."""

    label = "Registrér, at høringsfristen er gået"
    inputs = ClockHearingInput
    roles = BY_CLOCK
    part = Part.HEARING
    event = "hearing_expired"
    rank = 0

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = hearing_of(act.case, given["hearing"])
        if act.day <= last_day(row):
            raise Refused("Fristen er ikke gået.")
        act.take(row, "expire")
        act.notify(act.case.caseworker, self.event, f"Høringsfristen er gået uden svar i sag {act.case.number}.")
        return {"hearing": row.no}


class StateNothingAdverse(Action):
    """P-08's one click: nothing of weight in the file speaks against the citizen without being known."""

    label = "Skriv, at intet er til ugunst"
    help = "Brug det, når borgeren allerede kender alt af betydning. Så er en partshøring ikke nødvendig."
    inputs = NothingAdverseInput
    roles = CASEWORK
    when = BEFORE_DECISION
    part = Part.HEARING
    event = "nothing_adverse_stated"
    icon, rank = "check", 43

    def offered(self, case: Case, dossier: Dossier) -> bool:
        facts = dossier.of(DecisionFacts)
        shorter_way = not dossier.regime.whole_file_heard
        return shorter_way and facts.nothing_adverse_on is None and not facts.standing_hearings

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if act.case.regime.whole_file_heard:
            raise Refused("Efter reglerne på sagen skal alle papirer sendes i partshøring.")
        unknown = Document.objects.filter(case=act.case, adverse=True, known_to_citizen=False).order_by("no").first()
        if unknown is not None:
            raise Refused(f"Dokument {unknown.no} er mærket til ugunst, og borgeren kender det ikke. Send partshøring.")
        said = NothingAdverse.objects.filter(case=act.case)
        if said.filter(lapsed_on=None).exists():
            raise Refused("Det står allerede på sagen.")
        row = NothingAdverse.objects.create(case=act.case, no=said.count() + 1, said_by=act.user, said_on=act.day)
        return {"statement": row.no}
