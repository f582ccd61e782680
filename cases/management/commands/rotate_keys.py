"""Wrap every data key with the newest master key. What the keys sealed stays as it is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from flexcase.base.crypto import DataKey


class Command(BaseCommand):
    help = "Pak alle datanøgler om med den nyeste hovednøgle (FLEXCASE_MASTER_KEYS)."

    def handle(self, *args: Any, **options: Any) -> None:
        newest = max(settings.MASTER_KEYS)
        wrapped = 0
        for pk in DataKey.objects.exclude(master_version=newest).exclude(wrapped=None).values_list("pk", flat=True):
            with transaction.atomic():
                key = DataKey.objects.select_for_update().get(pk=pk)
                key.rewrap(newest)
                key.save(update_fields=["wrapped", "master_version"])
                wrapped += 1
        self.stdout.write(f"{wrapped} nøgler er pakket om")
