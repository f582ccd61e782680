"""The description of the citizen: written part by part, sent for udtalelse, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings

from cases import access
from cases.access import STAFF, Relation
from cases.act import Act, Refused, Stale
from cases.action import Action
from cases.actions import CASEWORK, LAPSES
from cases.letters import Section, wording
from cases.models import Case, Role, User
from cases.party import speaking
from cases.road import BEFORE_DECISION, BEING_CLARIFIED
from flexcase.base import clock
from flexcase.base.audit import canonical
from flexcase.base.models import Read
from flexcase.law.event import FactValue
from flexcase.law.regime import ProfilePartSpec
from flexcase.law.rule import Dossier, Part
from resourceprofile.actions.common import numbered_row, pick
from resourceprofile.facts import ProfileFacts
from resourceprofile.inputs import (
    CompleteProfileInput,
    RecordStatementInput,
    SendProfileInput,
    StartProfileInput,
    WriteProfilePartInput,
)
from resourceprofile.letters import ProfileStatement
from resourceprofile.models import FrozenProfile, ProfilePart, StatementRound

#: How long the citizen has to read the description, unless the caseworker gives more.
DAYS_TO_ANSWER = 14
PURPOSE = "Vi bruger teksten, når vi skal afgøre, om du kan få fleksjob. Den skal passe med det liv, du har."


class StartProfile(Action):
    """Begins the description. A text from an earlier case is offered for update, never taken over unseen."""

    label = "Start beskrivelsen"
    effects = ("Sagen går videre til beskrivelsen af borgerens situation.",)
    inputs = StartProfileInput
    roles = CASEWORK
    moves = ("start_profile",)
    part = Part.PROFILE
    event = "profile_started"
    icon, rank = "forward", 10

    def label_for(self, case: Case) -> str:
        return f"Start {case.regime.labels['profile_document_definite']}"

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        reused = _reuse(act) if given["reuse"] else 0
        return {"reused": reused, "preparation_weeks": settings.PREPARATION_WEEKS}


def _reuse(act: Act) -> int:
    """Copy the texts of the citizen's newest frozen version, where the parts have the same keys. Answers how many.

    Only from a case that the caseworker may open, and it is logged as read: nothing comes this way out of a hidden one.
    """
    seen = access.visible(Case.objects.filter(citizen=act.case.citizen), act.user)
    earlier = (
        FrozenProfile.objects.filter(case__in=seen)
        .exclude(case=act.case)
        .select_related("case__key")
        .order_by("-frozen_on", "-pk")
        .first()
    )
    if earlier is None:
        raise Refused("Borgeren har ingen tidligere sag, som du kan se, med en færdig beskrivelse.", "reuse")
    Read.objects.create(
        at=act.now, user_id=act.user.pk, citizen_id=earlier.case.citizen_id, case_id=earlier.case_id, what="reuse"
    )
    known = act.case.regime.profile_slots
    texts = {part["key"]: part["text"] for part in earlier.parts if part["key"] in known and part["text"]}
    for key, text in texts.items():
        write_text(act, text_row(act.case, key), text)
    return len(texts)


def text_row(case: Case, key: str) -> ProfilePart:
    """The row of one text of the description, as it is or new. A key is a part, or a field of an element."""
    found = ProfilePart.objects.select_related("case__key").filter(case=case, key=key).first()
    return found or ProfilePart(case=case, key=key)


def write_text(act: Act, row: ProfilePart, text: str) -> None:
    """Put a text in its row, with who wrote it."""
    row.version += 1
    row.updated_on, row.updated_by = act.day, act.actor.user
    row.text = text
    row.save()


def lapse_version(act: Act) -> int | None:
    """Let the version in force lapse; its number, or None when there was none. What the citizen saw stays on the case."""
    row = FrozenProfile.objects.filter(case=act.case, lapsed_on=None).first()
    if row is None:
        return None
    row.lapsed_on = max(act.day, row.frozen_on)
    row.save(update_fields=["lapsed_on"])
    return row.no


class WriteProfilePart(Action):
    """Writes one part. A text that somebody else saved meanwhile is shown beside it, never overwritten."""

    label = "Skriv en del af beskrivelsen"
    effects = ("En færdig udgave af beskrivelsen bortfalder, når du ændrer teksten.",)
    inputs = WriteProfilePartInput
    roles = CASEWORK
    when = BEING_CLARIFIED
    part = Part.PROFILE
    event = "profile_part_written"
    dated = False
    icon, rank = "edit", 20
    tab = "beskrivelse"

    def label_for(self, case: Case) -> str:
        return f"Skriv i {case.regime.labels['profile_document_definite']}"

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"key": list(case.regime.profile_slots.items())}

    def filled(self, case: Case, user: User, asked: Mapping[str, Any]) -> dict[str, Any]:
        key = asked.get("key") or _next_empty(case)
        row = text_row(case, key)
        return {"key": key, "text": row.text, "version": row.version}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = text_row(act.case, given["key"])
        if given["version"] is not None and given["version"] != row.version:
            raise Stale({"text": row.text, "version": str(row.version)})
        lapsed = lapse_version(act) if row.text != given["text"] else None
        write_text(act, row, given["text"])
        act.keep_version(self.draft_name(given), row.version, {"text": row.text})
        return {"part": row.key, "version": row.version, "lapsed": lapsed}


def _next_empty(case: Case) -> str:
    """The first text that is missing; elements have a form of their own, so a part without fields if there is one."""
    written = set(ProfilePart.objects.filter(case=case, text_sealed__isnull=False).values_list("key", flat=True))
    keys = [key for key in case.regime.profile_slots if "." not in key] or list(case.regime.profile_slots)
    return next((key for key in keys if key not in written), keys[0])


def _written(case: Case) -> dict[str, str]:
    """Every text of the description by its key."""
    return {row.key: row.text for row in ProfilePart.objects.filter(case=case).select_related("case__key") if row.text}


def _texts(case: Case, written: Mapping[str, str]) -> list[tuple[ProfilePartSpec, str]]:
    """Every part of the regime with what stands in it, in the regime's order."""
    return [(part, part.text_of(written)) for part in case.regime.profile_parts]


class SendProfileForStatement(Action):
    """Sends the description to the citizen for udtalelse (P-07)."""

    label = "Send til udtalelse"
    effects = ("Borgeren får beskrivelsen med brev og kan svare på Min sag.",)
    inputs = SendProfileInput
    roles = CASEWORK
    when = BEING_CLARIFIED
    part = Part.PROFILE
    event = "profile_sent_for_statement"
    dated = False
    icon, rank = "email", 22

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        return {"answer_by": clock.today() + timedelta(days=DAYS_TO_ANSWER)}

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return bool(dossier.of(ProfileFacts).written)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        sections = tuple(Section(heading=part.label, text=text) for part, text in _texts(act.case, _written(act.case)) if text)
        if not sections:
            raise Refused("Der er ikke skrevet noget endnu, som borgeren kan udtale sig om.")
        row = numbered_row(act, StatementRound)
        row.sent_on, row.answer_by = act.day, given["answer_by"] or act.day + timedelta(days=DAYS_TO_ANSWER)
        if row.answer_by <= act.day:
            raise Refused("Giv borgeren tid til at svare: skriv en senere dag.", "answer_by")
        regime = act.case.regime
        row.letter = act.letter(
            ProfileStatement(
                envelope=wording.envelope(act.case, act.day),
                document_name=regime.labels["profile_document_definite"],
                purpose=PURPOSE,
                parts=sections,
                answer_by=row.answer_by,
                how_to_answer=wording.answering(),
                who_can_help=wording.helpers(regime),
            )
        )
        row.save()
        return {"round": row.no, "answer_by": row.answer_by, "letter": row.letter.pk}


class RecordProfileStatement(Action):
    """Registers the citizen's remarks, and what was made of them. A late answer is taken like any other."""

    label = "Registrér udtalelse"
    inputs = RecordStatementInput
    roles = CASEWORK | {Role.CITIZEN}
    relations = STAFF | {Relation.PARTY}
    when = BEFORE_DECISION
    part = Part.PROFILE
    event = "profile_statement_recorded"
    icon, rank = "chat", 22

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return bool(dossier.of(ProfileFacts).udtalelse)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        by_citizen = act.actor.role is Role.CITIZEN
        if by_citizen and given["worked_in"]:
            raise Refused("Det er kommunen, der skriver, hvordan bemærkningerne er arbejdet ind.", "worked_in")
        row = self._round(act, given)
        if row.answered_on is None:
            if act.day < row.sent_on:
                raise Refused("Datoen ligger før den dag, vi sendte beskrivelsen.", "happened_on")
            row.answered_on = act.day
            row.channel = Case.Channel.PORTAL if by_citizen else given["channel"]
            row.remarks = given["remarks"]
        elif given["remarks"] or not given["worked_in"]:
            raise Refused("Borgeren har svaret. Skriv, hvordan bemærkningerne er arbejdet ind.", "worked_in")
        if given["worked_in"]:
            row.worked_in = given["worked_in"]
        row.save()
        if by_citizen:
            act.notify(act.case.caseworker, self.event, f"Borgeren har udtalt sig i sag {act.case.number}.")
        return {
            "round": row.no,
            "remarks": bool(row.remarks),
            "worked_in": bool(row.worked_in),
            "by_representative": speaking(act, given),
        }

    def _round(self, act: Act, given: Mapping[str, Any]) -> StatementRound:
        """The round meant; without a number the newest, for that is the one that lies on the citizen's table."""
        rounds = StatementRound.objects.filter(case=act.case).order_by("-no")
        if given["round"] is None and (newest := rounds.first()):
            rounds = rounds.filter(no=newest.no)
        none = "Beskrivelsen er ikke sendt til udtalelse."
        return pick(rounds, given["round"], "round", none, "Vælg, hvilken udtalelse du mener.")


class CompleteProfile(Action):
    """Freezes a version of the description: the one that the decision rests on (E-12)."""

    label = "Gør beskrivelsen færdig"
    effects = (
        "En udgave gemmes, som den er nu, og lægges på sagen som dokument.",
        "Ændrer du en del bagefter, bortfalder udgaven, og du gør en ny færdig.",
    )
    inputs = CompleteProfileInput
    roles = CASEWORK
    when = ("profile",)
    part = Part.PROFILE
    event = "profile_completed"
    icon, rank = "check", 23

    def label_for(self, case: Case) -> str:
        return f"Gør {case.regime.labels['profile_document_definite']} færdig"

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return dossier.of(ProfileFacts).current_frozen is None

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        lapsed = lapse_version(act)
        regime, written = act.case.regime, _written(act.case)
        texts = _texts(act.case, written)
        row = numbered_row(act, FrozenProfile)
        row.regime_name, row.frozen_on, row.frozen_by = regime.name, act.day, act.user
        parts = [{"key": key, "label": label, "text": written.get(key, "")} for key, label in regime.profile_slots.items()]
        row.content = canonical({"parts": parts})
        name = regime.labels["profile_document_definite"]
        row.document = act.document(
            "profile",
            f"{name[:1].upper()}{name[1:]}, udgave {row.no}",
            dated=act.day,
            sheet={part.label: text for part, text in texts if text},
            health=any(part.health and text for part, text in texts),
            adverse=given["adverse"],
            known_to_citizen=StatementRound.objects.filter(case=act.case).exists(),
            source=row,
        )
        row.save()
        return {"profile": row.no, "document": row.document.no, "lapsed": lapsed}


def lapse_profile(act: Act, to: str) -> None:
    """Back at the description, the frozen version no longer holds. Approved waivers of a trial stay."""
    if to == "profile":
        lapse_version(act)


LAPSES.append(lapse_profile)
