"""The health coordinator is asked, and answers; and the lægekonsulent's skøn under the law that knew one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from cases.access import STAFF, Relation
from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK, LAPSES
from cases.models import Case, Role, User
from cases.road import UNDER_WAY
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part, book
from resourceprofile.actions.common import numbered_row, pick
from resourceprofile.facts import ProfileFacts
from resourceprofile.inputs import (
    AskHealthCoordinatorInput,
    ConsultantStatementInput,
    HealthStatementInput,
    TakeBackQuestionInput,
)
from resourceprofile.models import HealthQuestion, HealthStatement

#: How long the coordinator has, unless the caseworker says another day. The law gives no time.
DAYS_TO_ANSWER = 14


def coordinators() -> list[User]:
    """Who can be asked here."""
    return list(User.objects.filter(role=Role.HEALTH_COORDINATOR, is_active=True).order_by("first_name", "username"))


def knows_coordinator(case: Case) -> bool:
    """Whether the law of the case knows a health coordinator; before, it was the lægekonsulent, who answers on paper."""
    return case.regime.holds("M-05", book["M-05"].since)


class AskHealthCoordinator(Action):
    """Asks the health coordinator (D-06, D-11). From then on, and until it is answered, the one asked sees what it takes."""

    label = "Spørg sundhedskoordinatoren"
    help = "Spørg om funktionstab og skånehensyn. Om borgeren har ret til fleksjob, afgør andre."
    effects = (
        "Den, du spørger, får besked og ser spørgsmålet, helbredsoplysningerne og arbejdsprøvningerne, til der er svaret.",
        "Svaret lægges på sagen, og du får besked.",
    )
    inputs = AskHealthCoordinatorInput
    roles = CASEWORK
    when = UNDER_WAY
    part = Part.HEALTH
    event = "health_coordinator_asked"
    dated = False
    icon, rank = "chat", 33

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return knows_coordinator(case)

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"asked_of": [(user.username, str(user)) for user in coordinators()]}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if act.case.restricted:
            raise Refused("Sagen er kun for sin sagsbehandler og teamlederen. Hent udtalelsen på papir, og registrér den.")
        row = numbered_row(act, HealthQuestion)
        row.asked_by, row.asked_of, row.asked_on = act.user, self._asked_of(given["asked_of"]), act.day
        row.answer_by = given["answer_by"] or act.day + timedelta(days=DAYS_TO_ANSWER)
        if row.answer_by <= act.day:
            raise Refused("Giv tid til at svare: skriv en senere dag.", "answer_by")
        row.question = given["question"]
        row.save()
        act.notify(row.asked_of, self.event, f"Du er spurgt om en sundhedsfaglig udtalelse i sag {act.case.number}.")
        return {"asked": row.no, "answer_by": row.answer_by}

    def _asked_of(self, username: str) -> User:
        found = [user for user in coordinators() if username in ("", user.username)]
        if not found:
            raise Refused("Ingen sundhedskoordinator kan logge ind. Registrér udtalelsen fra papir.", "asked_of")
        if len(found) > 1:
            raise Refused("Der er flere sundhedskoordinatorer. Vælg, hvem du spørger.", "asked_of")
        return found[0]


class TakeBackHealthQuestion(Action):
    """Takes a question back, and with it the access that it gave."""

    label = "Tag spørgsmålet til sundhedskoordinatoren tilbage"
    effects = ("Den, du spurgte, kan ikke længere se sagen af den grund.",)
    inputs = TakeBackQuestionInput
    roles = CASEWORK
    when = UNDER_WAY
    part = Part.HEALTH
    event = "health_question_taken_back"
    dated = False
    icon, rank = "close", 62

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return any(asked.waiting for asked in dossier.of(ProfileFacts).questions)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = pick(
            HealthQuestion.objects.waiting().filter(case=act.case),
            given["asked"],
            "asked",
            "Ingen er spurgt.",
            "Der er stillet flere spørgsmål. Vælg, hvilket du mener.",
        )
        take_back(act, row)
        act.notify(row.asked_of, self.event, f"Spørgsmålet til dig i sag {act.case.number} er taget tilbage.")
        return {"asked": row.no}


def take_back(act: Act, row: HealthQuestion) -> None:
    """Nobody is asked any more."""
    row.taken_back_on = act.day
    row.save(update_fields=["taken_back_on"])


def take_back_questions(act: Act, to: str) -> None:
    """An application that is withdrawn needs no advice."""
    if to == "withdrawn":
        for row in HealthQuestion.objects.waiting().filter(case=act.case):
            take_back(act, row)


LAPSES.append(take_back_questions)


class RecordHealthStatement(Action):
    """Registers a sundhedsfaglig statement: by the health coordinator, or by the caseworker from paper (D-06, D-11)."""

    label = "Registrér sundhedsfaglig udtalelse"
    help = "Udtalelsen handler om funktionstab og skånehensyn. Om borgeren har ret til fleksjob, afgør andre."
    inputs = HealthStatementInput
    roles = CASEWORK | {Role.HEALTH_COORDINATOR}
    relations = STAFF | {Relation.TEAM, Relation.ASKED}
    when = UNDER_WAY
    part = Part.HEALTH
    event = "health_statement_recorded"
    icon, rank = "document", 34

    def label_for(self, case: Case) -> str:
        return f"Registrér {case.regime.labels['health_advice']}"

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        own = act.actor.role is Role.HEALTH_COORDINATOR
        author = given["author"] or (str(act.user) if own else "")
        if not author:
            raise Refused("Skriv sundhedskoordinatorens navn.", "author")
        row = numbered_row(act, HealthStatement)
        row.given_by_role, row.given_by = HealthStatement.Adviser.HEALTH_COORDINATOR, act.user if own else None
        row.answer = given["answer"]
        facts = _keep_statement(act, row, author, given)
        return facts | {"asked": self._answers(act, row, given["asked"])}

    def _answers(self, act: Act, row: HealthStatement, no: int | None) -> int | None:
        """The number of the question that it answers: the one meant, or the oldest that the writer was asked."""
        waiting = HealthQuestion.objects.waiting().filter(case=act.case).select_related("case__key", "asked_by").order_by("no")
        if no is not None:
            waiting = waiting.filter(no=no)
        elif act.actor.role is Role.HEALTH_COORDINATOR:
            waiting = waiting.filter(asked_of=act.user)
        asked = waiting.first()
        if asked is None:
            if no is not None:
                raise Refused("Spørgsmålet er besvaret eller taget tilbage.", "asked")
            return None
        asked.statement = row
        asked.save(update_fields=["statement"])
        words = f"Du har fået svar på dit spørgsmål i sag {act.case.number}. Se, om noget i det er til ugunst for borgeren."
        act.notify(asked.asked_by, self.event, words)
        return asked.no


class RecordConsultantStatement(Action):
    """Registers the lægekonsulent's skøn, under the law that knew one (D-06). The template asks nothing of entitlement."""

    label = "Registrér lægekonsulentens skøn"
    help = "Skønnet handler om funktionstab og skånehensyn. Om borgeren har ret til en ydelse, afgør andre."
    inputs = ConsultantStatementInput
    roles = CASEWORK
    when = UNDER_WAY
    part = Part.HEALTH
    event = "consultant_statement_recorded"
    icon, rank = "document", 35

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return not knows_coordinator(case)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = numbered_row(act, HealthStatement)
        row.given_by_role = HealthStatement.Adviser.MEDICAL_CONSULTANT
        return _keep_statement(act, row, given["author"], given)


def _keep_statement(act: Act, row: HealthStatement, author: str, given: Mapping[str, Any]) -> dict[str, FactValue]:
    """Write the statement and put it on the case as a health document."""
    row.dated, row.author, row.question = act.day, author, given["question"]
    row.functional_loss, row.accommodations = given["functional_loss"], "\n".join(given["accommodations"])
    sheet = {
        "Afgivet af": f"{author}, {row.get_given_by_role_display().lower()}",
        "Spørgsmål": row.question,
        "Svar": row.answer,
        "Funktionstab": row.functional_loss or "Ikke nævnt",
        "Skånehensyn": row.accommodations or "Ingen",
    }
    row.document = act.document(
        "health_statement",
        "Sundhedsfaglig udtalelse" if row.given_by_role == row.Adviser.HEALTH_COORDINATOR else "Lægekonsulentens skøn",
        dated=act.day,
        sheet={heading: text for heading, text in sheet.items() if text},
        health=True,
        adverse=given["adverse"],
        known_to_citizen=given["known_to_citizen"],
        source=row,
    )
    row.save()
    return {"statement": row.no, "document": row.document.no, "adverse": row.document.adverse}
