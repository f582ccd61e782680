"""A form's fields with the classes and descriptions that the design system wants (field.html)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.safestring import SafeString

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


def described(field: BoundField, hinted: object, besides: str = "") -> str:
    """The ids of the elements that explain a field: for aria-describedby."""
    ids = [besides]
    if hinted:
        ids.append(f"{field.auto_id}_helptext")
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(filter(None, ids))


def hint(field: BoundField) -> str:
    """The field's own help text, and how a date or a list of lines is written."""
    return str(field.help_text).strip() or HINTS.get(kind(field), "")


def own_css(field: BoundField) -> str:
    """The classes that a field asks to be drawn with, such as ``fc-chips``."""
    return str(getattr(field.field, "css", ""))


def is_awaited(field: BoundField) -> bool:
    """Whether the law waits for the field, though it may be left empty for now."""
    return bool(getattr(field.field, "awaited", False))


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


def choice(option: BoundWidget, css: str) -> SafeString:
    """The input of one radio or checkbox of a group with the class of the design system."""
    # A radio may not carry aria-invalid: the group's error says it.
    attrs = {name: value for name, value in option.data["attrs"].items() if name != "aria-invalid"}
    option.data["attrs"] = {**attrs, "class": css}
    return SafeString(option.tag())
