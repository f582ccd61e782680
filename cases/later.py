"""Later work of this floor: mails, a case taken out as one file, the words of documents, one action on many cases.

A mail says that there is something to read, and never about whom.
"""

from __future__ import annotations

import smtplib
from contextlib import suppress

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from cases import access
from cases.daily import morning
from cases.models import BulkRun, Case, CaseFile, Document, MorningMail, Notice
from cases.papers.casefile import compose, papers_for
from cases.search import index
from cases.worklists import bulk
from flexcase.base import clock, files
from flexcase.base.models import OutboxItem
from flexcase.base.outbox import Failed, TryAgain, Uncertain, handles, once


@handles("notice.mail")
def mail(item: OutboxItem) -> None:
    """Send the mail about one notice."""
    notice = Notice.objects.select_related("user").filter(pk=item.subject).first()
    if notice is None or notice.user is None or not notice.user.email:
        return
    _send(item, _words_to(notice.user.first_name, notice.user.email))


@handles("morning.mail")
def morning_mail(item: OutboxItem) -> None:
    """Send the morning mail as things stand now. One that comes a day late is not sent: the next one says more."""
    row = MorningMail.objects.select_related("user").get(pk=item.subject)
    if row.day != clock.today() or not row.user.email or not (lines := morning.lines_for(row.user)):
        return
    words = morning.text_for(row.user, lines)
    _send(item, EmailMessage("Dit overblik i FlexCase", words, settings.DEFAULT_FROM_EMAIL, [row.user.email]))


def _send(item: OutboxItem, message: EmailMessage) -> None:
    """Send once. If a worker died while sending, nobody knows whether it went: that is shown, not repeated."""
    server = get_connection()
    try:
        server.open()
    except (smtplib.SMTPException, OSError) as closed:
        raise TryAgain("mailserveren svarer ikke") from closed
    try:
        once(item)
        server.send_messages([message])
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


@handles("case.file")
def take_out(item: OutboxItem) -> None:
    """Make the file of a whole case. Begun anew after a kill; made once. Whoever lost the case meanwhile gets none."""
    row = CaseFile.objects.select_related("case__key", "case__citizen__key", "ordered_by").get(pk=item.subject)
    if row.blob is not None or clock.now() >= row.expires_at:
        return
    if not access.visible(Case.objects.filter(pk=row.case_id), row.ordered_by).exists():
        raise Failed("den, der bad om filen, har ikke længere adgang til sagen")
    mine = CaseFile.objects.filter(pk=row.pk)
    mine.update(papers=len(papers_for(row.ordered_by, row.case)), bound=0)

    def tell(bound: int) -> None:
        mine.update(bound=bound)

    content, damaged = compose(row.case, row.ordered_by, row.ordered_at, tell)
    try:
        blob = files.store(row.case.key, content)
    except files.DiskFull as full:
        raise TryAgain("disken er fuld") from full
    if not mine.filter(blob=None).update(blob=blob, damaged=damaged):
        files.remove(blob)  # another worker was faster


@handles("search.document")
def find_by_words(item: OutboxItem) -> None:
    """Read a document and keep its words, or take them away. Whoever changes a document orders this anew."""
    row = Document.objects.select_related("case__key").filter(pk=item.subject).first()
    if row is None:
        index.forget(item.subject)
    else:
        index.keep(row)


@handles("bulk.run")
def many(item: OutboxItem) -> None:
    """Go on with a bulk run where it stopped."""
    bulk.work(BulkRun.objects.select_related("user").get(pk=item.subject))
