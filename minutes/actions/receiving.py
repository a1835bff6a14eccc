"""A recipient opens a copy and acknowledges it (cl. 22; REQ-44)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from bodies.backends import represented_by, verbs_on
from bodies.offices import Verb
from minutes.actions.copying import order_extracts
from minutes.errors import NotAddressed
from minutes.models import Copy, Receipt
from minutes.states import ReceiptKind


@transaction.atomic
def open_copy(copy: Copy, *, by: User, at: datetime) -> Receipt:
    """Note the first time somebody of the recipient looked; extracts still missing are ordered.

    Raises NotAddressed for anybody else.
    """
    require_addressee(copy, by, at)
    receipt, _created = Receipt.objects.get_or_create(
        copy=copy, kind=ReceiptKind.OPENED, defaults={"by": by, "at": at}
    )
    order_extracts(copy.minutes, at=at)
    return receipt


@transaction.atomic
def acknowledge(copy: Copy, *, by: User, at: datetime) -> Receipt:
    """The recipient has it: who and when, once; a further press returns the first.

    Raises NotAddressed for anybody who does not read for that recipient today.
    """
    require_addressee(copy, by, at)
    defaults = {"by": by, "at": at}
    Receipt.objects.get_or_create(copy=copy, kind=ReceiptKind.OPENED, defaults=defaults)
    receipt, created = Receipt.objects.get_or_create(
        copy=copy, kind=ReceiptKind.ACKNOWLEDGED, defaults=defaults
    )
    if created:
        copy.minutes.meeting.record(
            "copy_acknowledged", by=by, at=at, minutes=copy.minutes_id, copy=copy.pk,
            authority=copy.authority_id, organisation=copy.organisation_id,
        )  # fmt: skip
    return receipt


def is_addressee(copy: Copy, user: User, at: datetime) -> bool:
    """Whether `user` reads for the recipient on that day, by a dated grant."""
    day = timezone.localdate(at)
    if copy.is_ministrys:
        return Verb.REVIEW_MINUTES in verbs_on(user, copy.minutes.meeting.body, day)
    return copy.organisation_id in represented_by(user, day)


def require_addressee(copy: Copy, user: User, at: datetime) -> None:
    """Raise NotAddressed unless it is (REQ-44)."""
    if not is_addressee(copy, user, at):
        raise NotAddressed(_("This copy is not addressed to your organisation."), clause="22")
