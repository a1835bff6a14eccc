"""Registering letters from and to outside, and cancelling them (cl. 12, 23; REQ-67)."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from bodies.models import Body
from bodies.offices import Verb
from meetings.actions.permit import day_of, permit
from minutes.errors import RegisterRefused
from minutes.models import RegisteredDocument
from minutes.states import Direction
from records import journal
from records.actions import store_file, take_number


@transaction.atomic
def register_document(
    body: Body,
    *,
    direction: str,
    title: str,
    correspondent: str,
    upload: File | None,
    their_number: str = "",
    dated_on: date | None = None,
    by: User,
    at: datetime,
) -> RegisteredDocument:
    """Keep a letter under the next number of its kind in the year it is registered in.

    The same letter sent again is returned as it was registered. Raises NotPermitted for anybody but
    the body's secretary (for the Council the Centre too), BodyDissolved, RegisterRefused without a
    title, a correspondent or a file and for a date to come; FileRefused.
    """
    day = day_of(at)
    # One after the other: a second press waits here and then finds the first.
    body = Body.objects.select_for_update(of=("self",), no_key=True).get(pk=body.pk)
    _permit(by, body, day)
    clause = records_clause(body)
    title, correspondent = title.strip(), correspondent.strip()
    if direction not in Direction.values:
        raise RegisterRefused(_("Choose whether the letter came in or went out."), clause=clause)
    if not (title and correspondent):
        raise RegisterRefused(
            _("Say what the letter is about and from whom or to whom it is."), clause=clause
        )
    if upload is None:
        raise RegisterRefused(_("Attach the document."), clause=clause)
    if dated_on is not None and dated_on > day:
        raise RegisterRefused(_("A letter is registered on its date or later."), clause=clause)
    said = {"body": body, "direction": direction, "title": title, "correspondent": correspondent,
            "their_number": their_number.strip(), "dated_on": dated_on,
            "registered_by": by}  # fmt: skip
    sha256 = _fingerprint(upload)
    rows = RegisteredDocument.objects.standing().select_related("number", "body")
    if (same := rows.filter(**said, file__sha256=sha256).first()) is not None:
        return same
    file = store_file(upload, by=by)
    number = take_number(
        series=f"{direction}:{body.pk}", year=day.year, subject=f"document:{file.sha256[:16]}"
    )
    document = RegisteredDocument.objects.create(**said, number=number, file=file, registered_at=at)
    _record(document, "document_registered", by=by, at=at, direction=direction, title=title,
            correspondent=correspondent, sha256=sha256)  # fmt: skip
    return document


@transaction.atomic
def cancel_document(
    document: RegisteredDocument, *, reason: str, by: User, at: datetime
) -> RegisteredDocument:
    """Cancel what was registered by mistake: it stays in the register with its number and reason.

    A second press changes nothing. Raises NotPermitted, BodyDissolved, RegisterRefused without a
    reason.
    """
    rows = RegisteredDocument.objects.select_for_update(of=("self",))
    locked = rows.select_related("body", "number").get(pk=document.pk)
    _permit(by, locked.body, day_of(at))
    if locked.cancelled_at is not None:
        return locked
    if not reason.strip():
        raise RegisterRefused(_("Give a reason."), clause=records_clause(locked.body))
    locked.cancelled_by, locked.cancelled_at, locked.cancel_reason = by, at, reason.strip()
    locked.save(update_fields=["cancelled_by", "cancelled_at", "cancel_reason"])
    _record(locked, "document_cancelled", by=by, at=at, reason=locked.cancel_reason)
    return locked


def records_clause(body: Body) -> str:
    """Who keeps the records is said in clause 12 for the Council, in 23 for associations."""
    return "12" if body.is_council else "23"


def _permit(by: User, body: Body, day: date) -> None:
    permit(
        by, body, Verb.DRAW_UP_MINUTES, day=day, clause=records_clause(body),
        refusal=_("Only whoever keeps the body's records registers documents."),
    )  # fmt: skip


def _fingerprint(upload: File) -> str:
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def _record(
    document: RegisteredDocument, kind: str, *, by: User, at: datetime, **facts: object
) -> None:
    number = document.number
    journal.append(
        stream=document.body.stream, kind=kind, actor=by, at=at,
        payload={"document": document.pk, "number": number.number, "year": number.year, **facts},
    )  # fmt: skip
