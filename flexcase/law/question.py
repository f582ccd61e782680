"""What public sources leave unsettled about a law: a named setting, our working answer, and the lawyer's when there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flexcase.law.danish import MONTHS

#: What an answer may be; its type is that of the working answer in the regime's folder.
AnswerValue = str | int | bool | date

#: What a question may steer, and how. Beside these: ``"V-02:rejection"``, whether a rule guards an outcome.
STEERS = {
    "begins": "the first day of the law that asks (a date)",
    "mandate": "the mandate of the team under it (none, recommends or decides)",
}


@dataclass(frozen=True)
class Answer:
    """The municipality's own answer, with the name of who confirmed it and when."""

    value: AnswerValue
    confirmed_by: str
    confirmed_on: date


@dataclass(frozen=True)
class OpenQuestion:
    """One open question: its text in Danish, the answer that FlexCase works by, and the confirmed one.

    ``choices`` are the words that a text may be answered with; ``steers`` names what the answer changes (empty: what is
    asked of it by its key, such as the post's days, or nothing but the reader's certainty).
    """

    key: str
    text: str
    working: AnswerValue
    choices: tuple[str, ...] = ()
    steers: str = ""
    answer: Answer | None = None

    @property
    def value(self) -> AnswerValue:
        """The answer that holds: the confirmed one, or else our own."""
        return self.working if self.answer is None else self.answer.value

    @property
    def answered(self) -> bool:
        """Whether somebody has confirmed an answer."""
        return self.answer is not None

    @property
    def value_in_words(self) -> str:
        """The answer in Danish: a day, a number, ja or nej, or the text itself."""
        return _MANDATES[str(self.value)] if self.steers == "mandate" else in_words(self.value)

    @property
    def standing(self) -> str:
        """Who answers for it, in Danish."""
        if self.answer is None:
            return "Skal bekræftes af kommunens jurist"
        return f"Bekræftet af {self.answer.confirmed_by} den {in_words(self.answer.confirmed_on)}"

    def misfit(self, value: object) -> str:
        """What is wrong with a value as an answer to this question; empty when it fits."""
        wanted = type(self.working)
        if type(value) is not wanted:  # a date with a clock, and a yes where a number belongs, are other types too
            return f"must be {_KINDS[wanted]}"
        if isinstance(value, str) and not value.strip():
            return "must not be empty"
        if type(value) is int and value < 0:
            return "must not be below nought"
        if self.choices and value not in self.choices:
            return f"is {value!r}, not one of {', '.join(self.choices)}"
        return ""


_MANDATES = {"none": "kommunen har intet team", "recommends": "teamet indstiller", "decides": "teamet afgør"}
_KINDS: dict[type, str] = {str: "text", int: "a whole number", bool: "true or false", date: "a date"}


def in_words(value: AnswerValue) -> str:
    """A day, a number, ja or nej, or the text itself."""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, date):
        return f"{value.day}. {MONTHS[value.month - 1]} {value.year}"
    return str(value)
