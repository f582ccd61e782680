"""Pieces of a letter: frozen dataclasses that know which of their fields may not be empty."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar, dataclass_transform

C = TypeVar("C", bound=type)


def must(label: str, *, rule: str = "") -> Any:
    """A mandatory field: `label` is its Danish name, `rule` the rule or document (P-13, D-02) that demands it."""
    return dataclasses.field(metadata={"must": label, "rule": rule})


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(must, dataclasses.field))
def piece(cls: C) -> C:
    """A piece of a letter: a frozen dataclass whose fields are given by name."""
    return dataclass(frozen=True, kw_only=True)(cls)  # type: ignore[return-value]


@dataclass(frozen=True)
class Missing:
    """A mandatory part that is empty: its Danish name, where it sits, and the rule that demands it."""

    label: str
    path: str
    rule: str


def is_blank(value: object) -> bool:
    """Whether nothing is said. A lone full stop or dash says nothing."""
    if isinstance(value, str):
        return not any(sign.isalnum() for sign in value)
    if isinstance(value, tuple):
        return all(is_blank(item) for item in value)
    return value is None


def find_missing(part: Any, path: str = "", prefix: str = "", rule: str = "") -> Iterator[Missing]:
    """Every empty mandatory field of a piece and of the pieces within it, in the order in which they are declared."""
    for field in dataclasses.fields(part):
        value = getattr(part, field.name)
        where = f"{path}.{field.name}" if path else field.name
        label, demanded_by = field.metadata.get("must", ""), field.metadata.get("rule", "") or rule
        if label and is_blank(value):
            yield Missing(prefix + label, where, demanded_by)
        elif dataclasses.is_dataclass(value):
            yield from find_missing(value, where, prefix, demanded_by)
        elif isinstance(value, tuple):
            for number, item in enumerate(value, 1):
                name = f"{prefix}{label} {number}".strip()
                if dataclasses.is_dataclass(item):
                    yield from find_missing(item, f"{where}.{number}", f"{name}: ", demanded_by)
                elif label and is_blank(item):
                    yield Missing(name, f"{where}.{number}", demanded_by)
