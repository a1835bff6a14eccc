from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.delivery import deliver_mail
from accounts.models import Notification, User


@transaction.atomic
def notify(
    *, recipients: Iterable[User], kind: str, params: dict[str, Any], path: str
) -> list[Notification]:
    """Tell each of `recipients` once, on screen and by mail in their own language.

    One bulk insert and one task, both inside the caller's transaction: what is rolled back was
    never said. The words are `templates/notifications/<kind>.txt`, filled from `params` (JSON).
    Somebody without an address, or with a closed account, is kept as not reached. Returns the
    lines of the outbox.
    """
    now = timezone.now()
    people = {person.pk: person for person in recipients}
    written = Notification.objects.bulk_create(
        Notification(
            recipient=person,
            kind=kind,
            params=params,
            path=path,
            created_at=now,
            failure=_unreachable(person),
        )
        for person in people.values()
    )
    if people:
        deliver_mail.enqueue()
    return written


def _unreachable(person: User) -> str:
    if not person.is_active:
        return Notification.Failure.CLOSED
    return "" if person.email else Notification.Failure.NO_ADDRESS
