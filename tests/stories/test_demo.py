"""The demo's cases come as far as they should, with the people that the demo has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from oversight import demo


@pytest.mark.django_db
def test_every_case_of_the_demo_comes_as_far_as_it_should(quick_press: Callable[[], pytest.MonkeyPatch]) -> None:
    patched = quick_press()
    try:
        told = list(demo.silent_load())
    finally:
        patched.undo()
    assert len(told) == len(demo.CASES) + 1
    assert [line for line in told if "\n" in line] == []
