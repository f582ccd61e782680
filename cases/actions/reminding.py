"""The citizen is reminded of what the case waits for (påmindelse); no deadline is moved by it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from cases import awaits
from cases.act import Act, Refused
from cases.action import Action
from cases.actions.common import CASEWORK
from cases.inputs import Nothing
from cases.letters import wording
from cases.letters.reminder import Awaited, CitizenReminder
from cases.models import Case, Letter
from cases.road import ANSWERED, UNDER_WAY
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part

#: How long there is peace after a reminder: practice, not law.
PEACE = timedelta(days=7)


class RemindCitizen(Action):
    """Writes to the citizen what we wait for, by which day, what happens otherwise, and whom to call.

    Source: the duty to guide (forvaltningsloven § 7, stk. 1) and god forvaltningsskik. The law demands no reminder, and this
    one gives no new day: the frist of a partshøring (§ 19) and every other stands as it was told.
    """

    label = "Mind borgeren om det, vi venter på"
    help = "Brevet nævner alt, sagen venter på fra borgeren. Det ændrer ingen frist."
    effects = (
        "Borgeren får et brev: hvad vi venter på, hvornår, hvad der ellers sker, og hvem man kan ringe til.",
        "Ingen frist bliver ændret.",
        "Der sendes kun brev, når en dag er nær eller gået, og højst ét om ugen.",
    )
    inputs = Nothing
    roles = CASEWORK
    when = (*UNDER_WAY, *ANSWERED)
    part = Part.LETTERS
    event = "citizen_reminded"
    bulk, bulk_rank = "Mind borgeren", 25
    dated = False
    icon, rank = "email", 53

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return "borgeren" in case.waits_for and case.state in UNDER_WAY

    def letter_for(self, case: Case, day: date) -> CitizenReminder:
        if case.citizen.died_on is not None:
            raise Refused("Borgeren er død. Der sendes ikke flere breve.")
        found = awaits.awaited(case)
        if not found:
            raise Refused("Sagen venter ikke på noget fra borgeren.")
        self._in_time(found, day)
        self._in_peace(case, day)
        return CitizenReminder(
            envelope=wording.envelope(case, day),
            awaited=tuple(found),
            how_to_answer=wording.answering(),
            who_can_help=wording.helpers(case.regime),
        )

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        content = self.letter_for(act.case, act.day)
        return {"letter": act.letter(content).pk, "about": len(content.awaited)}

    def _in_time(self, found: list[Awaited], today: date) -> None:
        first = min((one.day for one in found if one.day is not None), default=today)
        if first > today + awaits.NEAR:
            raise Refused(f"Der er god tid: borgeren har til {first:%d.%m.%Y}. Mind om det fra {first - awaits.NEAR:%d.%m.%Y}.")

    def _in_peace(self, case: Case, day: date) -> None:
        sent = Letter.objects.filter(case=case, kind=CitizenReminder.kind).exclude(state="voided")
        last = sent.order_by("-dated").values_list("dated", flat=True).first()
        if last is not None and day < last + PEACE:
            raise Refused(f"Borgeren fik en påmindelse {last:%d.%m.%Y}. Vent til {last + PEACE:%d.%m.%Y}, eller ring.")
