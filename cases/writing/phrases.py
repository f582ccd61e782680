"""Standard phrases (standardtekster) to write letters with: those that come with the house, one's own, and the unit's.

They are plain words: nothing in them is filled in or evaluated.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.db.models import Q

from cases.action import Action
from cases.inputs import LongText, Text
from cases.models import Phrase, Role, User
from flexcase.law.cpr import PERHAPS

#: What comes with the house, with the source of each.
SHIPPED = Path(__file__).with_name("phrases.toml")
#: Phrases that one person may keep.
MOST = 100


@dataclass(frozen=True)
class Line:
    """One phrase. ``source`` is the law that it rests on, or who shares it."""

    name: str
    text: str
    source: str = ""


@dataclass(frozen=True)
class Group:
    """Phrases for a section of a letter. ``places`` are »action.field«, none for every letter; ``line``: each on its own."""

    title: str
    lines: tuple[Line, ...]
    places: tuple[str, ...] = ()
    line: bool = False

    def fields(self, action: Action) -> tuple[str, ...]:
        """The fields of the action's form that it is meant for."""
        return tuple(field for name, _, field in (place.partition(".") for place in self.places) if name == action.name)


@cache
def shipped() -> tuple[Group, ...]:
    """The phrases that come with the house."""
    read = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["group"]
    return tuple(
        Group(one["title"], tuple(Line(**phrase) for phrase in one["phrase"]), tuple(one["places"]), one.get("line", False))
        for one in read
    )


def beside(action: Action, user: User) -> list[dict[str, Any]]:
    """What the user can put into a letter that the action writes: for its fields first, then one's own; one query.

    Nothing beside a form that writes to no citizen.
    """
    if not action.to_citizen:
        return []
    fitting = [group for group in shipped() if group.fields(action)]
    everywhere = [group for group in shipped() if not group.places]
    groups = (*fitting, *own_groups(user, known_to(user)), *everywhere)
    return [
        {"title": one.title, "lines": one.lines, "line": one.line, "into": [f"id_{field}" for field in one.fields(action)]}
        for one in groups
    ]


def known_to(user: User) -> list[Phrase]:
    """A person's own phrases, and those that the unit shares; one query."""
    mine_or_ours = Q(user=user) | (Q(unit=user.unit_id) if user.unit_id else Q())
    return list(Phrase.objects.filter(mine_or_ours).select_related("user"))


def own_groups(user: User, rows: list[Phrase]) -> Iterator[Group]:
    """The same as groups: what nobody else sees, and what the unit shares."""
    mine = tuple(Line(row.name, row.text) for row in rows if row.unit_id is None)
    ours = tuple(Line(row.name, row.text, f"Delt af {row.user}") for row in rows if row.unit_id is not None)
    if mine:
        yield Group("Mine egne", mine)
    if ours:
        yield Group(f"Delt i {user.unit}", ours)


class PhraseInput(forms.Form):
    """A phrase, and whether the unit shares it."""

    name = Text("Navn", "Skriv, hvad teksten skal hedde.", max_length=60)
    text = LongText(
        "Tekst",
        "Skriv teksten.",
        max_length=2000,
        help_text="Skriv hele sætninger, der passer i flere sager, og intet om en bestemt borger.",
    )
    shared = forms.BooleanField(label="Del med enheden", required=False)

    def clean(self) -> dict[str, Any]:
        for field in ("name", "text"):
            if PERHAPS.search(self.cleaned_data.get(field, "")):
                self.add_error(field, "Det ligner et CPR-nummer. Skriv intet om en bestemt borger.")
        return self.cleaned_data


@transaction.atomic
def save(user: User, given: Mapping[str, Any], row: Phrase | None = None) -> Phrase:
    """Keep a phrase, a new one or in the place of ``row``; sent twice, it is kept once.

    Raises ValidationError for a name that is taken, or one too many.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two at once are one after the other
    mine = Phrase.objects.filter(user=user)
    row = row or mine.filter(name=given["name"], text=given["text"]).first()
    others = mine.exclude(pk=row.pk) if row else mine
    if others.filter(name=given["name"]).exists():
        raise forms.ValidationError({"name": "Du har allerede en standardtekst, der hedder sådan. Skriv et andet navn."})
    if row is None and others.count() >= MOST:
        raise forms.ValidationError(f"Du har allerede {MOST} standardtekster. Slet en, som du ikke bruger, og prøv igen.")
    row = row or Phrase(user=user)
    row.name, row.text = given["name"], given["text"]
    row.unit = user.unit if given.get("shared") else None
    row.save()
    return row


def may_delete(user: User, row: Phrase) -> bool:
    """Whose it is, and the leader of the unit that shares it."""
    return row.user_id == user.pk or (user.role == Role.TEAM_LEADER and row.unit_id == user.unit_id is not None)


def delete(user: User, pk: UUID) -> Phrase | None:
    """Take a phrase away. None when it is not this person's to take. Letters that were written with it stay as they are."""
    row = Phrase.objects.filter(pk=pk).first()
    if row is None or not may_delete(user, row):
        return None
    Phrase.objects.filter(pk=pk).delete()
    return row
