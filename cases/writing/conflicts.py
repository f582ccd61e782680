"""Somebody saved the same text meanwhile: theirs, mine, what is new in each, and the two put together (conflict.html)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import QueryDict

from cases.action import Action
from cases.inputs import Lines
from cases.models import Case
from cases.writing import drafts
from cases.writing.merging import Merged, Piece, merged, pieces


@dataclass(frozen=True)
class BothTexts:
    """One field that two have written in."""

    name: str
    label: str
    theirs: str
    mine: str
    their_pieces: tuple[Piece, ...]
    my_pieces: tuple[Piece, ...]
    together: str
    clean: bool


@dataclass(frozen=True)
class Conflict:
    """Who saved what and when, and the fields that differ. Nothing is lost: theirs is saved, mine is set aside."""

    who: str
    at: datetime | None
    texts: tuple[BothTexts, ...]

    @property
    def clean(self) -> bool:
        """Whether all of it could be put together without two saying something at the same place."""
        return all(text.clean for text in self.texts)


def between(action: Action, case: Case, typed: QueryDict, theirs: Mapping[str, str]) -> Conflict:
    """What was typed against what stands now, and both against the version that was opened, where that is known."""
    form = action.draft_name(typed)
    opened = typed.get("version", "")
    before, _ = drafts.version_of(case, form, int(opened)) if opened.isdecimal() else (None, None)
    _, saved = drafts.version_of(case, form, int(theirs["version"]))
    fields = action.form(None).fields
    texts = [
        _both(name, fields[name], (before or {}).get(name), text, _typed(typed, name))
        for name, text in theirs.items()
        if name in fields and not fields[name].widget.is_hidden and text != _typed(typed, name)
    ]
    return Conflict(str(saved.user) if saved else "En kollega", saved.at if saved else None, tuple(texts))


def _typed(typed: QueryDict, name: str) -> str:
    return "\n".join(typed.getlist(name)).replace("\r\n", "\n").strip()


def _both(name: str, field: forms.Field, before: str | None, theirs: str, mine: str) -> BothTexts:
    together = _together(field, before, theirs, mine)
    theirs_shown, mine_shown = _in_words(field, theirs), _in_words(field, mine)
    was = mine_shown if before is None else _in_words(field, before)
    my_was = theirs_shown if before is None else was
    label = str(field.label)
    return BothTexts(
        name, label, theirs, mine, pieces(theirs_shown, was), pieces(mine_shown, my_was), together.text, together.clean
    )


def _together(field: forms.Field, before: str | None, theirs: str, mine: str) -> Merged:
    """Texts are put together; of a figure or a choice only one can stand: the one that was changed, or else mine."""
    if isinstance(field.widget, forms.Textarea):
        return merged(before, theirs, mine, "\n" if isinstance(field, Lines) else " ")
    if before is not None and mine == before:
        return Merged(theirs, clean=True)
    return Merged(mine, clean=before == theirs)


def _in_words(field: forms.Field, value: str) -> str:
    """A choice as it is called."""
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]  # none of ours are grouped
    return value
