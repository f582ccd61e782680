"""The complaint over one issued decision, and the flaws that Ankestyrelsen sends a case back for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cases.models import Case, Document, Letter, User
from cases.road import COMPLAINT_ROAD
from cases.roads import OnRoad
from decisions.models.decision import Decision, Outcome
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id


class Complainant(models.TextChoices):
    """Who brings the complaint. Nobody is refused for it: that the citizen wants to complain is enough (C-01)."""

    CITIZEN = "citizen", "Borgeren selv"
    REPRESENTATIVE = "representative", "Partsrepræsentanten"
    OTHER = "other", "En anden på borgerens vegne"


class ComplaintChannel(models.TextChoices):
    """How a complaint reached the municipality."""

    LETTER = "letter", "Brev"
    EMAIL = "email", "E-mail"
    DIGITAL_POST = "digital_post", "Digital Post"
    PHONE = "phone", "Telefon"
    MEETING = "meeting", "Personligt møde"
    PORTAL = "portal", "Min sag"


class Reassessment(models.TextChoices):
    """What the genvurdering comes to (retssikkerhedsloven § 66)."""

    CHANGED = "changed", "Borgeren får fuldt medhold"
    PARTLY = "partly", "Borgeren får delvis medhold"
    UPHELD = "upheld", "Afgørelsen fastholdes"
    WORSENED = "worsened", "Afgørelsen ændres til ugunst for borgeren"


class AppealOutcome(models.TextChoices):
    """What Ankestyrelsen (or the appeal body of the case's law) answers. C-06: it tests lawfulness, facts and procedure."""

    CONFIRMED = "confirmed", "Stadfæstelse"
    CHANGED = "changed", "Ændring"
    ANNULLED = "annulled", "Ophævelse"
    REMITTED = "remitted", "Hjemvisning"
    NO_BASIS = "no_basis", "Intet grundlag for at ændre"
    DISMISSED = "dismissed", "Afvisning"


class Step(models.TextChoices):
    """The step of the case at which something failed."""

    PROFILE = "profile", "Beskrivelsen"
    HEARING = "hearing", "Partshøringen"
    TEAM = "team", "Teamet"
    DECISION = "decision", "Afgørelsen"


class Complaint(OnRoad):
    """A complaint (klage), from its receipt through genvurdering to the appeal body's answer."""

    road = COMPLAINT_ROAD
    By = Complainant
    Channel = ComplaintChannel
    Reassessment = Reassessment
    AppealOutcome = AppealOutcome

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="complaints")
    no = models.PositiveIntegerField()
    state = COMPLAINT_ROAD.field()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="complaints")
    received_on = models.DateField()
    received_at = models.TimeField(null=True)
    channel = models.CharField(max_length=20, choices=ComplaintChannel.choices)
    by = models.CharField(max_length=20, choices=Complainant.choices)
    by_name_sealed = models.BinaryField(null=True)
    #: After the time for complaints. It is treated as any other, and the appeal body decides whether it is taken up.
    late = models.BooleanField(default=False)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    #: The new day that the citizen was told when four weeks were too few (C-04).
    postponed_until = models.DateField(null=True)

    outcome = models.CharField(max_length=12, choices=Reassessment.choices, blank=True)
    added_sealed = models.BinaryField(null=True)
    reasons_sealed = models.BinaryField(null=True)
    reassessed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reassessed_on = models.DateField(null=True)
    #: D-21, where the decision is upheld; where it is changed, the new decision is the letter.
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="reassessment_of")
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)
    new_decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="answers_complaints")
    #: Where the case stood when it was reopened.
    came_from = models.CharField(max_length=20, blank=True)

    forwarded_on = models.DateField(null=True)
    #: D-22: the cover letter and every paper of the case, bound into one file.
    bundle = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="bundle_of")

    appeal_outcome = models.CharField(max_length=12, choices=AppealOutcome.choices, blank=True)
    answered_on = models.DateField(null=True)
    answer_paper = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="+")
    #: What the appeal body has decided the new decision to be.
    ordered_outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    #: The day from which a grant holds that the appeal body has ordered.
    ordered_from = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    by_name = Sealed()
    added = Sealed()
    reasons = Sealed()

    class Meta:
        db_table = "complaint"
        ordering: ClassVar = ["no"]
        triggers: ClassVar = [COMPLAINT_ROAD.guard()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="complaint_no"),
            models.CheckConstraint(name="complaint_state", condition=Q(state__in=COMPLAINT_ROAD.states)),
            models.CheckConstraint(name="complaint_four_eyes", condition=~Q(approved_by=F("reassessed_by"))),
            models.CheckConstraint(
                name="complaint_reassessed_by_somebody",
                condition=~Q(state__in=["changed", "partly", "worsened", "upheld", "forwarded", "answered", "closed"])
                | (~Q(outcome="") & Q(reassessed_by__isnull=False, reassessed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="complaint_forwarded_with_bundle",
                condition=~Q(state__in=["forwarded", "answered"]) | Q(forwarded_on__isnull=False, bundle__isnull=False),
            ),
            models.CheckConstraint(
                name="upheld_complaint_forwarded_after_approval",
                condition=~Q(state="forwarded", outcome="upheld") | Q(approved_by__isnull=False, letter__isnull=False),
            ),
            models.CheckConstraint(
                name="complaint_answered_in_writing",
                condition=~Q(state="answered")
                | (~Q(appeal_outcome="") & Q(answered_on__isnull=False, answer_paper__isnull=False)),
            ),
        ]

    def data_key(self) -> DataKey:
        return self.case.key


class Flaw(models.Model):
    """A flaw (mangel) that the appeal body sent a case back for: a task until somebody writes how it was dealt with (C-07)."""

    Step = Step

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="flaws")
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="flaws")
    no = models.PositiveIntegerField()
    step = models.CharField(max_length=12, choices=Step.choices)
    text_sealed = models.BinaryField(null=True)
    remedy_sealed = models.BinaryField(null=True)
    remedied_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    remedied_on = models.DateField(null=True)

    text = Sealed()
    remedy = Sealed()

    class Meta:
        db_table = "flaw"
        ordering: ClassVar = ["no"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="flaw_no"),
            models.CheckConstraint(
                name="flaw_remedied_in_words",
                condition=Q(remedied_on=None) | Q(remedied_by__isnull=False, remedy_sealed__isnull=False),
            ),
        ]

    def data_key(self) -> DataKey:
        return self.case.key
