"""What stands beside the work capacity: pensions that rule a fleksjob out, pension that was considered, treatment declined."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from flexcase.base.crypto import Sealed
from resourceprofile.models.shape import OfCase, numbered


class PensionResult(models.TextChoices):
    """What the citizen receives or has used (LAB § 116, stk. 1)."""

    NONE = "none", "Ingen af dem"
    DISABILITY = "foertidspension", "Får førtidspension"
    SENIOR = "seniorpension", "Får seniorpension"
    EARLY = "tidlig_pension", "Har fået tidlig pension"


class PensionSource(models.TextChoices):
    """Where it is known from."""

    REGISTER = "register", "Opslag hos Udbetaling Danmark"
    PAPERS = "papers", "Dokumenter på sagen"
    CITIZEN = "citizen", "Borgerens egen oplysning"


class PensionCheck(OfCase):
    """A dated check of pensions (E-02). The newest counts."""

    Result = PensionResult
    Source = PensionSource

    result = models.CharField(max_length=20, choices=PensionResult.choices)
    source = models.CharField(max_length=12, choices=PensionSource.choices)
    dated = models.DateField()

    class Meta:
        db_table = "pension_check"
        constraints: ClassVar = [numbered("pension_check")]


class PensionConsideration(OfCase):
    """A stillingtagen to førtidspension, when the work capacity is too small for a fleksjob (E-15). The newest counts."""

    opens = models.BooleanField("der rejses sag om førtidspension")
    dated = models.DateField()
    text_sealed = models.BinaryField(null=True)

    text = Sealed()

    class Meta:
        db_table = "pension_consideration"
        constraints: ClassVar = [numbered("pension_consideration")]


class DeclinedKind(models.TextChoices):
    """Treatment that nobody may hold against the one who declines it (LAB § 118, stk. 3)."""

    OPERATION = "operation", "Operation"
    MEDICINE = "medicine", "Medicin, som en læge har ordineret"
    OTHER = "other", "Anden behandling, der er lige så indgribende"


class DeclinedTreatment(OfCase):
    """Treatment that the citizen has declined, kept apart from everything that is weighed (E-13)."""

    Kind = DeclinedKind

    kind = models.CharField(max_length=12, choices=DeclinedKind.choices)
    dated = models.DateField()
    text_sealed = models.BinaryField(null=True)

    text = Sealed()

    class Meta:
        db_table = "declined_treatment"
        constraints: ClassVar = [numbered("declined_treatment")]
