"""The house keeps standing: imports run down, changes go through the door, one clock tells the time."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from cases.management.commands.roads import document
from cases.roads import OnRoad
from flexcase.law.vocabulary import LABELS, TEXTS

ROOT = Path(settings.ROOT)
FLOORS = ("flexcase", "cases", "resourceprofile", "rehab_team", "decisions", "employment", "portal", "oversight")
#: Beside the actions: the only files that write rows, and what they write.
MAY_WRITE = {
    # behind the door
    "cases/act.py": "what an action puts on a case",
    "cases/runner.py": "runs, refusals, reasons",
    "cases/timeline.py": "events",
    "cases/projection.py": "deadlines",
    "cases/roads.py": "the state, by a move",
    "cases/models/case.py": "case numbers",
    "cases/search/index.py": "words to be found",
    "employment/actions.py": "an app whose actions are one file",
    # later work, and what the clock does
    "flexcase/base/outbox.py": "work for later",
    "cases/letters/posting.py": "letters on their way",
    "cases/daily/handover.py": "notices of a hand-over",
    "cases/daily/morning.py": "morning mails",
    "cases/daily/reminders.py": "reminders",
    "cases/housekeeping.py": "the daily digest",
    "cases/worklists/bulk.py": "a run over many cases",
    # what belongs to a person and not to a case
    "cases/http.py": "who was shown what, and who was denied",
    "cases/signin.py": "who signs in",
    "cases/papers/holding.py": "files that are held until a form is sent",
    "cases/worklists/filters.py": "saved filters",
    "cases/writing/drafts.py": "what is being typed",
    "cases/writing/phrases.py": "standard phrases",
    # towns that are made up
    "oversight/demo.py": "the demo's people",
    "oversight/people.py": "teams and their members",
    "oversight/scenario/cast.py": "the people of a story",
    "oversight/bench/crowd.py": "a crowd to measure with",
    "oversight/bench/measure.py": "the bare update that an action is measured against",
    "portal/demo_identity.py": "the demo's identity provider",
}
#: These have ``save`` without being rows: pages, pictures, and the functions of two modules.
NO_ROWS = {"pdf", "whole", "image", "copy", "page", "shown", "part", "phrases", "filters"}
WRITES = {"save", "update", "create", "bulk_create", "bulk_update", "delete", "get_or_create", "update_or_create"}


def sources() -> list[Path]:
    return [path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py")) if "migrations" not in path.parts]


def test_imports_run_down_the_house() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_rows_are_written_only_behind_the_door() -> None:
    writing = {str(path.relative_to(ROOT)): writes_in(path) for path in sources() if not is_behind_the_door(path)}
    assert {path: found for path, found in writing.items() if found and path not in MAY_WRITE} == {}
    assert [path for path in MAY_WRITE if not writing.get(path)] == [], "these write no rows any more"


def is_behind_the_door(path: Path) -> bool:
    return "actions" in path.parts or path.parts[-2] in {"embedded", "commands"}


def writes_in(path: Path) -> list[str]:
    """The calls in a file that write a row."""
    calls = [node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    named = [(ast.unparse(call.value), call.attr) for call in calls if isinstance(call, ast.Attribute) and call.attr in WRITES]
    return [
        f"{owner}.{name}"
        for owner, name in named
        if ".objects" in owner or (name == "save" and owner not in NO_ROWS) or owner.endswith(("row", "case", "letter"))
    ]


def test_rules_hold_no_query_and_import_no_model() -> None:
    strays = [
        f"{path.relative_to(ROOT)}: {line}"
        for path in sources()
        if path.name == "rules.py" or path.parent.name == "rules"
        for line in path.read_text().splitlines()
        if re.search(r"\.objects|import .*models|from .*models import|django\.db", line)
    ]
    assert strays == []


def test_a_file_is_one_idea() -> None:
    long = [f"{path.relative_to(ROOT)}" for path in sources() if len(path.read_text().splitlines()) > 450]
    assert long == []


def test_no_catch_all_hides_a_fault() -> None:
    strays = [f"{path.relative_to(ROOT)}" for path in sources() if re.search(r"except( Base)?( Exception)?:", path.read_text())]
    assert [stray for stray in strays if re.search(r"except Exception:|except:", (ROOT / stray).read_text())] == []


def test_no_django_signal_between_apps() -> None:
    strays = [
        str(path.relative_to(ROOT))
        for path in sources()
        if re.search(r"post_save|pre_save|m2m_changed|@receiver", path.read_text())
    ]
    assert strays == []


def test_the_project_names_no_foreign_place() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    strays = []
    for name in tracked:
        path = ROOT / name
        if path.suffix in {".png", ".pdf", ".woff2", ".ttf"} or not path.is_file() or name == "tests/test_house.py":
            continue
        text = path.read_text(errors="replace")
        strays += [f"{name}: {word}" for word in ("/work/", "../shared", "pypi.org", "registry.npmjs") if word in text]
    assert strays == []


#: Words of a law that are chosen by what a case has come to.
FAMILIES = ("rejection_ground_", "rejection_next_", "onward_", "rules_")


#: Words that name a thing whole, and that no page or letter needs so far.
NOT_YET = {"consent_text", "profile_document"}


def test_every_word_of_a_law_is_read_somewhere() -> None:
    """Who writes a text or a label in a folder of law may trust that somebody sees it."""
    files = [*sources(), *(ROOT / "templates").rglob("*.html")]
    code = "\n".join(file.read_text() for file in files if file.name != "vocabulary.py")
    assert [family for family in FAMILIES if f'f"{family}{{' not in code] == []
    words = [word for word in (*TEXTS, *LABELS) if not word.startswith(FAMILIES) and word not in NOT_YET]
    assert [word for word in words if not re.search(rf"\b{word}\b", code)] == []


def test_the_diagrams_are_those_of_the_tables() -> None:
    assert (ROOT / "docs" / "roads.md").read_text() == document()


def test_every_road_has_its_guard_in_the_database() -> None:
    for model in apps.get_models():
        if issubclass(model, OnRoad):
            names = {trigger.name for trigger in model._meta.triggers}  # type: ignore[attr-defined]
            assert f"{model.road.name}_road" in names, model


@pytest.mark.django_db
def test_the_applications_role_owns_no_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("flexcase_app",)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
