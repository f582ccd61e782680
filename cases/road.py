"""The roads, as tables. A road owns (move, from, to); actions name moves, never states."""

from __future__ import annotations

from cases.roads import Move, Road
from flexcase.law.regime import Mandate, Regime

#: States in which the visitation is under way.
UNDER_WAY = ("application", "profile", "trial", "hearing", "team", "decision")
#: States in which the picture of the person is still being drawn.
BEING_CLARIFIED = ("profile", "trial")
#: States in which new information may arrive and change something.
BEFORE_DECISION = (*BEING_CLARIFIED, "hearing", "team", "decision")
#: States in which a decision has been issued.
DECIDED = ("granted", "rejected")
#: States in which a case stands that ended without being decided, or was closed after it.
ENDED = ("closed", "withdrawn", "transferred")
#: States from which a complaint or Ankestyrelsen may bring a case back.
ANSWERED = (*DECIDED, "closed")
#: The steps shown on the case page, in order. ``trial`` and ``profile`` go to and fro.
STEPS = ("application", "profile", "trial", "hearing", "team", "decision", "granted")

#: The action by which a case moves on from a state; the case page shows what stands before it.
AHEAD = {
    "application": "start_profile",
    "profile": "submit_to_team",
    "trial": "submit_to_team",
    "hearing": "submit_to_team",
    "team": "start_decision",
    "decision": "send_to_approval",
    "granted": "close_case",
    "rejected": "close_case",
}

#: The same from the steps before a team, where no team is asked.
AHEAD_WITHOUT_TEAM = AHEAD | dict.fromkeys(("profile", "trial", "hearing"), "decide_directly")


def ahead(state: str, regime: Regime) -> str:
    """The action by which a case moves on under its law; empty where the road ends."""
    return (AHEAD_WITHOUT_TEAM if regime.mandate is Mandate.NONE else AHEAD).get(state, "")


CASE_ROAD = Road(
    "case",
    "application",
    (
        Move("start_profile", ("application",), "profile"),
        Move("start_trial", ("profile",), "trial"),
        Move("end_trial", ("trial",), "profile"),
        Move("start_hearing", ("profile",), "hearing"),
        Move("submit_to_team", ("profile", "hearing"), "team"),
        Move("start_decision", ("team",), "decision"),
        Move("grant", ("decision",), "granted"),
        Move("reject", ("decision",), "rejected"),
        Move("close", ("granted", "rejected"), "closed"),
        Move("return_to_profile", ("hearing", "team", "decision"), "profile"),
        Move("return_to_hearing", ("team", "decision"), "hearing"),
        Move("return_to_team", ("decision",), "team"),
        Move("withdraw", UNDER_WAY, "withdrawn"),
        Move("transfer", UNDER_WAY, "transferred"),
        Move("end", (*UNDER_WAY, *DECIDED), "closed"),
        # Shorter ways: no team in this law, a demand for a decision on the present basis, a case that is not opened.
        Move("decide_directly", ("profile", "hearing"), "decision"),
        Move("shorten", ("application", "profile", "trial"), "hearing"),
        Move("prepare_refusal", ("application",), "decision"),
        # Back after a decision: genvurdering, or hjemvisning to the step that failed.
        Move("reopen_at_profile", ANSWERED, "profile"),
        Move("reopen_at_hearing", ANSWERED, "hearing"),
        Move("reopen_at_team", ANSWERED, "team"),
        Move("reopen_at_decision", ANSWERED, "decision"),
        # The genvurdering is taken up anew: the decision that was complained about stands as it did.
        Move("resume_granted", ("team", "decision"), "granted"),
        Move("resume_rejected", ("team", "decision"), "rejected"),
        Move("resume_closed", ("team", "decision"), "closed"),
        # The ending was a mistake: the case goes on where it stood.
        *(Move(f"go_on_at_{state}", ENDED, state) for state in (*UNDER_WAY, *DECIDED) if state != "trial"),
    ),
)

LETTER_ROAD = Road(
    "letter",
    "queued",
    (
        Move("render", ("queued",), "rendered"),
        Move("approve", ("rendered",), "approved"),
        Move("issue", ("rendered", "approved"), "issued"),
        Move("deliver", ("issued",), "delivered"),
        Move("void", ("queued", "rendered", "approved"), "voided"),
    ),
)

DEPARTURE_ROAD = Road(
    "departure",
    "asked",
    (
        Move("approve", ("asked",), "approved"),
        Move("refuse", ("asked",), "refused"),
        Move("use", ("approved",), "used"),
        Move("lapse", ("asked", "approved"), "lapsed"),
    ),
)

ENDING_ROAD = Road(
    "ending",
    "asked",
    (
        Move("approve", ("asked",), "approved"),
        Move("refuse", ("asked",), "refused"),
        Move("use", ("approved",), "used"),
        Move("lapse", ("asked", "approved"), "lapsed"),
    ),
)

TASK_ROAD = Road(
    "task",
    "open",
    (
        Move("finish", ("open",), "done"),
        Move("drop", ("open",), "dropped"),
    ),
)

HANDOVER_ROAD = Road(
    "handover",
    "ordered",
    (
        Move("begin", ("ordered",), "begun"),
        Move("end", ("begun",), "over"),
        Move("cancel", ("ordered",), "cancelled"),
        Move("fail", ("ordered",), "failed"),
    ),
)

TRIAL_ROAD = Road(
    "trial",
    "running",
    (
        Move("end", ("running",), "ended"),
        Move("stop", ("running",), "stopped"),
    ),
)

TRIAL_WAIVER_ROAD = Road(
    "trial_waiver",
    "asked",
    (
        Move("approve", ("asked",), "approved"),
        Move("refuse", ("asked",), "refused"),
        Move("lapse", ("asked", "approved"), "lapsed"),
    ),
)

MEDICAL_REQUEST_ROAD = Road(
    "medical_request",
    "requested",
    (
        Move("receive", ("requested",), "received"),
        Move("cancel", ("requested",), "cancelled"),
    ),
)

RESOURCE_COURSE_ROAD = Road(
    "resource_course",
    "running",
    (Move("end", ("running",), "ended"),),
)

HEALTH_TALK_ROAD = Road(
    "health_talk",
    "asked",
    (
        Move("hold", ("asked",), "held"),
        Move("decide", ("held",), "decided"),
        Move("drop", ("asked", "held"), "dropped"),
    ),
)

HEARING_ROAD = Road(
    "hearing",
    "sent",
    (
        Move("take_answer", ("sent",), "answered"),
        Move("expire", ("sent",), "expired"),
        Move("consider", ("answered", "expired"), "considered"),
        Move("lapse", ("sent", "answered", "expired", "considered"), "lapsed"),
    ),
)

MEETING_ITEM_ROAD = Road(
    "meeting_item",
    "listed",
    (
        Move("conclude", ("listed",), "concluded"),
        Move("postpone", ("listed",), "postponed"),
        Move("lapse", ("listed", "concluded"), "lapsed"),
    ),
)

DECISION_ROAD = Road(
    "decision",
    "draft",
    (
        Move("send_to_approval", ("draft",), "awaiting_letter"),
        Move("letter_ready", ("awaiting_letter",), "to_approve"),
        Move("back_to_draft", ("awaiting_letter", "to_approve", "approved"), "draft"),
        Move("approve", ("to_approve",), "approved"),
        Move("issue", ("approved",), "issued"),
        Move("lapse", ("draft", "awaiting_letter", "to_approve", "approved"), "lapsed"),
    ),
)

#: A complaint (klage) travels beside the case. »worsened« is a change that turns against the citizen.
COMPLAINT_ROAD = Road(
    "complaint",
    "received",
    (
        Move("hear", ("received",), "hearing"),
        Move("change", ("received", "hearing"), "changed"),
        Move("change_partly", ("received", "hearing"), "partly"),
        Move("worsen", ("received", "hearing"), "worsened"),
        Move("uphold", ("received", "hearing"), "upheld"),
        Move("reconsider", ("changed", "partly", "worsened", "upheld"), "received"),
        Move("forward", ("partly", "worsened", "upheld"), "forwarded"),
        Move("answer", ("forwarded",), "answered"),
        Move("close", ("changed", "answered"), "closed"),
        Move(
            "withdraw",
            ("received", "hearing", "changed", "partly", "worsened", "upheld", "forwarded"),
            "withdrawn",
        ),
    ),
)

ACCESS_ROAD = Road(
    "access_request",
    "asked",
    (
        Move("decide", ("asked",), "decided"),
        Move("withdraw", ("asked",), "withdrawn"),
    ),
)

JOB_ROAD = Road(
    "job",
    "proposed",
    (
        Move("assess", ("proposed",), "assessed"),
        Move("drop", ("proposed",), "dropped"),
    ),
)

ROADS = (
    CASE_ROAD,
    LETTER_ROAD,
    DEPARTURE_ROAD,
    ENDING_ROAD,
    TASK_ROAD,
    HANDOVER_ROAD,
    TRIAL_ROAD,
    TRIAL_WAIVER_ROAD,
    MEDICAL_REQUEST_ROAD,
    RESOURCE_COURSE_ROAD,
    HEALTH_TALK_ROAD,
    HEARING_ROAD,
    MEETING_ITEM_ROAD,
    DECISION_ROAD,
    COMPLAINT_ROAD,
    ACCESS_ROAD,
    JOB_ROAD,
)
