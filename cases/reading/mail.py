"""A mail: who wrote to whom and when, what it says, and what was attached."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from cases.reading.apart import apart
from flexcase.base.files import Content


@dataclass(frozen=True)
class Mail:
    """A mail as it is read; what was attached is fetched by its place."""

    headers: tuple[tuple[str, str], ...]
    html: str
    attachments: tuple[str, ...]
    sent_on: date | None

    @property
    def sender(self) -> str:
        return dict(self.headers).get("Fra", "")

    @property
    def subject(self) -> str:
        return dict(self.headers).get("Emne", "")


def read(content: Content) -> Mail:
    """Raises Misshapen."""
    told = json.loads(apart("mail", content))
    headers = tuple((label, words) for label, words in told["headers"])
    sent = told["sent_on"] and date.fromisoformat(told["sent_on"])
    return Mail(headers, told["html"], tuple(told["attachments"]), sent)


def attachment(content: Content, which: int) -> bytes:
    """One attachment, counted from nought. Raises Misshapen, also when there is none."""
    return apart("attachment", content, which=which)
