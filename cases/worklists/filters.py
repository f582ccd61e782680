"""Saved filters: what belongs to a user alone, and what a unit shares. No case is changed by them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.http import QueryDict

from cases.inputs import Text
from cases.models import Role, SavedFilter, User
from cases.worklists.listing import Listing
from cases.worklists.worklist import View, narrowed, view_of

#: Filters that one person may keep: the rail is no archive.
MOST = 20


class FilterInput(forms.Form):
    """A filter's name, and whether the unit shares it."""

    name = Text("Navn", "Skriv, hvad filtret skal hedde.", max_length=40)
    shared = forms.BooleanField(label="Del med enheden", required=False)


def known_to(user: User) -> list[SavedFilter]:
    """A person's own filters, and those that the unit shares; one query."""
    mine_or_ours = Q(user=user) | (Q(unit=user.unit_id) if user.unit_id else Q())
    return list(SavedFilter.objects.filter(mine_or_ours))


def as_view(user: User, row: SavedFilter) -> View:
    """The list that a filter stands for, among the cases that this person may see."""
    view, listing = _meaning(user, row.query)
    return View(row.pk.hex, row.name, view.relation, narrowed(user, view, listing), query=f"{row.query}&filter={row.pk.hex}")


def _meaning(user: User, query: str) -> tuple[View, Listing]:
    asked = QueryDict(query)
    view = view_of(user, asked.get("vis", ""))
    return view, Listing.read(asked, view.key)


def save(user: User, query: str, given: Mapping[str, Any]) -> SavedFilter:
    """Keep a list under a name; the same name again takes the place of the former. Raises ValidationError."""
    _, listing = _meaning(user, query)
    row = SavedFilter.objects.filter(user=user, name=given["name"]).first()
    if row is None and SavedFilter.objects.filter(user=user).count() >= MOST:
        raise forms.ValidationError(f"Du har allerede {MOST} filtre. Slet et, som du ikke bruger, og prøv igen.")
    row, _ = SavedFilter.objects.update_or_create(
        user=user,
        name=given["name"],
        defaults={"query": listing.query(), "unit": user.unit if given["shared"] else None},
    )
    return row


def may_delete(user: User, row: SavedFilter) -> bool:
    """Whose it is, and the leader of the unit that shares it."""
    return row.user_id == user.pk or (user.role == Role.TEAM_LEADER and row.unit_id == user.unit_id is not None)


def delete(user: User, pk: UUID) -> SavedFilter | None:
    """Take a filter away. None when it is not this person's to take."""
    row = SavedFilter.objects.filter(pk=pk).first()
    if row is None or not may_delete(user, row):
        return None
    SavedFilter.objects.filter(pk=pk).delete()
    return row
