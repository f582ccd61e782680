"""Mails. Nothing in one is fetched or run."""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from html import escape

import nh3

from cases.reading.strange import outlook
from cases.reading.strange.bounds import MOST_PARTS, MOST_WRITTEN, TAGS, readable

_SHOWN = (("Fra", "from"), ("Til", "to"), ("Kopi", "cc"), ("Sendt", "date"), ("Emne", "subject"))


def mail(content: bytes) -> bytes:
    """JSON: ``headers`` (label, words), ``html``, ``sent_on`` and ``attachments`` (their names)."""
    message = _opened(content)
    sent = _moment(message)
    told = {name: " ".join(str(message[name]).split()) for _, name in _SHOWN if message[name]}
    if sent is not None:
        told["date"] = f"{sent.day}.{sent.month}.{sent.year} kl. {sent.hour}.{sent.minute:02}"
    headers = [(label, told[name]) for label, name in _SHOWN if name in told]
    names = [_name(number, part) for number, part in _attached(message)]
    day = sent.date().isoformat() if sent else None
    return json.dumps({"headers": headers, "html": _html(message), "attachments": names, "sent_on": day}).encode()


def attachment(content: bytes, which: int) -> bytes:
    """One of the attachments, counted from nought."""
    part = [part for _, part in _attached(_opened(content))][which]
    inside = part.get_content()
    if isinstance(inside, EmailMessage):
        return inside.as_bytes()
    return inside.encode() if isinstance(inside, str) else bytes(inside)


def _opened(content: bytes) -> EmailMessage:
    outlooks = content.startswith(outlook.BEGINS)
    message = outlook.as_mail(content) if outlooks else email.message_from_bytes(content, policy=email.policy.default)
    for count, _ in enumerate(message.walk()):
        if count > MOST_PARTS:
            raise ValueError("the mail has more parts than an honest one")
    return message


def _html(message: EmailMessage) -> str:
    """The text as it was written, else what the HTML says in few tags: no pictures from outside, no links, no styles."""
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    text = str(body.get_content())
    if len(text) > MOST_WRITTEN:
        raise ValueError("the mail has more text than anybody reads")
    if body.get_content_subtype() == "html":
        return readable(nh3.clean(text, tags=TAGS - {"img"}, attributes={}))
    blocks = text.replace("\r", "").split("\n\n")
    return readable("".join(f"<p>{escape(block).replace(chr(10), '<br>')}</p>" for block in blocks))


def _attached(message: EmailMessage) -> Iterator[tuple[int, EmailMessage]]:
    return enumerate(message.iter_attachments(), 1)


def _name(number: int, part: EmailMessage) -> str:
    """What its sender called it; a mail in a mail is called by its subject."""
    if own := part.get_filename():
        return own
    if part.get_content_type() == "message/rfc822":
        return f"{part.get_content()['subject'] or f'mail {number}'}.eml"
    return f"bilag {number}"


def _moment(message: EmailMessage) -> datetime | None:
    """When it was sent, by the sender's own clock."""
    try:
        return parsedate_to_datetime(str(message["date"]))
    except (TypeError, ValueError):
        return None
