"""A story to spoil, and the command as a person or a program calls it."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

SHORT = """\
id: kort
title: En kort fortælling
why: Tests need a story that takes no time.
citizen: {name: Prøve Kort, born: 1980-02-02}
steps:
  - {date: 2024-01-20, do: take_over_case, with: {state: granted, regime: lab-2022, hours: 12, intensity: 100}}
  - {date: 2024-01-21, do: close_case, expect: {stopped_by: [P-01]}}
expect:
  state: granted
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A file with the short story, with words in it replaced."""

    def make(*swaps: tuple[str, str], name: str = "kort.yaml") -> Path:
        text = SHORT
        for old, new in swaps:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / name
        path.write_text(text)
        return path

    return make


@pytest.fixture
def scenario(db: None) -> Callable[..., tuple[int, str]]:
    """``manage.py scenario …``: exit code and what was printed."""

    def call(*words: object) -> tuple[int, str]:
        out = StringIO()
        try:
            call_command("scenario", *map(str, words), stdout=out)
        except SystemExit as ended:
            return int(ended.code or 0), out.getvalue()
        return 0, out.getvalue()

    return call
