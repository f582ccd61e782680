"""A case on a meeting's agenda, who was there, how they voted, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.models import Case
from cases.road import MEETING_ITEM_ROAD
from cases.roads import OnRoad
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id
from rehab_team.models.team import Meeting, Membership


class Outcome(models.TextChoices):
    """What the team came to. What each leads to stands in rehab_team/outcomes.py."""

    GRANT = "grant", "Bevilling af fleksjob"
    REJECTION = "rejection", "Afslag på fleksjob"
    FIRM_SUPPORT = "firm_support", "Tilskud til egen virksomhed"
    RESOURCE_COURSE = "resource_course", "Ressourceforløb"
    OTHER_EFFORT = "other_effort", "En anden indsats end fleksjob"
    PENSION = "pension", "Førtidspension"
    NONE = "none", "Teamet peger ikke på noget"


class Absence(models.TextChoices):
    """Why the citizen was not at the meeting."""

    DECLINED = "declined", "Borgeren ville ikke være med"
    STAYED_AWAY = "stayed_away", "Borgeren kom ikke"
    FUTILE = "futile", "Det var åbenbart formålsløst, at borgeren var med"


class Ballot(models.TextChoices):
    """A vote on the proposal. Empty: present, but has not voted."""

    FOR = "for", "For"
    AGAINST = "against", "Imod"
    ABSTAIN = "abstain", "Undlader"


class MeetingItem(OnRoad):
    """A case on a meeting's agenda, and what the team came to (D-10)."""

    road = MEETING_ITEM_ROAD
    Outcome = Outcome
    Absence = Absence
    #: What the team gave weight to (V-04).
    CONSIDERATIONS = ("employment", "social", "health")
    #: What else an answer says (V-05 to V-09), in the order of the minutes.
    ANSWERS = ("clarified", "job_goal", "support", "development", "compensation", "progression")
    #: What other floors may quote.
    QUOTED = (*CONSIDERATIONS, "clarified", "job_goal", "support", "development", "dissent")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    no = models.PositiveSmallIntegerField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meeting_items")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField("punkt")
    state = MEETING_ITEM_ROAD.field()
    #: Put before the team again, because the municipality disagreed (V-03).
    second = models.BooleanField("forelagt igen", default=False)
    outcome = models.CharField("resultat", max_length=20, choices=Outcome.choices, blank=True)
    employment_sealed = models.BinaryField(null=True)
    social_sealed = models.BinaryField(null=True)
    health_sealed = models.BinaryField(null=True)
    job_goal_sealed = models.BinaryField(null=True)
    needs_sealed = models.BinaryField(null=True)
    #: § 116, stk. 2: fleksjob in spite of a very small capacity, because it can develop.
    very_limited = models.BooleanField("meget begrænset arbejdsevne", default=False)
    clarified_sealed = models.BinaryField(null=True)
    support_sealed = models.BinaryField(null=True)
    development_sealed = models.BinaryField(null=True)
    compensation_sealed = models.BinaryField(null=True)
    progression_sealed = models.BinaryField(null=True)
    dissent_sealed = models.BinaryField(null=True)
    why_absent_sealed = models.BinaryField(null=True)
    citizen_present = models.BooleanField("borgeren var med", null=True)
    absence = models.CharField("hvorfor ikke", max_length=20, choices=Absence.choices, blank=True)
    companion_present = models.BooleanField("bisidder var med", default=False)
    concluded_on = models.DateField(null=True)

    employment = Sealed()
    social = Sealed()
    health = Sealed()
    job_goal = Sealed()
    needs = Sealed()
    clarified = Sealed()
    support = Sealed()
    development = Sealed()
    compensation = Sealed()
    progression = Sealed()
    dissent = Sealed()
    why_absent = Sealed()

    class Meta:
        db_table = "meeting_item"
        ordering: ClassVar = ["order"]
        triggers: ClassVar = [MEETING_ITEM_ROAD.guard()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="meeting_item_no"),
            models.UniqueConstraint(fields=["meeting", "order"], name="meeting_item_order"),
            models.UniqueConstraint(fields=["case"], condition=Q(state="listed"), name="case_on_one_agenda"),
            models.CheckConstraint(name="meeting_item_state", condition=Q(state__in=MEETING_ITEM_ROAD.states)),
            models.CheckConstraint(
                name="concluded_item_has_outcome",
                condition=~Q(state="concluded") | (~Q(outcome="") & Q(concluded_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="absent_citizen_is_explained",
                condition=~Q(citizen_present=False) | Q(why_absent_sealed__isnull=False),
            ),
        ]

    def data_key(self) -> DataKey:
        return self.case.key


class Presence(models.Model):
    """A member who is present when a case is dealt with, and the vote: one a member, by constraint."""

    Ballot = Ballot

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(MeetingItem, on_delete=models.PROTECT, related_name="presences")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    vote = models.CharField("stemme", max_length=10, choices=Ballot.choices, blank=True)
    dissent_sealed = models.BinaryField(null=True)

    dissent = Sealed()

    class Meta:
        db_table = "team_presence"
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "member"], name="one_vote_a_member")]

    def data_key(self) -> DataKey:
        return self.item.case.key
