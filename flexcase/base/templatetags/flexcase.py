"""How the pages write dates, numbers, icons and form controls. Nothing here queries, and nothing knows the law."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Protocol

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from flexcase.base import clock
from flexcase.law.danish import MONTHS, WEEKDAYS

register = template.Library()

NBSP = "\u00a0"
MINUS = "\u2212"

WEEKDAYS_SHORT = tuple(f"{weekday[:3]}." for weekday in WEEKDAYS)
MONTHS_SHORT = ("jan.", "feb.", "marts", "april", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec.")

Day = date | datetime | None


def _as_day(value: Day) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, date) else None


def _year(day: date) -> str:
    return "" if day.year == clock.today().year else f" {day.year}"


# Dates and times


@register.filter
def short_date(value: Day) -> str:
    """`man. 30. nov.`, and `ons. 3. feb. 2027` when it is not this year."""
    if (day := _as_day(value)) is None:
        return ""
    return f"{WEEKDAYS_SHORT[day.weekday()]} {day.day}.{NBSP}{MONTHS_SHORT[day.month - 1]}{_year(day)}"


@register.filter
def short_day(value: Day) -> str:
    """`2. dec.`, and `9. jan. 2027` when it is not this year: for narrow lists."""
    if (day := _as_day(value)) is None:
        return ""
    return f"{day.day}.{NBSP}{MONTHS_SHORT[day.month - 1]}{_year(day)}"


@register.filter
def day_month(value: Day) -> str:
    """`30. november`, and `3. februar 2027` when it is not this year."""
    if (day := _as_day(value)) is None:
        return ""
    return f"{day.day}.{NBSP}{MONTHS[day.month - 1]}{_year(day)}"


@register.filter
def weekday_date(value: Day) -> str:
    """`mandag 30. november`, and with the year when it is not this year."""
    if (day := _as_day(value)) is None:
        return ""
    return f"{WEEKDAYS[day.weekday()]} {day_month(day)}"


@register.filter
def long_date(value: Day) -> str:
    """`mandag 30. november 2026`: for the dates that decide something."""
    if (day := _as_day(value)) is None:
        return ""
    return f"{WEEKDAYS[day.weekday()]} {day.day}.{NBSP}{MONTHS[day.month - 1]} {day.year}"


@register.filter
def clock_time(value: datetime | None) -> str:
    """`kl. 14.06`"""
    if not isinstance(value, datetime):
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"kl.{NBSP}{local.hour}.{local.minute:02}"


@register.filter
def when(value: datetime | None) -> str:
    """`I dag 9.12`, `16. nov.`, `16. nov. 2025`: the left column of a timeline."""
    if not isinstance(value, datetime):
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    if local.date() == clock.today():
        return f"I{NBSP}dag {local.hour}.{local.minute:02}"
    return short_day(local.date())


@register.filter
def when_exactly(value: datetime | None) -> str:
    """`i dag kl. 9.12`, `16. nov. kl. 14.06`: in a sentence."""
    if not isinstance(value, datetime):
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    day = f"i{NBSP}dag" if local.date() == clock.today() else short_day(local.date())
    return f"{day} {clock_time(value)}"


@register.filter
def ago(value: datetime | None) -> str:
    """`for lidt siden`, `for 2 minutter siden`, or from an hour on when it was: `i dag kl. 9.12`."""
    if not isinstance(value, datetime):
        return ""
    minutes = int((clock.now() - value).total_seconds() // 60)
    if minutes >= 60:
        return when_exactly(value)
    if minutes < 1:
        return "for lidt siden"
    return f"for {minutes}{NBSP}{'minut' if minutes == 1 else 'minutter'} siden"


@register.filter
def relative_day(value: Day, today: Day = None) -> str:
    """`om 7 dage`, `i morgen`, `i dag`, `3 dage over`."""
    if (day := _as_day(value)) is None:
        return ""
    days = (day - (_as_day(today) or clock.today())).days
    if days == 0:
        return f"i{NBSP}dag"
    if days == 1:
        return f"i{NBSP}morgen"
    if days > 0:
        return f"om {days}{NBSP}dage"
    return f"1{NBSP}dag over" if days == -1 else f"{-days}{NBSP}dage over"


@register.filter
def due_state(value: Day, today: Day = None) -> str:
    """`over`, `soon` (today and the next two days), `plain`, or `none` without a date."""
    if (day := _as_day(value)) is None:
        return "none"
    days = (day - (_as_day(today) or clock.today())).days
    if days < 0:
        return "over"
    return "soon" if days <= 2 else "plain"


_TIES = re.compile(
    r"(?<=§) (?=\d)|(?<=\bstk\.) (?=\d)|(?<=\bnr\.) (?=\d)|(?<=\bkl\.) (?=\d)|(?<=\bLÆ) (?=\d)"
    rf"|(?<=\d\.) (?=(?:{'|'.join(MONTHS)})\b)|(?<=\d) (?=(?:%|procent\b|timers?\b|uger?\b|dage?\b|måneder\b))"
)


@register.filter
def tie(value: str) -> str:
    """The text with spaces that do not break in `§ 19`, `stk. 2`, `9. november`, `12 timer`, `60 %`."""
    return _TIES.sub(NBSP, str(value))


# Numbers


@register.filter
def decimal_da(value: Decimal | float | str | None, least: int = 0) -> str:
    """Comma, true minus, no superfluous zeros: `7,2`. The argument is the least number of decimals: `5,0`."""
    if value is None or value == "":
        return ""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    whole, _, rest = f"{abs(number):f}".partition(".")
    rest = rest.rstrip("0").ljust(least, "0")
    text = f"{whole},{rest}" if rest else whole
    return f"{MINUS}{text}" if number < 0 else text


@register.filter
def percent(value: Decimal | float | str | None) -> str:
    """`60 %` with a space that does not break."""
    return "" if value is None or value == "" else f"{decimal_da(value)}{NBSP}%"


@register.filter
def share(value: Decimal | float | None, of: float = 1) -> int:
    """How many whole percent `value` is `of` something: widths in drawings."""
    if value is None or not of:
        return 0
    return max(0, min(100, round(float(value) / float(of) * 100)))


@register.filter
def times(value: Decimal | float | None, factor: float) -> str:
    """A coordinate in a drawing, with a point as SVG demands."""
    return "0" if value is None else f"{float(value) * float(factor):.1f}"


@register.filter
def add_number(value: str, number: float) -> str:
    """Moves a coordinate in a drawing."""
    return f"{float(value) + float(number):.1f}"


@register.filter
def share_of(value: Decimal | float | None, measures: str) -> str:
    """`{{ hours|share_of:"37 290 6" }}`: a length in a drawing 290 wide that stands for 37, and 6 more."""
    whole, width, more = (float(number) for number in f"{measures} 0".split()[:3])
    return f"{min(1.0, float(value or 0) / whole) * width + more:.1f}"


@register.filter
def file_size(value: int | None) -> str:
    """`182 KB`, `3,4 MB`"""
    if value is None:
        return ""
    if value < 1_000_000:
        return f"{max(1, round(value / 1000))}{NBSP}KB"
    return f"{decimal_da(round(value / 1_000_000, 1))}{NBSP}MB"


# Components


class Cell(Protocol):
    """What stands in one cell of a list (cases/worklists/columns.py)."""

    words: str
    url: str
    component: str
    given: Mapping[str, Hashable]


@register.simple_tag
def cells(row: Iterable[Cell]) -> SafeString:
    """The cells of a row: words, as a link where they lead somewhere, or what a component makes of them."""
    return format_html_join("\n", "<td>{}</td>", ((_cell(cell),) for cell in row))


def _cell(cell: Cell) -> str:
    if cell.component:
        return drawn(cell.component, cell.given)
    return format_html('<a href="{}">{}</a>', cell.url, cell.words) if cell.url else cell.words


@register.simple_tag
def drawn(component: str, given: Mapping[str, Hashable]) -> SafeString:
    """A component that is drawn once a day for the same values: `{% drawn "components/filter.html" filter %}`.

    For what stands in many rows of a list. It knows nothing but what it is given, and the day that dates are told from.
    """
    return _drawn(component, clock.today(), tuple(given.items()))


@lru_cache(maxsize=4096)
def _drawn(component: str, _: date, given: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return render_to_string(component, dict(given))


# Icons


@register.simple_tag
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


# Form controls

INPUT = "form-input"
HINTS = {"date": "dag.måned.år", "lines": "Skriv én på hver linje."}
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.MultipleHiddenInput, "hidden"),
    (forms.HiddenInput, "hidden"),
    (forms.CheckboxInput, "checkbox"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
)


@register.filter
def kind(field: BoundField) -> str:
    """hidden, checkbox, checkboxes, radios, select, textarea, lines, file, date, number or text."""
    widget = field.field.widget
    if isinstance(widget, forms.Textarea) and "data-lines" in widget.attrs:
        return "lines"
    for widget_class, name in KINDS:
        if isinstance(widget, widget_class):
            return name
    if isinstance(field.field, forms.DateField):
        return "date"
    if isinstance(field.field, forms.DecimalField | forms.IntegerField | forms.FloatField):
        return "number"
    return "text"


@register.simple_tag
def described(field: BoundField, hinted: object, besides: str = "") -> str:
    """The ids of the elements that explain a field: for aria-describedby."""
    ids = [besides]
    if hinted:
        ids.append(f"{field.auto_id}_helptext")
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(filter(None, ids))


@register.filter
def hint(field: BoundField) -> str:
    """The field's own help text, and how a date or a list of lines is written."""
    return str(field.help_text).strip() or HINTS.get(kind(field), "")


@register.filter
def own_css(field: BoundField) -> str:
    """The classes that a field asks to be drawn with, such as ``fc-chips``."""
    return str(getattr(field.field, "css", ""))


@register.filter
def is_awaited(field: BoundField) -> bool:
    """Whether the law waits for the field, though it may be left empty for now."""
    return bool(getattr(field.field, "awaited", False))


@register.simple_tag
def control(field: BoundField, label: str = "", describedby: str = "", data: str = "", hinted: object = False) -> SafeString:
    """The bare control of a field with the classes of the design system, for `field.html` and for cells of a table.

    `label` becomes aria-label where no visible label stands; `describedby` names elements to be read besides the
    field's own; `data="hours"` marks the control with data-hours for the scripts; `hinted`: a hint stands beside it.
    """
    field_kind = kind(field)
    # A placeholder vanishes when one writes: labels and hints stay.
    attrs: dict[str, Any] = {"placeholder": False}
    own = str(field.field.widget.attrs.get("class", ""))
    css = {"select": "form-select", "checkbox": "form-checkbox", "hidden": ""}.get(field_kind, INPUT)
    if joined := f"{css} {own}".strip():
        attrs["class"] = joined
    if field_kind in ("date", "number"):
        attrs["autocomplete"] = "off"
    if field_kind == "number":
        attrs["inputmode"] = "numeric" if isinstance(field.field, forms.IntegerField) else "decimal"
    if field_kind in ("textarea", "lines") and field.field.widget.attrs.get("rows") in (None, "10"):
        attrs["rows"] = "4"
    if label:
        attrs["aria-label"] = label
    if data:
        attrs[f"data-{data}"] = True
    if ids := described(field, hinted, describedby):
        attrs["aria-describedby"] = ids
    return field.as_widget(attrs=attrs)


# Django's own words blame the writer ("påkrævet", "gyldig"); these say what to do.
REQUIRED = {
    "radios": "Vælg en mulighed",
    "select": "Vælg en mulighed",
    "checkboxes": "Vælg mindst én",
    "checkbox": "Sæt kryds her",
    "file": "Vælg en fil",
    "date": "Skriv en dato, for eksempel 3.12.2026",
    "number": "Skriv et tal, for eksempel 12",
}
INVALID = {
    "date": "Skriv datoen som dag.måned.år, for eksempel 3.12.2026",
    "number": "Skriv et tal, for eksempel 12",
}
OTHERWISE = {
    "invalid_choice": "Vælg en af mulighederne",
    "empty": "Filen er tom. Vælg en anden",
    "max_value": "Skriv højst {limit_value}",
    "min_value": "Skriv mindst {limit_value}",
    "max_length": "Skriv højst {limit_value} tegn",
    "max_decimal_places": "Skriv højst {max} decimaler",
}


@register.filter
def plain_errors(field: BoundField) -> list[str]:
    """The field's errors, with our own plain words in place of Django's standard ones."""
    return [_plain_error(field, error) for error in field.errors.as_data()]


def _plain_error(field: BoundField, error: forms.ValidationError) -> str:
    own = field.field.error_messages.get(error.code or "")
    standard = next(
        (
            messages[error.code]
            for base in type(field.field).__mro__
            if error.code in (messages := getattr(base, "default_error_messages", {}))
        ),
        None,
    )
    words = "; ".join(error.messages)
    if own is not None and own != standard:
        return words
    if any(getattr(check, "code", None) == error.code and "message" in vars(check) for check in field.field.validators):
        return words
    params = {name: decimal_da(value) for name, value in (error.params or {}).items() if name in ("limit_value", "max")}
    plain = {
        "required": REQUIRED.get(kind(field), "Udfyld feltet"),
        "invalid": INVALID.get(kind(field)) if standard is not None and str(standard) in words else None,
    }.get(error.code or "") or OTHERWISE.get(error.code or "")
    try:
        return plain.format(**params) if plain else words
    except KeyError:
        return words


@register.simple_tag
def choice(option: BoundWidget, css: str) -> SafeString:
    """The input of one radio or checkbox of a group with the class of the design system."""
    # A radio may not carry aria-invalid: the group's error says it.
    attrs = {name: value for name, value in option.data["attrs"].items() if name != "aria-invalid"}
    option.data["attrs"] = {**attrs, "class": css}
    return SafeString(option.tag())
