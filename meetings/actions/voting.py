"""Voting: agreeing a remote method, casting, opening, closing (cl. 10, 20, 27.4)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import RuleViolation
from bodies.models import Office
from meetings.actions import floor, reminding
from meetings.actions.permit import day_of, require_existing
from meetings.actions.voiding import void_ballots, void_of_arrived
from meetings.documents import counting
from meetings.documents.explanation import quorum_sentence
from meetings.documents.texts import item_text_hash
from meetings.errors import CastingVoteAwaited, IllegalTransition, QuorumNotMet
from meetings.models import AgendaItem, Ballot, Meeting, RollEntry, Vote
from meetings.rules import casting, majority, receipt
from meetings.rules.majority import Outcome, Tally
from meetings.states import RUNNING, ItemState, MeetingState, VoteState

if TYPE_CHECKING:
    from accounts.models import User
    from meetings.rules.attendance import Mode


@transaction.atomic
def open_vote(vote: Vote, *, by: User, at: datetime) -> Vote:
    """remote → open: the item is put to the vote in the hall and online (cl. 10, 20).

    Pins participants, presiding person and text; remote ballots on another text become void. The
    quorum is checked again. Raises NotPermitted, CannotPreside, QuorumNotMet, IllegalTransition.
    """
    item = AgendaItem.objects.select_related("meeting__body", "meeting__presiding").get(
        pk=vote.item_id
    )
    meeting = item.meeting.lock()
    meeting.require(MeetingState.IN_SESSION)
    officer = floor.require_floor(meeting, by)
    vote.lock()
    _require_can_open(meeting, item, vote)
    composition, present = counting.seats(meeting), counting.standing(meeting)
    floor.require_entitled(meeting, officer, composition=composition, present=present)
    vote.text_hash = item_text_hash(item)
    recused = sorted(counting.recused(item.pk, meeting))
    _void_other_texts(vote, at=at)
    _void_recused(vote, recused, at=at)
    verdict = counting.verdict(meeting, composition=composition, present=present, vote=vote)
    if not verdict.reached:
        raise QuorumNotMet(quorum_sentence(verdict), clause=verdict.clause)

    vote.state = VoteState.OPEN
    vote.opened_at = at
    vote.opened_by = by
    vote.presiding = officer
    vote.participants = {
        "modes": {str(member): mode.value for member, mode in present.items()},
        "quorum": verdict.as_dict(),
        "recused": recused,
    }
    vote.save()
    meeting.record(
        "vote_opened", by=by, at=at, vote=vote.pk, item=item.pk, presiding=officer.pk,
        text=vote.text_hash, **vote.participants,
    )  # fmt: skip
    reminding.tell_of_opened_vote(vote, item, present)
    return vote


def _void_other_texts(vote: Vote, *, at: datetime) -> None:
    """A ballot counts for the wording it was cast on, and for no other."""
    void_ballots(
        Ballot.objects.counted().filter(vote=vote).exclude(text_hash=vote.text_hash),
        reason="text_changed", at=at,
    )  # fmt: skip


def _void_recused(vote: Vote, recused: list[int], *, at: datetime) -> None:
    """Whom the item concerns does not vote on it (REQ-73), whenever the ballot was sent."""
    void_ballots(
        Ballot.objects.counted().filter(vote=vote, membership__in=recused),
        reason="recused", at=at,
    )  # fmt: skip


def _require_can_open(meeting: Meeting, item: AgendaItem, vote: Vote) -> None:
    if vote.state != VoteState.REMOTE or item.state != ItemState.INCLUDED:
        raise IllegalTransition(
            _("Voting on this item cannot start: the vote is in the state “%(state)s”.")
            % {"state": vote.get_state_display()},
            clause=meeting.body.decision_clause,
        )
    open_votes = Vote.objects.filter(item__meeting=meeting).running()
    if other := open_votes.select_related("item").first():
        raise IllegalTransition(
            _("Close the vote on item %(number)s first.") % {"number": other.item.position},
            clause=meeting.body.decision_clause,
        )


def close_vote(vote: Vote, *, by: User, at: datetime, without_casting: bool = False) -> Outcome:
    """open, tied → closed: count, judge, say why (cl. 10, 20; REQ-25, REQ-34 to REQ-36).

    Closing a closed vote returns the same outcome. On a tie in which the presiding person has not
    voted, the vote becomes tied: nobody else's ballot is taken any more, and CastingVoteAwaited
    asks for that one; `without_casting` says it is not given. Raises NotPermitted,
    IllegalTransition.
    """
    outcome = _close(vote, by=by, at=at, without_casting=without_casting)
    if outcome is None:
        raise CastingVoteAwaited(
            _("The votes are equal; the decisive vote: %(name)s.")
            % {"name": vote.presiding and vote.presiding.user.short_name()},
            clause=vote.item.meeting.body.decision_clause,
        )
    return outcome


@transaction.atomic
def _close(vote: Vote, *, by: User, at: datetime, without_casting: bool) -> Outcome | None:
    """The outcome; None while the presiding person's own ballot is awaited, which is kept."""
    item = AgendaItem.objects.select_related("meeting__body", "meeting__presiding").get(
        pk=vote.item_id
    )
    meeting = item.meeting.lock()
    # The exclusive lock waits for every ballot being cast; only then is anything counted.
    vote.lock()
    floor.require_floor(meeting, by)
    if (done := vote.computed()) and vote.state == VoteState.CLOSED:
        return done
    if vote.state not in RUNNING:
        raise IllegalTransition(
            _("Voting on this item has not started or has ended."),
            clause=meeting.body.decision_clause,
        )
    present = counting.standing(meeting)
    if vote.state == VoteState.OPEN:
        _sweep(meeting, vote, present, at=at)
    outcome = _judge(meeting, vote, present, without_casting=without_casting)
    if outcome is None:
        _await_decisive_vote(meeting, vote, by=by, at=at)
        return None
    vote.state = VoteState.CLOSED
    vote.closed_at = at
    vote.closed_by = by
    vote.result = outcome.as_dict()
    vote.outcome = outcome.outcome.value
    vote.digest = digest_of(vote)
    vote.save()
    meeting.record(
        "vote_closed", by=by, at=at, vote=vote.pk, item=item.pk, digest=vote.digest,
        outcome=vote.result,
    )  # fmt: skip
    return outcome


def _sweep(meeting: Meeting, vote: Vote, present: dict[int, Mode], *, at: datetime) -> None:
    """Void what came in while it no longer could: one's coming, another wording, a recusal."""
    void_of_arrived(
        meeting, members=[member for member, mode in present.items() if mode.attends], at=at
    )
    _void_other_texts(vote, at=at)
    _void_recused(vote, sorted(counting.recused(vote.item_id, meeting)), at=at)


def _await_decisive_vote(meeting: Meeting, vote: Vote, *, by: User, at: datetime) -> None:
    """open → tied: the presiding person's own ballot decides, never a second vote (REQ-35)."""
    if vote.state == VoteState.TIED:
        return
    vote.state = VoteState.TIED
    vote.save(update_fields=["state"])
    meeting.record(
        "vote_tied", by=by, at=at, vote=vote.pk, item=vote.item_id, presiding=vote.presiding_id,
        digest=digest_of(vote),
    )  # fmt: skip


def _judge(
    meeting: Meeting, vote: Vote, present: dict[int, Mode], *, without_casting: bool
) -> Outcome | None:
    """The outcome the ballots and the attendance of this moment give.

    None on a tie that waits for the presiding person; one whom the item concerns is not asked.
    """
    composition = counting.seats(meeting)
    recused = counting.recused(vote.item_id, meeting)
    choices = standing_choices(vote, composition, recused=recused)
    tally = Tally.of(choices.values())
    procedure = meeting.procedure()
    holder = _decisive(meeting, vote, composition, choices)
    choice = choices.get(int(holder.member)) if holder.member is not None else None
    verdict = counting.verdict(meeting, composition=composition, present=present, vote=vote)
    awaited = verdict.reached and casting.is_asked_before_close(
        policy=procedure.tie_without_casting,
        tally=tally,
        holder=holder,
        presiding=vote.presiding_id,
        choice=choice,
    )
    if awaited and vote.presiding_id not in recused and not without_casting:
        return None
    return majority.decide(
        tally=tally,
        quorum=verdict,
        base_kind=procedure.majority_base,
        casting=holder.member,
        casting_choice=choice,
    )


def _decisive(
    meeting: Meeting, vote: Vote, composition: list[counting.Seat], choices: Collection[int]
) -> casting.Holder:
    """Who decides a tie, as those in `choices` have voted (cl. 10, 20; C5)."""
    chair = next((s.membership for s in composition if s.office == Office.CHAIR), None)
    return casting.holder(
        policy=meeting.procedure().casting_vote,
        presiding=vote.presiding_id,
        chair=chair,
        chair_has_ballot=chair in choices,
    )


def absent_chair_decides(vote: Vote) -> bool:
    """Whether a tie would be decided by a chair who does not preside, as things stand (C5)."""
    meeting = vote.item.meeting
    composition = counting.seats(meeting)
    recused = counting.recused(vote.item_id, meeting)
    voted = standing_choices(vote, composition, recused=recused)
    return _decisive(meeting, vote, composition, voted).needs_warning


def standing_choices(
    vote: Vote, composition: list[counting.Seat], *, recused: Collection[int] = ()
) -> dict[int, str]:
    """Each voting member's choice as the last revision has it."""
    voting = {seat.membership for seat in composition if seat.voting} - set(recused)
    rows = (
        Ballot.objects.filter(vote=vote).order_by("revision").values_list("membership_id", "choice")
    )
    latest = dict(rows)
    return {member: choice for member, choice in latest.items() if choice and member in voting}


def digest_of(vote: Vote) -> str:
    """One fingerprint over every receipt of the vote, in roll order, oldest revision first."""
    positions = dict(
        RollEntry.objects.filter(meeting=vote.item.meeting_id).values_list(
            "membership_id", "position"
        )
    )
    rows = Ballot.objects.filter(vote=vote).values_list("membership_id", "revision", "receipt")
    last = len(positions) + 1
    ordered = sorted(rows, key=lambda row: (positions.get(row[0], last), row[0], row[1]))
    return receipt.digest([row[2] for row in ordered])


@transaction.atomic
def reword(item: AgendaItem, *, by: User, at: datetime, texts: dict[str, str]) -> AgendaItem:
    """Change the wording of a resolution before its vote opens; remote ballots on the old text
    become void and their voters are told.

    `texts` holds resolution_kk, resolution_ru, resolution_en. Raises NotPermitted (the secretary
    or the floor), IllegalTransition once the vote is open.
    """
    item = AgendaItem.objects.select_related("meeting__body", "meeting__presiding").get(pk=item.pk)
    meeting = item.meeting.lock()
    meeting.require(MeetingState.APPROVED, MeetingState.NOTIFIED, MeetingState.IN_SESSION)
    require_existing(meeting.body, day_of(at))
    if by.pk != meeting.secretary_id:
        floor.require_floor(meeting, by)
    vote = Vote.objects.select_for_update().standing().filter(item=item).first()
    if vote is None or vote.state != VoteState.REMOTE:
        raise IllegalTransition(
            _("The wording cannot change once voting on the item has started.")
            if vote
            else _("This item is not put to the vote."),
            clause=meeting.body.decision_clause,
        )
    for field in ("resolution_kk", "resolution_ru", "resolution_en"):
        setattr(item, field, texts.get(field, getattr(item, field)))
    worded = item_text_hash(item)
    if worded == vote.text_hash:
        return item
    item.save()
    vote.text_hash = worded
    vote.save(update_fields=["text_hash"])
    _void_other_texts(vote, at=at)
    meeting.record("item_reworded", by=by, at=at, item=item.pk, text=vote.text_hash)
    return item


SETTLED = (ItemState.WITHDRAWN, ItemState.DEFERRED, ItemState.NOTED)


@transaction.atomic
def settle_item(
    item: AgendaItem, *, state: str, by: User, at: datetime, reason: str = ""
) -> AgendaItem:
    """End an item in session without a vote: withdrawn, deferred or noted (presiding person).

    Raises IllegalTransition once its vote has opened, RuleViolation without a reason.
    """
    item = AgendaItem.objects.select_related("meeting__body", "meeting__presiding").get(pk=item.pk)
    meeting = item.meeting.lock()
    meeting.require(MeetingState.IN_SESSION)
    floor.require_floor(meeting, by)
    if state not in SETTLED:
        raise ValueError(f"an item is not settled as {state}")
    if state != ItemState.NOTED and not reason.strip():
        raise RuleViolation(_("Give a reason."))
    vote = Vote.objects.select_for_update().standing().filter(item=item).first()
    if item.state != ItemState.INCLUDED or (vote and vote.state != VoteState.REMOTE):
        raise IllegalTransition(
            _("This item has already been put to the vote or settled."),
            clause=meeting.body.decision_clause,
        )
    if vote:
        vote.state = VoteState.WITHDRAWN
        vote.save(update_fields=["state"])
    item.state = state
    item.answer_reason = reason
    item.save()
    meeting.record("item_settled", by=by, at=at, item=item.pk, state=state, reason=reason)
    return item
