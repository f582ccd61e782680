"""The case, its timeline, and the reasons that were demanded along the way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from cases.models.people import Citizen, Unit, User
from cases.road import CASE_ROAD
from cases.roads import OnRoad
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id
from flexcase.base.models import Run, append_only

if TYPE_CHECKING:
    from flexcase.law.regime import Regime


class CaseNumber(models.Model):
    """The last case number of a year. The row is locked while a number is taken."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "case_number"


class Channel(models.TextChoices):
    """How something reached the municipality."""

    LETTER = "letter", "Brev"
    DIGITAL_POST = "digital_post", "Digital Post"
    PHONE = "phone", "Telefon"
    MEETING = "meeting", "Personligt møde"
    PORTAL = "portal", "Min sag"
    FOLLOW_UP = "follow_up", "Opfølgning i en anden sag"


class Initiator(models.TextChoices):
    """Who took the initiative (E-20)."""

    CITIZEN = "citizen", "Borgeren"
    MUNICIPALITY = "municipality", "Kommunen"
    UNION = "union", "Fagforening"
    EMPLOYER = "employer", "Arbejdsgiver"
    DOCTOR = "doctor", "Læge"
    OTHER = "other", "En anden"


class Income(models.TextChoices):
    """What the citizen lives on (forsørgelse)."""

    SICKNESS_BENEFIT = "sygedagpenge", "Sygedagpenge"
    JOB_CLARIFICATION = "jobafklaring", "Ressourceforløbsydelse i jobafklaring"
    RESOURCE_COURSE = "ressourceforloeb", "Ressourceforløbsydelse"
    CASH_BENEFIT = "kontanthjaelp", "Kontanthjælp"
    EDUCATION_BENEFIT = "uddannelseshjaelp", "Uddannelseshjælp"
    UNEMPLOYMENT_BENEFIT = "dagpenge", "Dagpenge"
    WAGE = "loen", "Løn"
    OWN_FIRM = "egen_virksomhed", "Egen virksomhed"
    NONE = "ingen", "Ingen indtægt"


class TargetGroup(models.TextChoices):
    """The target group (målgruppe) that the citizen belongs to while the case runs: a code for statistics (LAB § 6; E-00)."""

    SICKNESS_BENEFIT = "6", "§ 6, nr. 6: sygedagpenge"
    JOB_CLARIFICATION = "7", "§ 6, nr. 7: jobafklaring"
    RESOURCE_COURSE = "8", "§ 6, nr. 8: ressourceforløb"
    FLEKSJOB = "9", "§ 6, nr. 9: visiteret til fleksjob eller tilskud som selvstændig"
    UNEMPLOYMENT_BENEFIT = "dagpenge", "Dagpenge"
    CASH_BENEFIT = "kontanthjaelp", "Kontanthjælp"
    EDUCATION_BENEFIT = "uddannelseshjaelp", "Uddannelseshjælp"
    JOB = "job", "I arbejde"
    OWN_FIRM = "egen_virksomhed", "Egen virksomhed"
    NONE = "ingen", "Ingen af dem"


#: Which target group follows from what the citizen lives on.
GROUP_OF_INCOME: dict[str, str] = {
    Income.SICKNESS_BENEFIT: TargetGroup.SICKNESS_BENEFIT,
    Income.JOB_CLARIFICATION: TargetGroup.JOB_CLARIFICATION,
    Income.RESOURCE_COURSE: TargetGroup.RESOURCE_COURSE,
    Income.CASH_BENEFIT: TargetGroup.CASH_BENEFIT,
    Income.EDUCATION_BENEFIT: TargetGroup.EDUCATION_BENEFIT,
    Income.UNEMPLOYMENT_BENEFIT: TargetGroup.UNEMPLOYMENT_BENEFIT,
    Income.WAGE: TargetGroup.JOB,
    Income.OWN_FIRM: TargetGroup.OWN_FIRM,
    Income.NONE: TargetGroup.NONE,
}


def by_deadline() -> Coalesce:
    """What a list of cases is in order of when the next deadline counts: without one a case comes last."""
    return Coalesce("next_due", Value(date.max))


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases as they are seen by someone; the law of seeing stands in cases/access.py."""

    def visible_to(self, user: User) -> models.QuerySet[Case]:
        """Every case that the user may open today."""
        from cases import access

        return access.visible(self, user)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    model_name="CaseHistory",
    obj_field=pghistory.ObjForeignKey(related_name="history"),
)
class Case(OnRoad):
    """A fleksjob case (sag). Its state holds only the visitation; everything beside it has a small road of its own."""

    road = CASE_ROAD
    Channel = Channel
    Initiator = Initiator
    Income = Income
    TargetGroup = TargetGroup

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=12, unique=True)
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="cases")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases")
    caseworker = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="cases")
    state = CASE_ROAD.field()
    regime_name = models.CharField("regelsæt", max_length=30)
    regime_frozen_on = models.DateField(null=True)
    #: When somebody chose the law by hand; None while it follows from the day.
    regime_chosen_on = models.DateField(null=True)
    #: The law that the case followed before it last crossed into another; empty while it never did.
    regime_before = models.CharField("tidligere regelsæt", max_length=30, blank=True)
    received_on = models.DateField("modtaget")
    expected_decision_on = models.DateField("forventet afgørelse")
    channel = models.CharField("modtaget gennem", max_length=20, choices=Channel.choices)
    initiator = models.CharField("initiativ", max_length=20, choices=Initiator.choices)
    income = models.CharField("forsørgelse", max_length=20, choices=Income.choices)
    target_group = models.CharField("målgruppe", max_length=20, choices=TargetGroup.choices, blank=True)
    self_employed = models.BooleanField("selvstændig", default=False)
    stay_at_workplace = models.BooleanField("ønsker at blive på sin arbejdsplads", default=False)
    #: What was assessed at visitation (hours a week, per cent); known at the latest when a grant is issued.
    assessed_hours = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    assessed_intensity = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    restricted = models.BooleanField("begrænset adgang", default=False)
    #: The earliest running deadline, kept by the projection so that worklists sort by an index.
    next_due = models.DateField(null=True)
    #: Whom else than the municipality a running deadline waits for (lægen, borgeren, teamet), kept by the projection too.
    waits_for = ArrayField(models.CharField(max_length=20), default=list)
    #: Whether the municipality has a complaint to reassess or send on, wherever the case itself stands; by the projection too.
    complaint_running = models.BooleanField(default=False)

    #: Where the case stood when it was withdrawn, handed over or ended; empty while it runs, and when it was closed.
    ended_from = models.CharField(max_length=20, blank=True, default="")

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "case"
        triggers: ClassVar = [CASE_ROAD.guard()]
        constraints: ClassVar = [
            models.CheckConstraint(name="case_state", condition=Q(state__in=CASE_ROAD.states)),
            models.CheckConstraint(
                name="assessed_hours_0_37",
                condition=Q(assessed_hours__isnull=True) | Q(assessed_hours__range=(0, 37)),
            ),
            models.CheckConstraint(
                name="assessed_intensity_0_100",
                condition=Q(assessed_intensity__isnull=True) | Q(assessed_intensity__range=(0, 100)),
            ),
            models.CheckConstraint(
                name="decided_case_has_frozen_regime",
                condition=~Q(state__in=["granted", "rejected"]) | Q(regime_frozen_on__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            # The orders of a worklist (cases/worklists/listing.py): each list walks one of these, forwards or backwards.
            models.Index(F("caseworker"), by_deadline(), F("id"), name="case_mine"),
            models.Index(F("unit"), by_deadline(), F("id"), name="case_unit"),
            models.Index(F("unit"), F("received_on"), F("id"), name="case_unit_received"),
            models.Index(F("unit"), F("state"), by_deadline(), F("id"), name="case_unit_state"),
            # Those of a unit that somebody looks for among very many.
            models.Index(F("unit"), by_deadline(), F("id"), name="case_complaint", condition=Q(complaint_running=True)),
            models.Index(F("unit"), by_deadline(), F("id"), name="case_unassigned", condition=Q(caseworker=None)),
        ]

    def __str__(self) -> str:
        return self.number

    def data_key(self) -> DataKey:
        return self.key

    @property
    def regime(self) -> Regime:
        """The law of this case; provisional until the decision freezes it."""
        from flexcase.law.regime import regimes

        return regimes().named(self.regime_name)

    @property
    def state_label(self) -> str:
        """The step in the words of the case's regime."""
        return self.regime.road[self.state]


class Event(models.Model):
    """One entry of the timeline (hændelse): a row a case and run, chained by hashes, never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="event")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor_id = models.UUIDField(null=True)
    body = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "event"
        ordering: ClassVar = ["seq"]
        triggers: ClassVar = append_only("event")
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "seq"], name="event_seq")]


class Reason(models.Model):
    """A written reason that a rule demanded. It is stored with the run and reaches the letter."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reasons")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    rule = models.CharField(max_length=12)
    fingerprint = models.CharField(max_length=32)
    text_sealed = models.BinaryField(null=True)
    given_on = models.DateField()

    text = Sealed()

    class Meta:
        db_table = "reason"
        triggers: ClassVar = append_only("reason")

    def data_key(self) -> DataKey:
        return self.case.key


def case_number(day: date) -> str:
    """Take the next case number of the year, such as ``2026-0417``. Holds the year's row until the commit."""
    row, _ = CaseNumber.objects.select_for_update().get_or_create(year=day.year)
    row.last += 1
    row.save(update_fields=["last"])
    return f"{day.year}-{row.last:04}"
