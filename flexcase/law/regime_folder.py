"""Reading of regimes' folders, strictly: what is misspelt, missing or of the wrong kind is named with folder and key.

A folder states only what differs from its predecessor. Labels, roads, effects, citations, texts and open questions are
inherited key by key, dropped rules add up, and lists such as the profile's parts are replaced as a whole. An open question
that a later law settles is named in its ``settled``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from flexcase.law.answers import AnswerError, Answers
from flexcase.law.question import STEERS, OpenQuestion
from flexcase.law.regime import (
    Anchor,
    Effect,
    Happening,
    Mandate,
    MeasureSpec,
    ProfilePartSpec,
    Regime,
    RegimeError,
    Regimes,
    Transition,
)
from flexcase.law.vocabulary import ACCOUNTS, LABELS, ROAD_STATES, TEXTS

__all__ = ["load"]

Named = TypeVar("Named", bound=StrEnum)

FILE = "regime.toml"
_KEYS = {
    "name": str,
    "title": str,
    "begins": date,
    "predecessor": str,
    "mandate": str,
    "appeal_body": str,
    "whole_file_heard": bool,
    "accounts": list,
    "dropped": list,
    "settled": list,
    "medical_kinds": list,
    "effects": dict,
    "citations": dict,
    "labels": dict,
    "road": dict,
    "citizen_road": dict,
    "citizen_road_done": dict,
    "profile_parts": list,
    "measures": list,
    "open_questions": list,
    "transitions": list,
}
_NEEDED = ("name", "title", "begins")
_NEEDED_OF_THE_FIRST = ("mandate", "appeal_body", "profile_parts", "measures")
_PART_KEYS = {"key": str, "label": str, "hint": str, "required": bool, "health": bool, "citizen": bool, "by_field": bool}
_MEASURE_KEYS = {"key": str, "label": str}
_QUESTION_KEYS = {"key": str, "text": str, "value": object, "choices": list, "steers": str}
_TRANSITION_KEYS = {"anchor": str, "happened": str, "text": str, "until": date, "question": str}
_KINDS = {
    object: "text, a number, true or false, or a date",
    str: "text",
    date: "a date",
    list: "a list",
    dict: "a table",
    bool: "true or false",
}

#: What the first regime inherits; it must state what stands in _NEEDED_OF_THE_FIRST itself.
_NOTHING = Regime(name="", title="", begins=date.min, lineage=(), mandate=Mandate.RECOMMENDS, appeal_body="")


def load(folders: Iterable[Path], answers: Path | None = None) -> Regimes:
    """All regimes in folders of folders, with the municipality's answers. Raises RegimeError for anything that does not fit."""
    try:
        given = Answers.read(answers) if answers else Answers()
        laws = _load(folders, given)
        given.check_all_used()
    except AnswerError as error:
        raise RegimeError(str(error)) from error
    return laws


def _load(folders: Iterable[Path], answers: Answers) -> Regimes:
    sheets = [_Sheet.read(folder, answers) for parent in folders for folder in _regime_folders(parent)]
    if not sheets:
        raise RegimeError("no folder holds a regime")
    sheets.sort(key=lambda sheet: sheet.begins)
    _check_names(sheets)
    built: list[Regime] = []
    for sheet in sheets:
        before = built[-1] if built else None
        sheet.check_predecessor(before, {other.name for other in sheets})
        built.append(sheet.build(before))
    return Regimes(built)


def _regime_folders(parent: Path) -> list[Path]:
    if not parent.is_dir():
        raise RegimeError(f"{parent}: there is no such folder")
    return sorted(one for one in parent.iterdir() if one.is_dir() and not one.name.startswith(("_", ".")))


def _check_names(sheets: list[_Sheet]) -> None:
    for index, sheet in enumerate(sheets):
        for other in sheets[:index]:
            if other.name == sheet.name:
                raise sheet.wrong("name", f"{sheet.name} is also the name of {other.folder}")
            if other.begins == sheet.begins:
                raise sheet.wrong("begins", f"{other.name} begins on {sheet.begins.isoformat()} too")


class _Sheet:
    """One folder as it was read: typed, but not yet joined with its predecessor."""

    def __init__(self, folder: Path, values: dict[str, Any], texts: dict[str, str], answers: Answers) -> None:
        self.folder = folder
        self.values = values
        self.texts = texts
        self.answers = answers
        self.name: str = values["name"]
        self.stated = self._stated_questions()
        self.begins: date = self._steered("begins") or values["begins"]

    @classmethod
    def read(cls, folder: Path, answers: Answers) -> _Sheet:
        file = folder / FILE
        if not file.is_file():
            raise RegimeError(f"{folder}: {FILE} is missing")
        try:
            values = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise RegimeError(f"{file}: {error}") from error
        _check_keys(folder, "", values, _KEYS, _NEEDED)
        sheet = cls(folder, values, _texts(folder), answers)
        if sheet.name != folder.name.replace("_", "-"):
            raise sheet.wrong("name", f"{sheet.name} does not match the folder's name")
        return sheet

    def wrong(self, key: str, why: str) -> RegimeError:
        return RegimeError(f"{self.folder / FILE}: {key}: {why}")

    def check_predecessor(self, before: Regime | None, names: set[str]) -> None:
        """Every regime but the first follows the one that held just before it."""
        stated = self.values.get("predecessor", "")
        if before is None:
            if stated:
                raise self.wrong("predecessor", f"{stated} does not begin before {self.name}")
            for key in _NEEDED_OF_THE_FIRST:
                if key not in self.values:
                    raise self.wrong(key, "is missing, and there is no predecessor to inherit it from")
        elif not stated:
            raise self.wrong("predecessor", f"is missing; {before.name} holds just before")
        elif stated not in names:
            raise self.wrong("predecessor", f"there is no regime {stated}")
        elif stated != before.name:
            raise self.wrong("predecessor", f"is {stated}, but {before.name} holds just before")

    def build(self, before: Regime | None) -> Regime:
        """The regime with everything that it inherits."""
        values, old = self.values, before or _NOTHING
        mandate = self._mandate() if "mandate" in values else old.mandate
        regime = Regime(
            name=self.name,
            title=values["title"],
            begins=self.begins,
            lineage=(self.name, *old.lineage),
            mandate=mandate,
            appeal_body=values.get("appeal_body", old.appeal_body),
            whole_file_heard=values.get("whole_file_heard", old.whole_file_heard),
            accounts=self._accounts() if "accounts" in values else old.accounts,
            dropped=old.dropped | frozenset(self._strings("dropped")),
            effects={**old.effects, **self._effects()},
            citations={rule: cites for rule, cites in {**old.citations, **self._citations()}.items() if cites},
            profile_parts=self._parts() if "profile_parts" in values else old.profile_parts,
            measures=self._measures() if "measures" in values else old.measures,
            medical_kinds=self._strings("medical_kinds") if "medical_kinds" in values else old.medical_kinds,
            labels=self._words("labels", LABELS, old.labels),
            road=self._words("road", ROAD_STATES, old.road),
            citizen_road=self._words("citizen_road", ROAD_STATES, old.citizen_road),
            citizen_road_done=self._words("citizen_road_done", ROAD_STATES, old.citizen_road_done),
            texts={**old.texts, **self._texts_under(mandate)},
            open_questions=self._questions(old),
        )
        regime = replace(regime, transitions=self._transitions(regime))
        for key in TEXTS:
            if key not in regime.texts:
                raise RegimeError(f"{self.folder}: texts/{key}.txt is missing")
        return regime

    def _mandate(self) -> Mandate:
        return self._one_of(Mandate, "mandate", self._steered("mandate") or self.values["mandate"])

    def _one_of(self, kind: type[Named], key: str, value: str) -> Named:
        try:
            return kind(value)
        except ValueError:
            raise self.wrong(key, f"is {value!r}, not one of {_choices(kind)}") from None

    def _texts_under(self, mandate: Mandate) -> dict[str, str]:
        """The folder's texts; one that is written for a mandate (``<key>.none.txt``) takes the place of the common one."""
        common = {name: text for name, text in self.texts.items() if "." not in name}
        special = {name.partition(".")[0]: text for name, text in self.texts.items() if name.endswith(f".{mandate}")}
        return common | special

    def _accounts(self) -> tuple[str, ...]:
        for account in (stated := self._strings("accounts")):
            if account not in ACCOUNTS:
                raise self.wrong("accounts", f"{account} is not a redegørelse that FlexCase knows")
        return stated

    def _strings(self, key: str) -> tuple[str, ...]:
        return self._string_list(key, self.values.get(key, []))

    def _string_list(self, key: str, found: object) -> tuple[str, ...]:
        if not isinstance(found, list) or not all(isinstance(one, str) and one for one in found):
            raise self.wrong(key, "must be a list of texts")
        if len(set(found)) != len(found):
            raise self.wrong(key, "says the same thing twice")
        return tuple(found)

    def _effects(self) -> dict[str, Effect]:
        effects = {}
        for rule, effect in self.values.get("effects", {}).items():
            if effect not in list(Effect):
                raise self.wrong(f"effects.{rule}", f"is {effect!r}, not one of {_choices(Effect)}")
            effects[rule] = Effect(effect)
        return effects

    def _citations(self) -> dict[str, tuple[str, ...]]:
        """An empty list takes back what an earlier law stated: the rule's own citation holds again."""
        found = self.values.get("citations", {})
        return {rule: self._string_list(f"citations.{rule}", cites) for rule, cites in found.items()}

    def _words(self, table: str, keys: Iterable[str], inherited: Mapping[str, str]) -> dict[str, str]:
        known = tuple(keys)
        stated: dict[str, object] = self.values.get(table, {})
        for key, word in stated.items():
            if key not in known:
                raise self.wrong(f"{table}.{key}", "is not a key that FlexCase knows")
            if not isinstance(word, str) or not word.strip():
                raise self.wrong(f"{table}.{key}", "must be text")
        words = {**inherited, **{key: str(word) for key, word in stated.items()}}
        for key in known:
            if key not in words:
                raise self.wrong(f"{table}.{key}", "is missing")
        return words

    def _parts(self) -> tuple[ProfilePartSpec, ...]:
        rows = self._rows("profile_parts", _PART_KEYS, ("key", "label"))
        if not rows:
            raise self.wrong("profile_parts", "is empty")
        for row in rows:
            if "." in row["key"]:
                raise self.wrong("profile_parts", f"{row['key']} holds a full stop, which parts an element from its fields")
        return tuple(ProfilePartSpec(**row) for row in rows)

    def _measures(self) -> tuple[MeasureSpec, ...]:
        return tuple(MeasureSpec(**row) for row in self._rows("measures", _MEASURE_KEYS, tuple(_MEASURE_KEYS)))

    def _stated_questions(self) -> tuple[OpenQuestion, ...]:
        """The questions that this folder asks itself, with the answers to them."""
        rows = self._rows("open_questions", _QUESTION_KEYS, ("key", "text"))
        return tuple(self._question(at, row) for at, row in enumerate(rows, start=1))

    def _question(self, at: int, row: dict[str, Any]) -> OpenQuestion:
        where = f"open_questions[{at}]"
        choices = self._string_list(f"{where}.choices", row.get("choices", []))
        steers = row.get("steers", "")
        if "value" in row and steers in STEERS:
            raise self.wrong(f"{where}.value", f"stands there already, as {steers}")
        if "value" not in row and steers not in STEERS:
            raise self.wrong(f"{where}.value", "is missing")
        working: Any = row.get("value", self.values.get(steers))
        asked = OpenQuestion(row["key"], row["text"], working, choices, steers)
        if asked.working is None:
            raise self.wrong(f"{where}.steers", f"is {steers}, which this folder does not state")
        if type(asked.working) not in (str, int, bool, date):
            raise self.wrong(f"{where}.value", "must be text, a whole number, true or false, or a date")
        if why := asked.misfit(asked.working):
            raise self.wrong(f"{where}.value", why)
        if asked.steers and asked.steers not in STEERS and ":" not in asked.steers:
            raise self.wrong(
                f"{where}.steers", f"is {asked.steers!r}, not one of {', '.join(STEERS)}, or a rule and an outcome"
            )
        if ":" in asked.steers and not isinstance(asked.working, bool):
            raise self.wrong(f"{where}.value", "must be true or false: it says whether a rule guards an outcome")
        return self.answers.apply(asked, self.name)

    def _steered(self, what: str) -> Any:
        """What the answer to one of this folder's own questions says of a key; None when none does."""
        return next((one.value for one in self.stated if one.steers == what), None)

    def _questions(self, old: Regime) -> tuple[OpenQuestion, ...]:
        settled = self._strings("settled")
        known = {one.key for one in old.open_questions}
        for key in settled:
            if key not in known:
                raise self.wrong("settled", f"the law before does not ask {key}")
        left = (one for one in old.open_questions if one.key not in settled)
        inherited = {one.key: self.answers.apply(one, self.name) for one in left}
        return tuple({**inherited, **{one.key: one for one in self.stated}}.values())

    def _transitions(self, regime: Regime) -> tuple[Transition, ...]:
        found = []
        for at, row in enumerate(self.values.get("transitions", []), start=1):
            where = f"transitions[{at}]"
            if not isinstance(row, dict):
                raise self.wrong("transitions", "must be a list of tables")
            _check_keys(self.folder, f"{where}.", row, _TRANSITION_KEYS, ("anchor", "happened", "text"))
            anchor = self._one_of(Anchor, f"{where}.anchor", row["anchor"])
            happened = self._one_of(Happening, f"{where}.happened", row["happened"])
            transition = Transition(anchor, happened, row["text"], row.get("until"), row.get("question", ""))
            asked = [one for one in regime.open_questions if one.key == transition.question]
            if transition.question and not (asked and isinstance(asked[0].value, bool)):
                raise self.wrong(f"{where}.question", "is not a question of yes or no that this law asks")
            found.append(transition)
        return tuple(found)

    def _rows(self, table: str, kinds: Mapping[str, type], needed: tuple[str, ...]) -> list[dict[str, Any]]:
        rows = self.values.get(table, [])
        for number, row in enumerate(rows, start=1):
            if not isinstance(row, dict):
                raise self.wrong(table, "must be a list of tables")
            _check_keys(self.folder, f"{table}[{number}].", row, kinds, needed)
        keys = [row["key"] for row in rows]
        for key in keys:
            if keys.count(key) > 1:
                raise self.wrong(table, f"{key} stands there twice")
        return list(rows)


def _check_keys(
    folder: Path, where: str, values: Mapping[str, object], kinds: Mapping[str, type], needed: tuple[str, ...]
) -> None:
    for key, value in values.items():
        if key not in kinds:
            raise RegimeError(f"{folder / FILE}: {where}{key}: is not a key that FlexCase knows")
        if not isinstance(value, kinds[key]) or isinstance(value, datetime) or value == "":
            raise RegimeError(f"{folder / FILE}: {where}{key}: must be {_KINDS[kinds[key]]}")
    for key in needed:
        if key not in values:
            raise RegimeError(f"{folder / FILE}: {where}{key}: is missing")


def _texts(folder: Path) -> dict[str, str]:
    texts = {}
    for file in sorted((folder / "texts").glob("*")):
        key, _, mandate = file.stem.partition(".")
        if file.suffix != ".txt" or key not in TEXTS or (mandate and mandate not in list(Mandate)):
            raise RegimeError(f"{folder}: texts/{file.name} is not a text that FlexCase knows")
        text = file.read_text(encoding="utf-8").strip()
        if not text:
            raise RegimeError(f"{folder}: texts/{file.name} is empty")
        texts[file.stem] = text
    return texts


def _choices(kind: Iterable[Any]) -> str:
    return ", ".join(str(one) for one in kind)
