"""An installation that is older than the first migrations goes on from where it stands."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

FIRST = "0001_squashed"


@pytest.mark.django_db
def test_what_a_first_migration_replaces_is_not_made_again_and_all_that_came_later_is() -> None:
    known = MigrationLoader(None).disk_migrations
    first = [migration for (_, name), migration in known.items() if name == FIRST]
    apps = {migration.app_label for migration in first}
    later = {(app, name) for app, name in known if app in apps and name != FIRST}
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app__in=apps).delete()
    for migration in first:
        for app, name in migration.replaces:
            recorder.record_applied(app, name)
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    assert {(migration.app_label, migration.name) for migration, _ in plan} == later
    assert ("cases", "0024_notices_and_mornings") in later
