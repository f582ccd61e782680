"""The complaint comes in by whatever channel, and may be withdrawn. Nothing stops either."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.access import STAFF, Relation
from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK
from cases.letters import wording
from cases.models import Case, Deadline, Document, Event, Role
from cases.projection import calendar
from decisions import letters
from decisions.actions.lapsing import lapse_decisions, void
from decisions.deadlines import REASSESSMENT_WEEKS
from decisions.facts import DecisionFacts
from decisions.inputs import ComplaintInput, WithdrawComplaintInput
from decisions.models import Complaint, Decision
from flexcase.law.danish import day_in_words
from flexcase.law.deadline import weeks_after
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part

#: How a complaint came, as the receipt tells it.
HOW_IT_CAME = {
    Complaint.Channel.LETTER: "Du sendte et brev.",
    Complaint.Channel.EMAIL: "Du sendte en e-mail.",
    Complaint.Channel.DIGITAL_POST: "Du skrev i Digital Post.",
    Complaint.Channel.PHONE: "Du ringede til os, og vi skrev klagen ned.",
    Complaint.Channel.MEETING: "Du sagde det på et møde, og vi skrev klagen ned.",
    Complaint.Channel.PORTAL: "Du skrev på Min sag.",
}
#: How it was taken back: the same ways, but a call leaves no complaint to write down.
HOW_IT_WENT = HOW_IT_CAME | {
    Complaint.Channel.PHONE: "Du ringede til os.",
    Complaint.Channel.MEETING: "Du sagde det på et møde.",
}
HOW_IT_CAME_FROM_ANOTHER = {
    Complaint.Channel.LETTER: "Den kom med et brev.",
    Complaint.Channel.EMAIL: "Den kom med en e-mail.",
    Complaint.Channel.DIGITAL_POST: "Den kom i Digital Post.",
    Complaint.Channel.PHONE: "Den kom i telefonen, og vi skrev den ned.",
    Complaint.Channel.MEETING: "Den kom på et møde, og vi skrev den ned.",
    Complaint.Channel.PORTAL: "Den kom gennem Min sag.",
}
BROUGHT_BY = {
    Complaint.By.CITIZEN: "",
    Complaint.By.REPRESENTATIVE: "Det er {name}, der har klaget for dig.",
    Complaint.By.OTHER: "Det er {name}, der har klaget for dig. Er du ikke enig i klagen, så ring til os.",
}
#: What holds when a complaint is taken back: before an answer, after a new decision, and after it was sent on.
STANDING = "Afgørelsen gælder. Vi ser ikke mere på klagen, og den bliver ikke sendt videre."
STANDING_NEW = "Den nye afgørelse, som du fik på grund af klagen, gælder. Vi sender ikke klagen videre."
STANDING_SENT = "Afgørelsen gælder. Vi har sendt klagen til {body}, og vi skriver til {body}, at du har trukket den tilbage."
UNREASONED = "Borgeren klager over afgørelsen og har ikke skrevet eller sagt hvorfor."


def issued_decisions(case: Case) -> list[Decision]:
    """Every decision that the citizen has been sent, oldest first."""
    return list(Decision.objects.filter(case=case, state="issued").select_related("letter", "case__key").order_by("no"))


def named(row: Decision) -> str:
    """A decision in the list of those that can be complained about."""
    by = f", {row.authority}" if row.authority else ""
    return f"{row.get_outcome_display()}, {row.issued_on:%d.%m.%Y}{by}"


def complaint_of(case: Case, no: int | None, *states: str) -> Complaint:
    """The complaint that is meant: by its number, or the newest in one of the states. Raises Refused."""
    rows = Complaint.objects.filter(case=case, state__in=states).select_related(
        "case__key", "decision__case__key", "decision__letter__delivery", "letter", "document", "new_decision"
    )
    row = (rows.filter(no=no) if no else rows).order_by("-no").first()
    if row is None:
        raise Refused("Der er ingen klage i sagen, som det kan gælde nu.")
    return row


def has_complaint(*states: str) -> Any:
    """An ``offered`` for actions that need a complaint in one of these states."""

    def offered(self: Action, case: Case, dossier: Dossier) -> bool:
        return any(one.state in states for one in dossier.of(DecisionFacts).complaints)

    return offered


def complaint_due(decision: Decision) -> date | None:
    """The last day to complain over a decision (T-01); None until its delivery is proved."""
    if decision.letter_id is None:
        return None  # made elsewhere: nobody here can prove when it came, so no complaint over it is late
    delivered = Event.objects.filter(case=decision.case, kind="letter_delivered", body__contains=str(decision.letter_id))
    anchor = delivered.values_list("seq", flat=True).first()
    if anchor is None:
        return None
    due = Deadline.objects.filter(case=decision.case, kind="complaint", anchor=anchor)
    return due.values_list("due", flat=True).first()


class ReceiveComplaint(Action):
    """Registers a complaint over one decision. Any sign of disagreement is one; form, reasons and time refuse none (C-01)."""

    label = "Registrér klage"
    help = "Alt, der viser, at borgeren er uenig, er en klage. Den må komme i telefonen, uden begrundelse og for sent."
    effects = (
        "Klagen lægges på sagen som et dokument.",
        "Borgeren får et brev om, hvad der nu sker, og hvornår der kommer svar.",
        "Fristen for genvurderingen løber, fra klagen kom.",
    )
    inputs = ComplaintInput
    roles = CASEWORK | {Role.CITIZEN}
    relations = STAFF | {Relation.PARTY}
    part = Part.DECISION
    event = "complaint_received"
    icon, rank = "flag", 30

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"decision": [(str(row.no), named(row)) for row in reversed(issued_decisions(case))]}

    def offered(self, case: Case, dossier: Dossier) -> bool:
        decided = dossier.of(DecisionFacts)
        return bool(decided.issued or decided.beside)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        decision = self._decision(act, given)
        due = complaint_due(decision)
        row = Complaint(case=act.case, no=Complaint.objects.filter(case=act.case).count() + 1, decision=decision)
        row.received_on, row.received_at = act.day, given["received_at"]
        row.channel = Complaint.Channel.PORTAL if act.actor.role is Role.CITIZEN else given["channel"]
        row.by = Complaint.By.CITIZEN if act.actor.role is Role.CITIZEN else given["by"]
        row.by_name = given["by_name"]
        row.late = due is not None and act.day > due
        row.registered_by = act.user
        row.document = self._file(act, row, given)
        row.save()
        act.letter(self._receipt(act, row))
        text = f"Der er kommet en klage i sag {act.case.number}."
        if act.case.caseworker_id != act.user.pk:
            act.notify(act.case.caseworker, self.event, text)
        act.notify_leaders(self.event, text)
        act.created = row.no
        return {
            "complaint": row.no,
            "decision": decision.no,
            "letter": decision.letter_id,
            "channel": row.channel,
            "by": row.by,
            "late": row.late,
            "document": row.document.no,
        }

    def _decision(self, act: Act, given: Mapping[str, Any]) -> Decision:
        rows = issued_decisions(act.case)
        usual = [row for row in rows if row.origin != Decision.Origin.PENSION] or rows
        chosen = [row for row in rows if str(row.no) == given["decision"]] if given["decision"] else usual[-1:]
        if not chosen:
            raise Refused(
                "Der er ikke sendt en afgørelse endnu. Skriv det, borgeren siger, som et notat på sagen. "
                "Er sagen overtaget, så registrér først den afgørelse, der er truffet et andet sted."
            )
        assert chosen[0].issued_on is not None
        if act.day < chosen[0].issued_on:
            raise Refused("Klagen kan ikke være kommet, før afgørelsen blev sendt. Ret datoen.", "happened_on")
        return chosen[0]

    def _file(self, act: Act, row: Complaint, given: Mapping[str, Any]) -> Document:
        """The complaint as a paper of the case. What a citizen writes here is mostly about health, and is kept so."""
        title = f"Klage {row.no} over afgørelse {row.decision.no}"
        kept: dict[str, Any] = {"dated": act.day, "health": True, "known_to_citizen": True, "source": row}
        if given["file"]:
            paper = act.document(Document.Kind.CITIZEN, title, file=given["file"], **kept)
            if not given["text"]:
                return paper
            title = f"{title}, det sagde borgeren"
        at = f", klokken {row.received_at:%H.%M}" if row.received_at else ""
        came = f"{row.get_channel_display()}, {day_in_words(act.day)}{at}"
        by = f"{row.get_by_display()}{': ' + row.by_name if row.by_name else ''}"
        sheet = {"Klagen": given["text"] or UNREASONED, "Sådan kom den": came, "Hvem der klager": by}
        return act.document(Document.Kind.CITIZEN, title, sheet=sheet, **kept)

    def _receipt(self, act: Act, row: Complaint) -> letters.ComplaintReceipt:
        case, regime = act.case, act.case.regime
        due = weeks_after(act.day, REASSESSMENT_WEEKS, calendar()).day
        how = HOW_IT_CAME if row.by == Complaint.By.CITIZEN else HOW_IT_CAME_FROM_ANOTHER
        return letters.ComplaintReceipt(
            envelope=wording.envelope(case, act.now.date()),
            received_on=act.day,
            how=how[Complaint.Channel(row.channel)],
            brought_by=BROUGHT_BY[Complaint.By(row.by)].format(name=row.by_name or "en anden"),
            decided_on=row.decision.dated,
            reassessed_by=max(due, act.now.date()),
            next_steps=regime.texts["complaint_next"].strip(),
            body=regime.appeal_body,
            late=row.late,
            who_can_help=wording.helpers(regime),
        )


class WithdrawComplaint(Action):
    """The citizen withdraws the complaint. What was only being written in answer to it lapses."""

    label = "Registrér, at klagen trækkes tilbage"
    effects = (
        "Klagen afsluttes. Afgørelsen gælder fortsat.",
        "Borgeren får et brev, der bekræfter det og siger, hvornår man senest kan klage igen.",
    )
    inputs = WithdrawComplaintInput
    roles = CASEWORK
    part = Part.PROFILE  # the citizen's words are often about health
    event = "complaint_withdrawn"
    icon, rank = "close", 79
    offered = has_complaint("received", "hearing", "changed", "partly", "worsened", "upheld", "forwarded")

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        states = ("received", "hearing", "changed", "partly", "worsened", "upheld", "forwarded")
        row = complaint_of(act.case, given["complaint"], *states)
        if act.day < row.received_on:
            raise Refused("Klagen kan ikke være trukket tilbage, før den kom. Ret datoen.", "happened_on")
        standing = self._standing(act.case, row)
        undo(act, row)
        row.withdrawn_on = act.day
        row.save(update_fields=["withdrawn_on"])
        act.take(row, "withdraw")
        act.note("Borgerens ord om at trække klagen tilbage", given["words"])
        act.letter(self._confirmation(act, row, given["channel"], standing))
        act.notify_leaders(self.event, f"{act.user} har registreret, at en klage i sag {act.case.number} er trukket tilbage.")
        return {"complaint": row.no, "channel": given["channel"]}

    def _standing(self, case: Case, row: Complaint) -> str:
        if row.state == "forwarded":
            return STANDING_SENT.format(body=case.regime.appeal_body)
        return STANDING_NEW if row.new_decision is not None and row.new_decision.state == "issued" else STANDING

    def _confirmation(self, act: Act, row: Complaint, channel: str, standing: str) -> letters.ComplaintWithdrawn:
        """Who withdraws by mistake, or is talked into it, must see it in writing while there is time to complain again."""
        due, today = complaint_due(row.decision), act.now.date()
        still_open = due is None or today <= due
        return letters.ComplaintWithdrawn(
            envelope=wording.envelope(act.case, today),
            complained_on=row.received_on,
            withdrawn_on=act.day,
            how=HOW_IT_WENT[Complaint.Channel(channel)],
            decided_on=row.decision.dated,
            standing=standing,
            last_day=due if still_open else None,
            still_open=still_open,
            channels=wording.appeal(act.case.regime).channels,
            who_can_help=wording.helpers(act.case.regime),
        )


def undo(act: Act, row: Complaint) -> None:
    """What was being written in answer to a complaint lapses, and the case stands as it did.

    A new decision that has gone out stays, and so does one that answers another complaint too.
    """
    void(act, row.letter)
    if not row.came_from or (row.new_decision is not None and row.new_decision.state == "issued"):
        return
    if Complaint.objects.filter(case=act.case, state__in=("changed", "partly", "worsened")).exclude(pk=row.pk).exists():
        return
    lapse_decisions(act)
    resume = f"resume_{row.came_from}"
    if act.case.road.allows(resume, act.case.state):
        act.take(act.case, resume)
