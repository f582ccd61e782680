"""What the search finds words by. The one place where words of a case stand in the open, as lexemes without their order."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from cases.models.case import Case
from cases.models.people import Unit
from flexcase.base.crypto import DataKey, Sealed


class FoundIn(models.TextChoices):
    """In what a word is found; a group on the page of the search."""

    NOTE = "note", "Notater"
    DOCUMENT = "document", "Dokumenter"
    EMPLOYER = "employer", "Arbejdsgivere"


class SearchText(models.Model):
    """The words of one note, document or employer. Derived: ``manage.py reindex`` makes it anew.

    ``words`` are lexemes (stems and their places) and the only trace in the open; CPR numbers are taken out, and nothing
    about health goes in (cases/search/sources.py). Title and text are sealed with the case's key and shown as they stand here.
    Triggers of the database keep ``unit`` as the case's and delete the row when the case's key is destroyed.
    """

    FoundIn = FoundIn

    #: The id of the row that it was made of.
    id = models.UUIDField(primary_key=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    #: The case's unit, so that a common word is looked up in one unit and not in a million texts.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    found_in = models.CharField(max_length=10, choices=FoundIn.choices)
    #: Who may read it: a part of the case (`flexcase.law.rule.Part`).
    part = models.CharField(max_length=12)
    dated = models.DateField()
    #: What it is: »Notat«, »Lægelig dokumentation«, »Fleksjob«.
    label = models.CharField(max_length=60)
    #: The end of its address, behind the case's own.
    place = models.CharField(max_length=60)
    words = SearchVectorField()
    title_sealed = models.BinaryField(null=True)
    text_sealed = models.BinaryField(null=True)

    title = Sealed()
    text = Sealed()

    class Meta:
        db_table = "search_text"
        indexes: ClassVar = [
            GinIndex(fields=["words"], name="search_text_words", fastupdate=False),
            models.Index("unit", "found_in", models.F("dated").desc(), models.F("id").desc(), name="search_text_newest"),
        ]

    def data_key(self) -> DataKey:
        return self.case.key
