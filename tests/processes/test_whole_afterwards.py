"""Runs last in this folder: after everything that was killed, nothing hangs, and every chain, letter and file is whole."""

import subprocess
import sys

import pytest

from flexcase.base.embedded import place
from tests.processes.ledger import Ledger
from tests.stack import Running

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("processes")]

CHECKS = """
from django.core.management import call_command
from cases.housekeeping import sweep_files
sweep_files()
call_command("verify")
call_command("deadlines", "--check")
"""


def test_chains_deadlines_and_files_are_whole(running: Running, ledger: Ledger) -> None:
    ledger.until_all_is_done()
    tomorrow = running.environment() | {"FLEXCASE_CLOCK_DAYS": "1"}  # the sweeper leaves young files alone
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", CHECKS]
    said = subprocess.run(command, cwd=place.CHECKOUT, env=tomorrow, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    named = {blob.replace("-", "") for (blob,) in ledger.ask("SELECT blob::text FROM letter WHERE blob IS NOT NULL")}
    assert {path.name for path in ledger.files.glob("??/*")} == named
    assert ledger.number("SELECT count(*) FROM letter WHERE state NOT IN ('delivered', 'voided')") == 0
