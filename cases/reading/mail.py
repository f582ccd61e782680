"""A mail: who wrote to whom and when, what it says, and what was attached. Nothing in it is fetched or run."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

import nh3
from django.utils.html import escape

from cases.reading.apart import Misshapen
from cases.reading.strange import TAGS

#: More parts than an honest mail has, and more text than anybody reads.
MOST_PARTS, LONGEST = 200, 500_000
_SHOWN = (("Fra", "from"), ("Til", "to"), ("Kopi", "cc"), ("Sendt", "date"), ("Emne", "subject"))


@dataclass(frozen=True)
class Attachment:
    """A file in a mail, under the name that its sender gave it."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """A mail as it is read."""

    headers: tuple[tuple[str, str], ...]
    html: str
    attachments: tuple[Attachment, ...]
    sent_on: date | None

    @property
    def sender(self) -> str:
        return dict(self.headers).get("Fra", "")

    @property
    def subject(self) -> str:
        return dict(self.headers).get("Emne", "")


def read(content: bytes) -> Mail:
    """Raises Misshapen."""
    try:
        return _read(email.message_from_bytes(content, policy=email.policy.default))
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as problem:
        raise Misshapen(f"mail: {problem}") from problem


def _read(message: EmailMessage) -> Mail:
    for count, _ in enumerate(message.walk()):
        if count > MOST_PARTS:
            raise Misshapen("the mail has more parts than an honest one")
    sent = _moment(message)
    told = {name: " ".join(str(message[name]).split()) for _, name in _SHOWN if message[name]}
    if sent is not None:
        told["date"] = f"{sent.day}.{sent.month}.{sent.year} kl. {sent.hour}.{sent.minute:02}"
    headers = tuple((label, told[name]) for label, name in _SHOWN if name in told)
    return Mail(headers, _html(message), tuple(_attachments(message)), sent.date() if sent else None)


def _html(message: EmailMessage) -> str:
    """The text as it was written, else what the HTML says in few tags: no pictures from outside, no links, no styles."""
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    text = str(body.get_content())[:LONGEST]
    if body.get_content_subtype() == "html":
        return nh3.clean(text, tags=TAGS - {"img"}, attributes={})
    return "".join(f"<p>{escape(block).replace(chr(10), '<br>')}</p>" for block in text.replace("\r", "").split("\n\n"))


def _attachments(message: EmailMessage) -> Iterator[Attachment]:
    for number, part in enumerate(message.iter_attachments(), 1):
        content = part.get_content()
        if isinstance(content, EmailMessage):
            yield Attachment(part.get_filename() or f"{content['subject'] or f'mail {number}'}.eml", content.as_bytes())
        else:
            sent = content.encode() if isinstance(content, str) else bytes(content)
            yield Attachment(part.get_filename() or f"bilag {number}", sent)


def _moment(message: EmailMessage) -> datetime | None:
    """When it was sent, by the sender's own clock."""
    try:
        return parsedate_to_datetime(str(message["date"]))
    except (TypeError, ValueError):
        return None
