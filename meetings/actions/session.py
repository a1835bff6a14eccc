"""The sitting: attendance, opening with the roll frozen, presiding, failing, closing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import RuleViolation
from bodies.models import Body, Membership, Office
from bodies.offices import Verb
from meetings.actions import floor
from meetings.actions.permit import permit, require_existing
from meetings.actions.telling import members, tell
from meetings.actions.times import stated_time
from meetings.actions.voiding import void_ballots, void_of_arrived
from meetings.documents import counting
from meetings.documents.explanation import quorum_sentence
from meetings.errors import CannotPreside, IllegalTransition, QuorumNotMet
from meetings.models import (
    AttendanceEvent,
    Ballot,
    Guest,
    Meeting,
    OperatorOrder,
    RollEntry,
    Vote,
)  # fmt: skip
from meetings.rules.attendance import Mode
from meetings.rules.receipt import fingerprint
from meetings.states import BEFORE_SESSION, RUNNING, ItemState, MeetingState, Presence, VoteState

if TYPE_CHECKING:
    from accounts.models import User
    from meetings.rules.quorum import QuorumVerdict

MARKABLE = (MeetingState.NOTIFIED, MeetingState.IN_SESSION)


@transaction.atomic
def mark(
    meeting: Meeting,
    *,
    membership: Membership,
    presence: str,
    by: User,
    at: datetime,
    reason: str = "",
    stated: datetime | None = None,
) -> AttendanceEvent:
    """Record that from `at` on a member is in the hall, online, excused or absent (cl. 10, 20).

    `stated` is an earlier time at which they came or left. Coming, in the hall or online, voids the member's open absentee and written ballots (REQ-33).
    Raises NotPermitted, IllegalTransition, RuleViolation for somebody outside the composition
    (REQ-26) and for an online mark where there is no broadcast, BodyDissolved (cl. 29).
    """
    meeting.lock()
    meeting.require(*MARKABLE)
    day = timezone.localdate(at)
    permit(
        by, meeting.body, Verb.MARK_ATTENDANCE, day=day,
        refusal=_("Only the secretary marks attendance."), clause=meeting.body.decision_clause,
    )  # fmt: skip
    require_existing(meeting.body, meeting.day)
    if meeting.state == MeetingState.NOTIFIED and day != meeting.day:
        raise IllegalTransition(
            _("Attendance is marked on the day of the meeting."),
            clause=meeting.body.decision_clause,
        )
    if membership.pk not in {seat.membership for seat in counting.seats(meeting)}:
        raise RuleViolation(
            _("This person is not in the composition."), clause=meeting.body.decision_clause
        )
    _require_form(meeting, presence)
    last = meeting.attendance.filter(membership=membership).order_by("-pk").first()
    if last is not None and (last.presence, last.reason) == (presence, reason):
        return last
    since = stated_time(meeting, last, stated=stated, at=at)
    event = AttendanceEvent.objects.create(
        meeting=meeting, membership=membership, presence=presence, reason=reason, at=since, by=by
    )
    meeting.record(
        "attendance_marked", by=by, at=at, event=event.pk, membership=membership.pk,
        presence=presence, since=since,
    )  # fmt: skip
    if presence in (Presence.HALL, Presence.ONLINE):
        void_of_arrived(meeting, members=[membership.pk], at=at)
    return event


def _require_form(meeting: Meeting, presence: str) -> None:
    if presence == Presence.ONLINE and not meeting.held_online:
        raise RuleViolation(
            _("This meeting is held in the hall only; there is no broadcast to take part in."),
            clause=meeting.body.decision_clause,
        )
    if presence == Presence.HALL and not meeting.held_in_hall:
        raise RuleViolation(
            _("This meeting is held online only."), clause=meeting.body.decision_clause
        )


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: User, at: datetime) -> QuorumVerdict:
    """notified → in session: the roll is frozen, the quorum stated (cl. 8, 10, 19, 20).

    Raises IllegalTransition, NotPermitted, CannotPreside, QuorumNotMet; RuleViolation when the
    meeting's day has not come, no secretary is in office, or the body has been dissolved.
    """
    meeting.lock()
    meeting.require(MeetingState.NOTIFIED)
    day = timezone.localdate(at)
    _require_day(meeting, day)
    # From here on nobody joins or leaves the composition until this is decided.
    _hold_composition(meeting)
    composition = counting.seats(meeting)
    present = counting.standing(meeting)
    officer = floor.presiding_person(meeting, by, day=day, composition=composition, present=present)
    floor.require_entitled(meeting, officer, composition=composition, present=present)
    _name_secretary(meeting, composition, present)
    verdict = counting.verdict(meeting, composition=composition, present=present)
    if not verdict.reached:
        raise QuorumNotMet(quorum_sentence(verdict), clause=verdict.clause)

    freeze_roll(meeting)
    _void_ballots_off_the_roll(meeting, composition, at=at)
    void_of_arrived(
        meeting, members=[member for member, mode in present.items() if mode.attends], at=at
    )
    meeting.procedure_frozen = meeting.body.procedure_on(day).as_dict()
    meeting.opened_at = at
    meeting.presiding = officer
    meeting.advance(
        MeetingState.IN_SESSION, kind="meeting_opened", by=by, at=at, presiding=officer.pk,
        secretary=meeting.secretary_id, rules=fingerprint(meeting.procedure_frozen),
        quorum=verdict.as_dict(), roll=[[s.membership, s.office, s.voting] for s in composition],
    )  # fmt: skip
    return verdict


def _require_day(meeting: Meeting, day: object) -> None:
    require_existing(meeting.body, meeting.day)
    if day != meeting.day:
        raise IllegalTransition(
            _("The meeting is scheduled for %(day)s; reschedule it to open it on another day.")
            % {"day": meeting.day.strftime("%d.%m.%Y")}
        )


def _name_secretary(
    meeting: Meeting, composition: list[counting.Seat], present: dict[int, Mode]
) -> None:
    """The one named beforehand; if that person holds the office no more, a holder who attends."""
    holders = [seat for seat in composition if seat.office == Office.SECRETARY]
    if not holders:
        raise RuleViolation(
            _("Nobody holds the office of secretary; appoint one first."),
            clause=meeting.body.minutes_clause,
        )
    if meeting.secretary_id not in {seat.user for seat in holders}:
        attending = [seat for seat in holders if present.get(seat.membership, Mode.ABSENT).attends]
        meeting.secretary_id = (attending or holders)[0].user


def holder(meeting: Meeting) -> str:
    """How the body's composition says what holds it."""
    return f"meeting:{meeting.pk}"


def _hold_composition(meeting: Meeting) -> None:
    """Keep appointments out while the meeting sits; one recorded afterwards holds nothing."""
    if meeting.retrospective:
        return
    body = Body.objects.select_for_update(no_key=True).get(pk=meeting.body_id)
    if body.composition_held_by not in ("", holder(meeting)):
        raise IllegalTransition(
            _("Another meeting of this body is in session; close it first."),
            clause=meeting.body.decision_clause,
        )
    Body.objects.filter(pk=body.pk).update(
        composition_held_by=holder(meeting), composition_used_on=meeting.day
    )


def freeze_roll(meeting: Meeting) -> None:
    """Write down the composition of the meeting's day, name by name; three queries."""
    seats = (
        Membership.objects.on(meeting.day).filter(body=meeting.body_id).with_rank().in_roll_order()
    )
    RollEntry.objects.bulk_create(
        RollEntry(
            meeting=meeting,
            membership=seat,
            position=position,
            office=seat.office,
            voting=seat.voting,
            name_kk=seat.user.full_name("kk"),
            name_ru=seat.user.full_name("ru"),
            organisation_kk=seat.represents.short_name("kk") if seat.represents else "",
            organisation_ru=seat.represents.short_name("ru") if seat.represents else "",
        )
        for position, seat in enumerate(seats, start=1)
    )


def _void_ballots_off_the_roll(
    meeting: Meeting, composition: list[counting.Seat], *, at: datetime
) -> None:
    """A ballot of somebody who has left the composition, or has no vote, does not stand."""
    voting = [seat.membership for seat in composition if seat.voting]
    strangers = (
        Ballot.objects.counted().filter(vote__item__meeting=meeting).exclude(membership__in=voting)
    )
    void_ballots(strangers, reason="not_on_roll", at=at)


@transaction.atomic
def hand_over(meeting: Meeting, *, to: Membership, by: User, at: datetime) -> None:
    """Hand presiding over: the chair has come, or has left (cl. 8, 19).

    While a vote is open only from somebody who has left, so that the vote can be closed; the
    decisive vote stays with whoever presided when it opened. Raises CannotPreside,
    IllegalTransition; NotPermitted for anyone but the officers and secretary.
    """
    meeting.lock()
    meeting.require(MeetingState.IN_SESSION)
    if not (
        by.pk in {to.user_id, meeting.presiding and meeting.presiding.user_id}
        or by.pk == meeting.secretary_id
    ):
        floor.require_floor(meeting, by)
    composition, present = counting.seats(meeting), counting.standing(meeting)
    open_vote = Vote.objects.filter(item__meeting=meeting).running().exists()
    if open_vote and floor.attends(meeting, meeting.presiding_id, present):
        raise IllegalTransition(
            _("Presiding cannot change while a vote is open."),
            clause=meeting.body.presiding_clause,
        )
    floor.require_entitled(meeting, to, composition=composition, present=present)
    former = meeting.presiding_id
    if former == to.pk:
        return
    meeting.presiding = to
    meeting.save(update_fields=["presiding"])
    meeting.record("presiding_handed_over", by=by, at=at, former=former, presiding=to.pk)


@transaction.atomic
def order_operator(meeting: Meeting, *, operator: User, by: User, at: datetime) -> OperatorOrder:
    """The presiding officer orders that the secretary holds the room's keys in this meeting.

    Raises NotPermitted for anyone who may not preside, RuleViolation when `operator` is not a
    secretary of the body.
    """
    meeting.lock()
    meeting.require(*BEFORE_SESSION, MeetingState.IN_SESSION)
    day = timezone.localdate(at)
    require_existing(meeting.body, day)
    officers = Membership.objects.on(day).filter(body=meeting.body_id)
    officer = officers.of(by).filter(office__in=[Office.CHAIR, Office.DEPUTY_CHAIR]).first()
    if officer is None:
        raise CannotPreside(
            _("Only the chair or the deputy chair may preside."),
            clause=meeting.body.presiding_clause,
        )
    if not officers.of(operator).holding(Office.SECRETARY).exists():
        raise RuleViolation(
            _("Only a secretary of the body can hold the keys of the room."),
            clause=meeting.body.presiding_clause,
        )
    order, made = OperatorOrder.objects.get_or_create(
        meeting=meeting, operator=operator, ordered_by=officer, defaults={"at": at}
    )
    if made:
        meeting.record("operator_ordered", by=by, at=at, operator=operator.pk)
    return order


@transaction.atomic
def add_guest(meeting: Meeting, *, name: str, organisation: str, by: User, at: datetime) -> Guest:
    """List somebody invited; a guest never counts toward anything (REQ-26)."""
    meeting.lock()
    meeting.require(*BEFORE_SESSION, MeetingState.IN_SESSION)
    permit(
        by, meeting.body, Verb.MARK_ATTENDANCE, day=timezone.localdate(at),
        refusal=_("Only the secretary marks attendance."), clause=meeting.body.decision_clause,
    )  # fmt: skip
    guest, new = Guest.objects.get_or_create(meeting=meeting, name=name, organisation=organisation)
    if not new:
        return guest
    meeting.record("guest_added", by=by, at=at, guest=name)
    return guest


@transaction.atomic
def record_failure(meeting: Meeting, *, by: User, at: datetime, reason: str = "") -> None:
    """notified → did not take place: no quorum, or nobody to preside (cl. 8, 10, 19, 20).

    The roll is frozen as evidence. Raises RuleViolation when the meeting could be opened after all.
    """
    meeting.lock()
    meeting.require(MeetingState.NOTIFIED)
    permit(
        by, meeting.body, Verb.MARK_ATTENDANCE, day=timezone.localdate(at),
        refusal=_("Only the secretary records that a meeting did not take place."),
        clause=meeting.body.decision_clause,
    )  # fmt: skip
    if at < meeting.scheduled_for:
        raise IllegalTransition(_("The time of the meeting has not come yet."))
    verdict = counting.quorum_now(meeting)
    if verdict.reached and floor.somebody_can_preside(meeting):
        raise RuleViolation(
            _("There is a quorum and somebody to preside: the meeting can be opened. %(quorum)s")
            % {"quorum": quorum_sentence(verdict)},
            clause=verdict.clause,
        )
    freeze_roll(meeting)
    if not meeting.retrospective:
        Body.objects.filter(pk=meeting.body_id).update(composition_used_on=meeting.day)
    meeting.procedure_frozen = meeting.procedure().as_dict()
    meeting.reason = reason or (
        floor.nobody_presides() if verdict.reached else quorum_sentence(verdict)
    )
    _withdraw_votes(meeting)
    meeting.advance(
        MeetingState.FAILED, kind="meeting_failed", by=by, at=at, quorum=verdict.as_dict(),
        reason=meeting.reason,
    )  # fmt: skip
    tell(meeting, "meeting_failed", members(meeting), reason=meeting.reason)


@transaction.atomic
def adjourn(meeting: Meeting, *, by: User, at: datetime, reason: str) -> None:
    """in session → adjourned: items not yet voted on go to a later meeting (presiding person).

    When neither chair nor deputy is there any more, the secretary adjourns, and a vote still open
    comes to nothing: nobody is left to close it (cl. 8, 19).
    """
    meeting.lock()
    meeting.require(MeetingState.IN_SESSION)
    deserted = by.pk == meeting.secretary_id and not floor.somebody_can_preside(meeting)
    if not deserted:
        floor.require_floor(meeting, by)
    if not reason.strip():
        raise RuleViolation(_("Give a reason."))
    if not deserted:
        _require_no_open_vote(meeting)
    _withdraw_votes(meeting)
    meeting.reason = reason
    meeting.closed_at = at
    _release(meeting)
    meeting.advance(MeetingState.ADJOURNED, kind="meeting_adjourned", by=by, at=at, reason=reason)
    tell(meeting, "meeting_adjourned", members(meeting), reason=meeting.reason)


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: User, at: datetime) -> None:
    """in session → held, when every item is decided, withdrawn, deferred or noted (cl. 11, 21).

    Items for information are noted by the closing itself. Raises IllegalTransition naming the
    items still to be decided.
    """
    meeting.lock()
    meeting.require(MeetingState.IN_SESSION)
    floor.require_floor(meeting, by)
    _require_no_open_vote(meeting)
    waiting = meeting.items.undecided().in_order()
    if numbers := [str(item.position) for item in waiting]:
        raise IllegalTransition(
            _("Decide, withdraw or defer these items first: %(items)s.")
            % {"items": ", ".join(numbers)},
            clause=meeting.body.minutes_clause,
        )
    meeting.items.filter(state=ItemState.INCLUDED, votable=False).update(state=ItemState.NOTED)
    meeting.closed_at = at
    _release(meeting)
    meeting.advance(MeetingState.CLOSED, kind="meeting_closed", by=by, at=at)


def _require_no_open_vote(meeting: Meeting) -> None:
    open_vote = Vote.objects.filter(item__meeting=meeting).running()
    if vote := open_vote.select_related("item").first():
        raise IllegalTransition(
            _("Close the vote on item %(number)s first.") % {"number": vote.item.position},
            clause=meeting.body.minutes_clause,
        )


def _withdraw_votes(meeting: Meeting) -> None:
    votes = Vote.objects.filter(item__meeting=meeting, state__in=[VoteState.REMOTE, *RUNNING])
    votes.update(state=VoteState.WITHDRAWN)


def _release(meeting: Meeting) -> None:
    Body.objects.filter(pk=meeting.body_id, composition_held_by=holder(meeting)).update(
        composition_held_by=""
    )
