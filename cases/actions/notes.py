"""Notes (notatpligt, D-24) and the conversations that they tell of. A note is never changed: a new one corrects it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions.common import CASEWORK
from cases.actions.tasks import put_lines
from cases.inputs import ConversationInput, CorrectNoteInput, NoteInput, PlanConversationInput
from cases.models import Case, Deadline, Note, Role, User
from cases.writing.note_templates import CONVERSATION, NOTE
from flexcase.law.event import FactValue

WRITERS = CASEWORK | {Role.JOB_CONSULTANT}
#: How a heading calls a conversation.
SPOKE = {Note.Spoken.PHONE: "Telefonsamtale", Note.Spoken.MEETING: "Møde", Note.Spoken.VIDEO: "Videosamtale"}
#: What a note says besides its heading; a correction says it all anew.
SAID = ("channel", "talked_with", "text", "promised", "guided", "advice", "next_step", "next_on")


def _heading(given: Mapping[str, Any]) -> str:
    return given.get("heading") or f"{SPOKE[given['channel']]} med {given['talked_with'] or 'borgeren'}"


def _keep(act: Act, given: Mapping[str, Any], **more: Any) -> Mapping[str, FactValue]:
    """Write the note and the tasks that were agreed, and say in the event how and when one spoke: never what was said."""
    said = {name: given[name] for name in SAID if name in given}
    if not given["channel"]:
        said["talked_with"] = ""
    note = act.note(_heading(given), said.pop("text"), **said, **more)
    tasks = put_lines(act, given.get("tasks", ()), note)
    return {
        "channel": given["channel"] or None,
        "guided": ":".join(given["guided"]) or None,
        **({"next_on": given["next_on"]} if given.get("next_on") else {}),
        **({"tasks": ":".join(str(task.no) for task in tasks)} if tasks else {}),
    }


def _ahead(day: date | None, since: date) -> None:
    if day is not None and day <= since:
        raise Refused("Næste samtale ligger efter denne. Skriv en senere dag.", "next_on")


class WriteNote(Action):
    """Writes a note of a conversation or of anything else (notatpligt, D-24): who, when, what, promises, guidance."""

    label = "Skriv notat"
    inputs = NoteInput
    roles = WRITERS
    event = "note_written"
    icon, rank = "edit", 40
    templates = NOTE

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        return _keep(act, given)


class RecordConversation(Action):
    """Records a conversation on the citizen's way on (jobsamtale): what was agreed, the next step, the next day."""

    label = "Registrér samtale"
    inputs = ConversationInput
    roles = WRITERS
    event = "conversation_noted"
    icon, rank = "chat", 41
    templates = CONVERSATION

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        _ahead(given["next_on"], act.day)
        return _keep(act, given)


class CorrectNote(Action):
    """Writes a note anew. Both are kept and seen, and the newest is the one that counts."""

    label = "Ret notat"
    help = "Det gamle notat bliver stående på sagen som rettet. Skriv hele notatet, som det skal være."
    inputs = CorrectNoteInput
    roles = WRITERS
    event = "note_corrected"
    icon, rank = "edit", 0
    one_of_several = ("note",)

    def filled(self, case: Case, user: User, asked: Mapping[str, Any]) -> dict[str, Any]:
        no = str(asked.get("note", ""))
        old = _written(case, int(no)) if no.isdigit() else None
        if old is None:
            return {}
        return {"heading": old.heading, "happened_on": old.dated, **{name: getattr(old, name) for name in SAID}}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        old = _written(act.case, given["note"]) if given["note"] else None
        if old is None:
            raise Refused("Vælg et notat under »Notater«, og ret det derfra.")
        if Note.objects.filter(corrects=old).exists():
            raise Refused("Notatet er allerede rettet. Ret det nyeste.")
        held_on = given["happened_on"] or old.dated
        _ahead(given["next_on"], held_on)
        return {"corrects": given["note"], "held_on": held_on, **_keep(act, given, corrects=old, dated=held_on)}


def _written(case: Case, no: int) -> Note | None:
    """The note that somebody wrote as a note, by the number of its event on the case."""
    own = (WriteNote.name, RecordConversation.name, CorrectNote.name)
    notes = Note.objects.filter(case=case, run__event__seq=no, run__action__in=own)
    return notes.select_related("case__key").first()


class PlanConversation(Action):
    """Agrees on the day of the next conversation, moves it, or calls it off."""

    label = "Aftal samtale"
    effects = ("Dagen kommer i sagens frister, og sagsbehandleren bliver mindet om den dagen før.",)
    inputs = PlanConversationInput
    roles = WRITERS
    event = "conversation_planned"
    icon, rank = "calendar-month", 44
    dated = False

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        day = given["next_on"]
        if day is not None and day < act.day:
            raise Refused("Dagen er gået. Skriv en dag fra og med i dag.", "next_on")
        agreed = Deadline.objects.filter(case=act.case, kind="next_conversation", met_on=None).exists()
        if day is None and not agreed:
            raise Refused("Der er ikke aftalt nogen samtale. Skriv, hvilken dag den er.", "next_on")
        return {"next_on": day}
