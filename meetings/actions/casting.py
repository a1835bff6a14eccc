"""Ballots: a member's own, one entered in the hall; what every other way of voting rests on."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bodies.models import Membership
from bodies.offices import Verb
from meetings.actions.permit import permit, require_existing
from meetings.actions.telling import clerks, named, tell, tell_of_entered_ballot
from meetings.documents.standing import RollLine, Standing, roll_line, standing_of, vote_state
from meetings.errors import BallotRefused, IllegalTransition
from meetings.models import (
    Ballot,
    BallotDraft,
    Meeting,
    OperatorOrder,
    RemoteRequest,
    Vote,
)  # fmt: skip
from meetings.rules import channel, receipt
from meetings.rules.channel import ChannelVerdict, Refusal
from meetings.states import BEFORE_SESSION, Choice, MeetingState, RequestState

if TYPE_CHECKING:
    from accounts.models import User
    from bodies.rules.procedure import Procedure
    from records.models import StoredFile

UNREAD: Any = object()
# As many revisions of one ballot as may race before the voter is asked to look again.
ATTEMPTS = 8


def open_to_ballots(vote: Vote) -> tuple[Vote, Meeting]:
    """The vote afresh with its meeting; a dissolved body takes no ballots (cl. 29, REQ-06)."""
    vote = Vote.objects.select_related("item__meeting__body").get(pk=vote.pk)
    meeting = vote.item.meeting
    require_existing(meeting.body, meeting.day)
    return vote, meeting


def refused(refusal: Refusal, *, clause: str) -> BallotRefused:
    """The refusal in words, to be raised."""
    verdict = ChannelVerdict(channel=None, refusal=refusal, clause=clause)
    return BallotRefused(refusal_text(verdict), clause=clause)


def cast(vote: Vote, *, by: User, choice: str, at: datetime) -> Ballot:
    """Cast one's own ballot; the channel follows from attendance (cl. 10, 20; REQ-27 to REQ-33).

    The same choice again returns the same ballot and receipt; another choice before the close is
    the next revision. Raises BallotRefused or NotOnRoll, and changes nothing then.
    """
    if (line := roll_line(vote.pk, by)) is not None:
        return cast_on(line, choice=choice, at=at)
    with transaction.atomic():
        return _cast_outside_session(vote, by=by, choice=choice, at=at)


def cast_on(line: RollLine, *, choice: str, at: datetime) -> Ballot:
    """The same for a member whose line on the roll has been read: two statements, or three."""
    vote, meeting, standing = line.vote, line.meeting, line.standing
    require_existing(meeting.body, meeting.day)
    verdict = _own(vote, meeting, standing, line.procedure)
    with transaction.atomic() if line.drafted else nullcontext():
        ballot = put(vote, standing, verdict, procedure=line.procedure, choice=choice, at=at,
                     last=line.last)  # fmt: skip
        if line.drafted:
            BallotDraft.objects.filter(vote=vote, membership=standing.membership).delete()
    return ballot


def _cast_outside_session(vote: Vote, *, by: User, choice: str, at: datetime) -> Ballot:
    """Before the opening by the composition of the day; afterwards it is said why not."""
    vote, meeting = open_to_ballots(vote)
    procedure = meeting.procedure()
    standing = standing_of(meeting, by, item=vote.item_id)
    verdict = _own(vote, meeting, standing, procedure)
    ballot = put(vote, standing, verdict, procedure=procedure, choice=choice, at=at)
    BallotDraft.objects.filter(vote=vote, membership=standing.membership).delete()
    return ballot


def _own(vote: Vote, meeting: Meeting, standing: Standing, procedure: Procedure) -> ChannelVerdict:
    return channel.own(
        voter=standing.voter, state=vote_state(vote, meeting, standing.membership),
        procedure=procedure, clause=meeting.body.decision_clause,
    )  # fmt: skip


@transaction.atomic
def cast_all(meeting: Meeting, *, by: User, choices: dict[int, str], at: datetime) -> list[Ballot]:
    """Cast several ballots of one member with one confirmation: all of them, or none.

    `choices` maps the primary keys of votes of this meeting to choices.
    """
    votes = Vote.objects.filter(item__meeting=meeting, pk__in=choices).order_by("item__position")
    return [cast(vote, by=by, choice=choices[vote.pk], at=at) for vote in votes]


@transaction.atomic
def enter_in_hall(
    vote: Vote,
    *,
    membership: Membership,
    choice: str,
    by: User,
    at: datetime,
    scan: StoredFile | None = None,
) -> Ballot:
    """Enter the vote of a member in the hall who has no device, by the presiding person's order.

    `scan` is the paper roll-call sheet it was taken from, if it was. Raises BallotRefused. The
    member is told.
    """
    vote, meeting = open_to_ballots(vote)
    procedure = meeting.procedure()
    standing = standing_of(meeting, None, membership.pk, item=vote.item_id)
    orders = OperatorOrder.objects.filter(
        meeting=meeting, operator=by, ordered_by=meeting.presiding_id
    )
    verdict = channel.entered_in_hall(
        voter=standing.voter, state=vote_state(vote, meeting, standing.membership),
        procedure=procedure,
        ordered=orders.exists(), clause=meeting.body.decision_clause,
    )  # fmt: skip
    before = latest(vote, standing)
    ballot = put(
        vote, standing, verdict, procedure=procedure, choice=choice, at=at, by=by, scan=scan
    )
    if ballot == before:
        return ballot
    meeting.record(
        "hall_ballot_entered", by=by, at=at, vote=vote.pk, membership=membership.pk,
        receipt=ballot.receipt, **({"scan": scan.sha256} if scan else {}),
    )  # fmt: skip
    tell_of_entered_ballot(meeting, membership, ballot)
    return ballot


def put(
    vote: Vote,
    standing: Standing,
    verdict: ChannelVerdict,
    *,
    procedure: Procedure,
    choice: str,
    at: datetime,
    by: User | None = None,
    scan: StoredFile | None = None,
    unless_cast_since: datetime | None = None,
    last: Ballot | None = UNREAD,
) -> Ballot:
    """Write the next revision, or find that the last one already says this.

    `unless_cast_since`: not over a ballot the member has cast in person since that moment. `last`:
    the last revision, where it has just been read.
    """
    if verdict.channel is None:
        if verdict.refusal is Refusal.CLOSED and latest(vote, standing):
            raise BallotRefused(too_late(), clause=verdict.clause)
        raise BallotRefused(refusal_text(verdict), clause=verdict.clause)
    _require_choice(choice, procedure, clause=verdict.clause)
    last = latest(vote, standing) if last is UNREAD else last
    for _attempt in range(ATTEMPTS):
        if last and unless_cast_since and own_since(last, unless_cast_since):
            raise BallotRefused(
                _("The member has voted since; that vote stands."), clause=verdict.clause
            )
        if last and last.choice == choice and last.channel == verdict.channel.value:
            return last
        ballot = _revision(vote, standing, verdict, last, choice=choice, at=at, by=by, scan=scan)
        try:
            with whole():
                ballot.save(force_insert=True)
        except IntegrityError:
            # Either the same member's other send took the revision, or the vote has closed.
            vote.refresh_from_db(fields=["state"])
            if not vote.takes_ballot_of(standing.membership):
                raise BallotRefused(
                    too_late() if last else _("Voting on this item has not started or has ended."),
                    clause=verdict.clause,
                ) from None
            last = latest(vote, standing)
        else:
            return ballot
    raise IllegalTransition(_("Your vote is being recorded from another device; look again."))


def whole() -> AbstractContextManager[None]:
    """One statement is done whole or not at all; inside a transaction that takes a savepoint."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def _require_choice(choice: str, procedure: Procedure, *, clause: str) -> None:
    if choice == Choice.ABSTAIN and not procedure.allow_abstain:
        raise BallotRefused(_("Choose for or against."), clause=clause)
    if choice not in Choice.values:
        raise BallotRefused(_("Choose for, against or abstain."), clause=clause)


def own_since(ballot: Ballot, moment: datetime) -> bool:
    """Whether the voter has cast this in person since that moment."""
    return bool(ballot.choice) and ballot.entered_by_id is None and ballot.cast_at >= moment


def latest(vote: Vote, standing: Standing) -> Ballot | None:
    """The last revision, a voiding one included."""
    ballots = Ballot.objects.filter(vote=vote, membership=standing.membership)
    return ballots.order_by("-revision").first()


def too_late() -> str:
    return _("A vote cannot be changed after voting has ended.")


def _revision(
    vote: Vote,
    standing: Standing,
    verdict: ChannelVerdict,
    last: Ballot | None,
    *,
    choice: str,
    at: datetime,
    by: User | None,
    scan: StoredFile | None,
) -> Ballot:
    revision = last.revision + 1 if last else 1
    taken = verdict.channel.value if verdict.channel else ""
    return Ballot(
        vote=vote,
        membership_id=standing.membership,
        revision=revision,
        choice=choice,
        channel=taken,
        cast_at=at,
        entered_by=by,
        scan=scan,
        text_hash=vote.text_hash,
        receipt=receipt.receipt(
            vote=vote.pk, member=standing.membership, choice=choice, channel=taken, at=at,
            text_hash=vote.text_hash, revision=revision,
        ),
    )  # fmt: skip


def refusal_text(verdict: ChannelVerdict) -> str:
    """The sentence for why a ballot is not taken."""
    not_a_voter = _("You are not a voting member of this body.")
    present = _("You are marked present; vote at the meeting.")
    texts = {
        Refusal.NOT_ON_ROLL: not_a_voter,
        Refusal.NOT_VOTING: not_a_voter,
        Refusal.RECUSED: _("You are the subject of this item and do not vote."),
        Refusal.REMOTE_NOT_PROVIDED: _("The Council's rules do not provide for remote voting.")
        if verdict.clause == "10"
        else _("The body's rules do not provide for this way of voting."),
        Refusal.METHOD_NOT_AGREED: _("Agree the electronic method with the Secretariat first."),
        Refusal.PRESENT_IN_HALL: present,
        Refusal.PRESENT_ONLINE: present,
        Refusal.NOT_IN_HALL: _("The member is not marked as present in the hall."),
        Refusal.NO_ORDER: _("The presiding person has not ordered that you enter votes."),
        Refusal.NO_SCAN: _("Attach the signed ballot."),
    }
    otherwise = _("Voting on this item has not started or has ended.")
    return texts.get(verdict.refusal, otherwise) if verdict.refusal else otherwise


@transaction.atomic
def request_remote(meeting: Meeting, *, by: User, at: datetime, reason: str) -> RemoteRequest:
    """A member who cannot take part asks to vote by another electronic method (cl. 20, REQ-31).

    Raises NotOnRoll, BallotRefused; asking again returns the request there is.
    """
    meeting.lock()
    meeting.require(*BEFORE_SESSION, MeetingState.IN_SESSION)
    require_existing(meeting.body, meeting.day)
    standing = standing_of(meeting, by)
    _require_remote(meeting, standing)
    asked, made = RemoteRequest.objects.get_or_create(
        meeting=meeting,
        membership_id=standing.membership,
        defaults={"reason": reason, "requested_at": at},
    )
    if made:
        meeting.record("remote_requested", by=by, at=at, membership=standing.membership)
        tell(meeting, "remote_requested", clerks(meeting, timezone.localdate(at)),
             member=named(by), reason=reason)  # fmt: skip
    return asked


def _require_remote(meeting: Meeting, standing: Standing) -> None:
    refusal = None
    if not standing.voter.voting:
        refusal = Refusal.NOT_VOTING
    elif not meeting.procedure().allow_absentee:
        refusal = Refusal.REMOTE_NOT_PROVIDED
    elif standing.voter.mode.attends:
        refusal = Refusal.PRESENT_IN_HALL
    if refusal:
        raise refused(refusal, clause=meeting.body.decision_clause)


@transaction.atomic
def decide_remote(
    request: RemoteRequest, *, by: User, at: datetime, agree: bool, reason: str = ""
) -> RemoteRequest:
    """The Secretariat agrees to the method or refuses with a reason (cl. 20, REQ-31)."""
    requests = RemoteRequest.objects.select_related("meeting__body", "membership__user")
    meeting = requests.get(pk=request.pk).meeting.lock()
    request = requests.get(pk=request.pk)
    permit(
        by, meeting.body, Verb.AGREE_METHOD, day=timezone.localdate(at),
        refusal=_("Only the Secretariat agrees the electronic method."), clause="20",
    )  # fmt: skip
    meeting.require(*BEFORE_SESSION, MeetingState.IN_SESSION)
    if request.state != RequestState.REQUESTED:
        raise IllegalTransition(
            _("This request has been answered already: %(state)s.")
            % {"state": request.get_state_display()},
            clause="20",
        )
    if not agree and not reason.strip():
        raise BallotRefused(_("Give a reason."), clause="20")
    request.state = RequestState.AGREED if agree else RequestState.REFUSED
    request.decided_at = at
    request.decided_by = by
    request.decision_reason = reason
    request.save()
    meeting.record("remote_decided", by=by, at=at, membership=request.membership_id, agreed=agree)
    tell(meeting, "remote_decided", [request.membership.user], agreed=agree, reason=reason)
    return request
