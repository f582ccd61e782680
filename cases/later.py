"""Later work of this floor: notices by e-mail, and the words of documents for the search.

A mail says that there is something to read, never what or about whom.
"""

from __future__ import annotations

import smtplib
from contextlib import suppress

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from cases.models import Document, Notice
from cases.search import index
from flexcase.base.models import OutboxItem
from flexcase.base.outbox import Failed, TryAgain, Uncertain, handles, once


@handles("notice.mail")
def mail(item: OutboxItem) -> None:
    """Send one mail. If a worker died while sending, nobody knows whether it went: that is shown, not repeated."""
    notice = Notice.objects.select_related("user").filter(pk=item.subject).first()
    if notice is None or notice.user is None or not notice.user.email:
        return
    server = get_connection()
    try:
        server.open()
    except (smtplib.SMTPException, OSError) as closed:
        raise TryAgain("mailserveren svarer ikke") from closed
    try:
        once(item)
        server.send_messages([_words_to(notice.user.first_name, notice.user.email)])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as refused:
        raise _refusal(refused) from refused
    except (smtplib.SMTPException, OSError) as broken:
        raise Uncertain("mailserveren afbrød") from broken
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.close()


def _words_to(first_name: str, address: str) -> EmailMessage:
    return EmailMessage(
        "Du har en ny besked i FlexCase",
        f"Hej {first_name}\n\nDer er en ny besked til dig i FlexCase. Log ind for at læse den.\n",
        settings.DEFAULT_FROM_EMAIL,
        [address],
    )


def _refusal(refused: smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused) -> TryAgain | Failed:
    """The server said no, so the mail was not sent: for now (4xx), or for good (5xx)."""
    if isinstance(refused, smtplib.SMTPResponseException):
        code = refused.smtp_code
    else:
        code = max(code for code, _ in refused.recipients.values())
    return (TryAgain if code < 500 else Failed)(f"mailserveren tog ikke imod mailen ({code})")


@handles("search.document")
def find_by_words(item: OutboxItem) -> None:
    """Read a document and keep its words, or take them away. Whoever changes a document orders this anew."""
    row = Document.objects.select_related("case__key").filter(pk=item.subject).first()
    if row is None:
        index.forget(item.subject)
    else:
        index.keep(row)
