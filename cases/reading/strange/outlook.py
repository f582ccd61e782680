"""Mails as Outlook saves them (MSG), made into ordinary ones."""

from __future__ import annotations

import email.policy
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from oxmsg import Message
from oxmsg.domain import constants

BEGINS = bytes.fromhex("d0cf11e0a1b11ae1")


def as_mail(content: bytes) -> EmailMessage:
    """Raises ValueError, AttributeError or LookupError for what is none, and for a mail whose words are in RTF alone."""
    sent = Message.load(content)
    mail = EmailMessage(policy=email.policy.default)
    for name, value in _headers(sent).items():
        if value:
            mail[name] = " ".join(value.split())
    if sent.body is None and sent.html_body is None and sent.properties.binary_prop_value(constants.PID_RTF_COMPRESSED):
        raise ValueError("the words are in RTF alone")
    if sent.body is None and sent.html_body:
        mail.set_content(sent.html_body, subtype="html")
    else:
        mail.set_content(sent.body or "")
    for number, one in enumerate(sent.attachments, 1):
        inside = one.file_bytes or b""  # a mail in the mail has none
        mail.add_attachment(inside, maintype="application", subtype="octet-stream", filename=one.file_name or f"bilag {number}")
    return mail


def _headers(sent: Message) -> dict[str, str]:
    """As they came over the net, or, in a mail that was never sent so, as Outlook knows them."""
    came = {name.lower(): value for name, value in sent.message_headers.items()}
    to = ", ".join(f"{one.name} <{one.email_address}>" for one in sent.recipients)
    at = sent.sent_date
    local = f"{at.astimezone(ZoneInfo('Europe/Copenhagen')):%a, %d %b %Y %H:%M:%S %z}" if at else ""
    return {
        "From": sent.sender or "",
        "To": came.get("to") or to,
        "Cc": came.get("cc", ""),
        "Date": came.get("date") or local,
        "Subject": sent.subject,
    }
