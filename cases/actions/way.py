"""What moves a case along or out: assigned, returned, withdrawn, crossed into a new law, closed, declined as inhabil."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.access import STAFF, Relation
from cases.act import Act, Refused
from cases.action import Action
from cases.actions.common import CASEWORK, LAPSES
from cases.actions.endings import stood_at
from cases.actions.tasks import free_tasks, pass_on
from cases.inputs import AssignInput, CloseInput, ConflictInput, ReturnInput, TargetGroupInput, WithdrawalInput
from cases.letters import wording
from cases.letters.withdrawal import WithdrawalConfirmation
from cases.models import Case, Conflict, Role, User
from cases.party import speaking
from flexcase.law.event import FactValue
from flexcase.law.rule import Part


class AssignCase(Action):
    """Gives the case to a caseworker, with what the one before had still to do on it."""

    label = "Tildel sagsbehandler"
    effects = ("De åbne opgaver, som den tidligere sagsbehandler har på sagen, følger med.",)
    inputs = AssignInput
    roles = CASEWORK
    event = "case_assigned"
    bulk, bulk_rank = "Tildel", 10
    icon, rank = "person", 80

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        workers = User.objects.filter(unit=case.unit, role=Role.CASEWORKER, is_active=True).order_by("first_name")
        return {"caseworker": [(worker.username, str(worker)) for worker in workers]}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        worker = User.objects.get(username=given["caseworker"])
        if Conflict.objects.filter(case=act.case, user=worker).exists():
            raise Refused("Kollegaen er inhabil i sagen. Vælg en anden.", "caseworker")
        before, act.case.caseworker = act.case.caseworker, worker
        act.case.save(update_fields=["caseworker"])
        moved = pass_on(act, before, worker) if before is not None and before != worker else 0
        return {"caseworker": worker.pk, **({"tasks": moved} if moved else {})}


class SetTargetGroup(Action):
    """Writes down the target group (målgruppe), when it is another than the one that the application gave (E-00)."""

    label = "Ret målgruppen"
    inputs = TargetGroupInput
    roles = CASEWORK
    event = "target_group_set"
    icon, rank = "edit", 82

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        return {"target_group": case.target_group}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        act.case.target_group = given["target_group"]
        act.case.save(update_fields=["target_group"])
        return {"target_group": act.case.target_group}


class ReturnCase(Action):
    """Sends the case back to an earlier step, with a reason. Later approvals lapse visibly."""

    label = "Send sagen tilbage"
    help = "Det, der er godkendt efter trinnet, bortfalder og skal gøres igen."
    inputs = ReturnInput
    roles = CASEWORK
    moves = ("return_to_profile", "return_to_hearing", "return_to_team")
    event = "case_returned"
    icon, rank = "reply", 85

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        move = f"return_to_{given['to']}"
        if not act.case.road.allows(move, act.case.state):
            raise Refused("Sagen kan kun sendes tilbage til et tidligere trin.", "to")
        came_from = act.case.state
        for lapse in LAPSES:
            lapse(act, given["to"])
        act.move = move
        act.note("Begrundelse for at sende sagen tilbage", given["reason"])
        return {"to": given["to"], "from": came_from}


class WithdrawApplication(Action):
    """The citizen withdraws the application. Works from every step, and nothing stops it."""

    label = "Registrér, at borgeren trækker ansøgningen tilbage"
    effects = ("Sagen afsluttes.", "Borgeren får en skriftlig bekræftelse.")
    inputs = WithdrawalInput
    roles = CASEWORK | {Role.CITIZEN}
    relations = STAFF | {Relation.PARTY}
    moves = ("withdraw",)
    part = Part.PROFILE  # the citizen's words are often about health
    event = "application_withdrawn"
    icon, rank = "close", 79

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        case = act.case
        stood_at(case)
        for lapse in LAPSES:
            lapse(act, "withdrawn")
        act.note("Borgerens ord om tilbagetrækningen", given["words"])
        act.letter(
            WithdrawalConfirmation(
                envelope=wording.envelope(case, act.day),
                withdrawn_on=act.day,
                how=HOW_WITHDRAWN[given["channel"]],
                applied_on=case.received_on,
                consequence="Vi stopper arbejdet med din sag. Du får ikke en afgørelse. Du kan altid søge om fleksjob igen.",
                who_can_help=wording.helpers(case.regime),
            )
        )
        return {"channel": given["channel"], "by_representative": speaking(act, given)}


HOW_WITHDRAWN = {
    Case.Channel.LETTER: "Du skrev det i et brev.",
    Case.Channel.DIGITAL_POST: "Du skrev det i Digital Post.",
    Case.Channel.PHONE: "Du sagde det i telefonen.",
    Case.Channel.MEETING: "Du sagde det på et møde.",
    Case.Channel.PORTAL: "Du skrev det på Min sag.",
    Case.Channel.FOLLOW_UP: "Du sagde det under opfølgningen i en anden sag.",
}


class CloseCase(Action):
    """Closes a decided case."""

    label = "Luk sagen"
    inputs = CloseInput
    roles = CASEWORK
    moves = ("close",)
    event = "case_closed"
    icon, rank = "check", 60

    def perform(self, act: Act, given: Mapping[str, Any]) -> None:
        return None


class DeclareConflict(Action):
    """Declares inhabilitet (forvaltningsloven § 3): the person no longer sees the case."""

    label = "Meld dig inhabil"
    help = "Sagen forsvinder fra din liste med det samme, og teamlederen får besked. Dine opgaver på den bliver enhedens."
    inputs = ConflictInput
    roles = CASEWORK | {Role.JOB_CONSULTANT, Role.TEAM_MEMBER, Role.TEAM_CHAIR, Role.HEALTH_COORDINATOR}
    relations = STAFF | {Relation.TEAM}
    event = "conflict_declared"
    icon, rank = "warning", 95

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        Conflict.objects.get_or_create(case=act.case, user=act.user, defaults={"declared_on": act.day})
        if act.case.caseworker_id == act.user.pk:
            act.case.caseworker = None
            act.case.save(update_fields=["caseworker"])
        freed = free_tasks(act, act.user)
        words = f"{act.user} har meldt sig inhabil i sag {act.case.number}."
        if act.case.caseworker is None:
            words += " Sagen mangler en sagsbehandler."
        if not act.notify_leaders("conflict_declared", words):  # nobody leads the unit, or nobody who may see the case
            colleagues = User.objects.filter(unit=act.case.unit, role=Role.CASEWORKER, is_active=True)
            for colleague in colleagues.exclude(conflicts__case=act.case):
                act.notify(colleague, "conflict_declared", words)
        return {"user": act.user.pk, **({"tasks": freed} if freed else {})}
