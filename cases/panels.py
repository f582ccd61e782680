"""The tabs that every case has: timeline, documents, letters, people, log."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from cases import access
from cases.action import action as action_named
from cases.casepage import shown
from cases.casepage.notes import Kind, counted, kind_of, more, notes_for, numbered, page, tasks_of, told_short, word_for
from cases.casepage.tabs import panel as panel
from cases.casepage.tabs import uuid_or_none
from cases.crossing import demands
from cases.dossier import load
from cases.models import Case, CaseAccess, Departure, Document, Event, Letter, Note, Representative, User
from cases.road import UNDER_WAY
from cases.told import ICONS, read_as, told, told_by_name
from cases.worklists import veil
from flexcase.base.models import Read
from flexcase.law.regime import regimes
from flexcase.law.rule import Part

#: Events on one page of the timeline.
EVENTS = 100


@panel("tidslinje", "Tidslinje", part=Part.CASE, template="cases/panels/timeline.html", rank=10, by_address=True)
def timeline(case: Case, user: User, asked: QueryDict) -> dict[str, Any]:
    """A page of what has happened, newest first, with the notes that belong to it."""
    before = asked.get("foer", "")
    known = Event.objects.filter(case=case, **({"seq__lt": int(before)} if _is_place(before) else {}))
    rows = list(known.order_by("-seq")[: EVENTS + 1])
    rows, older = rows[:EVENTS], len(rows) > EVENTS
    people = _named(row.actor_id for row in rows)
    parts = access.parts_of(user)
    notes = {note.run_id: note for note in notes_for(case, user).filter(run__in=[row.run_id for row in rows])}
    return {
        "entries": [_entry(case, row, parts, notes.get(row.run_id), people.get(row.actor_id, "FlexCase")) for row in rows],
        "first_url": "?fane=tidslinje#fane" if _is_place(before) else "",
        "next_url": f"?fane=tidslinje&foer={rows[-1].seq}#fane" if older else "",
    }


def _named(ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """What these people are called; the clock is nobody."""
    return {person.pk: str(person) for person in User.objects.filter(pk__in={one for one in ids if one})}


def _is_place(text: str) -> bool:
    """Whether a word of the address can be a place in a case's chain."""
    return text.isascii() and text.isdigit() and len(text) < 10


def _entry(case: Case, row: Event, parts: frozenset[Part], note: Note | None, who: str) -> dict[str, Any]:
    """A line of the timeline (components/timeline.html)."""
    return {
        "at": row.recorded_at,
        "icon": ICONS.get(row.kind, "check"),
        "title": event_title(case, row, parts),
        "text": told_short(note) if note else "",
        "who": who,
    }


def event_title(case: Case, row: Event, parts: frozenset[Part]) -> str:
    """What happened, in the words of the timeline, as somebody reads it who may read these parts."""
    words = _told(case, row, parts)
    if row.happened_on != row.recorded_at.date():
        words = f"{words} ({row.happened_on.day}.{row.happened_on.month}.{row.happened_on.year})"
    return words


def _told(case: Case, row: Event, parts: frozenset[Part]) -> str:
    if not veil.event_is_open(row, parts):
        return veil.NEUTRAL
    if row.kind.startswith("letter_") and Part.LETTERS not in parts:
        return told(row.kind)
    return told_by_name(case, row.kind, json.loads(row.body)["facts"])


@panel("notater", "Notater", part=Part.CASE, template="cases/panels/notes.html", rank=60, by_address=True)
def written(case: Case, user: User, asked: QueryDict) -> dict[str, Any]:
    """A page of the notes that the user may read, newest first; a corrected one stays beside the note that corrects it."""
    kind = asked.get("slags", "")
    kind, rows = kind if kind in Kind else "", notes_for(case, user)
    found, older = page(rows, kind, uuid_or_none(asked.get("efter", "")), uuid_or_none(asked.get("fra", "")))
    tasks = tasks_of(found)
    of_kind = {"fane": "notater", **({"slags": kind} if kind else {})}
    may_write = user.role in action_named("write_note").roles
    return {
        "may_write": may_write,
        "notes": [_note(case, note, tasks.get(note.pk, []), may_write) for note in found],
        "kinds": counted(rows),
        "kind": kind,
        "first_url": f"?{urlencode(of_kind)}#fane" if {"efter", "fra"} & asked.keys() else "",
        "next_url": f"?{urlencode(of_kind | {'efter': str(found[-1].pk)})}#fane" if older else "",
    }


def _note(case: Case, note: Note, tasks: list[tuple[str, str]], may_write: bool) -> dict[str, Any]:
    no = numbered(note) if may_write else None
    url = f"{shown.action_url('correct_note', case)}?note={no}" if no else ""
    return {"row": note, "kind": kind_of(note), "word": word_for(note), "more": [*more(note), *tasks], "url": url}


@panel("dokumenter", "Dokumenter", part=Part.DOCUMENTS, template="cases/panels/documents.html", rank=50)
def documents(case: Case, user: User) -> dict[str, Any]:
    """Every document, by number; and those that were removed, with why."""
    rows = Document.everything.filter(case=case).select_related("case__key", "added_by", "removed_by").order_by("no")
    return {"documents": list(rows), "may_add": user.role in action_named("add_document").roles}


@panel("breve", "Breve", part=Part.LETTERS, template="cases/panels/letters.html", rank=55)
def letters_sent(case: Case, user: User) -> dict[str, Any]:
    """Every letter, how far it is, and the proof of delivery."""
    rows = Letter.objects.filter(case=case).select_related("delivery", "approved_by").order_by("-pk")
    return {"letters": [{"row": row, "url": _letter_url(case, row), "state": STATES[row.state]} for row in rows]}


STATES = {
    "queued": "dannes",
    "rendered": "venter på godkendelse",
    "approved": "godkendt",
    "issued": "sendes",
    "delivered": "leveret",
    "voided": "bortfaldet",
}


def _letter_url(case: Case, row: Letter) -> str:
    return reverse("letter", args=[case.number, row.pk]) if row.blob else ""


@panel("personer", "Personer", part=Part.LOG, template="cases/panels/people.html", rank=80)
def people(case: Case, user: User) -> dict[str, Any]:
    """Who has to do with the case, who speaks for the citizen, and who has been lent it."""
    speakers = Representative.objects.filter(case=case).select_related("case__key", "mandate").order_by("no")
    return {
        "speakers": list(speakers),
        "lent": list(CaseAccess.objects.filter(content_object=case).select_related("user", "granted_by")),
    }


@panel("regelsaet", "Regelsæt", part=Part.CASE, template="cases/panels/regime.html", rank=85)
def regime(case: Case, user: User) -> dict[str, Any]:
    """The law that the case follows and why, what it demands since the case crossed, and what the next law will demand."""
    dossier, running = load([case])[case.pk], case.state in UNDER_WAY
    before = replace(dossier, regime=regimes().named(case.regime_before)) if case.regime_before else None
    coming = regimes().after(dossier.today) if running else None
    chosen = Note.objects.filter(case=case, run__action="choose_regime").select_related("case__key", "written_by")
    return {
        "law": case.regime,
        "frozen_on": case.regime_frozen_on if not running else None,
        "chosen_on": case.regime_chosen_on,
        "choices": list(chosen.order_by("-at")),
        "before": before.regime if before else None,
        "unmet": shown.findings(demands(before, case.regime), case, user) if before and running else [],
        "coming": coming,
        "ahead_of": shown.findings(demands(replace(dossier, today=coming.begins), coming), case, user) if coming else [],
    }


#: Lines on one page of the log.
READS = 50


@panel("log", "Log", part=Part.LOG, template="cases/panels/log.html", rank=90, by_address=True)
def log(case: Case, user: User, asked: QueryDict) -> dict[str, Any]:
    """A page of who has read the case, newest first, and which demands were departed from."""
    reads = Read.objects.filter(citizen_id=case.citizen_id, case_id=case.pk).exclude(what="list").order_by("-at", "-pk")
    key = uuid_or_none(asked.get("foer", ""))
    before = reads.filter(pk=key).first() if key else None
    if before is not None:
        reads = reads.filter(Q(at__lt=before.at) | Q(at=before.at, pk__lt=before.pk))
    rows = list(reads[: READS + 1])
    rows, older = rows[:READS], len(rows) > READS
    people = _named(row.user_id for row in rows)
    return {
        "reads": [{"at": row.at, "who": people.get(row.user_id, "ukendt"), "what": read_as(row.what)} for row in rows],
        "first_url": "?fane=log#fane" if before is not None else "",
        "next_url": f"?fane=log&foer={rows[-1].pk}#fane" if older else "",
        "departures": list(
            Departure.objects.filter(case=case).select_related("asked_by", "answered_by", "case__key").order_by("no")
        ),
    }
