"""Staying at one's workplace: the workplace, periods there, the agreement, the employer's attempt, the exemption, the wish."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK
from cases.findings import says_something
from cases.models import Case, Document, User
from cases.road import UNDER_WAY
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part
from resourceprofile.actions.common import ON_THE_WORKPLACE, numbered_row, pick
from resourceprofile.facts import ProfileFacts
from resourceprofile.models import EmploymentPeriod, RetentionAgreement, RetentionAttempt, RetentionExemption, Workplace
from resourceprofile.retention_inputs import (
    EmploymentInput,
    RetentionAgreementInput,
    RetentionAttemptInput,
    RetentionExemptionInput,
    WishForWorkplaceInput,
    WithdrawExemptionInput,
    WorkplaceInput,
)


def stays(dossier: Dossier) -> bool:
    """Whether the case is about the citizen's own workplace."""
    return dossier.of(ProfileFacts).retention.stays


class _AtTheWorkplace(Action):
    """An action of a case about the citizen's own workplace."""

    roles = ON_THE_WORKPLACE
    when = UNDER_WAY
    part = Part.TRIALS

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return stays(dossier)


class DescribeWorkplace(_AtTheWorkplace):
    """Describes the workplace that the citizen wants to stay at. Its two questions tell whether § 119 applies (F-09)."""

    label = "Beskriv borgerens arbejdsplads"
    help = "Til en sag, hvor borgeren ønsker fleksjob på den arbejdsplads, borgeren har nu."
    inputs = WorkplaceInput
    event = "workplace_described"
    icon, rank = "business", 39

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        row = Workplace.objects.filter(case=case).select_related("case__key").first()
        if row is None:
            return {"social_chapter": Workplace.SocialChapter.UNKNOWN}
        return {
            "workplace": row.name,
            "cvr": row.cvr,
            "hired_normally": "yes" if row.hired_normally else "no",
            "lost_capacity_there": "yes" if row.lost_capacity_there else "no",
            "social_chapter": row.social_chapter,
        }

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = Workplace.objects.filter(case=act.case).first() or Workplace(case=act.case)
        row.case = act.case
        row.name, row.cvr, row.social_chapter = given["workplace"], given["cvr"], given["social_chapter"]
        row.hired_normally = given["hired_normally"] == "yes"
        row.lost_capacity_there = given["lost_capacity_there"] == "yes"
        row.given_up_on = None
        row.save()
        _set_wish(act, stay=True)
        return {"hired_normally": row.hired_normally, "lost_capacity_there": row.lost_capacity_there}


def _set_wish(act: Act, *, stay: bool) -> None:
    act.case.stay_at_workplace = stay
    act.case.save(update_fields=["stay_at_workplace"])


class RecordEmployment(_AtTheWorkplace):
    """Registers a period at the workplace. The twelve months are computed from them (F-01, F-07)."""

    label = "Registrér ansættelse på arbejdspladsen"
    help = "De 12 måneder regnes af perioderne efter sociale kapitler og på særlige vilkår. Fleksjob tæller ikke."
    inputs = EmploymentInput
    event = "employment_recorded"
    icon, rank = "document", 39

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        starts, ends = given["starts_on"], given["ends_on"]
        _check_period(act, starts, ends)
        row = numbered_row(act, EmploymentPeriod)
        row.terms, row.started_on, row.ended_on = given["terms"], starts, ends
        row.save()
        if given["replaces"]:
            wrong = EmploymentPeriod.objects.filter(case=act.case, replaced_on=None, no=given["replaces"]).exclude(pk=row.pk)
            if not wrong.update(replaced_on=act.day):
                raise Refused("Perioden er der ikke, eller den er allerede erstattet.", "replaces")
        return {"period": row.no, "terms": row.terms, "starts_on": starts, "ends_on": ends, "replaces": given["replaces"]}


def _check_period(act: Act, starts: date, ends: date | None) -> None:
    if starts < act.case.citizen.born:
        raise Refused("Datoen ligger før borgerens fødsel. Ret datoen.", "starts_on")
    if starts > act.day:
        raise Refused("Skriv perioden, når den er begyndt.", "starts_on")
    if ends is not None and ends < starts:
        raise Refused("Perioden kan ikke slutte, før den begynder.", "ends_on")
    if ends is not None and ends > act.day:
        raise Refused("Lad feltet stå tomt, til perioden er slut.", "ends_on")


class RecordRetentionAgreement(_AtTheWorkplace):
    """Registers the agreement on særlige hensyn (D-17). Minutes or a note may stand for one when that is assessed (98-15)."""

    label = "Registrér aftale om særlige hensyn"
    help = "Aftalen skal nævne de opgaver, der er svære eller umulige, og de skånehensyn, der er aftalt."
    inputs = RetentionAgreementInput
    event = "retention_agreement_recorded"
    icon, rank = "document", 39

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if given["dated"] > act.day:
            raise Refused("Aftalen kan ikke være dateret efter den dag, den kom.", "dated")
        if given["assessment"] and not says_something(given["assessment"]):
            raise Refused("Skriv vurderingen, så en anden kan følge den.", "assessment")
        row = numbered_row(act, RetentionAgreement)
        row.form, row.dated = given["form"], given["dated"]
        row.functions, row.accommodations = "\n".join(given["functions"]), "\n".join(given["accommodations"])
        row.assessment = given["assessment"]
        sheet = {
            "Skrevet i": row.get_form_display(),
            "Opgaver, der er svære eller umulige": row.functions or "Ikke nævnt",
            "Skånehensyn": row.accommodations or "Ikke nævnt",
            "Kommunens vurdering": row.assessment or "Ingen",
        }
        row.document = _paper(act, "Aftale om særlige hensyn", row.dated, sheet, given, row)
        row.save()
        return {"agreement": row.no, "form": row.form, "document": row.document.no}


class RecordRetentionAttempt(_AtTheWorkplace):
    """Registers the employer's documentation of a real attempt at a lasting job without support (F-06)."""

    label = "Registrér arbejdsgiverens forsøg"
    inputs = RetentionAttemptInput
    event = "retention_attempt_recorded"
    icon, rank = "document", 39

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if not says_something(given["tried"]):
            raise Refused("Skriv, hvad arbejdsgiveren har prøvet, så en anden kan følge det.", "tried")
        row = numbered_row(act, RetentionAttempt)
        row.dated, row.tried = act.day, given["tried"]
        sheet = {"Det har arbejdsgiveren prøvet": row.tried}
        row.document = _paper(act, "Arbejdsgiverens forsøg på et job uden støtte", act.day, sheet, given, row)
        row.save()
        return {"attempt": row.no, "document": row.document.no}


def _paper(act: Act, title: str, dated: date, sheet: Mapping[str, str], given: Mapping[str, Any], row: Any) -> Document:
    """The employer's paper on the case, as its file or as a sheet of what was registered."""
    return act.document(
        Document.Kind.EMPLOYER,
        title,
        dated=dated,
        file=given["file"],
        sheet=sheet,
        adverse=given["adverse"],
        known_to_citizen=given["known_to_citizen"],
        source=row,
    )


class ExemptFromTwelveMonths(_AtTheWorkplace):
    """Exempts from the twelve months after an acute injury or illness (§ 119, stk. 3). Both conditions are reasoned."""

    label = "Fritag fra de 12 måneder"
    help = "Kun ved akut skade eller sygdom, når det er åbenbart, at særlige vilkår er formålsløse."
    effects = ("Begge begrundelser gemmes uændret på sagen.", "Aftalen og arbejdsgiverens forsøg kræves ikke.")
    inputs = RetentionExemptionInput
    roles = CASEWORK
    event = "retention_exempted"
    icon, rank = "warning", 67

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        for name in ("acute", "futile"):
            if not says_something(given[name]):
                raise Refused("Skriv begrundelsen, så en anden kan følge den.", name)
        if RetentionExemption.objects.filter(case=act.case, withdrawn_on=None).exists():
            raise Refused("Borgeren er allerede fritaget fra de 12 måneder.")
        row = numbered_row(act, RetentionExemption)
        row.dated, row.document = act.day, _medical(act, given["document"])
        row.acute, row.futile = given["acute"], given["futile"]
        row.save()
        return {"exemption": row.no, "document": row.document.no if row.document else None}


def _medical(act: Act, no: int | None) -> Document | None:
    """The medical document meant, or the newest. None when there is none at all: then F-03 stops."""
    medical = Document.objects.filter(case=act.case, kind=Document.Kind.MEDICAL).order_by("-no")
    if no is None:
        return medical.first()
    found = medical.filter(no=no).first()
    if found is None:
        raise Refused(f"Dokument {no} er ikke lægelig dokumentation.", "document")
    return found


class WithdrawExemption(_AtTheWorkplace):
    """Takes the exemption back, with a reason: the twelve months are demanded again."""

    label = "Træk fritagelsen tilbage"
    inputs = WithdrawExemptionInput
    roles = CASEWORK
    event = "retention_exemption_withdrawn"
    icon, rank = "close", 69

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return dossier.of(ProfileFacts).retention.exemption is not None

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        rows = RetentionExemption.objects.filter(case=act.case, withdrawn_on=None)
        row = pick(rows, None, "", "Borgeren er ikke fritaget fra de 12 måneder.", "")
        if act.day < row.dated:
            raise Refused(f"Fritagelsen er fra {row.dated:%d.%m.%Y}. Skriv en senere dag.", "happened_on")
        row.withdrawn_on = act.day
        row.save(update_fields=["withdrawn_on"])
        act.note("Derfor er fritagelsen fra de 12 måneder trukket tilbage", given["reason"])
        return {"exemption": row.no}


class RecordWishForWorkplace(_AtTheWorkplace):
    """Registers where the citizen wants the fleksjob: to stay, or somewhere else, where § 119 demands nothing."""

    label = "Registrér, hvor fleksjobbet skal være"
    help = "Er betingelserne for at blive ikke opfyldt, kan et fleksjob et andet sted være muligt. Spørg borgeren."
    effects = ("Borgerens ord gemmes på sagen.", "Skal fleksjobbet være et andet sted, kræves de 12 måneder ikke.")
    inputs = WishForWorkplaceInput
    roles = CASEWORK
    event = "workplace_wish_recorded"
    icon, rank = "chat", 71

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return True

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        stay = given["where"] == "same"
        if stay == act.case.stay_at_workplace:
            raise Refused("Det står allerede sådan på sagen.", "where")
        if not says_something(given["words"]):
            raise Refused("Skriv, hvad borgeren har sagt, så en anden kan følge det.", "words")
        Workplace.objects.filter(case=act.case).update(given_up_on=None if stay else act.day)
        _set_wish(act, stay=stay)
        act.note("Hvor borgeren vil have fleksjob", given["words"])
        return {"where": given["where"]}
