"""A variable that our templates use and nobody defined is a mistake, not an empty string."""

import sys
from typing import Any

from django.template.base import Node

from flexcase.base.embedded.place import CHECKOUT


class UndefinedVariable(AssertionError):
    pass


class Undefined(str):
    """Django asks whether `string_if_invalid` holds a %s and then fills the variable's name in."""

    def __mod__(self, name: object) -> str:
        template = _template()
        if template.startswith(str(CHECKOUT)) and "/.venv/" not in template:
            raise UndefinedVariable(f"{{{{ {name} }}}} is not defined in {template}")
        return ""  # templates of Django and others count on it


def _template() -> str:
    """The file of the innermost template node that is being rendered."""
    frame = sys._getframe(1)
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and (origin := getattr(node, "origin", None)):
            return str(origin.name)
        frame = frame.f_back  # type: ignore[assignment]
    return ""


def forbid(engines: list[dict[str, Any]]) -> None:
    for engine in engines:
        engine.setdefault("OPTIONS", {})["string_if_invalid"] = Undefined("%s")
