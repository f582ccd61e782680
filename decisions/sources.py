"""What a decision is written from: what the case knows already, and how draft and case become a letter.

Gathering asks the database; ``compose`` only puts together what was gathered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cases.dossier import dossier_of
from cases.facts import CaseFacts
from cases.findings import missing_at_grant
from cases.letters import Fact, Section, wording
from cases.letters.explain import explained
from cases.letters.parts import Envelope
from cases.letters.typography import day as day_in_print
from cases.letters.typography import number
from cases.models import Case, Document, PresentBasis, Reason
from decisions import own_workplace
from decisions.letters import ComplaintAnswer, Conflict, DecisionGrant, DecisionNotOpened, DecisionRejection, OwnWords, TeamView
from decisions.models import Complaint, Decision, Hearing
from decisions.texts import empty, joined, parted
from flexcase.law.capacity import effective_hours
from flexcase.law.regime import Mandate, Regime
from flexcase.law.vocabulary import ACCOUNTS
from rehab_team.outcomes import ONWARD, answered, follows
from rehab_team.sources import PensionView, TeamAnswer, pension_view, team_view
from resourceprofile.facts import ProfileFacts
from resourceprofile.models import ConsentRefusal
from resourceprofile.sources import CapacitySource, Remark, accommodations, capacity_sources, remarks

Written = DecisionGrant | DecisionRejection | DecisionNotOpened
#: A longer answer is not quoted in full: it lies on the case, and the reply tells what it said.
LONGEST_QUOTE = 900
#: How a decision begins. The headline of the letter says the outcome itself.
FIRST_WORDS = {
    "grant": "Vi har besluttet, at du kan få fleksjob.",
    "firm_support": "Vi har besluttet, at du kan få tilskud til at beholde din egen virksomhed.",
    "rejection": "Vi har besluttet, at du ikke kan få fleksjob.",
    "not_opened": "Vi har besluttet ikke at åbne en sag om fleksjob til dig.",
}
#: The regime's text on what comes after a grant, by what is granted.
NEXT_AFTER_GRANT = {"grant": "grant_next", "firm_support": "firm_support_next"}


@dataclass(frozen=True)
class Sources:
    """What stands on the case for the one who writes the decision."""

    capacity: tuple[CapacitySource, ...]
    needs: tuple[str, ...]
    team: TeamAnswer | None
    pension: PensionView | None
    hearing: Hearing | None
    remarks: tuple[Remark, ...]
    adverse: tuple[Document, ...]
    reasons: tuple[str, ...]
    present_basis: str
    elsewhere: str
    complaints: tuple[Complaint, ...]


def gather(case: Case) -> Sources:
    """Ask the floors below. Texts are decrypted: for screens and letters, never for rules."""
    adverse = Document.objects.filter(case=case, adverse=True).select_related("case__key").order_by("no")
    return Sources(
        capacity=tuple(capacity_sources(case)),
        needs=tuple(accommodations(case)),
        team=team_view(case),
        pension=pension_view(case),
        hearing=last_hearing(case),
        remarks=remarks(case),
        adverse=tuple(adverse),
        reasons=given_reasons(case),
        present_basis=on_present_basis(case),
        elsewhere=own_workplace.elsewhere(case),
        complaints=tuple(Complaint.objects.filter(case=case).select_related("case__key", "decision__letter").order_by("no")),
    )


def on_present_basis(case: Case) -> str:
    """That the citizen asked for a decision on the present basis or would not let us collect, and what is missing (P-05)."""
    asked = PresentBasis.objects.filter(case=case, taken_back_on=None).exists()
    if not asked and not ConsentRefusal.objects.filter(case=case).exists():
        return ""
    dossier = dossier_of(case)
    asked_on, refused_on = dossier.of(CaseFacts).present_basis_on, dossier.of(ProfileFacts).refused_on()
    told = []
    if refused_on is not None:
        told.append(
            f"Den {day_in_print(refused_on)} sagde du nej til, at vi hentede oplysninger. "
            "Derfor bygger afgørelsen kun på det, vi har."
        )
    if asked_on is not None:
        told.append(f"Den {day_in_print(asked_on)} bad du os om at afgøre sagen ud fra det, vi vidste.")
    if not told:
        return ""
    missing = missing_at_grant(dossier)
    if not missing:
        return f"{' '.join(told)} Vi manglede ikke noget, som loven kræver."
    return f"{' '.join(told)} Vi har afgjort sagen, selv om noget mangler. {' '.join(missing)}"


def last_hearing(case: Case) -> Hearing | None:
    """The newest hearing that has not lapsed."""
    standing = Hearing.objects.filter(case=case).exclude(state="lapsed").select_related("case__key")
    return standing.order_by("-no").first()


#: Rules whose reasons are about something beside the decision: a course, or how a doctor was asked.
BESIDE_THE_DECISION = ("RF-07", "M-08")


def given_reasons(case: Case) -> tuple[str, ...]:
    """The newest written reason for each rule that demanded one: it reaches the letter."""
    rows = Reason.objects.filter(case=case).exclude(rule__in=BESIDE_THE_DECISION).select_related("case__key")
    rows = rows.order_by("given_on", "pk")
    return tuple(dict.fromkeys({row.rule: row.text for row in rows}.values()))


# What is known is entered once


def measured(source: CapacitySource) -> str:
    """A source of work capacity as a sentence to the citizen. It has hours at least."""
    assert source.hours is not None
    if not source.at_work:
        return f"Det er oplyst, at du kan være i gang {number(source.hours)} timer om ugen."
    if source.intensity is None or source.effective is None:
        return f"Du har arbejdet {number(source.hours)} timer om ugen."
    return (
        f"Du har arbejdet {number(source.hours)} timer om ugen og nået {number(source.intensity)} procent af det, andre når. "
        f"Det svarer til {number(source.effective)} timers fuld indsats om ugen."
    )


def capacity_facts(sources: Sources) -> list[tuple[str, str]]:
    """Each source of work capacity as a fact with its source."""
    return [(measured(one), f"{one.label}, {day_in_print(one.dated)}") for one in sources.capacity if one.hours is not None]


def adverse_facts(sources: Sources) -> list[tuple[str, str]]:
    """The documents that speak against the citizen."""
    return [
        (f"Det, der står i »{paper.title}«", f"dokument {paper.no}, {day_in_print(paper.dated)}") for paper in sources.adverse
    ]


def first_texts(case: Case, variant: str, ground: str, sources: Sources) -> dict[str, Any]:
    """The draft as it is begun. The reasons are left to the writer: nobody else can have them."""
    texts = empty()
    grant = variant in NEXT_AFTER_GRANT
    texts["decision"] = first_words(variant, ground)
    texts["facts"] = [joined(*fact) for fact in capacity_facts(sources)]
    texts["next_steps"] = next_steps(case.regime, variant, ground)
    if not grant and sources.pension is not None:
        texts["pension"] = sources.pension.words
    if sources.hearing is not None:
        texts["own_words_answer"] = sources.hearing.considered
    if grant:
        texts["needs"] = list(sources.team.needs if sources.team and sources.team.needs else sources.needs)
        texts["job_types"] = [line for line in sources.team.job_goal.splitlines() if line] if sources.team else []
    return texts


def first_words(variant: str, ground: str) -> str:
    """How the letter begins until somebody writes it otherwise."""
    return own_workplace.FIRST_WORDS if ground == own_workplace.GROUND else FIRST_WORDS[variant]


def next_steps(regime: Regime, variant: str, ground: str) -> str:
    """The regime's words on what comes next; empty while the ground is not chosen."""
    if variant in NEXT_AFTER_GRANT:
        return regime.texts[NEXT_AFTER_GRANT[variant]].strip()
    if variant == Decision.Outcome.NOT_OPENED:
        return regime.texts["not_opened_next"].strip()
    return regime.texts[f"rejection_next_{ground}"].strip() if ground else ""


def assessed(case: Case, sources: Sources) -> tuple[Decimal | None, Decimal | None]:
    """Hours and intensity that the draft begins with: the newest measured source, or what was taken over."""
    whole = [one for one in sources.capacity if one.intensity is not None]
    if whole:
        newest = max(whole, key=lambda one: one.dated)
        return newest.hours, newest.intensity
    return case.assessed_hours, case.assessed_intensity


# The letter


def compose(decision: Decision, sources: Sources, dated: date, reasons: Sequence[str] = ()) -> Written:
    """The letter as it stands: what is missing in it is a finding, not a crash. ``reasons`` come on top of the case's."""
    return explained(_composed(decision, sources, dated, reasons))


def _composed(decision: Decision, sources: Sources, dated: date, reasons: Sequence[str]) -> Written:
    case = decision.case
    texts = {**empty(), **decision.list_texts()}
    common = _common(decision, case, texts, sources, wording.envelope(case, dated), reasons)
    if decision.outcome == Decision.Outcome.GRANT:
        return _grant(decision, texts, common, dated, sources.elsewhere)
    if decision.outcome == Decision.Outcome.NOT_OPENED:
        return DecisionNotOpened(**common)
    return _rejection(decision, case.regime, texts, common)


def _common(
    decision: Decision,
    case: Case,
    texts: Mapping[str, Any],
    sources: Sources,
    envelope: Envelope,
    reasons: Sequence[str],
) -> dict[str, Any]:
    rules, in_full = _rules(case.regime, decision.variant)
    stay_rules, stay_in_full = own_workplace.rules(case, decision.outcome)
    facts = [parted(line) for line in texts["facts"]]
    return {
        "envelope": envelope,
        "decision": texts["decision"],
        "complaints": tuple(_answer(one, case.regime) for one in sources.complaints if one.new_decision_id == decision.pk),
        "applied_on": case.received_on if case.initiator == Case.Initiator.CITIZEN else None,
        "main_considerations": texts["main_considerations"] or _unreasoned(decision),
        "written_reasons": tuple(dict.fromkeys((*sources.reasons, *reasons))),
        "on_present_basis": sources.present_basis,
        "facts": tuple(Fact(text=text, source=source) for text, source in facts),
        "own_words": own_words(sources, texts["own_words_answer"]),
        "no_remarks": no_remarks(sources, texts["own_words_answer"]),
        "accounts": _accounts(case.regime, texts),
        "conflicts": _conflicts(texts["conflicts"]),
        "team": _team(decision, texts["team_why"], sources.team),
        "rules": f"{rules}\n\n{stay_rules}".strip(),
        "rules_in_full": f"{in_full}\n\n{stay_in_full}".strip(),
        "next_steps": texts["next_steps"] or next_steps(case.regime, decision.variant, decision.ground),
        "onward": _onward(decision, sources.team),
        "who_can_help": wording.helpers(case.regime),
        "appeal": wording.appeal(case.regime),
    }


def _onward(decision: Decision, answer: TeamAnswer | None) -> str:
    """Who goes on with the citizen, when fleksjob is refused and the team points to something else."""
    if answer is None or decision.outcome != Decision.Outcome.REJECTION or answer.outcome not in ONWARD:
        return ""
    return decision.case.regime.texts[f"onward_{answer.outcome}"].strip()


def _grant(decision: Decision, texts: Mapping[str, Any], common: dict[str, Any], dated: date, elsewhere: str) -> DecisionGrant:
    regime = decision.case.regime
    if decision.own_firm:
        return _firm_support(decision, texts, common, dated)
    return DecisionGrant(
        **common,
        meaning=f"{_meaning(decision, regime)}\n\n{elsewhere}".strip(),
        needs=tuple(texts["needs"]),
        job_types=tuple(texts["job_types"]),
        duration=_duration(decision, regime, dated),
        duties=regime.texts["grant_duties"].strip(),
        unemployment_benefit=regime.texts["grant_benefit"].strip(),
        certificate=regime.texts["grant_certificate"].strip(),
    )


def _firm_support(decision: Decision, texts: Mapping[str, Any], common: dict[str, Any], dated: date) -> DecisionGrant:
    """Tilskud to one's own firm (LAB § 126): no search for jobs, no fleksjobbevis."""
    regime = decision.case.regime
    return DecisionGrant(
        **common,
        own_firm=True,
        meaning=regime.texts["firm_support_meaning"].strip(),
        needs=tuple(texts["needs"]),
        job_types=tuple(texts["job_types"]),
        duration=_duration(decision, regime, dated),
        duties=regime.texts["firm_support_duties"].strip(),
        unemployment_benefit=regime.texts["firm_support_benefit"].strip(),
    )


def _rejection(decision: Decision, regime: Regime, texts: Mapping[str, Any], common: dict[str, Any]) -> DecisionRejection:
    ground = decision.ground
    return DecisionRejection(
        **common,
        ground=ground,
        ground_in_words=regime.texts[f"rejection_ground_{ground}"].strip() if ground else "",
        pension=texts["pension"],
    )


def _unreasoned(decision: Decision) -> str:
    return "Du har fået det, du søgte om." if decision.fully_met else ""


def _rules(regime: Regime, variant: str) -> tuple[str, str]:
    """The regime's rules: the first paragraph says which, the rest is their wording."""
    which, _, wording_in_full = regime.texts[f"rules_{variant}"].strip().partition("\n\n")
    return which, wording_in_full


def own_words(sources: Sources, answer: str) -> tuple[OwnWords, ...]:
    """The citizen's remarks on the description (P-07) and in the hearing (P-08), each with our answer.

    Remarks that were worked in carry their own answer; the text of the draft answers whatever has none.
    """
    found = [
        OwnWords(said=_quoted(one.said_on, "skrev du om beskrivelsen af dig", one.said), answer=one.worked_in or answer)
        for one in sources.remarks
    ]
    hearing = sources.hearing
    if hearing is not None and has_remarks(hearing):
        assert hearing.answered_on is not None
        said = _quoted(hearing.answered_on, "svarede du på det, vi havde skrevet", hearing.answer)
        found.append(OwnWords(said=said, answer=answer))
    return tuple(found)


def has_remarks(hearing: Hearing) -> bool:
    """Whether the citizen has said something to it."""
    return hearing.answered_on is not None and not hearing.no_remarks and bool(hearing.answer)


def _quoted(on: date, what: str, said: str) -> str:
    """The citizen's words as they were given; a long text lies on the case."""
    when, said = f"Den {day_in_print(on)} {what}", said.strip()
    return f"{when}: »{said}«" if len(said) <= LONGEST_QUOTE else f"{when}. Dine ord ligger på sagen."


def no_remarks(sources: Sources, answer: str) -> str:
    """What the letter says when the citizen has said nothing to the hearing."""
    hearing = sources.hearing
    if hearing is not None and has_remarks(hearing):
        return ""
    if answer and all(one.worked_in for one in sources.remarks):
        return answer
    if hearing is None:
        return "Vi har ikke fundet oplysninger imod dig, som du ikke kendte. Derfor spurgte vi dig ikke igen."
    if hearing.answered_on is not None:
        return f"Den {day_in_print(hearing.answered_on)} svarede du, at du ikke har bemærkninger."
    return "Vi skrev til dig, før vi afgjorde sagen. Du har ikke svaret."


def _accounts(regime: Regime, texts: Mapping[str, Any]) -> tuple[Section, ...]:
    """The redegørelser that the regime asks for, as far as they are written (D-03b)."""
    return tuple(Section(heading=ACCOUNTS[name], text=texts[name]) for name in regime.accounts if texts[name])


def _conflicts(text: str) -> tuple[Conflict, ...]:
    """The first paragraph is what points both ways, the rest why we followed the one."""
    against, _, resolution = text.strip().partition("\n\n")
    return (Conflict(text=against, resolution=resolution.strip()),) if against else ()


def _team(decision: Decision, why: str, answer: TeamAnswer | None) -> TeamView | None:
    if answer is None:
        return None
    agreed = follows(decision.outcome, decision.own_firm, answer.outcome)
    return TeamView(
        name=answer.name,
        met_on=answer.met_on,
        outcome=answered(answer.mandate, answer.outcome),
        followed=None if answer.mandate is Mandate.DECIDES else agreed,
        why=why,
    )


def _meaning(decision: Decision, regime: Regime) -> str:
    general = regime.texts["grant_meaning"].strip()
    hours, intensity = decision.assessed_hours, decision.assessed_intensity
    if hours is None or intensity is None:
        return general
    assessed_text = (
        f"Vi vurderer, at du kan arbejde {number(hours)} timer om ugen og nå {number(intensity)} procent af det, andre når. "
        f"Det svarer til {number(effective_hours(hours, intensity))} timers fuld indsats om ugen."
    )
    return f"{assessed_text}\n\n{general}"


def _duration(decision: Decision, regime: Regime, dated: date) -> str:
    """From when the grant holds: the day that was chosen, or else the day of the decision."""
    begins = day_in_print(decision.effective_from or dated)
    duration = "firm_support_duration" if decision.own_firm else "grant_duration"
    return f"Bevillingen gælder fra {begins}.\n\n{regime.texts[duration].strip()}"


#: What the genvurdering came to, in the citizen's words, and what happens with the rest.
REASSESSED = {
    Complaint.Reassessment.CHANGED: ("Du har fået fuldt medhold. Derfor får du en ny afgørelse.", ""),
    Complaint.Reassessment.PARTLY: (
        "Du har fået medhold i en del af klagen. Derfor får du en ny afgørelse.",
        "Resten af klagen sender vi til {body}. Du skal ikke gøre noget.",
    ),
    Complaint.Reassessment.WORSENED: (
        "Vi har set på sagen igen og er kommet til et andet resultat. Derfor får du en ny afgørelse.",
        "Din klage sender vi til {body}. Du skal ikke gøre noget.",
    ),
}


def _answer(complaint: Complaint, regime: Regime) -> ComplaintAnswer:
    """What a new decision says of the complaint that it answers (D-21)."""
    body = regime.appeal_body
    if complaint.ordered_outcome and complaint.answered_on is not None:
        outcome, added = f"{body} har ændret afgørelsen.", f"Svaret fra {body} kom {day_in_print(complaint.answered_on)}."
        reasons, rest = "Vi følger svaret. Derfor får du en ny afgørelse.", ""
    else:
        outcome, rest = REASSESSED[Complaint.Reassessment(complaint.outcome)]
        added, reasons = complaint.added, complaint.reasons
    return ComplaintAnswer(
        complained_on=complaint.received_on,
        decided_on=complaint.decision.dated,
        outcome=outcome,
        added=added,
        reasons=reasons,
        rest=rest.format(body=body),
    )
