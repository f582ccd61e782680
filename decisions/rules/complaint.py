"""The law of complaints: none is refused, all are looked at again, and what is not met in full goes to the appeal body.

C-06, what the appeal body tests, binds nobody here: it is text in docs/law.md and on the form for its answer.
"""

from __future__ import annotations

from cases.facts import CaseFacts
from cases.findings import GIVES_WAY, says_something
from decisions.facts import ComplaintFact, DecisionFacts
from decisions.rules.decision import DECIDING, OUTCOMES
from flexcase.law.danish import day_in_words, listed
from flexcase.law.rule import Dossier, Effect, Finding, Lack, Part, rule

#: Rules that clarify, and rules of the team: they give way when the appeal body itself has decided the outcome.
ORDERED_GIVES_WAY = ("E-", "F-", "M-", "V-", "RF-", "K-01", "P-06")
#: But treatment that the citizen has declined is never a ground, whoever decides.
NEVER_GIVES_WAY = frozenset({"E-13"})


@rule(
    "C-01",
    "En klage bliver behandlet",
    cites=("Retssikkerhedsloven § 66",),
    guards=("close_case",),
    effect=Effect.STOP,
    part=Part.DECISION,
)
def complaints_are_treated(dossier: Dossier) -> Lack | None:
    """Any channel will do and no reasons are asked, so nothing stops the receipt; and a complaint never just lies there."""
    waiting = [one for one in dossier.of(DecisionFacts).complaints if one.unanswered]
    if not waiting:
        return None
    return Lack(f"{_named(waiting)} er ikke genvurderet endnu.", "action:reassess_complaint")


def _meant(dossier: Dossier) -> list[ComplaintFact]:
    """The complaint that is being dealt with; all of them while none has been chosen."""
    number = dossier.given.get("complaint")
    return [one for one in dossier.of(DecisionFacts).complaints if number in (None, one.no)]


def _named(complaints: list[ComplaintFact]) -> str:
    numbers = listed([str(one.no) for one in complaints])
    return f"Klage {numbers}"


@rule(
    "C-02",
    "Klagefristen er fire uger fra modtagelsen",
    cites=("Retssikkerhedsloven § 67",),
    guards=("close_case", "receive_complaint"),
    effect=Effect.WARN,
    part=Part.DECISION,
)
def complaint_time_is_over(dossier: Dossier) -> Lack | None:
    """Kommunen never rejects a late complaint: this only reminds, of time that still runs or of a complaint that was late."""
    if dossier.action == "receive_complaint":
        newest = dossier.of(DecisionFacts).complaints[-1:]
        if newest and newest[0].late and newest[0].unanswered:
            return Lack("Klagen kom efter fristen. Behandl den alligevel; klageinstansen afgør, om den kan tages med.")
        return None
    if "complaint" in dossier.of(CaseFacts).running:
        return Lack("Klagefristen løber stadig. Sagen kan lukkes, men borgeren kan klage rettidigt.")
    return None


@rule(
    "C-03",
    "Klagen genvurderes og sendes videre",
    cites=("Retssikkerhedsloven § 66",),
    guards=("close_case", "forward_complaint", "approve_reassessment", "approve_decision"),
    effect=Effect.STOP,
    part=Part.DECISION,
)
def complaint_is_sent_on(dossier: Dossier) -> Lack | None:
    """What is not met in full goes on, after a second person has read the genvurdering: best another than last time."""
    complaints = dossier.of(DecisionFacts).complaints
    if dossier.action == "close_case":
        left = [one for one in complaints if one.state in {"partly", "worsened", "upheld"}]
        return (
            Lack(f"{_named(left)} er ikke sendt til {dossier.regime.appeal_body}.", "action:forward_complaint")
            if left
            else None
        )
    if dossier.action == "forward_complaint":
        unread = [one for one in _meant(dossier) if one.state == "upheld" and one.letter_state in {"queued", "rendered"}]
        return Lack(f"Genvurderingen af {_named(unread).lower()} er ikke godkendt endnu.", "tab:klage") if unread else None
    return _same_eyes(dossier)


def _same_eyes(dossier: Dossier) -> Lack | None:
    """Good practice: the genvurdering is read by another than the one who approved what is complained about."""
    facts = dossier.of(DecisionFacts)
    if dossier.action == "approve_reassessment":
        pairs = [(one, one.approved_by) for one in facts.complaints if one.state == "upheld"]
    else:
        pairs = [(one, facts.at_stake.approved_by if facts.at_stake else None) for one in facts.answered_by_draft]
    if not any(approver is not None and approver == one.decision_approved_by for one, approver in pairs):
        return None
    return Lack("Den samme person godkendte den afgørelse, der klages over. Lad helst en anden godkende.", effect=Effect.WARN)


@rule(
    "C-04",
    "Borgeren får besked, når fire uger ikke er nok",
    cites=("Retssikkerhedsloven § 66", "God forvaltningsskik"),
    guards=("postpone_reassessment", "reassess_complaint", "approve_reassessment", "forward_complaint"),
    effect=Effect.WARN,
    part=Part.DECISION,
)
def citizen_is_told_in_time(dossier: Dossier) -> Lack | None:
    """The notice is due before the four weeks are over; afterwards it is still better than none."""
    over = [
        one
        for one in dossier.of(DecisionFacts).complaints
        if one.state in {"received", "hearing", "upheld"} and one.due is not None and one.due < dossier.today
    ]
    if not over:
        return None
    due = day_in_words(min(one.due for one in over if one.due is not None))
    return Lack(
        f"Genvurderingen skulle være færdig {due}, og borgeren fik ikke besked inden da.",
        "" if dossier.action == "postpone_reassessment" else "action:postpone_reassessment",
    )


@rule(
    "C-05",
    "Den nye afgørelse svarer på klagen",
    cites=("Retssikkerhedsloven § 66", "Forvaltningsloven §§ 24 og 25"),
    guards=("forward_complaint", *DECIDING),
    effect=Effect.STOP,
    part=Part.DECISION,
)
def new_decision_answers(dossier: Dossier) -> Lack | None:
    """What the genvurdering or the appeal body has come to is written to the citizen as a decision of its own."""
    facts = dossier.of(DecisionFacts)
    if dossier.action == "forward_complaint":
        unwritten = [one for one in _meant(dossier) if one.state in {"partly", "worsened"} and one.new_issued_on is None]
        return (
            Lack(f"Den nye afgørelse efter {_named(unwritten).lower()} er ikke sendt endnu.", "tab:afgoerelse")
            if unwritten
            else None
        )
    stake = facts.at_stake
    for one in facts.answered_by_draft if stake else ():
        assert stake is not None
        if one.ordered_outcome and stake.outcome != one.ordered_outcome:
            decided = OUTCOMES[one.ordered_outcome]
            return Lack(
                f"{dossier.regime.appeal_body} har afgjort: {decided}. Udkastet siger noget andet.", "action:return_case"
            )
        if one.ordered_from is not None and stake.effective_from != one.ordered_from:
            body, first = dossier.regime.appeal_body, day_in_words(one.ordered_from)
            return Lack(
                f"{body} har afgjort, at bevillingen gælder fra {first}. Udkastet siger noget andet.", "action:write_decision"
            )
        if (
            one.state in {"changed", "closed"}
            and one.outcome == "changed"
            and one.decision_outcome == stake.outcome == "rejection"
        ):
            return Lack(
                f"Klage {one.no} har fået fuldt medhold, men udkastet er stadig et afslag.", "action:reconsider_complaint"
            )
    return None


@rule(
    "C-07",
    "Manglerne fra hjemvisningen er rettet",
    cites=("Retssikkerhedsloven §§ 66 og 69",),
    guards=DECIDING,
    effect=Effect.STOP,
    part=Part.DECISION,
)
def flaws_are_remedied(dossier: Dossier) -> Lack | None:
    """What the appeal body sent the case back for is dealt with, in words, before a new decision."""
    left = [flaw for flaw in dossier.of(DecisionFacts).flaws if flaw.remedied_on is None]
    if not left:
        return None
    count = "Én mangel" if len(left) == 1 else f"{len(left)} mangler"
    return Lack(f"{count} fra hjemvisningen er ikke rettet. Skriv, hvordan.", "action:remedy_flaw")


@rule(
    "C-08",
    "En bevilling tages kun op igen med hjemmel",
    cites=("Ankestyrelsens artikel om frakendelse af fleksjob, 2021",),
    guards=("reconsider_grant",),
    effect=Effect.STOP,
    part=Part.DECISION,
    needs_input=True,
)
def grant_is_reconsidered_lawfully(dossier: Dossier) -> Lack | None:
    """A favourable decision binds. »Never in the target group« has been remitted as invalid several times."""
    if not says_something(str(dossier.given.get("legal_basis") or "")):
        return Lack("Skriv den lovregel, der giver jer lov til at tage bevillingen op igen.")
    if dossier.given.get("because") == "never_in_target_group":
        return Lack(
            "At borgeren aldrig har været i målgruppen, er sjældent nok: flere sager er hjemvist. Skriv, hvorfor det er nok.",
            effect=Effect.REASON,
        )
    return None


@rule(
    "C-09",
    "Borgeren er hørt, før genvurderingen går imod",
    cites=("Forvaltningsloven § 19",),
    guards=("reassess_complaint", *DECIDING),
    effect=Effect.STOP,
    part=Part.HEARING,
)
def heard_before_worse(dossier: Dossier) -> Lack | None:
    """Who complains may only come out worse after a hearing of its own (reformatio in peius)."""
    facts = dossier.of(DecisionFacts)
    stake = facts.at_stake
    for one in facts.answered_by_draft if stake else ():
        if stake is None or one.ordered_outcome or not one.turns_against(stake.outcome):
            continue
        heard = facts.heard_on(one.no)
        if not heard:
            return Lack(
                "Den nye afgørelse bliver dårligere for borgeren. Hør borgeren om det først.",
                "action:hear_on_complaint",
            )
        if any(hearing.runs(dossier.today) for hearing in heard):
            return Lack("Høringen om den dårligere afgørelse løber stadig.", "tab:partshoering")
    return None


def ordered_by_appeal_body(dossier: Dossier, finding: Finding, action: str) -> str:
    """Why a finding gives way: the appeal body has tested the case and decided it. Empty when it does not."""
    facts = dossier.of(DecisionFacts)
    stake = facts.at_stake
    if action not in DECIDING or stake is None or finding.rule in NEVER_GIVES_WAY:
        return ""
    if not finding.rule.startswith(ORDERED_GIVES_WAY):
        return ""
    ordered = any(one.ordered_outcome == stake.outcome for one in facts.answered_by_draft)
    return f"Kravet viger, fordi {dossier.regime.appeal_body} har afgjort sagen." if ordered else ""


if ordered_by_appeal_body not in GIVES_WAY:
    GIVES_WAY.append(ordered_by_appeal_body)
