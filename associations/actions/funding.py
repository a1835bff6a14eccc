"""Recording what the base institution pays, and taking it back in the open (cl. 4; REQ-03)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from associations.errors import FundingRefused
from associations.models import Association, FundingRecord
from meetings.actions.permit import day_of, permit, require_existing
from records import journal
from records.actions import store_file
from records.models import LegalAct

if TYPE_CHECKING:
    from accounts.models import User

CLAUSE = "4"


@transaction.atomic
def record_funding(
    association: Association,
    *,
    payer: int | None,
    year: int,
    amount: int,
    purpose: str,
    act: LegalAct,
    upload: File | None,
    by: User,
    at: datetime,
) -> FundingRecord:
    """Record `amount` whole tenge that the organisation `payer` (its key) gives for `year`.

    The act is not yet recorded: it, its file and the record come together or not at all. The same
    payment sent a second time is returned, not written again. Raises NotPermitted for anybody but
    the association's secretary, BodyDissolved, FundingRefused when the payer is not its base
    institution, the amount is none or the document has no number or date; FileRefused.
    """
    locked = _locked(association)
    day = day_of(at)
    permit(by, locked.body, "record_funding", day=day, clause=CLAUSE,
           refusal=_("Only this association's secretary records what is paid for it."))  # fmt: skip
    require_existing(locked.body, day)
    _require_base(locked, payer)
    _require_whole(amount, purpose, act)
    if (same := _sent_twice(locked, year, amount, purpose, act)) is not None:
        return same
    act.file = store_file(upload, by=by) if upload else None
    act.save()
    record = FundingRecord(
        association=locked, payer=locked.base_institution, year=year, amount=amount,
        purpose=purpose, act=act, recorded_by=by, recorded_at=at,
    )  # fmt: skip
    record.full_clean()
    record.save()
    journal.append(
        stream=locked.body.stream, kind="funding_recorded", actor=by, at=at,
        payload={"funding": record.pk, "payer": payer, "year": year, "amount": amount,
                 "purpose": purpose, "act": act.pk,
                 "sha256": act.file.sha256 if act.file else ""},
    )  # fmt: skip
    return record


@transaction.atomic
def cancel_funding(record: FundingRecord, *, by: User, at: datetime, reason: str) -> FundingRecord:
    """Cancel a record made in error; it stays, with the reason (REQ-67 for what is registered).

    Cancelling again changes nothing. Raises NotPermitted, BodyDissolved, and FundingRefused
    without a reason.
    """
    locked = FundingRecord.objects.select_for_update().get(pk=record.pk)
    body, day = record.association.body, day_of(at)
    permit(by, body, "record_funding", day=day, clause=CLAUSE,
           refusal=_("Only this association's secretary records what is paid for it."))  # fmt: skip
    require_existing(body, day)
    if locked.cancelled_at is not None:
        return locked
    if not reason.strip():
        raise FundingRefused(_("State the reason."), clause=CLAUSE)
    locked.cancelled_by, locked.cancelled_at, locked.cancel_reason = by, at, reason
    locked.save(update_fields=["cancelled_by", "cancelled_at", "cancel_reason"])
    journal.append(
        stream=body.stream, kind="funding_cancelled", actor=by, at=at,
        payload={"funding": locked.pk, "reason": reason},
    )  # fmt: skip
    return locked


def _locked(association: Association) -> Association:
    """The association as it stands now; whoever moves it to another base waits, or has been."""
    rows = Association.objects.select_for_update(of=("self",))
    return rows.select_related("body__parent__parent").get(pk=association.pk)


def _require_base(association: Association, payer: int | None) -> None:
    if payer is None or payer != association.base_institution_id:
        raise FundingRefused(
            _("Only the base institution finances the association."), clause=CLAUSE
        )


def _require_whole(amount: int, purpose: str, act: LegalAct) -> None:
    if amount < 1:
        raise FundingRefused(_("State the amount in whole tenge."), clause=CLAUSE)
    if not purpose.strip():
        raise FundingRefused(_("State what the money is for."), clause=CLAUSE)
    if not (act.number and act.signed_on):
        raise FundingRefused(_("State the number and date of the document."), clause=CLAUSE)


def _sent_twice(
    association: Association, year: int, amount: int, purpose: str, act: LegalAct
) -> FundingRecord | None:
    """The same payment by the same document, standing already: a second click."""
    same: FundingRecord | None = (
        FundingRecord.objects.of(association)
        .standing()
        .filter(
            year=year, amount=amount, purpose=purpose, act__kind=act.kind, act__number=act.number,
            act__signed_on=act.signed_on,
        )
        .first()
    )  # fmt: skip
    return same
