"""Later work of this floor: notices by e-mail. A mail says that there is something to read, never what or about whom."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import send_mail

from cases.models import Notice
from flexcase.base.models import OutboxItem
from flexcase.base.outbox import TryAgain, Uncertain, handles

SENDING = "mailen var ved at blive sendt"


@handles("notice.mail")
def mail(item: OutboxItem) -> None:
    """Send one mail. If a worker died while sending, nobody knows whether it went: that is shown, not repeated."""
    notice = Notice.objects.select_related("user", "case").filter(pk=item.subject).first()
    if notice is None or notice.user is None or not notice.user.email:
        return
    if item.problem == SENDING:
        raise Uncertain("Mailen blev måske sendt, før systemet stoppede.")
    item.problem = SENDING
    item.save(update_fields=["problem"])
    try:
        send_mail(
            "Du har en ny besked i FlexCase",
            f"Hej {notice.user.first_name}\n\nDer er en ny besked til dig i FlexCase. Log ind for at læse den.\n",
            settings.DEFAULT_FROM_EMAIL,
            [notice.user.email],
        )
    except (smtplib.SMTPConnectError, ConnectionRefusedError) as closed:
        raise TryAgain(f"mailserveren svarer ikke: {closed}") from closed
    except (smtplib.SMTPException, OSError) as broken:
        raise Uncertain(f"mailserveren afbrød: {broken}") from broken
