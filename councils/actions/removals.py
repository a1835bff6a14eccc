"""A removal from its proposal to the end of the seat (cl. 14.4; REQ-13).

What the Council decides is read from the item, whether the seat has ended from the change of
composition; no act here writes either. Locks: the removal first, then what it leads to.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Unpack

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import NotPermitted
from accounts.models import User
from bodies.actions import Draft, End, propose
from bodies.backends import verbs_on
from bodies.models import ChangeKind, CompositionChange, ExitKind, Membership, keeper_of
from bodies.offices import Verb
from councils.actions import removal_letters as told
from councils.actions.agenda import put_on_agenda
from councils.errors import RemovalRefused
from councils.models import Removal, RemovalFile, council_on
from councils.states import RemovalState
from meetings.actions import ItemFields, attach_material
from meetings.actions.permit import day_of, permit, require_existing
from meetings.errors import AgendaClosed
from meetings.models import AgendaItem, Meeting
from minutes.models import fate_of, in_force
from minutes.states import Fate
from records import journal
from records.actions import store_bytes, store_file
from records.models import LegalAct, StoredFile

CLAUSE = "14.4"
BEFORE_THE_VOTE = (RemovalState.PROPOSED, RemovalState.ON_AGENDA)


@transaction.atomic
def propose_removal(
    membership: Membership,
    *,
    grounds: str,
    uploads: Iterable[File] = (),
    by: User,
    at: datetime,
) -> Removal:
    """Propose to the Council that a member of it, of an association or a section be removed.

    The member is told and may answer in writing. The same proposal from the same hand is returned.
    Raises NotPermitted for anybody but those who propose items to the Council (E), BodyDissolved,
    RemovalRefused without grounds, for a seat that has ended or one whose removal is proposed
    already; FileRefused.
    """
    day = day_of(at)
    council = council_on(day)
    if council is None or Verb.PROPOSE_ITEM not in verbs_on(by, council, day):
        raise NotPermitted(
            _("Only those who propose items to the Council propose a removal."), clause=CLAUSE
        )
    seat = Membership.objects.select_for_update(of=("self",)).select_related("body", "user").get(
        pk=membership.pk
    )  # fmt: skip
    require_existing(seat.body, day)
    _require_seated(seat, day)
    if not grounds.strip():
        raise RemovalRefused(_("State the grounds."), clause=CLAUSE)
    if (same := _proposed_already(seat, by)) is not None:
        return same
    removal = Removal.objects.create(
        council=council, membership=seat, grounds=grounds.strip(), proposed_by=by, proposed_at=at
    )
    files = _attach(removal, RemovalFile.Side.GROUNDS, uploads, by=by, at=at)
    _record(removal, "removal_proposed", by=by, at=at, membership=seat.pk, user=seat.user_id,
            grounds=removal.grounds, sha256=[file.sha256 for file in files])  # fmt: skip
    told.proposed(removal, day)
    return removal


@transaction.atomic
def withdraw_removal(removal: Removal, *, by: User, at: datetime, reason: str = "") -> None:
    """Whoever proposed it takes it back, as long as it is on no agenda; the member is told."""
    _lock(removal)
    if removal.proposed_by_id != by.pk:
        raise NotPermitted(_("Only whoever proposed the removal withdraws it."), clause=CLAUSE)
    _require(removal, RemovalState.PROPOSED)
    removal.withdrawn_at, removal.reason = at, reason.strip()
    removal.save(update_fields=["withdrawn_at", "reason"])
    _record(removal, "removal_withdrawn", by=by, at=at, reason=removal.reason)
    told.withdrawn(removal, day_of(at))


@transaction.atomic
def put_removal(
    removal: Removal, meeting: Meeting, *, by: User, at: datetime, **words: Unpack[ItemFields]
) -> None:
    """Put it on the Council's agenda, naming the membership; by its secretary or the Centre.

    The files, and what the member has stated, become materials of the item. A removal whose item
    came to nothing may be put again; a second click changes nothing. Raises NotPermitted,
    RemovalRefused, AgendaClosed (REQ-18).
    """
    _lock(removal)
    day, item = day_of(at), removal.item
    permit(by, removal.council, "compose_agenda", day=day, clause="12",
           refusal=_("Only the secretary of this body composes its agenda."))  # fmt: skip
    if item is not None and item.meeting_id == meeting.pk and fate_of(item) is Fate.PENDING:
        return
    _require(removal, RemovalState.PROPOSED)
    _require_seated(present_seat(removal.membership), day)
    if meeting.body_id != removal.council_id:
        raise RemovalRefused(_("Members are removed only by a Council decision."), clause=CLAUSE)
    removal.item = item = put_on_agenda(meeting, by=by, at=at, code=CLAUSE, **words)
    removal.save(update_fields=["item"])
    for each in removal.files.select_related("file").order_by("pk"):
        attach_material(item, each.file, by=by, at=at)
    _record(removal, "removal_put", by=by, at=at, item=item.pk, meeting=meeting.pk)
    told.put(removal)


@transaction.atomic
def answer_removal(
    removal: Removal, *, statement: str, uploads: Iterable[File] = (), by: User, at: datetime
) -> None:
    """The member's own statement, once, before the vote; whoever decides is told.

    It is attached to the item while the agenda is open, and to a later item with the other files.
    The same words sent again change nothing. Raises NotPermitted for anybody else, RemovalRefused
    without words, after one was given or once the Council has voted; FileRefused.
    """
    _lock(removal)
    if removal.membership.user_id != by.pk:
        raise NotPermitted(_("Only the member concerned answers a removal."), clause=CLAUSE)
    if removal.stated_at is not None and removal.statement == statement.strip():
        return
    if removal.stated_at is not None:
        raise RemovalRefused(_("Your statement has already been given."), clause=CLAUSE)
    _require(removal, *BEFORE_THE_VOTE)
    if not statement.strip():
        raise RemovalRefused(_("Write the statement."), clause=CLAUSE)
    removal.statement, removal.stated_at = statement.strip(), at
    removal.save(update_fields=["statement", "stated_at"])
    words = store_bytes(
        removal.statement.encode(), name=f"{_('Statement of the member')}.txt",
        media_type="text/plain; charset=utf-8", by=by,
    )  # fmt: skip
    kept = _keep(removal, RemovalFile.Side.STATEMENT, [words], by=by, at=at)
    kept += _attach(removal, RemovalFile.Side.STATEMENT, uploads, by=by, at=at)
    enclosed = _enclose(removal.item, kept, by=by, at=at) if removal.item else False
    _record(removal, "removal_answered", by=by, at=at, statement=removal.statement,
            sha256=[file.sha256 for file in kept], enclosed=enclosed)  # fmt: skip
    told.answered(removal, day_of(at))


@transaction.atomic
def execute_removal(
    removal: Removal, *, effective_on: date, by: User, at: datetime
) -> CompositionChange:
    """An administrator executes the Council's decision, citing it; the ministry is to confirm.

    The seat ends with the day before `effective_on`, by that decision. Raises NotPermitted,
    RemovalRefused (REQ-13) unless the decision on this membership is in force, and what
    `bodies.actions.propose` does.
    """
    _lock(removal)
    seat = present_seat(removal.membership)
    permit(by, keeper_of(seat.body, ChangeKind.REMOVAL), "manage_members", day=day_of(at),
           refusal=_("You do not record the composition of this body."), clause=CLAUSE)  # fmt: skip
    if removal.item is None or not in_force(removal.item):
        raise RemovalRefused(_("Members are removed only by a Council decision."), clause=CLAUSE)
    _require(removal, RemovalState.ADOPTED)
    if effective_on <= seat.starts_on:
        raise RemovalRefused(
            _("The membership begins on %(day)s: it can end on a later day only.")
            % {"day": f"{seat.starts_on:%d.%m.%Y}"},
            clause=CLAUSE,
        )
    draft = Draft(
        body=seat.body, kind=ChangeKind.REMOVAL, act=decision_of(removal.item),
        effective_on=effective_on, ends=[End(membership=seat, exit=ExitKind.REMOVAL)],
    )  # fmt: skip
    removal.change = propose(draft, by=by, at=at)
    removal.save(update_fields=["change"])
    _record(removal, "removal_executed", by=by, at=at, change=removal.change.pk,
            item=removal.item.pk)  # fmt: skip
    told.executed(removal)
    return removal.change


def present_seat(seat: Membership) -> Membership:
    """The seat itself; after a change of office the one that followed it: a person is removed."""
    if seat.exit != ExitKind.HANDOVER:
        return seat
    rows = Membership.objects.standing().filter(body=seat.body_id, user=seat.user_id)
    later = rows.filter(starts_on__gt=seat.ends_on).select_related("user", "body__parent")
    found: Membership | None = later.order_by("starts_on").last()
    return found or seat


def decision_of(item: AgendaItem) -> LegalAct:
    """The decision in force on `item` as the act that a change cites: number, date, minutes."""
    decision = item.decision
    return LegalAct(
        kind=LegalAct.Kind.DECISION, issuer_text=item.meeting.body.name("kk"),
        number=decision.number, signed_on=item.meeting.day, title=item.title("kk")[:500],
        file=decision.minutes.pdf,
    )  # fmt: skip


def tell_of_decision(change: CompositionChange) -> None:
    """Tell what the ministry made of the change by which a removal was executed."""
    removal = Removal.objects.with_outcome().filter(change=change).first()
    if removal is not None:
        told.decided(removal, change)


def _require_seated(seat: Membership, day: date) -> None:
    if seat.annulled_at is not None or (seat.ends_on is not None and seat.ends_on < day):
        raise RemovalRefused(
            _("%(name)s does not sit in this body on %(day)s any more.")
            % {"name": seat.user.full_name(), "day": f"{day:%d.%m.%Y}"},
            clause=CLAUSE,
        )


def _proposed_already(seat: Membership, by: User) -> Removal | None:
    """The same from the same hand: a second click. From another hand it is refused."""
    other: Removal
    for other in Removal.objects.filter(membership=seat).waiting().with_outcome():
        if other.state == RemovalState.NOT_ADOPTED:
            continue
        if other.proposed_by_id == by.pk:
            return other
        raise RemovalRefused(
            _("This removal is proposed already. By: %(by)s, %(when)s.")
            % {"by": other.proposed_by.full_name(), "when": _moment(other.proposed_at)},
            clause=CLAUSE,
        )
    return None


def _attach(
    removal: Removal, side: str, uploads: Iterable[File], *, by: User, at: datetime
) -> list[StoredFile]:
    return _keep(removal, side, [store_file(upload, by=by) for upload in uploads], by=by, at=at)


def _keep(
    removal: Removal, side: str, files: list[StoredFile], *, by: User, at: datetime
) -> list[StoredFile]:
    RemovalFile.objects.bulk_create(
        RemovalFile(removal=removal, side=side, file=file, added_by=by, added_at=at)
        for file in files
    )
    return files


def _enclose(item: AgendaItem, files: list[StoredFile], *, by: User, at: datetime) -> bool:
    """Add to the materials; once the agenda is approved they stay with the removal alone."""
    try:
        for file in files:
            attach_material(item, file, by=by, at=at)
    except AgendaClosed:
        return False
    return True


def _lock(removal: Removal) -> None:
    """Read anew under an exclusive lock; what it points at is read anew too."""
    removal.refresh_from_db(from_queryset=Removal.objects.select_for_update())


def _require(removal: Removal, *states: str) -> None:
    """Raise RemovalRefused, saying who did what when, unless it is in one of `states`."""
    if removal.state in states:
        return
    who, when = _last_hand(removal)
    raise RemovalRefused(
        _("This removal has been dealt with already. State: %(state)s. By: %(name)s, %(when)s.")
        % {"state": removal.state.label, "name": who, "when": when},
        clause=CLAUSE,
    )


def _last_hand(removal: Removal) -> tuple[str, str]:
    if removal.withdrawn_at is not None:
        return removal.proposed_by.full_name(), _moment(removal.withdrawn_at)
    change = removal.change
    if change is not None and removal.state in (RemovalState.EXECUTED, RemovalState.REMOVED):
        by = change.decided_by or change.drawn_up_by
        return (by.full_name() if by else "—"), _moment(change.decided_at or change.drawn_up_at)
    if removal.item is not None:
        return str(removal.item.meeting), _moment(removal.item.meeting.scheduled_for)
    return removal.proposed_by.full_name(), _moment(removal.proposed_at)


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%d.%m.%Y %H:%M}"


def _record(removal: Removal, kind: str, *, by: User, at: datetime, **facts: Any) -> None:
    journal.append(
        stream=removal.council.stream, kind=kind, actor=by, at=at,
        payload={"removal": removal.pk, **facts},
    )  # fmt: skip
