"""Citizens and the people who work with them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from flexcase.base.crypto import DataKey, Sealed, keyed_hash
from flexcase.base.danish import DanishFold, danish_order
from flexcase.base.ids import new_id


class Role(models.TextChoices):
    """What a user is. What a role may do stands with each action, what it may read in cases/access.py."""

    CASEWORKER = "caseworker", "Sagsbehandler"
    JOB_CONSULTANT = "job_consultant", "Jobkonsulent"
    TEAM_LEADER = "team_leader", "Teamleder"
    TEAM_MEMBER = "team_member", "Medlem af visitationsteamet"
    TEAM_CHAIR = "team_chair", "Formand for visitationsteamet"
    HEALTH_COORDINATOR = "health_coordinator", "Sundhedskoordinator"
    CITIZEN = "citizen", "Borger"
    ADMINISTRATOR = "administrator", "Administrator"
    CLOCK = "clock", "Systemet"


class Unit(models.Model):
    """A unit (enhed) of the municipality."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField("navn", max_length=80, unique=True)

    class Meta:
        db_table = "unit"
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Citizen(models.Model):
    """A citizen (borger). CPR and address are encrypted; CPR is found by its keyed hash."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("navn", max_length=120)
    #: The name as it is looked up. Kept, since folding costs more than looking.
    name_folded = models.GeneratedField(expression=DanishFold("name"), output_field=models.TextField(), db_persist=True)
    born = models.DateField("født")
    cpr_hash = models.CharField(max_length=64, unique=True)
    cpr_sealed = models.BinaryField()
    address_sealed = models.BinaryField(null=True)
    #: The language in which the citizen needs an interpreter (tolk); empty: none is needed.
    interpreter_sealed = models.BinaryField(null=True)
    phone = models.CharField("telefon", max_length=20, blank=True)
    email = models.EmailField("e-mail", blank=True)
    digital_post = models.BooleanField("Digital Post", default=True)
    protected_address = models.BooleanField("adressebeskyttelse", default=False)

    cpr = Sealed()
    address = Sealed()
    interpreter = Sealed()

    #: From here on nothing is sent to the citizen.
    died_on = models.DateField("død", null=True)

    class Meta:
        db_table = "citizen"
        indexes: ClassVar = [
            models.Index(danish_order("name"), name="citizen_name_order"),
            GinIndex(OpClass("name_folded", name="gin_trgm_ops"), name="citizen_name_part"),
        ]

    def __str__(self) -> str:
        return self.name

    def data_key(self) -> DataKey:
        return self.key

    @property
    def first_name(self) -> str:
        """What the desk calls the citizen in running text."""
        return self.name.split()[0]

    @property
    def masked_cpr(self) -> str:
        """Birth date with the last four digits hidden."""
        return f"{self.cpr[:6]}-••••"

    def age_on(self, day: date) -> int:
        """Whole years."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))

    @staticmethod
    def hash_of(cpr: str) -> str:
        """What a citizen is looked up by."""
        return keyed_hash(f"cpr:{cpr}")


class User(AbstractUser):
    """Someone who signs in: staff of a unit, a team member, or a citizen."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    role = models.CharField("rolle", max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="users")
    citizen = models.OneToOneField(Citizen, on_delete=models.PROTECT, null=True, blank=True, related_name="user")
    phone = models.CharField("telefon", max_length=20, blank=True)
    title = models.CharField("titel", max_length=80, blank=True)
    #: Of an employee, so that nobody works on a case of their own (cases/actions/oneself.py). Empty: not told.
    cpr_hash = models.CharField(max_length=64, blank=True, db_index=True)
    #: Whether the person wants the morning mail (cases/daily/morning.py).
    morning_mail = models.BooleanField("daglig mail", default=True)

    class Meta:
        db_table = "flexcase_user"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="only_citizens_have_a_citizen",
                condition=models.Q(role="citizen", citizen__isnull=False)
                | (~models.Q(role="citizen") & models.Q(citizen__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def is_employee(self) -> bool:
        """Whether the desk is theirs; a citizen has the portal."""
        return self.role != Role.CITIZEN
