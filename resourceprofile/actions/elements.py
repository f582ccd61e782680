"""An element of the ressourceprofil: its resources, barriers and development options, written together (D-03a)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.act import Act, Refused, Stale
from cases.action import Action
from cases.actions import CASEWORK
from cases.models import Case, User
from cases.road import BEING_CLARIFIED
from flexcase.law.event import FactValue
from flexcase.law.regime import Regime
from flexcase.law.rule import Dossier, Part
from flexcase.law.vocabulary import PROFILE_FIELDS
from resourceprofile.actions.profile import lapse_version, text_row, write_text
from resourceprofile.inputs import WriteProfileElementInput
from resourceprofile.models import ProfilePart


class WriteProfileElement(Action):
    """Writes one element of the ressourceprofil. What is left out of the input stays; an empty text empties it."""

    label = "Beskriv et element"
    effects = ("En færdig udgave af beskrivelsen bortfalder, når du ændrer teksten.",)
    inputs = WriteProfileElementInput
    roles = CASEWORK
    when = BEING_CLARIFIED
    part = Part.PROFILE
    event = "profile_element_written"
    dated = False
    icon, rank = "edit", 19
    tab = "beskrivelse"

    def label_for(self, case: Case) -> str:
        return f"Beskriv et element i {case.regime.labels['profile_document_definite']}"

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"key": elements(case.regime)}

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return bool(elements(case.regime))

    def filled(self, case: Case, user: User, asked: Mapping[str, Any]) -> dict[str, Any]:
        key = asked.get("key") or _next_empty(case)
        rows = {field: text_row(case, f"{key}.{field}") for field in PROFILE_FIELDS}
        return {"key": key, "version": _version(rows), **{field: row.text for field, row in rows.items()}}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        rows = {field: text_row(act.case, f"{given['key']}.{field}") for field in PROFILE_FIELDS}
        if given.get("version") not in (None, _version(rows)):
            theirs = {field: row.text for field, row in rows.items() if row.text != given.get(field, row.text)}
            raise Stale({**theirs, "version": str(_version(rows))})
        changed = {field: row for field, row in rows.items() if given.get(field, row.text) != row.text}
        if not changed and not any(row.text for row in rows.values()):
            raise Refused("Skriv mindst ét af de tre felter.", "resources")
        lapsed = lapse_version(act) if changed else None
        for field, row in changed.items():
            write_text(act, row, given[field])
        act.keep_version(self.draft_name(given), _version(rows), {field: row.text for field, row in rows.items()})
        return {"part": given["key"], **{field: field in changed for field in PROFILE_FIELDS}, "lapsed": lapsed}


def elements(regime: Regime) -> list[tuple[str, str]]:
    """The parts that are described by field: key and label. None under the laws since 2013."""
    return [(part.key, part.label) for part in regime.profile_parts if part.by_field]


def _version(rows: Mapping[str, ProfilePart]) -> int:
    """Counts up whenever any of the element's texts is saved."""
    return sum(row.version for row in rows.values())


def _next_empty(case: Case) -> str:
    written = set(ProfilePart.objects.filter(case=case, text_sealed__isnull=False).values_list("key", flat=True))
    parts = [part for part in case.regime.profile_parts if part.by_field]
    return next((part.key for part in parts if not part.described(written)), parts[0].key if parts else "")
