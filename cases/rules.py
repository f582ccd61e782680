"""The law of the case itself: who may apply, that everyone gets an answer, that nothing closes by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from cases.facts import CaseFacts
from cases.road import UNDER_WAY
from cases.whichlaw import law_for
from flexcase.law.calendar import Calendar
from flexcase.law.danish import day_in_words, listed
from flexcase.law.pension import age_on, pension_date
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule

#: The rules that give way when the citizen asks for a decision on the present basis, with what is then missing in words to
#: the citizen. They clarify; hearing, reasons and klagevejledning never give way (DOMAIN 0.3, DUKH's guide).
PRESENT_BASIS_GIVES_WAY: Mapping[str, str] = {
    "E-08": "Vi har ikke set på andre slags arbejde end det, du har prøvet.",
    "E-09": "Vi har ikke prøvet al den hjælp, som loven nævner.",
    "E-10": "Det er ikke afgjort, om du kan gå fri af at prøve arbejde på en arbejdsplads.",
    "E-11": "Vi ved ikke nok om, hvad du kan, og hvad der er svært.",
    "M-02": "Vi mangler lægens vurdering af, hvad dit helbred betyder for arbejde.",
    "P-06": "Vi mangler noget af det, som vi plejer at have, når vi afgør en sag.",
}
#: The steps at which they give way. Leaving out a trial or asking a doctor is no decision.
TOWARDS_DECISION = frozenset(
    {"complete_profile", "start_hearing", "submit_to_team", "decide_directly", "start_decision"}
    | {"send_to_approval", "approve_decision", "issue_decision"}
)
#: What ends the clarification: the case is put before the team or, in a law without one, decided without it.
READY = ("submit_to_team", "decide_directly")
GRANT = ("send_to_approval:grant", "approve_decision:grant", "issue_decision:grant")


@rule(
    "E-01",
    "Over 18 år og under folkepensionsalderen",
    cites=("LAB § 116, stk. 1",),
    guards=GRANT,
    effect=Effect.STOP,
    part=Part.CASE,
)
def of_working_age(dossier: Dossier) -> Lack | None:
    """A grant needs a person under folkepensionsalder; that it needs one over 18 stands in guidance only, so it warns."""
    born = dossier.of(CaseFacts).born
    reached = pension_date(born)
    if dossier.today >= reached:
        return Lack(f"Borgeren nåede folkepensionsalderen {reached:%d.%m.%Y}. Et fleksjob kan ikke bevilges.")
    if age_on(born, dossier.today) < 18:
        return Lack("Borgeren er under 18 år. Overvej, om sagen er rejst for tidligt.", effect=Effect.WARN)
    return None


@rule(
    "E-00",
    "Sagen har en målgruppe",
    cites=("LAB § 6",),
    guards=("start_profile", "complete_profile"),
    effect=Effect.WARN,
    part=Part.CASE,
    since="lab-2020",
)
def target_group_is_known(dossier: Dossier) -> Lack | None:
    """A code for statistics. It never decides anything, so it only reminds."""
    if dossier.of(CaseFacts).target_group:
        return None
    return Lack("Sagen har ingen målgruppe. Den bruges i statistikken.", link="action:set_target_group")


@rule(
    "P-01",
    "Alle har ret til en skriftlig afgørelse",
    cites=("Retssikkerhedsloven § 3, stk. 1", "Forvaltningsloven § 22"),
    guards=("close_case", "end_case"),
    effect=Effect.STOP,
    part=Part.CASE,
)
def answered_in_writing(dossier: Dossier) -> Lack | None:
    """An application ends with a delivered decision, with the citizen's own withdrawal, or with death; nothing else closes it.

    A case that was opened by mistake may end too, when a second person agrees that nobody loses a decision by it.
    """
    case = dossier.of(CaseFacts)
    if dossier.action == "end_case":
        kind = dossier.given.get("kind")
        if kind in (None, "death", *case.agreed_endings):
            return None
        text = "En anden end dig skal godkende, at sagen lukkes uden afgørelse."
        return Lack(text, link="action:ask_to_end", subject=str(kind))
    decided = (letter for letter in case.letters if letter.kind.startswith("decision_"))
    if case.died_on or any(letter.state == "delivered" for letter in decided):
        return None
    return Lack("Borgeren har ikke fået en skriftlig afgørelse endnu.", link="tab:breve")


@rule(
    "P-03",
    "Borgeren ved, hvornår afgørelsen ventes",
    cites=("Retssikkerhedsloven § 3, stk. 2",),
    guards=("start_profile", "complete_profile", *READY),
    effect=Effect.WARN,
    part=Part.LETTERS,
)
def told_when(dossier: Dossier) -> Lack | None:
    """The receipt states the expected time; when that time passes, the citizen must be told anew."""
    case = dossier.of(CaseFacts)
    if not case.letters_of("receipt"):
        return Lack("Borgeren har ikke fået en kvittering med den forventede tid.", link="tab:breve")
    if dossier.today > case.expected_decision_on:
        promised = f"{case.expected_decision_on:%d.%m.%Y}"
        return Lack(
            f"Borgeren venter en afgørelse senest {promised}. Fortæl, hvornår den kommer.", "action:send_deadline_notice"
        )
    return None


#: Calendar days before the frist for the decision within which somebody should think of a fristbrev.
NEAR_THE_END = 14


@rule(
    "P-04",
    "Fristbrev, før fristen går",
    cites=("Retssikkerhedsloven § 3, stk. 2",),
    guards=("start_profile", "complete_profile", "start_hearing", *READY, "send_to_approval"),
    effect=Effect.WARN,
    part=Part.LETTERS,
)
def notice_before_the_frist(dossier: Dossier) -> Lack | None:
    """The municipality's own frist for a decision: if it cannot be met, the citizen is told in writing before it is over."""
    due = dossier.of(CaseFacts).decision_due
    if due is None or dossier.today < due - timedelta(days=NEAR_THE_END):
        return None
    if dossier.today <= due:
        text = f"Fristen for afgørelsen går {due:%d.%m.%Y}. Kan den ikke holdes, så send fristbrev inden."
    else:
        text = f"Fristen for afgørelsen gik {due:%d.%m.%Y}, og der er ikke sendt fristbrev."
    return Lack(text, "action:send_deadline_notice")


@rule(
    "T-18",
    "Sagen afgøres efter loven på afgørelsens dag",
    cites=("Lovenes ikrafttrædelsesbestemmelser",),
    guards=(*READY, "send_to_approval", "issue_decision"),
    effect=Effect.STOP,
    part=Part.CASE,
)
def law_of_the_day(dossier: Dossier) -> Lack | None:
    """A case's regime is provisional until the decision freezes it; a law that has changed meanwhile must be crossed into.

    A reasoned choice by hand is respected, and the approver is reminded of it. A case that was reopened is decided anew.
    """
    case = dossier.of(CaseFacts)
    if case.state not in UNDER_WAY:
        return None
    today = law_for(case, dossier.today)
    if today.name == dossier.regime.name:
        return None
    if case.regime_chosen_on is not None:
        return Lack(
            f"Regelsættet »{dossier.regime.title}« er valgt med en begrundelse. Ellers gjaldt »{today.title}«.",
            link="tab:regelsaet",
            effect=Effect.WARN,
        )
    return Lack(f"Sagen følger »{dossier.regime.title}«, men i dag gælder »{today.title}«.", link="action:cross_regime")


@rule(
    "P-16",
    "Samtaler er noteret",
    cites=("Offentlighedsloven § 13",),
    guards=("start_hearing", *READY, "start_decision", "send_to_approval", "close_case"),
    effect=Effect.WARN,
    part=Part.CASE,
)
def conversations_are_noted(dossier: Dossier) -> Lack | None:
    """What came out of a call or a meeting is noted: the day's own note of a conversation, or words kept with the act.

    A conversation that was agreed on is missed once its day has passed.
    """
    case = dossier.of(CaseFacts)
    noted = {note.dated for note in case.notes if note.channel}
    passed = {case.conversation_due} if case.conversation_due and case.conversation_due < dossier.today else set()
    missing = sorted({event.happened_on for event in case.spoken} - noted | passed)
    if not missing:
        return None
    days = listed([day_in_words(day) for day in missing])
    return Lack(f"Der mangler et notat af det, I talte med borgeren om {days}.", link="action:write_note")


@rule(
    "P-18",
    "Brevet går til den, der fører sagen",
    cites=("Forvaltningsloven § 8",),
    guards=("approve_decision", "issue_decision"),
    effect=Effect.STOP,
    part=Part.LETTERS,
)
def letter_goes_to_who_leads(dossier: Dossier) -> Lack | None:
    """A decision may not go past a partsrepræsentant whose mandate covers the case, nor to one whose mandate has ended."""
    case = dossier.of(CaseFacts)
    made = [one for one in case.letters if one.kind.startswith("decision_") and one.state != "voided"]
    leader = case.leader(dossier.today)
    if not made or made[-1].representative == (leader.id if leader else None):
        return None
    whom = "partsrepræsentanten, som fører sagen" if leader else "borgeren, for fuldmagten gælder ikke mere"
    return Lack(f"Brevet skal stiles til {whom}. Ret udkastet, og send det til godkendelse igen.", "action:write_decision")


@rule(
    "P-19",
    "Borgeren er vejledt",
    cites=("Forvaltningsloven § 7", "Retssikkerhedsloven § 5"),
    guards=(*READY, "send_to_approval"),
    effect=Effect.WARN,
    part=Part.CASE,
)
def citizen_is_guided(dossier: Dossier) -> Lack | None:
    """On options, rights and duties; a note says on what."""
    if any(note.guided for note in dossier.of(CaseFacts).notes):
        return None
    return Lack("Det står ikke på sagen, hvad borgeren er vejledt om.", link="action:write_note")


@rule(
    "D-23",
    "Aktindsigt er besvaret før afgørelsen",
    cites=("Forvaltningsloven § 11",),
    guards=("issue_decision",),
    effect=Effect.STOP,
    part=Part.DOCUMENTS,
    departable=True,
)
def access_is_answered(dossier: Dossier) -> Lack | None:
    """Who has asked to see the papers sees them before the case is decided; kommunen may weigh otherwise."""
    waiting = [one for one in dossier.of(CaseFacts).access if one.state == "asked"]
    if not waiting:
        return None
    asked = day_in_words(waiting[0].asked_on)
    return Lack(f"Borgeren bad om aktindsigt {asked} og har ikke fået svar.", link="action:decide_access")


#: Working days after which something that came should long have been put on the case. The law says »snarest muligt« only.
FILED_WITHIN = 5


@rule(
    "T-17",
    "Det, der kommer, journaliseres snarest",
    cites=("Offentlighedsloven §§ 13 og 15",),
    guards=("add_document", "write_note"),
    effect=Effect.WARN,
    part=Part.DOCUMENTS,
    needs_input=True,
)
def filed_soon(dossier: Dossier) -> Lack | None:
    """A paper or a conversation belongs on the case as soon as possible; nothing stops one that comes late."""
    if dossier.recorded_on is None or Calendar().add_working_days(dossier.today, FILED_WITHIN) >= dossier.recorded_on:
        return None
    return Lack(f"Det skete {day_in_words(dossier.today)}. Journalisér snarest muligt næste gang.")
