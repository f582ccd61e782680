"""A letter shown before the button that sends it is pressed: as the citizen will read it, by the renderer of the real one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import mark_safe

from cases.act import Refused
from cases.action import Action
from cases.letters.render import render_body
from cases.models import Case
from flexcase.base import clock


@dataclass(frozen=True)
class Specimen:
    """The letter to one citizen; or, where it would be sent to nobody, why not to the first."""

    name: str
    body: str = ""
    problem: str = ""


def specimen(action: Action, cases: Iterable[Case]) -> Specimen | None:
    """The first letter that would go out. None for an action that asks something first, or sends none."""
    refused: Specimen | None = None
    for case in cases:
        try:
            letter = action.letter_for(case, clock.today())
        except Refused as why:
            refused = refused or Specimen(case.citizen.name, problem=str(why))
            continue
        if letter is None:
            return None
        return Specimen(case.citizen.name, mark_safe(render_body(letter)))  # the letters' own engine has escaped everything
    return refused
