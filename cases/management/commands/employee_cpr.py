"""Tell who an employee is, so that nobody works on a case of their own. The number is read from standard input."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cases.actions.oneself import know
from cases.models import Role, User
from flexcase.law.cpr import InvalidCpr, parse


class Command(BaseCommand):
    help = (
        "Registrér en ansats CPR-nummer fra standardinput. Kun et aftryk gemmes, og egne sager bliver lukket for den ansatte."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).exclude(role=Role.CITIZEN).first()
        if user is None:
            raise CommandError("Der er ingen ansat med det brugernavn.")
        try:
            number = parse(sys.stdin.readline().strip(), allow_fictive=settings.ALLOW_FICTIVE_CPR).number
        except InvalidCpr as wrong:
            raise CommandError("Det er ikke et CPR-nummer.") from wrong
        self.stdout.write(f"Lukket for {know(user, number)} egne sager.")
