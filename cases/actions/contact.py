"""How the citizen is reached: telephone, e-mail, address and its protection, Digital Post, interpreter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions.common import CASEWORK
from cases.inputs import ContactInput
from cases.models import Case, Citizen, User
from flexcase.law.event import FactValue

#: What is put right, with the words of the note that keeps what stood before. An address is never told in a note.
DETAILS = {
    "phone": "Telefon",
    "email": "E-mail",
    "digital_post": "Digital Post",
    "protected_address": "Adressebeskyttelse",
    "interpreter": "Tolk",
}


class ChangeContact(Action):
    """Writes how the citizen is reached from now on. What stood before is kept in a note, never in the event."""

    label = "Ret kontaktoplysninger"
    help = "Oplysningerne gælder i alle borgerens sager."
    inputs = ContactInput
    roles = CASEWORK
    event = "contact_changed"
    icon, rank = "edit", 82
    dated = False

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        return {name: getattr(case.citizen, name) for name in DETAILS}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        citizen = Citizen.objects.select_related("key").get(pk=act.case.citizen_id)
        before = {name: getattr(citizen, name) for name in DETAILS}
        changed = [name for name in DETAILS if given[name] != before[name]]
        for name in changed:
            setattr(citizen, name, given[name])
        lines = [f"{DETAILS[name]}: {_said(before[name])} → {_said(given[name])}" for name in changed]
        if given["address"] and given["address"] != citizen.address:
            citizen.address = given["address"]
            changed.append("address")
            lines.append("Adressen er ny.")
        if not changed:
            raise Refused("Intet er ændret. Ret en oplysning, eller luk siden.")
        citizen.save()
        act.note("Kontaktoplysninger er rettet", "\n".join(lines))
        return {"changed": ":".join(changed), "protected_address": citizen.protected_address}


def _said(value: str | bool) -> str:
    return {True: "ja", False: "nej", "": "ingen"}.get(value, str(value))
