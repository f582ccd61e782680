"""What is drawn over and over: the cells of a list, a component for the same values, an icon."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Protocol

from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from flexcase.base import clock


class Cell(Protocol):
    """What stands in one cell of a list (cases/worklists/columns.py)."""

    words: str
    url: str
    component: str
    given: Mapping[str, Hashable]


def cells(row: Iterable[Cell]) -> SafeString:
    """The cells of a row: words, as a link where they lead somewhere, or what a component makes of them."""
    return format_html_join("\n", "<td>{}</td>", ((_cell(cell),) for cell in row))


def _cell(cell: Cell) -> str:
    if cell.component:
        return drawn(cell.component, cell.given)
    return format_html('<a href="{}">{}</a>', cell.url, cell.words) if cell.url else cell.words


def drawn(component: str, given: Mapping[str, Hashable]) -> SafeString:
    """A component that is drawn once a day for the same values: `{% drawn "components/filter.html" filter %}`.

    For what stands in many rows of a list. It knows nothing but what it is given, and the day that dates are told from.
    """
    return _drawn(component, clock.today(), tuple(given.items()))


@lru_cache(maxsize=4096)
def _drawn(component: str, _: date, given: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return render_to_string(component, dict(given))


@lru_cache(maxsize=512)
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """One icon of our sprite: `{% icon "check" %}`. Silent for screen readers unless it has a label."""
    spoken = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    return format_html(
        '<svg class="{}"{} focusable="false"><use href="{}#{}"></use></svg>',
        f"fc-icon {css}".strip(),
        flatatt(spoken),
        static("flexcase/icons.svg"),
        name,
    )
