"""The stories of the shelf: every file in scenarios/."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from oversight.scenario.story import Story, read

SHELF = Path(settings.ROOT) / "scenarios"
NAMES = sorted(path.stem for path in SHELF.glob("*.yaml"))
#: Tests of one story stay in one process, which then plays it once.
EACH = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in NAMES]


@cache
def story_named(name: str) -> Story:
    return read(SHELF / f"{name}.yaml")
