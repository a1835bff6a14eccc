"""A nomination from its member to the seat (cl. 15, 27.5; REQ-11, REQ-12).

Whether the association supports it is read from the item, whether it is confirmed from the change
of composition; no act here writes either. Locks: the nomination first, then what it leads to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Unpack

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import NotPermitted
from accounts.models import User
from associations.actions import nomination_letters as told
from associations.errors import NominationRefused
from associations.models import Nomination, NominationFile
from associations.states import NominationState
from bodies.actions import Draft, Seat, propose
from bodies.backends import verbs_on
from bodies.errors import SeatTaken
from bodies.models import (
    Body,
    ChangeKind,
    CompositionChange,
    Membership,
    Office,
    Organisation,
)
from bodies.offices import Verb
from meetings.actions import ItemFields, add_item, attach_material
from meetings.actions.permit import day_of, permit, require_existing, seat
from meetings.models import ItemFunction, Meeting
from minutes.models import fate_of
from minutes.states import Fate
from records import journal
from records.actions import store_file
from records.models import LegalAct

CLAUSE = "27.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Who is put forward; `person` holds the fields of somebody the portal does not know."""

    user: User | None = None
    person: dict[str, Any] = field(default_factory=dict)
    office: str = Office.MEMBER
    category: str = ""
    represents: Organisation | None = None


@transaction.atomic
def nominate(
    body: Body,
    candidate: Candidate,
    *,
    reasons: str,
    uploads: Iterable[File] = (),
    by: User,
    at: datetime,
) -> Nomination:
    """A member of the association puts a candidate forward (REQ-11); administrators are told.

    The same candidate sent again by the same member is returned. Raises NotPermitted for anybody
    but a member of this association, BodyDissolved (REQ-06), NominationRefused without a name or
    reasons, for a representative of nobody (REQ-09) or a candidate put forward already, SeatTaken
    for somebody who sits there, FileRefused.
    """
    day = day_of(at)
    body = Body.objects.select_for_update().get(pk=body.pk)
    own = _nominator(by, body, day)
    require_existing(body, day)
    _require_complete(candidate, reasons)
    nomination = Nomination(
        body=body, user=candidate.user, person=candidate.person, office=candidate.office,
        category=candidate.category, represents=candidate.represents, reasons=reasons.strip(),
        nominated_by=own, nominated_at=at,
    )  # fmt: skip
    _require_outside(nomination, day)
    if (same := _put_forward_already(nomination)) is not None:
        return same
    nomination.save()
    files = _attach(nomination, uploads, by=by, at=at)
    _record(nomination, "nomination_made", by=by, at=at, candidate=nomination.full_name("kk"),
            email=nomination.email, sha256=files)  # fmt: skip
    told.made(nomination, day)
    return nomination


@transaction.atomic
def attach_to_nomination(
    nomination: Nomination, *, uploads: Iterable[File], by: User, at: datetime
) -> None:
    """The nominator adds files while nobody has dealt with the nomination. Raises FileRefused."""
    _lock(nomination)
    _require_nominator(nomination, by)
    _require(nomination, NominationState.NOMINATED)
    require_existing(nomination.body, day_of(at))
    files = _attach(nomination, uploads, by=by, at=at)
    _record(nomination, "nomination_file_added", by=by, at=at, sha256=files)


@transaction.atomic
def withdraw_nomination(
    nomination: Nomination, *, by: User, at: datetime, reason: str = ""
) -> None:
    """The nominator takes it back, until an administrator has approved it."""
    _lock(nomination)
    _require_nominator(nomination, by)
    _require(
        nomination, NominationState.NOMINATED, NominationState.ON_AGENDA, NominationState.VOTED,
        NominationState.SUPPORTED,
    )  # fmt: skip
    nomination.withdrawn_at, nomination.reason = at, reason.strip()
    nomination.save(update_fields=["withdrawn_at", "reason"])
    _record(nomination, "nomination_withdrawn", by=by, at=at, reason=nomination.reason)
    told.withdrawn(nomination, day_of(at))


@transaction.atomic
def put_nomination(
    nomination: Nomination, meeting: Meeting, *, by: User, at: datetime, **words: Unpack[ItemFields]
) -> None:
    """Put it to the vote of the association, whose rules ask for one; by its secretary.

    Its files become materials of the item. One whose item came to nothing may be put again; a
    second click changes nothing. Raises NotPermitted, NominationRefused, AgendaClosed (REQ-18).
    """
    _lock(nomination)
    item, day = nomination.item, day_of(at)
    if item is not None and item.meeting_id == meeting.pk and fate_of(item) is Fate.PENDING:
        return
    _require(nomination, NominationState.NOMINATED)
    if meeting.body_id != nomination.body_id:
        raise NominationRefused(_("Only this association votes on the nomination."), clause=CLAUSE)
    if not needs_vote(nomination, day):
        raise NominationRefused(
            _("The rules of this association ask for no vote on nominations."), clause=CLAUSE
        )
    words["function"] = ItemFunction.objects.filter(code=CLAUSE).first()
    item = add_item(meeting, by=by, at=at, **words)
    for each in nomination.files.select_related("file").order_by("pk"):
        attach_material(item, each.file, by=by, at=at)
    nomination.item = item
    nomination.save(update_fields=["item"])
    _record(nomination, "nomination_put", by=by, at=at, item=item.pk, meeting=meeting.pk)
    told.put(nomination)


@transaction.atomic
def approve_nomination(
    nomination: Nomination,
    *,
    act: LegalAct | None,
    effective_on: date,
    ends_on: date | None = None,
    upload: File | None = None,
    by: User,
    at: datetime,
) -> CompositionChange:
    """An administrator approves it by the act that appoints; the ministry is to confirm (REQ-12).

    Of two at once one wins, the other learns who it was and when. Raises NotPermitted,
    NominationRefused before the vote that the rules ask for, and what `bodies.actions.propose`
    does: without an act nothing happens.
    """
    _lock(nomination)
    _permit_administrator(nomination, by, day_of(at))
    _require_open(nomination)
    if needs_vote(nomination, day_of(at)) and nomination.state != NominationState.SUPPORTED:
        raise NominationRefused(
            _("The association has not supported this candidate by its vote yet."), clause=CLAUSE
        )
    known = nomination.user or User.objects.filter(email=nomination.email or None).first()
    taken = Seat(
        user=known, person={} if known else nomination.person, office=nomination.office,
        category=nomination.category, represents=nomination.represents, ends_on=ends_on,
    )  # fmt: skip
    draft = Draft(
        body=nomination.body, kind=ChangeKind.APPOINTMENT, act=act, effective_on=effective_on,
        seats=[taken], upload=upload,
    )  # fmt: skip
    nomination.change = propose(draft, by=by, at=at)
    nomination.save(update_fields=["change"])
    _record(nomination, "nomination_approved", by=by, at=at, change=nomination.change.pk)
    told.approved(nomination)
    return nomination.change


@transaction.atomic
def reject_nomination(nomination: Nomination, *, reason: str, by: User, at: datetime) -> None:
    """An administrator answers it with no, and why; the nominator and the candidate are told."""
    _lock(nomination)
    _permit_administrator(nomination, by, day_of(at))
    _require_open(nomination)
    if not reason.strip():
        raise NominationRefused(_("Give a reason."), clause=CLAUSE)
    nomination.rejected_by, nomination.rejected_at, nomination.reason = by, at, reason.strip()
    nomination.save(update_fields=["rejected_by", "rejected_at", "reason"])
    _record(nomination, "nomination_rejected", by=by, at=at, reason=nomination.reason)
    told.rejected(nomination, day_of(at))


def tell_of_decision(change: CompositionChange) -> None:
    """Tell the nominator what the ministry made of the change that the nomination led to."""
    nomination = Nomination.objects.with_outcome().filter(change=change).first()
    if nomination is not None:
        told.decided(nomination, change)


def needs_vote(nomination: Nomination, day: date) -> bool:
    """Whether the association's rules of that day ask for its vote first."""
    return nomination.body.procedure_on(day).nomination_vote


def _nominator(by: User, body: Body, day: date) -> Membership:
    """The seat by which `by` nominates (REQ-11)."""
    own = seat(by, body, day)
    if own is None or Verb.NOMINATE not in verbs_on(by, body, day):
        raise NotPermitted(_("Only members of this association may nominate."), clause=CLAUSE)
    return own


def _permit_administrator(nomination: Nomination, by: User, day: date) -> None:
    permit(by, nomination.body, "manage_members", day=day, clause="15",
           refusal=_("You do not record the composition of this body."))  # fmt: skip


def _require_complete(candidate: Candidate, reasons: str) -> None:
    """REQ-11: the candidate's data, the organisation, the reasons."""
    named = candidate.user or candidate.person.get("family_name_kk", "").strip()
    if not named:
        raise NominationRefused(_("Name the candidate."), clause=CLAUSE)
    if not reasons.strip():
        raise NominationRefused(_("State the reasons."), clause=CLAUSE)
    try:
        Membership(category=candidate.category, represents=candidate.represents).clean()
    except ValidationError as fault:
        raise NominationRefused(fault.messages[0], clause="15") from fault


def _require_outside(nomination: Nomination, day: date) -> None:
    """Nobody is put forward for a seat that he or she has (REQ-12)."""
    seats = Membership.objects.standing().filter(body=nomination.body).exclude(ends_on__lt=day)
    if nomination.user is not None and seats.of(nomination.user).exists():
        raise SeatTaken(
            _("%(name)s already sits in this body.") % {"name": nomination.full_name()},
            clause="15",
        )


def _put_forward_already(nomination: Nomination) -> Nomination | None:
    """The same from the same hand: a second click. From another hand it is refused."""
    rows = Nomination.objects.of([nomination.body]).waiting().with_outcome()
    other: Nomination
    for other in rows.of_candidate(nomination.user, nomination.email):
        if other.state == NominationState.NOT_SUPPORTED:
            continue
        if other.nominated_by_id == nomination.nominated_by_id:
            return other
        raise NominationRefused(
            _("%(name)s has been nominated already. By: %(by)s, %(when)s.")
            % {"name": other.full_name(), "by": other.nominated_by.user.full_name(),
               "when": _moment(other.nominated_at)},
            clause=CLAUSE,
        )  # fmt: skip
    return None


def _attach(
    nomination: Nomination, uploads: Iterable[File], *, by: User, at: datetime
) -> list[str]:
    stored = [store_file(upload, by=by) for upload in uploads]
    NominationFile.objects.bulk_create(
        NominationFile(nomination=nomination, file=file, added_by=by, added_at=at)
        for file in stored
    )
    return [file.sha256 for file in stored]


def _lock(nomination: Nomination) -> None:
    """Read anew under an exclusive lock; what it points at is read anew too."""
    nomination.refresh_from_db(from_queryset=Nomination.objects.select_for_update())


def _require_open(nomination: Nomination) -> None:
    _require(nomination, NominationState.NOMINATED, NominationState.SUPPORTED)


def _require(nomination: Nomination, *states: str) -> None:
    """Raise NominationRefused, saying who did what when, unless it is in one of `states`."""
    if nomination.state in states:
        return
    who, when = _last_hand(nomination)
    raise NominationRefused(
        _("This nomination has been dealt with already. State: %(state)s. By: %(name)s, %(when)s.")
        % {"state": nomination.state.label, "name": who, "when": when},
        clause=CLAUSE,
    )


def _last_hand(nomination: Nomination) -> tuple[str, str]:
    if nomination.rejected_by is not None and nomination.rejected_at is not None:
        return nomination.rejected_by.full_name(), _moment(nomination.rejected_at)
    if nomination.withdrawn_at is not None:
        return nomination.nominated_by.user.full_name(), _moment(nomination.withdrawn_at)
    change = nomination.change
    if change is not None and nomination.state in (
        NominationState.APPROVED, NominationState.CONFIRMED,
    ):  # fmt: skip
        by = change.decided_by or change.drawn_up_by
        return (by.full_name() if by else "—"), _moment(change.decided_at or change.drawn_up_at)
    meeting = nomination.item.meeting if nomination.item else None
    return (str(meeting), _moment(meeting.scheduled_for)) if meeting else ("—", "—")


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%d.%m.%Y %H:%M}"


def _require_nominator(nomination: Nomination, by: User) -> None:
    if nomination.nominated_by.user_id != by.pk:
        raise NotPermitted(_("Only whoever nominated may do this."), clause=CLAUSE)


def _record(nomination: Nomination, kind: str, *, by: User, at: datetime, **facts: Any) -> None:
    journal.append(
        stream=nomination.body.stream, kind=kind, actor=by, at=at,
        payload={"nomination": nomination.pk, **facts},
    )  # fmt: skip
