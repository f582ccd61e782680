"""An ending that was a mistake: a death noted on the wrong case, a withdrawal nobody meant. It is taken back by two.

What lapsed when the case ended (a hearing, a draft, a trial, a place on an agenda) stays lapsed: it is begun anew from the
step on which the case stood. The citizen who was told of the ending is told that it was a mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions.common import CASEWORK
from cases.actions.endings import AnswerToEnding
from cases.inputs import ReasonInput
from cases.letters import wording
from cases.letters.endings import CaseGoesOn
from cases.models import Case, Ending, Letter
from cases.road import DECIDED, ENDED, UNDER_WAY
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier

#: Where the case goes on. A trial was stopped with the case, so it is the description from which another is begun.
GOES_ON_AT = {"trial": "profile"}
#: What the citizen was told, by the state in which the case stood. Of a death nobody was told.
WHAT_WE_SAID = {
    "withdrawn": "Vi har skrevet, at din ansøgning var trukket tilbage. Det var en fejl.",
    "transferred": "Vi har skrevet, at en anden kommune havde din sag. Det var en fejl. Vi har den stadig.",
    "closed": "Vi har ved en fejl lukket din sag. Det er vi kede af.",
}
CONSEQUENCE = "Sagen er åben igen. Du skal ikke søge på ny. Det, du har sendt os, ligger her stadig."


class AskToTakeBackEnding(Action):
    """Asks to take an ending back. Another person answers: what was said to the citizen is said otherwise."""

    label = "Anmod om at åbne en sag, der er afsluttet ved en fejl"
    help = "Kun når afslutningen selv var en fejl. Har borgeren fortrudt og vil søge igen, er det en ny ansøgning."
    effects = ("Begrundelsen gemmes uændret på sagen.", "En anden end dig skal godkende. Så fortsætter sagen, hvor den stod.")
    inputs = ReasonInput
    roles = CASEWORK
    when = ENDED
    event = "taking_back_asked"
    icon, rank = "reply", 91

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return bool(case.ended_from)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if not act.case.ended_from:
            raise Refused("Sagen er lukket efter en afgørelse. Borgeren kan klage eller søge igen.")
        if Ending.objects.filter(case=act.case, state="asked", kind=Ending.Kind.TAKEN_BACK).exists():
            raise Refused("Der er allerede bedt om at åbne sagen.")
        row = Ending(case=act.case, no=Ending.objects.filter(case=act.case).count() + 1, kind=Ending.Kind.TAKEN_BACK)
        row.asked_by, row.asked_on = act.user, act.day
        row.reason = given["reason"]
        row.save()
        act.notify_leaders(self.event, f"{act.user} beder om at åbne sag {act.case.number}, der er afsluttet ved en fejl.")
        return {"ending": row.no, "from": act.case.ended_from}


class _AnswerToTakingBack(AnswerToEnding):
    when = ENDED

    def asked(self, case: Case) -> Ending | None:
        rows = Ending.objects.filter(case=case, state="asked", kind=Ending.Kind.TAKEN_BACK)
        return rows.select_related("case__key", "asked_by").first()


class ApproveTakingBack(_AnswerToTakingBack):
    """Agrees, and the case goes on where it stood."""

    label = "Godkend, at sagen åbnes igen"
    effects = (
        "Sagen fortsætter på det trin, hvor den stod. Fristen for afgørelsen løber igen.",
        "Borgeren får et brev om, at sagen er åben.",
        "Breve, høringer og udkast, der bortfaldt, skal laves igen.",
    )
    moves = tuple(f"go_on_at_{state}" for state in (*UNDER_WAY, *DECIDED) if state not in GOES_ON_AT)
    event = "ending_taken_back"
    move_of_ending = "approve"

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        case = act.case
        facts = super().perform(act, given)
        act.take(Ending.objects.get(case=case, no=str(facts["ending"])), "use")
        to = GOES_ON_AT.get(case.ended_from, case.ended_from)
        if case.citizen.died_on is not None:
            self._alive(act)
        act.move = f"go_on_at_{to}"
        case.ended_from = ""
        case.save(update_fields=["ended_from"])
        act.letter(
            CaseGoesOn(
                envelope=wording.envelope(case, act.day),
                happened=WHAT_WE_SAID[case.state],
                consequence=CONSEQUENCE,
                expected_by=case.expected_decision_on if to in UNDER_WAY and case.expected_decision_on >= act.day else None,
                who_can_help=wording.helpers(case.regime),
            )
        )
        act.notify(case.caseworker, self.event, f"Sag {case.number} er åbnet igen. Begynd det på ny, der bortfaldt.")
        return {**facts, "to": to}

    def _alive(self, act: Act) -> None:
        """The day of death goes from the citizen's own row, letters that it held back go out, other cases are thought of."""
        citizen = act.case.citizen
        citizen.died_on = None
        citizen.save(update_fields=["died_on"])
        held_back = Letter.objects.filter(case__citizen=citizen, recipient=Letter.Recipient.CITIZEN, state="issued")
        for letter in held_back:
            act.put("letter.deliver", letter.pk, f"again:{act.run.pk}")
        others = Case.objects.filter(citizen=citizen, state="closed").exclude(ended_from="").exclude(pk=act.case.pk)
        for other in others.select_related("caseworker"):
            words = f"Dødsfaldet i sag {act.case.number} var en fejl. Se også på sag {other.number}."
            act.notify(other.caseworker, self.event, words)


class RefuseTakingBack(_AnswerToTakingBack):
    """Refuses: the case stays as it ended."""

    label = "Afvis, at sagen åbnes igen"
    event = "taking_back_refused"
    move_of_ending = "refuse"
