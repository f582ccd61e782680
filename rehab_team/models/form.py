"""The form on which a case is put before a team."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.models import Case, User
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id


class Proposal(models.TextChoices):
    """What a case is put before the team for."""

    GRANT = "grant", "Bevilling af fleksjob"
    REJECTION = "rejection", "Afslag på fleksjob"
    FIRM_SUPPORT = "firm_support", "Tilskud til egen virksomhed"
    RESOURCE_COURSE = "resource_course", "Ressourceforløb"
    OTHER_EFFORT = "other_effort", "En anden indsats end fleksjob"
    PENSION = "pension", "Førtidspension"


def lines(text: str) -> tuple[str, ...]:
    """A list that is kept as one sealed text."""
    return tuple(text.splitlines())


class Recommendation(models.Model):
    """The form on which a case is put before the team (indstillingsskema, D-09). One is current; older ones have lapsed."""

    Proposal = Proposal
    #: The texts of the form, in its order.
    TEXTS = ("summary", "lasting", "substantial", "conflicts", "needs", "job_types", "support", "development", "remarks")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recommendations")
    no = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    proposal = models.CharField("forslag", max_length=20, choices=Proposal.choices)
    summary_sealed = models.BinaryField(null=True)
    lasting_sealed = models.BinaryField(null=True)
    substantial_sealed = models.BinaryField(null=True)
    conflicts_sealed = models.BinaryField(null=True)
    needs_sealed = models.BinaryField(null=True)
    job_types_sealed = models.BinaryField(null=True)
    support_sealed = models.BinaryField(null=True)
    development_sealed = models.BinaryField(null=True)
    remarks_sealed = models.BinaryField(null=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()
    lapsed_on = models.DateField(null=True)

    summary = Sealed()
    lasting = Sealed()
    substantial = Sealed()
    conflicts = Sealed()
    needs = Sealed()
    job_types = Sealed()
    support = Sealed()
    development = Sealed()
    remarks = Sealed()

    class Meta:
        db_table = "recommendation"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="recommendation_no"),
            models.UniqueConstraint(fields=["case"], condition=Q(lapsed_on__isnull=True), name="one_current_recommendation"),
        ]

    def data_key(self) -> DataKey:
        return self.case.key

    @classmethod
    def current_of(cls, case: Case) -> Recommendation | None:
        """The form that has not lapsed."""
        return cls.objects.select_related("case__key").filter(case=case, lapsed_on=None).first()
