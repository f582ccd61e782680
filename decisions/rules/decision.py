"""The law of hearing and decision: heard before decided, reasoned, guided, decided by whom it belongs to."""

from __future__ import annotations

from cases.facts import CaseFacts, DocumentFact
from cases.rules import READY
from decisions.facts import OPEN, DecisionFacts, HearingFact
from flexcase.law.danish import day_in_words, listed
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from flexcase.law.vocabulary import ACCOUNTS
from resourceprofile.facts import ProfileFacts

#: What must hold when a decision is sent to approval must hold until it is issued.
DECIDING = ("send_to_approval", "approve_decision", "issue_decision")
OUTCOMES = {"grant": "bevilling", "rejection": "afslag", "not_opened": "afslag på at åbne sagen"}
APPEAL_TEXTS = ("appeal_body", "appeal_how", "appeal_reassessment")


#: Approval and issue of what goes against the citizen.
WHEN_AGAINST = tuple(f"{action}:{outcome}" for action in DECIDING[1:] for outcome in ("rejection", "not_opened"))


def of_outcome(outcome: str) -> tuple[str, ...]:
    """The same three, for one outcome."""
    return tuple(f"{action}:{outcome}" for action in DECIDING)


def adverse_and_unknown(dossier: Dossier) -> tuple[DocumentFact, ...]:
    """Documents of weight against the citizen that no standing hearing enclosed and that the citizen does not know."""
    hearings = dossier.of(DecisionFacts).standing_hearings
    return tuple(
        paper
        for paper in dossier.of(CaseFacts).documents
        if paper.adverse and not paper.known_to_citizen and not any(hearing.enclosed(paper) for hearing in hearings)
    )


def how_to_hear(dossier: Dossier) -> str:
    """Where a hearing is started from the step on which the case stands."""
    state = dossier.of(CaseFacts).state
    if (draft := dossier.of(DecisionFacts).draft) is not None and draft.outcome == "not_opened":
        return "action:hear_before_refusal"
    return {"profile": "action:start_hearing", "hearing": "action:hear_again"}.get(state, "action:return_case")


def _papers(found: tuple[DocumentFact, ...]) -> str:
    numbers = listed([str(paper.no) for paper in found])
    words = "er væsentligt og til ugunst" if len(found) == 1 else "er væsentlige og til ugunst"
    return f"Dokument {numbers} {words}"


def against(facts: DecisionFacts) -> bool:
    """Whether a rejection is at stake: its letter says that nothing unknown was found, and somebody must have said so."""
    return facts.at_stake is not None and facts.at_stake.outcome != "grant"


@rule(
    "P-08",
    "Borgeren er hørt",
    cites=("Forvaltningsloven § 19",),
    guards=(*READY, *DECIDING),
    effect=Effect.STOP,
    part=Part.HEARING,
)
def citizen_is_heard(dossier: Dossier) -> Lack | None:
    """Unknown adverse facts of weight must be heard; otherwise somebody has said that there are none. Remarks are answered.

    Where the regime has the whole file heard, no statement that nothing is adverse takes the hearing's place.
    """
    facts = dossier.of(DecisionFacts)
    if not facts.standing_hearings:
        if dossier.regime.whole_file_heard:
            return Lack("Sagens papirer er ikke sendt i partshøring hos borgeren.", how_to_hear(dossier))
        if unknown := adverse_and_unknown(dossier):
            them = "det" if len(unknown) == 1 else "dem"
            text = f"{_papers(unknown)}, og borgeren kender {them} ikke. Send {them} i partshøring."
            return Lack(text, how_to_hear(dossier))
        if facts.nothing_adverse_on is None:
            return Lack(
                "Borgeren er ikke hørt. Send partshøring, eller skriv, at intet er til ugunst.",
                "action:state_nothing_adverse",
                effect=None if against(facts) else Effect.WARN,
            )
        return _unanswered(dossier)
    if any(hearing.unconsidered for hearing in facts.standing_hearings):
        return Lack(
            "Borgerens svar på partshøringen er ikke taget med endnu.",
            "action:consider_hearing",
            effect=None if facts.draft else Effect.WARN,
        )
    return _unanswered(dossier)


def _unanswered(dossier: Dossier) -> Lack | None:
    """Whether a draft leaves the citizen's words without an answer: in the hearing, or on the description (P-07)."""
    facts = dossier.of(DecisionFacts)
    stake = facts.at_stake
    if stake is None or stake.state not in OPEN or stake.says("own_words_answer"):
        return None
    if any(hearing.answered_on and not hearing.no_remarks for hearing in facts.standing_hearings):
        return Lack("Afgørelsen svarer ikke på det, borgeren har skrevet i partshøringen.", "action:write_decision")
    if any(one.remarks and not one.worked_in for one in dossier.of(ProfileFacts).udtalelse):
        return Lack("Afgørelsen svarer ikke på det, borgeren har skrevet om beskrivelsen.", "action:write_decision")
    return None


def unproved(hearing: HearingFact) -> bool:
    """Whether nobody knows that the citizen got the letter: no proof of delivery, and no answer."""
    return hearing.received_on is None and hearing.answered_on is None


@rule(
    "P-09",
    "Høringsfristen er gået, eller svaret er kommet",
    cites=("Forvaltningsloven § 19",),
    guards=(*READY, "send_to_approval", *WHEN_AGAINST),
    effect=Effect.STOP,
    part=Part.HEARING,
)
def hearing_has_run(dossier: Dossier) -> Lack | None:
    """Nothing is decided while the citizen can still answer in time: § 19 is a guarantee, breach makes invalid.

    A letter that never came has started no time to answer in. Fuldt medhold is not against the citizen: it need not wait.
    """
    facts = dossier.of(DecisionFacts)
    if dossier.action in DECIDING and facts.at_stake is not None and facts.at_stake.fully_met:
        return None
    running = facts.running(dossier.today)
    if running is None:
        if any(map(unproved, facts.standing_hearings)):
            return Lack("Det er ikke bevist, at borgeren har fået partshøringen.", "tab:breve")
        return None
    due = day_in_words(running.response_due)
    return Lack(f"Partshøringen løber til {due}, og borgeren har ikke svaret.", "tab:partshoering")


@rule(
    "P-10",
    "Nyt til ugunst er hørt",
    cites=("Forvaltningsloven § 19",),
    guards=(*READY, *DECIDING),
    effect=Effect.STOP,
    part=Part.HEARING,
)
def new_facts_are_heard(dossier: Dossier) -> Lack | None:
    """What came after the last hearing, of weight and against the citizen, needs a hearing of its own."""
    if not dossier.of(DecisionFacts).standing_hearings:
        return None  # P-08 speaks
    unknown = adverse_and_unknown(dossier)
    if not unknown:
        return None
    return Lack(f"{_papers(unknown)} og kom efter partshøringen. Hør borgeren igen.", how_to_hear(dossier))


@rule(
    "P-11",
    "Afgørelsen er begrundet",
    cites=("Forvaltningsloven § 22",),
    guards=("tell_decision_orally", *DECIDING),
    effect=Effect.STOP,
    part=Part.DECISION,
)
def decision_is_reasoned(dossier: Dossier) -> Lack | None:
    """A written decision has reasons unless it meets the citizen fully; what does not is never told by mouth alone."""
    stake = dossier.of(DecisionFacts).at_stake
    if dossier.action == "tell_decision_orally" and stake is not None and stake.state == "approved":
        if stake.outcome == "grant" and stake.fully_met:
            return None
        return Lack("Kun fuldt medhold må fortælles, før brevet er sendt. Send afgørelsen først.", "action:issue_decision")
    if stake is None or stake.fully_met or stake.says("main_considerations"):
        return None
    return Lack("Afgørelsen er ikke begrundet. Skriv de vigtigste hensyn.", "action:write_decision")


@rule(
    "P-12",
    "Begrundelsen rummer regler, hensyn og oplysninger",
    cites=("Forvaltningsloven § 24",),
    guards=DECIDING,
    effect=Effect.STOP,
    part=Part.DECISION,
)
def reasons_are_complete(dossier: Dossier) -> Lack | None:
    """Rules, the main considerations of the judgement, and the facts that were given weight."""
    stake = dossier.of(DecisionFacts).at_stake
    if stake is None or stake.fully_met:
        return None
    missing = []
    if not dossier.regime.texts.get(f"rules_{stake.variant}", "").strip():
        missing.append("reglerne")
    if not stake.says("main_considerations"):
        missing.append("de vigtigste hensyn")
    if not stake.says("facts"):
        missing.append("de oplysninger, I har lagt vægt på")
    return Lack(f"I begrundelsen mangler {listed(missing)}.", "action:write_decision") if missing else None


@rule(
    "P-13",
    "Klagevejledning",
    cites=("Forvaltningsloven § 25",),
    guards=DECIDING,
    effect=Effect.STOP,
    part=Part.DECISION,
)
def tells_how_to_complain(dossier: Dossier) -> Lack | None:
    """Where, how and by when one complains stands in every decision, also where the citizen is met fully."""
    regime = dossier.regime
    if regime.appeal_body.strip() and all(regime.texts.get(key, "").strip() for key in APPEAL_TEXTS):
        return None
    return Lack("Regelsættet mangler en fuld klagevejledning. Ret teksterne, før afgørelsen sendes.")


@rule(
    "P-14",
    "Fuldt medhold er borgerens eget ord",
    cites=("Forvaltningsloven §§ 22 og 25",),
    guards=("send_to_approval",),
    effect=Effect.REASON,
    part=Part.DECISION,
)
def full_accord_is_agreed(dossier: Dossier) -> Lack | None:
    """Full accord is hard to prove: conditions on hours or intensity may go against the citizen's wish."""
    stake = dossier.of(DecisionFacts).at_stake
    if stake is None or not stake.fully_met or stake.agreed:
        return None
    return Lack("Det står ikke, hvordan borgeren har sagt, at afgørelsen er fuldt medhold.", "action:write_decision")


@rule(
    "P-15",
    "Afslaget siger hvorfor og hvad så",
    cites=("Forvaltningsloven §§ 7 og 24",),
    guards=of_outcome("rejection"),
    effect=Effect.STOP,
    part=Part.DECISION,
)
def rejection_points_onward(dossier: Dossier) -> Lack | None:
    """A rejection names its one ground and guides onward; too small a capacity raises the question of førtidspension."""
    stake = dossier.of(DecisionFacts).at_stake
    if stake is None or stake.outcome != "rejection":
        return None
    missing = []
    if not stake.ground:
        missing.append("vælge grunden")
    if not stake.says("next_steps"):
        missing.append("skrive, hvad der sker nu")
    if stake.ground == "too_low" and not stake.says("pension"):
        missing.append("tage stilling til førtidspension")
    return Lack(f"I afslaget skal du {listed(missing)}.", "action:write_decision") if missing else None


@rule(
    "D-12",
    "Bevillingen siger, hvad en arbejdsplads skal tage hensyn til",
    cites=("LAB §§ 116 og 117",),
    guards=of_outcome("grant"),
    effect=Effect.STOP,
    part=Part.DECISION,
)
def grant_names_needs_and_jobs(dossier: Dossier) -> Lack | None:
    """A grant lists skånehensyn and types of job. Hours and intensity belong to it too, but the law sets no figure.

    It holds from the day of the decision; a day before the application needs a written reason.
    """
    stake = dossier.of(DecisionFacts).at_stake
    if stake is None or stake.outcome != "grant":
        return None
    missing = []
    if not stake.says("needs"):
        missing.append("skånehensyn")
    if not stake.says("job_types"):
        missing.append("job, der kan passe")
    if missing:
        return Lack(f"I bevillingen mangler {listed(missing)}.", "action:write_decision")
    if stake.effective_from is not None and stake.effective_from < dossier.of(CaseFacts).received_on:
        return Lack(
            f"Bevillingen gælder fra {day_in_words(stake.effective_from)}, før borgeren søgte. Skriv, hvorfor.",
            "action:write_decision",
            subject="effective_from",
            effect=Effect.REASON,
        )
    if not stake.assessed:
        return Lack("Vurderede timer og intensitet står ikke i udkastet.", "action:write_decision", effect=Effect.WARN)
    return None


@rule(
    "D-03b",
    "De fire redegørelser er skrevet",
    cites=("LAB § 70 a",),
    guards=of_outcome("grant"),
    effect=Effect.STOP,
    part=Part.DECISION,
    since="arbejdsevne-2006",
)
def accounts_are_given(dossier: Dossier) -> Lack | None:
    """A grant rests on a redegørelse for each: what was tried, the resources, why it lasts, why no normal terms."""
    stake = dossier.of(DecisionFacts).at_stake
    if stake is None or stake.outcome != "grant":
        return None
    missing = [ACCOUNTS[name] for name in dossier.regime.accounts if not stake.says(name)]
    if not missing:
        return None
    words = listed([f"»{heading}«" for heading in missing])
    return Lack(f"Afgørelsen mangler redegørelse for {words}.", "action:write_decision")
