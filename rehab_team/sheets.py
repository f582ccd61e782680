"""The form and the minutes as sheets on the case: heading and text, as they were on the day."""

from __future__ import annotations

from collections.abc import Mapping

from cases.models import Case
from flexcase.law.regime import Regime
from rehab_team.models import MeetingItem, Receiver, Recommendation
from resourceprofile.sources import accommodations, capacity_sources

FORM_HEADINGS = {
    "summary": "Kort om sagen",
    "lasting": "Varigt nedsat",
    "substantial": "Væsentligt nedsat",
    "conflicts": "Oplysninger, der peger i hver sin retning",
    "needs": "Skånehensyn",
    "job_types": "Jobtyper",
    "support": "Støtte i starten",
    "development": "Udvikling",
    "remarks": "Borgerens bemærkninger",
}
MINUTES_HEADINGS = {
    "employment": "Beskæftigelse",
    "social": "Sociale forhold",
    "health": "Helbred",
    "clarified": "Afklaret, og ikke et almindeligt job",
    "job_goal": "Slags fleksjob og opgaver",
    "needs": "Skånehensyn",
    "support": "Støtte i starten",
    "development": "Hvorfor arbejdsevnen kan udvikle sig",
    "compensation": "Hjælp, der kan kompensere",
    "progression": "Flere timer senere",
    "dissent": "Uenighed i teamet",
}
Sheet = tuple[str, Mapping[str, str]]


def form_parts(form: Recommendation) -> dict[str, str]:
    """The filled parts of the form, in its order."""
    parts = {heading: getattr(form, name) for name, heading in FORM_HEADINGS.items()}
    return {heading: text for heading, text in parts.items() if text}


def form_sheet(form: Recommendation, regime: Regime) -> Sheet:
    """The form (D-09) as it is put before the team."""
    return regime.labels["recommendation_form"].capitalize(), {"Forslag": form.get_proposal_display(), **form_parts(form)}


def minutes_sheet(item: MeetingItem, regime: Regime) -> Sheet:
    """The team's answer with who was there, how they voted, and what differed (D-10)."""
    parts = {
        "Møde": f"{item.meeting.team}, {item.meeting.day:%d.%m.%Y}",
        "Resultat": item.get_outcome_display(),
        "Til stede": "\n".join(present(item)),
        "Borgeren": attendance(item),
    }
    parts |= {heading: getattr(item, name) for name, heading in MINUTES_HEADINGS.items()}
    title = f"Referat og {regime.labels['team_outcome_noun']}, {regime.labels['team_meeting']}"
    return title, {heading: text for heading, text in parts.items() if text}


def hand_over_sheet(case: Case, to: Receiver, task: str, item: MeetingItem | None) -> Sheet:
    """What the unit that goes on must know: what is asked of it, what the team came to, and what has been measured."""
    parts = {"Til": to.label, "Opgaven": task, "Sagsbehandler": str(case.caseworker or case.unit)}
    if item is not None:
        parts["Teamets svar"] = f"{item.get_outcome_display()}, {item.meeting.day:%d.%m.%Y}"
        parts |= {heading: getattr(item, name) for name, heading in MINUTES_HEADINGS.items()}
    parts["Målt arbejdsevne"] = "\n".join(
        f"{one.label}, {one.dated:%d.%m.%Y}: {one.hours} timer" for one in capacity_sources(case) if one.hours is not None
    )
    parts["Skånehensyn fra forløb"] = "\n".join(accommodations(case))
    return f"Sagen givet videre til {to.label.lower()}", {heading: text for heading, text in parts.items() if text}


def attendance(item: MeetingItem) -> str:
    """Whether the citizen and a bisidder were there, and if not, why (D-10)."""
    if not item.citizen_present:
        return f"{item.get_absence_display() or 'Borgeren var ikke med'}. {item.why_absent}".strip()
    return "Borgeren var med sammen med en bisidder." if item.companion_present else "Borgeren var med uden bisidder."


def present(item: MeetingItem) -> list[str]:
    """One line a member: name, field, vote, and what the member wanted written down."""
    found = []
    for row in item.presences.select_related("member__user", "item__case__key").order_by("pk"):
        line = f"{row.member.user}, {row.member.role.lower()}: {row.get_vote_display().lower() or 'til stede'}"
        found.append(f"{line}. {row.dissent}" if row.dissent else line)
    return found
