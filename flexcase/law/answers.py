"""The municipality's answers to the open questions, read strictly from one TOML file.

A table a question: ``[team_mandate]`` with ``value``, ``confirmed_by`` and ``confirmed_on``. A question that several laws
ask can be answered for one of them: ``[lab-2022.rejection_before_team]``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flexcase.law.question import Answer, OpenQuestion

_KEYS = {"value", "confirmed_by", "confirmed_on"}


class AnswerError(ValueError):
    """An answer that cannot be used; the message names the file and the key."""


class Answers:
    """Answers by question, for every law or for one. Remembers which were used, so that a misspelt key is found."""

    def __init__(self, file: Path | None = None, found: Mapping[tuple[str, str], Answer] | None = None) -> None:
        self.file = file
        self._found = dict(found or {})
        self._used: set[tuple[str, str]] = set()

    @classmethod
    def read(cls, file: Path) -> Answers:
        """Raises AnswerError for a file that is not there or says what it must not."""
        try:
            tables = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise AnswerError(f"{file}: {error}") from error
        found: dict[tuple[str, str], Answer] = {}
        for key, table in tables.items():
            if not isinstance(table, dict):
                raise AnswerError(f"{file}: {key}: must be a table with value, confirmed_by and confirmed_on")
            if _is_answer(table):
                found["", key] = _answer(file, key, table)
                continue
            for inner, row in table.items():
                if not isinstance(row, dict):
                    raise AnswerError(f"{file}: {key}.{inner}: is not a key that FlexCase knows")
                found[key, inner] = _answer(file, f"{key}.{inner}", row)
        return cls(file, found)

    def apply(self, question: OpenQuestion, regime: str) -> OpenQuestion:
        """The question with the answer for this law, if there is one. Raises AnswerError when it does not fit."""
        for place in ((regime, question.key), ("", question.key)):
            if (answer := self._found.get(place)) is not None:
                self._used.add(place)
                if why := question.misfit(answer.value):
                    raise AnswerError(f"{self.file}: {_name(place)}.value: {why}")
                return replace(question, answer=answer)
        return replace(question, answer=None)

    def check_all_used(self) -> None:
        """Raises AnswerError for an answer to a question that no law asks."""
        for place in self._found:
            if place not in self._used and ("", place[1]) != place:
                raise AnswerError(f"{self.file}: {_name(place)}: {place[0]} does not ask that")
            if place not in self._used and not any(key == place[1] for _, key in self._used):
                raise AnswerError(f"{self.file}: {_name(place)}: is not a question that any law asks")


def _is_answer(table: Mapping[str, Any]) -> bool:
    return not table or any(not isinstance(value, dict) for value in table.values())


def _answer(file: Path, where: str, row: Mapping[str, Any]) -> Answer:
    for key in row.keys() - _KEYS:
        raise AnswerError(f"{file}: {where}.{key}: is not a key that FlexCase knows")
    for key in sorted(_KEYS - row.keys()):
        raise AnswerError(f"{file}: {where}.{key}: is missing")
    by, on = row["confirmed_by"], row["confirmed_on"]
    if not isinstance(by, str) or not by.strip():
        raise AnswerError(f"{file}: {where}.confirmed_by: must be the name of a person")
    if not isinstance(on, date) or isinstance(on, datetime):
        raise AnswerError(f"{file}: {where}.confirmed_on: must be a date")
    return Answer(row["value"], by.strip(), on)


def _name(place: tuple[str, str]) -> str:
    regime, key = place
    return f"{regime}.{key}" if regime else key
