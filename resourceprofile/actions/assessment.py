"""The assessment is written: a page of answers, the development of a very limited capacity, and one's own firm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from cases.act import Act, Stale
from cases.action import Action
from cases.actions import CASEWORK
from cases.models import Case, Document, User
from cases.road import BEFORE_DECISION
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part
from resourceprofile.answers import ASSESSMENT, DEVELOPMENT, OWN_FIRM, YES, Question
from resourceprofile.assessment_inputs import AssessmentInput, DevelopmentInput, OwnFirmInput
from resourceprofile.facts import ProfileFacts
from resourceprofile.models import Answer

#: Which kinds of document an answer that cites nothing yet is offered with.
SHOWN_BY: Mapping[str, frozenset[str]] = {
    "lasting": frozenset({"medical", "health_statement"}),
    "substantial": frozenset({"trial_report"}),
    "clarified": frozenset({"trial_report", "profile"}),
}


def answers_of(case: Case) -> dict[str, Answer]:
    """The answers that somebody has written, by key."""
    return {row.key: row for row in Answer.objects.filter(case=case).select_related("case__key", "updated_by")}


def _version(rows: Mapping[str, Answer], questions: Sequence[Question]) -> int:
    """The version of a page of answers: it counts up with each of them."""
    return sum(rows[one.key].version for one in questions if one.key in rows)


class _Answering(Action):
    """Writes the answers to some questions. What somebody else saved meanwhile is shown beside it, never overwritten."""

    questions: ClassVar[tuple[Question, ...]] = ()
    roles = CASEWORK
    when = BEFORE_DECISION
    part = Part.PROFILE
    dated = False
    icon = "edit"

    def filled(self, case: Case, user: User, asked: Mapping[str, Any]) -> dict[str, Any]:
        rows = answers_of(case)
        found: dict[str, Any] = {"version": _version(rows, self.questions)}
        for question in self.questions:
            found |= _as_given(question, rows.get(question.key), case)
        return found

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        rows = answers_of(act.case)
        if given.get("version") not in (None, _version(rows, self.questions)):
            differing = {key: text for key, text in self._texts(rows).items() if text != given.get(key)}
            raise Stale({**differing, "version": str(_version(rows, self.questions))})
        changed = [one.key for one in self.questions if self._put(act, rows, one, given)]
        version = _version(rows, self.questions)
        act.keep_version(self.name, version, self._texts(rows))
        return {"answers": len(changed), "version": version}

    def _texts(self, rows: Mapping[str, Answer]) -> dict[str, str]:
        return {one.key: rows[one.key].text for one in self.questions if one.key in rows and not one.choices}

    def _put(self, act: Act, rows: dict[str, Answer], question: Question, given: Mapping[str, Any]) -> bool:
        """Write one answer if it differs from what stands."""
        row = rows.get(question.key) or Answer(case=act.case, key=question.key)
        text, chosen, documents = row.text, list(row.chosen), list(row.documents)
        if question.key in given:
            value = given[question.key]
            if question.choices:
                chosen = [value] if value and isinstance(value, str) else list(value)
            else:
                text = value
        if question.cites and f"{question.key}_documents" in given:
            documents = sorted(int(no) for no in given[f"{question.key}_documents"])
        if (text, chosen, documents) == (row.text, row.chosen, row.documents):
            return False
        row.text, row.chosen, row.documents = text, chosen, documents
        row.version += 1
        row.updated_on, row.updated_by = act.day, act.actor.user
        row.save()
        rows[question.key] = row
        return True


def _as_given(question: Question, row: Answer | None, case: Case) -> dict[str, Any]:
    """An answer as its fields take it; one that nobody has written is offered with the documents that usually show it."""
    key = question.key
    if question.choices:
        chosen = row.chosen if row else []
        return {key: chosen if key == "indicators" else next(iter(chosen), "")}
    found: dict[str, Any] = {key: row.text if row else ""}
    if question.cites:
        found[f"{key}_documents"] = row.documents if row else _usual(case, key)
    return found


def _usual(case: Case, key: str) -> list[int]:
    papers = Document.objects.filter(case=case, kind__in=SHOWN_BY[key]).order_by("no")
    return list(papers.values_list("no", flat=True))


class WriteAssessment(_Answering):
    """Writes the assessment: varighed, væsentlighed, and what must be answered before a grant (LAB §§ 116 and 118)."""

    label = "Skriv vurderingen"
    help = "Skriv det én gang her. Skemaet til teamet og udkastet til afgørelsen henter det."
    effects = ("Svarene kan bruges i skemaet til teamet og i afgørelsen.",)
    inputs = AssessmentInput
    questions = ASSESSMENT
    event = "assessment_written"
    rank = 26

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        papers = Document.objects.filter(case=case).select_related("case__key").order_by("no")
        known = [(str(paper.no), f"{paper.no} {paper.title}") for paper in papers]
        return {f"{one.key}_documents": known for one in self.questions if one.cites}


class AssessDevelopment(_Answering):
    """Assesses how a very limited capacity can develop within a reasonable time (§ 116, stk. 2)."""

    label = "Vurdér udviklingen"
    help = "Ved en meget begrænset arbejdsevne skal udviklingen altid fremgå af sagen, i alle fem dele."
    inputs = DevelopmentInput
    questions = DEVELOPMENT
    event = "development_assessed"
    rank = 21

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return YES in dossier.of(ProfileFacts).answer("very_limited").chosen


class AssessOwnFirm(_Answering):
    """States where a self-employed citizen's capacity can be tried, with regard to keeping the firm."""

    label = "Vurdér egen virksomhed"
    inputs = OwnFirmInput
    questions = OWN_FIRM
    event = "own_firm_assessed"
    rank = 26

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return case.self_employed
