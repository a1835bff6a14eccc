"""A violation from its record to the Council's agenda (cl. 28; REQ-07).

What the Council decides is read from the item (`Violation.state`); no act here writes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Unpack

from django.core.files.base import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from associations.models import Association
from bodies.models import Body
from councils.actions.agenda import put_on_agenda
from councils.actions.permit import permit_in_council
from councils.actions.telling import officers, tell
from councils.errors import ViolationRefused
from councils.models import Violation, ViolationFile
from councils.states import Ground
from meetings.actions.agenda import ItemFields
from meetings.actions.permit import day_of, permit, require_existing
from meetings.models import Meeting
from records import journal
from records.actions import store_file

CLAUSE = "28"
FUNCTION = "13.1"
"""The Council leads the work of associations: the function that considering a violation serves."""


@transaction.atomic
def record_violation(
    association: Association,
    *,
    ground: str,
    facts: str,
    happened_on: date,
    uploads: Iterable[File] = (),
    by: User,
    at: datetime,
) -> Violation:
    """Record facts against an association on a ground of clause 28; it is told.

    The words of the ground are kept in Kazakh as the regulation has them. The same record sent
    again is returned. Raises NotPermitted for anybody but the Council's secretary, the Centre and
    the ministry, BodyDissolved, ViolationRefused for an unknown ground, without facts or for a day
    to come; FileRefused.
    """
    day = day_of(at)
    _permit(by, day)
    locked = Association.objects.select_for_update(of=("self",)).select_related("body")
    association = locked.get(pk=association.pk)
    require_existing(association.body, day)
    _require_recordable(ground, facts, happened_on, day)
    said = {"association": association, "ground": ground, "facts": facts,
            "happened_on": happened_on, "recorded_by": by}  # fmt: skip
    if (same := Violation.objects.filter(**said).first()) is not None:
        return same
    with translation.override("kk"):
        wording = str(Ground(ground).label)
    violation = Violation.objects.create(**said, wording=wording, recorded_at=at)
    files = _attach(violation, ViolationFile.Side.EVIDENCE, uploads, by=by, at=at)
    _record(violation, "violation_recorded", by=by, at=at, ground=ground, facts=facts,
            happened_on=happened_on.isoformat(), sha256=files)  # fmt: skip
    _tell(violation, "violation_recorded", day)
    return violation


@transaction.atomic
def ask_for_explanation(
    violation: Violation, *, answer_by: date, by: User, at: datetime
) -> Violation:
    """Ask the association to explain until `answer_by`, that day included; it is told.

    Asking again for the same day changes nothing. Raises NotPermitted, BodyDissolved,
    ViolationRefused for a day that has passed, or when the association was asked or has explained.
    """
    day = day_of(at)
    _permit(by, day)
    locked = _locked(violation)
    require_existing(locked.association.body, day)
    if locked.asked_at is not None and locked.answer_by == answer_by:
        return locked
    if locked.asked_at is not None or locked.explained_at is not None or locked.decided:
        raise ViolationRefused(_("The association was already asked to explain."), clause=CLAUSE)
    if answer_by < day:
        raise ViolationRefused(
            _("Give the association a day that is still to come."), clause=CLAUSE
        )
    locked.asked_by, locked.asked_at, locked.answer_by = by, at, answer_by
    locked.save(update_fields=["asked_by", "asked_at", "answer_by"])
    _record(locked, "explanation_requested", by=by, at=at, answer_by=answer_by.isoformat())
    _tell(locked, "explanation_requested", day, answer_by=answer_by.isoformat())
    return locked


@transaction.atomic
def explain_violation(
    violation: Violation, *, text: str, uploads: Iterable[File] = (), by: User, at: datetime
) -> Violation:
    """The association's explanation, once; whoever recorded or asked is told.

    The same words sent again change nothing. Raises NotPermitted for anybody but its chair and
    secretary, BodyDissolved, ViolationRefused without words, when an explanation was given or the
    Council has decided; FileRefused.
    """
    day = day_of(at)
    locked = _locked(violation)
    body = locked.association.body
    permit(by, body, "answer_violation", day=day, clause=CLAUSE,
           refusal=_("Only the chair and the secretary of this association explain."))  # fmt: skip
    require_existing(body, day)
    if locked.explained_by_id == by.pk and locked.explanation == text:
        return locked
    if locked.explained_at is not None:
        raise ViolationRefused(_("The explanation has already been given."), clause=CLAUSE)
    if locked.decided:
        raise ViolationRefused(_("The Council has already decided on this."), clause=CLAUSE)
    if not text.strip():
        raise ViolationRefused(_("Write the explanation."), clause=CLAUSE)
    locked.explanation, locked.explained_by, locked.explained_at = text, by, at
    locked.save(update_fields=["explanation", "explained_by", "explained_at"])
    files = _attach(locked, ViolationFile.Side.EXPLANATION, uploads, by=by, at=at)
    _record(locked, "violation_explained", by=by, at=at, explanation=text, sha256=files)
    told = {user.pk: user for user in (locked.recorded_by, locked.asked_by) if user}
    tell(body, "violation_explained", told.values(), path=locked.get_absolute_url())
    return locked


@transaction.atomic
def put_violation(
    violation: Violation, meeting: Meeting, *, by: User, at: datetime, **fields: Unpack[ItemFields]
) -> Violation:
    """Put it on the agenda of a Council meeting: adopting the resolution will confirm it.

    A violation whose item came to nothing may be put again. Raises NotPermitted, BodyDissolved,
    AgendaClosed, and ViolationRefused while it is before the Council or decided, before the
    association was asked, and before its time to explain has run out.
    """
    day = day_of(at)
    council = _permit(by, day)
    meeting.lock()
    locked = _locked(violation)
    require_existing(locked.association.body, day)
    if meeting.body_id != council.pk:
        raise ViolationRefused(_("Only the Council considers a violation."), clause=CLAUSE)
    _require_heard(locked, day)
    if not locked.may_be_put:
        if locked.item is not None and locked.item.meeting_id == meeting.pk:
            return locked  # a second click
        raise ViolationRefused(_("The Council already has this before it."), clause=CLAUSE)
    locked.item = put_on_agenda(meeting, by=by, at=at, code=FUNCTION, **fields)
    locked.save(update_fields=["item"])
    _record(locked, "violation_put", by=by, at=at, item=locked.item.pk, meeting=meeting.pk)
    _tell(locked, "violation_put", day, scheduled_for=meeting.scheduled_for.isoformat())
    return locked


def _permit(by: User, day: date) -> Body:
    return permit_in_council(
        by, "register_violation", day=day, clause=CLAUSE,
        refusal=_("Only the Council's secretary, the Centre and the ministry record violations."),
    )  # fmt: skip


def _require_recordable(ground: str, facts: str, happened_on: date, day: date) -> None:
    if ground not in Ground.values:
        raise ViolationRefused(_("Choose the ground of responsibility (28.1–28.3)."), clause=CLAUSE)
    if not facts.strip():
        raise ViolationRefused(_("State the facts."), clause=CLAUSE)
    if happened_on > day:
        raise ViolationRefused(_("A violation is recorded after it happened."), clause=CLAUSE)


def _require_heard(violation: Violation, day: date) -> None:
    """The association is heard first, or lets its time pass (F)."""
    if violation.explained_at is not None:
        return
    if violation.asked_at is None or violation.answer_by is None:
        raise ViolationRefused(_("Ask the association to explain first."), clause=CLAUSE)
    if violation.answer_by >= day:
        raise ViolationRefused(_("The association still has time to explain."), clause=CLAUSE)


def _locked(violation: Violation) -> Violation:
    """The row as it stands now, under an exclusive lock, with what its state follows from."""
    Violation.objects.select_for_update().get(pk=violation.pk)
    found: Violation = (
        Violation.objects.with_outcome().select_related("asked_by").get(pk=violation.pk)
    )
    return found


def _attach(
    violation: Violation, side: str, uploads: Iterable[File], *, by: User, at: datetime
) -> list[str]:
    """Keep the files; their hashes go into the journal."""
    stored = [store_file(upload, by=by) for upload in uploads]
    ViolationFile.objects.bulk_create(
        ViolationFile(violation=violation, side=side, file=file, added_by=by, added_at=at)
        for file in stored
    )
    return [file.sha256 for file in stored]


def _record(violation: Violation, kind: str, *, by: User, at: datetime, **facts: object) -> None:
    journal.append(
        stream=violation.association.body.stream, kind=kind, actor=by, at=at,
        payload={"violation": violation.pk, **facts},
    )  # fmt: skip


def _tell(violation: Violation, kind: str, day: date, **params: object) -> None:
    body = violation.association.body
    tell(body, kind, officers(body, day), path=violation.get_absolute_url(),
         ground=violation.ground, happened_on=violation.happened_on.isoformat(),
         **params)  # fmt: skip
