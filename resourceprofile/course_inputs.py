"""What the actions on ressourceforløb take."""

from __future__ import annotations

from cases.inputs import ActionInput, Choice, DatedInput, Day, LongText, ReasonInput, Ref
from resourceprofile.inputs import Tick
from resourceprofile.models import CourseLeave, ResourceCourse


class StartCourseInput(DatedInput):
    """A course and its exact length, which is fixed with the decision on it (82-16)."""

    starts_on = Day("Første dag", "Skriv den første dag.")
    ends_on = Day("Sidste dag", "Skriv den sidste dag. Længden ligger fast fra begyndelsen.")
    own_wish = Tick("Borgeren ønsker selv forløbet", help_text="Har betydning efter alder og tidligere forløb.")


class CourseLeaveInput(DatedInput):
    """Barsel or sorgorlov."""

    kind = Choice("Orlov", CourseLeave.Kind.choices, "Vælg, hvilken orlov det er.")
    starts_on = Day("Første dag", "Skriv den første dag.")
    ends_on = Day("Sidste dag", "Skriv den sidste dag.")


class CourseEffortInput(DatedInput):
    """An effort has begun."""

    effort = Choice("Indsats", ResourceCourse.Effort.choices, "Vælg, hvilken indsats der er begyndt.")


class CourseBeforeTeamInput(DatedInput):
    """The course is put before the team, which speaks to the effort and its follow-up only."""


class ExcuseCourseInput(ActionInput):
    """The særlige grunde are asked for by the rule."""


class AfterCourseInput(DatedInput):
    """What follows after the course."""

    afterwards = Choice("Hvad følger efter forløbet?", ResourceCourse.Afterwards.choices, "Vælg, hvad der følger.")
    text = LongText("Beslutningen", "Skriv, hvilke indsatser der følger, og hvorfor.", max_length=4000)


class EndCourseInput(DatedInput):
    """The course has ended."""


class AskForTalkInput(DatedInput):
    """The citizen says that an offer does not take their health into account."""

    offer = LongText(
        "Hvilket tilbud er det, og hvad tager det ikke hensyn til?",
        "Skriv, hvilket tilbud det er, og hvad det ikke tager hensyn til.",
        max_length=4000,
    )


class HoldTalkInput(DatedInput):
    """The talk has been held."""

    talk = Ref("Samtale")
    held_with = LongText(
        "Hvem deltog?",
        "Skriv, hvem der deltog.",
        max_length=1000,
        help_text="Sundhedskoordinatoren og den koordinerende sagsbehandler eller borgerens jobformidler.",
    )
    said = LongText("Hvad blev der sagt?", "Skriv, hvad der blev sagt.", max_length=4000)


class DecideOnOfferInput(ReasonInput):
    """Whether the offer is adapted, and why."""

    field_order = ["adjusted", "reason"]
    talk = Ref("Samtale")
    adjusted = Choice("Skal tilbuddet tilpasses?", (("yes", "Ja"), ("no", "Nej")), "Svar ja eller nej.")


class DropTalkInput(ReasonInput):
    """The citizen does not want the talk after all."""

    talk = Ref("Samtale")
