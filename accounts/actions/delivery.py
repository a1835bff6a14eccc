"""The outbox: whatever has not been mailed yet is mailed in order, and once."""

import logging
from datetime import timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django_tasks import task

from accounts.documents import letter
from accounts.models import Notification

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)
"""After this a process that took a letter upon itself is taken for dead."""

TRY_AGAIN = timedelta(minutes=1)
_BATCH = 200
_PERMANENT = 500


@task()
def deliver_mail() -> None:
    """Empty the outbox; when the mail server does not answer, come back in a minute.

    Running it twice, or twice at the same moment, mails nothing twice.
    """
    if not deliver() and cache.add("accounts.mail.retry", 1, timeout=TRY_AGAIN.seconds - 5):
        deliver_mail.using(run_after=timezone.now() + TRY_AGAIN).enqueue()


def deliver() -> bool:
    """Mail everything that waits, oldest first; False when something has to be tried again."""
    complete = True
    try:
        with get_connection() as connection:
            while waiting := _waiting():
                for notification in waiting:
                    complete &= _mail(notification, connection)
    except (SMTPException, OSError) as error:
        logger.warning("The mail server does not answer: %s", error)
        return False
    return complete


def _waiting() -> list[Notification]:
    outbox = Notification.objects.undelivered().unclaimed(since=timezone.now() - CLAIM)
    return list(outbox.oldest_first().select_related("recipient")[:_BATCH])


def _mail(notification: Notification, connection: BaseEmailBackend) -> bool:
    """Raises SMTPException or OSError when the server, rather than the address, is at fault."""
    now = timezone.now()
    if not notification.claim(at=now, since=now - CLAIM):
        return True
    if failure := _unreachable_now(notification):
        notification.mark_failed(failure)
        return True
    try:
        connection.send_messages([_message(notification)])
    except SMTPRecipientsRefused as refusal:
        return _refused(notification, refusal)
    except SMTPDataError as refusal:
        return _not_taken(notification, refusal.smtp_code)
    except (SMTPException, OSError):
        notification.give_back()
        raise
    except Exception:
        logger.exception("Notification %s could not be worded", notification.pk)
        return True
    notification.mark_delivered(at=timezone.now())
    return True


def _unreachable_now(notification: Notification) -> Notification.Failure | None:
    if not notification.recipient.is_active:
        return Notification.Failure.CLOSED
    return None if notification.recipient.email else Notification.Failure.NO_ADDRESS


def _refused(notification: Notification, refusal: SMTPRecipientsRefused) -> bool:
    """The address is not taken; of several answers the mildest counts."""
    return _not_taken(notification, min(code for code, _ in refusal.recipients.values()))


def _not_taken(notification: Notification, code: int) -> bool:
    """A lasting refusal (5xx) ends it; a passing one waits until its claim expires."""
    if code >= _PERMANENT:
        notification.mark_failed(Notification.Failure.REFUSED)
        return True
    return False


def _message(notification: Notification) -> EmailMessage:
    worded = letter(notification)
    host = urlsplit(settings.PORTAL_ADDRESS).hostname
    return EmailMessage(
        subject=worded.subject,
        body=worded.body,
        to=[str(notification.recipient.email)],
        headers={
            # The same if a letter is ever sent again after a crash: readers show it once.
            "Message-ID": f"<notification-{notification.pk}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )
