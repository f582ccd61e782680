"""What the page of a draft shows: the parts with their ticks, the sources to write from, and the letter as it would be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from cases.letters import wording
from cases.letters.lix import lix, long_words
from cases.letters.piece import is_blank
from cases.letters.plain import text_of
from cases.letters.render import render_body
from decisions import sources
from decisions.models import Decision
from decisions.sources import Sources, compose
from decisions.texts import BLOCKS, Block, as_text, joined, parted
from decisions.usage import cited, newest, quoted
from flexcase.base import clock
from flexcase.law.danish import count_in_words
from flexcase.law.terms import is_term, used_in
from flexcase.law.vocabulary import ACCOUNTS
from rehab_team.outcomes import follows
from resourceprofile.sources import assessment_sections, profile_sections

#: Above this a text is hard to read for many.
HARD_TO_READ = 35
#: The rule or law that asks for a part, as small print beside its heading.
ASKED_BY = {
    "main_considerations": "Forvaltningslovens § 24",
    "facts": "Forvaltningslovens § 24",
    "own_words_answer": "P-08",
    "needs": "D-12",
    "job_types": "D-12",
    "conflicts": "E-16",
    **dict.fromkeys(ACCOUNTS, "D-03b"),
    "pension": "E-15",
    "team_why": "V-03",
    "next_steps": "P-15",
}


@dataclass(frozen=True)
class PartShown:
    """One part of the draft: its field, whether it says something, and whether it must."""

    field: Any
    filled: bool
    needed: bool
    asked_by: str


@dataclass(frozen=True)
class SourceShown:
    """Something that the case knows. ``insert`` goes into the field ``into``; ``used`` says that it stands in the text.

    ``changed``: the text cites it, and says something else than the source says now.
    """

    icon: str
    title: str
    text: str
    insert: str
    into: str
    used: bool
    changed: bool = False


def parts(form: forms.Form, row: Decision, known: Sources) -> list[PartShown]:
    """The parts that belong to the outcome, in the order of the letter."""
    needed, regime = must_say(row, known), row.case.regime
    return [
        PartShown(form[block.name], _says(form, block), block.name in needed, ASKED_BY.get(block.name, ""))
        for block in BLOCKS
        if block.belongs_to(row.outcome, regime) and (block.name != "team_why" or "team_why" in needed or _says(form, block))
    ]


def _says(form: forms.Form, block: Block) -> bool:
    value = form[block.name].value()
    return not is_blank(as_text(value if value is not None else ""))


def must_say(row: Decision, known: Sources) -> set[str]:
    """The parts without which this letter cannot be sent."""
    needed = {"decision", "next_steps"}
    if not row.fully_met:
        needed |= {"main_considerations", "facts"}
    if row.outcome == Decision.Outcome.GRANT:
        needed |= {"needs", "job_types", *row.case.regime.accounts}
    if row.ground == "too_low":
        needed.add("pension")
    unanswered = any(not one.worked_in for one in known.remarks)
    if unanswered or (known.hearing is not None and sources.has_remarks(known.hearing)):
        needed.add("own_words_answer")
    if known.team is not None and not follows(row.outcome, row.own_firm, known.team.outcome):
        needed.add("team_why")
    return needed


def cards(row: Decision, known: Sources, written: str) -> list[SourceShown]:
    """The sources on the case, in the order in which a decision uses them."""
    found = [("business", source, text, joined(text, source), "facts") for text, source in sources.capacity_facts(known)]
    if known.team is not None:
        name = known.team.name.capitalize()
        found += [("groups", name, text, text, "main_considerations") for text in known.team.considerations]
    title = "Udtalelse om beskrivelsen"
    found += [("chat", title, f"»{one.said}«", one.worked_in, "own_words_answer") for one in known.remarks]
    if known.pension is not None and row.outcome == "rejection":
        found.append(("assignment", "Stillingtagen til førtidspension", known.pension.words, known.pension.words, "pension"))
    if known.hearing is not None and known.hearing.answer:
        said, considered = f"»{known.hearing.answer}«", known.hearing.considered
        found.append(("chat", "Svar på partshøring", said, considered, "own_words_answer"))
    found += [("document", source, text, joined(text, source), "facts") for text, source in sources.adverse_facts(known)]
    for key, heading, text in assessment_sections(row.case):
        into = "conflicts" if key == "conflicts" else "main_considerations"
        found.append(("assignment", f"Vurderingen: {heading}", text, text, into))
    found += [("assignment", heading, text, text, "main_considerations") for heading, text in profile_sections(row.case)]
    changed = _changed(known, written)
    return [replace(card, changed=card.title in changed) for card in (_card(*one, written) for one in found)]


def _changed(known: Sources, written: str) -> set[str]:
    """The sources, as facts cite them, that the text quotes as they no longer are."""
    facts = [parted(line) for line in written.splitlines()]
    return {cited(one) for one in known.capacity if not all(quoted(one, facts))}


def assessed_from(row: Decision, known: Sources) -> dict[str, Any] | None:
    """The source of the assessed figures, and whether the draft says something else than it does."""
    source = newest(known.capacity)
    if source is None or row.outcome != Decision.Outcome.GRANT:
        return None
    same = (row.assessed_hours, row.assessed_intensity) == (source.hours, source.intensity)
    return {"source": source, "changed": not same, "url": f"{reverse('case', args=[row.case.number])}?fane=arbejdsproevning"}


def _card(icon: str, title: str, text: str, insert: str, into: str, written: str) -> SourceShown:
    return SourceShown(icon, title, text, insert, f"id_{into}", bool(insert) and insert in written)


def written_texts(form: forms.Form) -> str:
    """Everything that stands in the parts, to see which sources are used."""
    values = (form[block.name].value() for block in BLOCKS)
    return "\n".join(as_text(value) for value in values if value)


def preview(row: Decision, known: Sources) -> dict[str, Any]:
    """The letter as the citizen would read it, by the real renderer, with how hard it is to read."""
    letter = compose(row, known, clock.today())
    body = render_body(letter)
    text = text_of(body)
    measured = lix(text, spared=is_term)
    return {
        "body": _safe(body),
        "lix": round(measured.value),
        "hard": measured.value > HARD_TO_READ,
        "words": measured.words,
        "long_words": long_words(text, spared=is_term),
        "terms": [(term.word, term.meaning) for term in used_in(text)],
        "pdf_url": reverse("decision_pdf", args=[row.case.number]),
    }


def _safe(body: str) -> SafeString:
    """The letters' own engine has escaped everything that people typed."""
    return mark_safe(body)


def fixed(row: Decision) -> dict[str, str]:
    """The parts that the regime writes: rules and klagevejledning."""
    texts = row.case.regime.texts
    which, _, in_full = texts[f"rules_{row.variant}"].strip().partition("\n\n")
    guidance = wording.appeal(row.case.regime)
    weeks = count_in_words(guidance.weeks, "uge", "uger")
    by_when = f"Vi skal have din klage senest {weeks} efter, at du har fået brevet."
    appeal = [by_when, *guidance.channels, guidance.no_reasons_needed, guidance.reassessment, guidance.late]
    return {"rules": which, "rules_in_full": in_full, "appeal": "\n\n".join(appeal)}
