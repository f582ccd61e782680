"""One browser and one stack a regime, for as long as the tests of this folder run in this process."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from flexcase.base import clock
from tests import stack
from tests.browser.backstage import Backstage
from tests.browser.desk import PATIENCE, Town

#: Both are working days with a working day after them. The cases of the scenarios have ended before the later one.
AFTER_THE_REFORM = date(2026, 11, 2)
UNDER_LAB_2022 = date(2024, 6, 12)
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
QUIET += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def chromium() -> str:
    """Where the browser is."""
    where = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert where, "script/bootstrap --tests installs chromium"
    return where


# Not for the whole session: while Playwright runs, Django takes this process for an asynchronous one.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield browser
        browser.close()


@contextmanager
def town(browser: Browser, day: date) -> Iterator[Town]:
    """A whole stack that lives on another day."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("FLEXCASE_", "CELERY_", "DATABASE_URL", "PYTEST_")):
                patch.delenv(name)
        patch.setenv("FLEXCASE_CLOCK_DAYS", str((day - clock.today()).days))
        with stack.running("--no-demo") as running, Backstage(running.environment()) as backstage:
            backstage.ask("people")
            yield Town(running, browser, backstage, day)


@pytest.fixture(scope="package")
def reform_town(browser: Browser) -> Iterator[Town]:
    with town(browser, AFTER_THE_REFORM) as made:
        yield made


@pytest.fixture(scope="package")
def lab_town(browser: Browser) -> Iterator[Town]:
    with town(browser, UNDER_LAB_2022) as made:
        yield made


@pytest.fixture
def after_the_reform(reform_town: Town) -> Iterator[Town]:
    """The law from 1 July 2026. Everybody has closed the browser when the test is over, and no browser has complained."""
    yield reform_town
    reform_town.everybody_leaves()


@pytest.fixture
def under_lab_2022(lab_town: Town) -> Iterator[Town]:
    """The law as it was from 2022."""
    yield lab_town
    lab_town.everybody_leaves()
