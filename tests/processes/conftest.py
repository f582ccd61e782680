"""One whole stack for the tests of this folder, with a mail server of the tests' own and short claims."""

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import count

import pytest

from flexcase.base.embedded import place
from tests import stack
from tests.processes.desk import Desk
from tests.processes.ledger import Ledger
from tests.processes.postoffice import PostOffice
from tests.stack import Running

SHORT = {"FLEXCASE_CLAIM_SECONDS": "2"} | {f"FLEXCASE_{what}_EVERY": "1" for what in ("SWEEP", "REMIND", "HAND_OVER")}


@pytest.fixture(scope="package")
def post_office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        yield office


@pytest.fixture(scope="package")
def running(post_office: PostOffice) -> Iterator[Running]:
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("FLEXCASE_", "CELERY_", "DATABASE_URL", "PYTEST_")):
                patch.delenv(name)
        mail = {"FLEXCASE_SMTP_HOST": post_office.host, "FLEXCASE_SMTP_PORT": str(post_office.port)}
        with stack.running("--no-demo", environment=SHORT | mail) as running:
            people = [sys.executable, "-m", "tests.processes.people"]
            environment = running.environment() | {"DJANGO_SETTINGS_MODULE": "flexcase.settings"}
            subprocess.run(people, cwd=place.CHECKOUT, env=environment, check=True)
            yield running


@pytest.fixture(scope="package")
def aase(running: Running) -> Desk:
    return Desk(running.url, "aase")


@pytest.fixture(scope="package")
def serials() -> Iterator[int]:
    """The last four digits of the next citizen's CPR number."""
    return count(1000)


@pytest.fixture(scope="package")
def ledger(running: Running) -> Ledger:
    return Ledger(running.folder)
