"""Snapshots: a letter as JSON-safe values, and back again exactly.

Only what letters are made of is known: text, numbers, dates, times, tuples, and pieces of these. Anything
else, an unknown key or a missing one without default is an error: what cannot be read exactly must not be read at all.
"""

import dataclasses
import types
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints


class SnapshotError(ValueError):
    """The values do not fit the letter that they claim to be."""


def encode(value: Any, hint: Any, where: str = "") -> Any:
    """The JSON-safe form of a value, which must be exactly of the type that its field declares."""
    if (optional := _optional(hint)) is not None:
        return None if value is None else encode(value, optional, where)
    if get_origin(hint) is tuple:
        _demand(isinstance(value, tuple), where, hint, value)
        return [encode(item, get_args(hint)[0], f"{where}[{number}]") for number, item in enumerate(value)]
    _demand(type(value) is hint, where, hint, value)
    if _is_piece(hint):
        return {name: encode(getattr(value, name), kind, f"{where}.{name}") for name, kind in fields_of(hint).items()}
    if hint in (str, int, bool):
        return value
    if hint is Decimal:
        _demand(value.is_finite(), where, hint, value)
        return str(value)
    _demand(hint in (date, time), where, hint, value)
    return value.isoformat()


def decode(value: Any, hint: Any, where: str = "") -> Any:
    """The value that `encode` wrote down; refuses whatever it would not have written."""
    if (optional := _optional(hint)) is not None:
        return None if value is None else decode(value, optional, where)
    if get_origin(hint) is tuple:
        _demand(isinstance(value, list), where, hint, value)
        return tuple(decode(item, get_args(hint)[0], f"{where}[{number}]") for number, item in enumerate(value))
    if _is_piece(hint):
        _demand(isinstance(value, Mapping), where, hint, value)
        expected = fields_of(hint)
        if odd := (value.keys() - expected.keys()) | (needed_of(hint) - value.keys()):
            raise SnapshotError(f"{where or hint}: unknown or missing {', '.join(sorted(map(str, odd)))}")
        return hint(**{name: decode(value[name], kind, f"{where}.{name}") for name, kind in expected.items() if name in value})
    if hint in (str, int, bool):
        _demand(type(value) is hint, where, hint, value)
        return value
    _demand(isinstance(value, str), where, hint, value)
    try:
        read = Decimal(value) if hint is Decimal else hint.fromisoformat(value)
    except (ArithmeticError, ValueError) as error:
        raise SnapshotError(f"{where}: {value!r} is no {hint.__name__}") from error
    _demand(encode(read, hint, where) == value, where, hint, value)
    return read


@cache
def fields_of(cls: Any) -> dict[str, Any]:
    """The fields of a piece with their types, in order."""
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in dataclasses.fields(cls)}


@cache
def needed_of(cls: Any) -> frozenset[str]:
    """The fields that no snapshot may lack. One with a default may have come after the letter was written."""
    nothing = dataclasses.MISSING
    return frozenset(
        field.name for field in dataclasses.fields(cls) if field.default is nothing and field.default_factory is nothing
    )


def check_type(hint: Any) -> None:
    """Refuses a type that a snapshot cannot carry, when the letter is declared and not when it is sent."""
    if (optional := _optional(hint)) is not None:
        check_type(optional)
    elif get_origin(hint) is tuple:
        if len(get_args(hint)) != 2 or get_args(hint)[1] is not Ellipsis:
            raise SnapshotError(f"{hint} should be tuple[X, ...]")
        check_type(get_args(hint)[0])
    elif _is_piece(hint):
        for kind in fields_of(hint).values():
            check_type(kind)
    elif hint not in (str, int, bool, Decimal, date, time):
        raise SnapshotError(f"{hint} cannot be kept in a snapshot")


def _is_piece(hint: Any) -> bool:
    return isinstance(hint, type) and dataclasses.is_dataclass(hint)


def _optional(hint: Any) -> Any:
    """The X of `X | None`, else None."""
    if get_origin(hint) not in (Union, types.UnionType):
        return None
    inner = [arg for arg in get_args(hint) if arg is not types.NoneType]
    if len(inner) != 1:
        raise SnapshotError(f"{hint} is not a plain `X | None`")
    return inner[0]


def _demand(fits: bool, where: str, hint: Any, value: Any) -> None:
    if not fits or isinstance(value, datetime):
        raise SnapshotError(f"{where or 'letter'}: expected {getattr(hint, '__name__', hint)}, got {type(value).__name__}")
