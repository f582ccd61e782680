"""The ground under every test: a database of its own, the application's own database role, folders of its own."""

import gc
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker, Settings
from weasyprint import HTML

from cases.letters.sheet import sheet_pdf
from tests import undefined
from tests.database import Database


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the collector of garbage need not look at it over and over."""
    gc.collect()
    gc.freeze()


def pytest_configure() -> None:
    """What a test run changes in the settings, once and for all."""
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django_settings.STORAGES = django_settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    # WhiteNoise warns of a missing folder, and a fresh checkout has none. Where it is full, every client would read all of it.
    django_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    django_settings.WHITENOISE_AUTOREFRESH = True
    undefined.forbid(django_settings.TEMPLATES)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Migrated by the owner of the tables, used as the application's role, which owns none."""
    with django_db_blocker.unblock():
        database = Database()
        database.make()
    with pytest.MonkeyPatch.context() as patch:
        # The application may not TRUNCATE, and append-only tables refuse it from anybody: a test that commits is
        # followed by a fresh copy instead, which also brings back what migrations wrote.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: database.renew())
        yield
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture(autouse=True)
def own_folders(settings: Settings, tmp_path: Path) -> None:
    """Files, letters and digital post of a test stay in the test."""
    for name in ("FILES_DIR", "DIGITAL_POST_DIR", "MAIL_CATCHER_DIR"):
        setattr(settings, name, tmp_path / name.lower())


@pytest.fixture(scope="session")
def one_page() -> bytes:
    """A real page that stands in for others. Its words belong to no case, or they would be found in the index of all."""
    return sheet_pdf("En side", date(2026, 8, 3), "", {"Om siden": "Den står i stedet for alle andre."})


@pytest.fixture
def weasyprint_at_rest(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, one_page: bytes) -> None:
    """Letters are written as always, and WeasyPrint, which takes longer than all else, gives one page for each.

    For stories about what is decided. Who looks at the pages says so: ``pytest.mark.prints``.
    """

    def told_apart(_page: HTML, *, pdf_identifier: bytes, **_given: object) -> bytes:
        return one_page + b"\n% " + pdf_identifier

    if request.node.get_closest_marker("prints") is None:
        monkeypatch.setattr(HTML, "write_pdf", told_apart)


@pytest.fixture
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """For tests that start processes: nothing of this run's own set-up leaks into them."""
    for name in list(os.environ):
        if name.startswith(("FLEXCASE_", "CELERY_", "DATABASE_URL", "PYTEST_")):
            monkeypatch.delenv(name)
    return monkeypatch
