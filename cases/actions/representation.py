"""Who speaks for the citizen, and who goes along (forvaltningsloven § 8, P-18). From here the letters follow the mandate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions.common import CASEWORK
from cases.facts import CaseFacts
from cases.inputs import RegisterPersonInput, RevokePersonInput
from cases.models import Case, Document, Representative
from cases.party import leader_of
from cases.road import CASE_ROAD
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier

#: A mandate may be given while anything can still be written to the citizen.
OPEN_TO_MANDATE = tuple(state for state in CASE_ROAD.states if state != "transferred")


class RegisterRepresentative(Action):
    """Registers a partsrepræsentant with the mandate on file, or a bisidder. Letters go to the representative."""

    label = "Registrér partsrepræsentant eller bisidder"
    help = "En partsrepræsentant fører sagen for borgeren og får brevene. En bisidder går med til møder og får ingen breve."
    effects = ("Har partsrepræsentanten fuldmagt til hele sagen, får den brevene fra nu af.",)
    inputs = RegisterPersonInput
    roles = CASEWORK
    when = OPEN_TO_MANDATE
    event = "representative_registered"
    icon, rank = "person", 75

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        leads = given["kind"] == Representative.Kind.REPRESENTATIVE
        self._check(act, given, leads)
        row = Representative(case=act.case, no=Representative.objects.filter(case=act.case).count() + 1, kind=given["kind"])
        row.covers = given["covers"] if leads else ""
        row.phone, row.digital_post = given["phone"], given["digital_post"]
        row.valid_from, row.valid_until = act.day, given["valid_until"]
        row.name, row.address = given["name"], given["address"]
        if leads:
            row.mandate = act.document(
                Document.Kind.CITIZEN, "Fuldmagt", dated=act.day, file=given["mandate"], known_to_citizen=True
            )
        row.save()
        return {
            "representative": row.no,
            "kind": row.kind,
            "covers": row.covers or None,
            "document": row.mandate.no if row.mandate else None,
            "until": row.valid_until,
        }

    def _check(self, act: Act, given: Mapping[str, Any], leads: bool) -> None:
        """Raises Refused for what a representative must have, and for a second one who would lead the case."""
        if given["valid_until"] is not None and given["valid_until"] < act.day:
            raise Refused("Den sidste dag ligger før den første. Ret dagen.", "valid_until")
        if not leads:
            return
        if not given["mandate"]:
            raise Refused("Læg fuldmagten på sagen. Uden den får partsrepræsentanten ikke brevene.", "mandate")
        if not given["covers"]:
            raise Refused("Vælg, hvad fuldmagten gælder.", "covers")
        if not given["digital_post"] and not given["address"]:
            raise Refused("Skriv adressen, eller sæt kryds ved Digital Post. Ellers kan brevene ikke komme frem.", "address")
        if given["covers"] == Representative.Covers.WHOLE_CASE and leader_of(act.case):
            raise Refused("En anden fører allerede sagen for borgeren. Afslut den fuldmagt først.", "covers")


class RevokeRepresentative(Action):
    """The mandate ends. Nothing stops it: the citizen decides who speaks for them."""

    label = "Afslut fuldmagt eller bisidder"
    effects = ("Breve går igen til borgeren.",)
    inputs = RevokePersonInput
    roles = CASEWORK
    when = CASE_ROAD.states
    event = "representative_revoked"
    icon, rank = "close", 76

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        rows = Representative.objects.filter(case=case, revoked_on=None).select_related("case__key")
        return {"person": [(str(row.no), f"{row.name}, {row.get_kind_display().lower()}") for row in rows]}

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return any(person.revoked_on is None for person in dossier.of(CaseFacts).representatives)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = Representative.objects.get(case=act.case, no=int(given["person"]))
        if act.day < row.valid_from:
            raise Refused("Dagen ligger før den dag, fuldmagten begyndte.", "happened_on")
        row.revoked_on = act.day
        row.save(update_fields=["revoked_on"])
        return {"representative": row.no, "channel": given["channel"]}
