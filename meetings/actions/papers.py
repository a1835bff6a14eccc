"""Ballots in writing: entered with the scan, confirmed by a second person (cl. 27.4; REQ-32).

A paper counts only from its confirmation on. The member is told of each step and may dispute it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.errors import NotPermitted
from accounts.models import User
from bodies.backends import verbs_on
from bodies.models import Membership, Office
from bodies.offices import Verb
from bodies.rules.procedure import DisputedWritten
from meetings.actions import casting
from meetings.actions.permit import day_of, permit
from meetings.actions.telling import clerks, named, tell
from meetings.actions.voiding import OPEN_STATES, void_ballots
from meetings.documents.standing import Standing, standing_of, vote_state
from meetings.documents.texts import title_facts
from meetings.errors import BallotRefused, IllegalTransition
from meetings.models import Ballot, Meeting, Vote, WrittenChoice, WrittenPaper
from meetings.rules import channel
from meetings.rules.channel import ChannelVerdict, Refusal
from meetings.states import PaperState

if TYPE_CHECKING:
    from records.models import StoredFile

CLAUSE = "27.4"


@transaction.atomic
def enter_paper(
    meeting: Meeting,
    *,
    membership: Membership,
    choices: Mapping[int, str],
    by: User,
    at: datetime,
    scan: StoredFile | None,
) -> WrittenPaper:
    """Enter a signed paper; it counts once a second person has confirmed it. The member is told.

    `choices` maps votes of this meeting to choices. The same paper again is the same entry.
    Raises NotPermitted, BallotRefused, NotOnRoll.
    """
    meeting.lock()
    procedure = meeting.procedure()
    if not procedure.allow_written:
        raise casting.refused(Refusal.REMOTE_NOT_PROVIDED, clause=meeting.body.decision_clause)
    permit(by, meeting.body, Verb.ENTER_WRITTEN_BALLOT, day=day_of(at), clause=CLAUSE,
           refusal=_("Only the secretary enters written ballots."))  # fmt: skip
    votes = list(
        Vote.objects.filter(item__meeting=meeting, pk__in=list(choices)).select_related("item")
    )
    if not votes:
        raise BallotRefused(_("Choose for, against or abstain."), clause=CLAUSE)
    for vote in votes:
        _require_takes_paper(vote, membership, scan_attached=scan is not None)
    if scan is None:
        raise casting.refused(Refusal.NO_SCAN, clause=CLAUSE)
    if same := _waiting(meeting, membership, {vote.pk: choices[vote.pk] for vote in votes}):
        return same
    paper = WrittenPaper.objects.create(
        meeting=meeting, membership=membership, scan=scan, entered_by=by, entered_at=at
    )
    WrittenChoice.objects.bulk_create(
        WrittenChoice(
            paper=paper, vote=vote, choice=choices[vote.pk], text_hash=vote.text_hash
        )
        for vote in votes
    )  # fmt: skip
    meeting.record(
        "written_ballot_entered", by=by, at=at, paper=paper.pk, membership=membership.pk,
        scan=scan.sha256, choices={str(vote.pk): choices[vote.pk] for vote in votes},
    )  # fmt: skip
    _tell_member(paper, "paper_entered")
    tell(meeting, "paper_awaits", second_persons(paper, at), path=paper.get_absolute_url(),
         member=named(membership.user))  # fmt: skip
    return paper


def _require_takes_paper(vote: Vote, membership: Membership, *, scan_attached: bool) -> None:
    verdict = _verdict(vote, membership, scan_attached=scan_attached)[1]
    if verdict.refusal is not None:
        raise casting.refused(verdict.refusal, clause=verdict.clause)


def _verdict(
    vote: Vote, membership: Membership, *, scan_attached: bool = True
) -> tuple[Standing, ChannelVerdict]:
    vote, meeting = casting.open_to_ballots(vote)
    standing = standing_of(meeting, None, membership.pk, item=vote.item_id)
    return standing, channel.written(
        voter=standing.voter, state=vote_state(vote, meeting, standing.membership),
        procedure=meeting.procedure(), scan_attached=scan_attached,
        clause=meeting.body.decision_clause,
    )  # fmt: skip


def _waiting(
    meeting: Meeting, membership: Membership, choices: dict[int, str]
) -> WrittenPaper | None:
    """The paper that waits with just these choices. Raises BallotRefused when it says otherwise."""
    papers = meeting.papers.filter(membership=membership, state=PaperState.ENTERED)
    said = WrittenChoice.objects.filter(paper__in=papers)
    for paper in papers.order_by("pk"):
        if dict(said.filter(paper=paper).values_list("vote", "choice")) == choices:
            return paper
    if said.filter(vote__in=choices).exists():
        raise BallotRefused(
            _("A written ballot of this member already awaits confirmation."), clause=CLAUSE
        )
    return None


@transaction.atomic
def confirm_paper(paper: WrittenPaper, *, by: User, at: datetime) -> list[Ballot]:
    """entered → confirmed: from now on it counts, on every item whose vote still takes ballots.

    By the chair, the deputy or another secretary; never by whoever entered it. A vote the member
    has cast since stands. Raises NotPermitted, IllegalTransition, BallotRefused.
    """
    paper = _locked(paper)
    _require_second(paper, by, at)
    if paper.state == PaperState.CONFIRMED:
        return _ballots(paper)
    _require_waiting(paper)
    if paper.disputed_at:
        raise BallotRefused(
            _("The member disputes this ballot: it cannot be confirmed."), clause=CLAUSE
        )
    refusals = [refusal for said in _said(paper) if (refusal := _count(said, paper, at=at))]
    ballots = _ballots(paper)
    if not ballots:
        raise refusals[0]
    paper.state, paper.decided_by, paper.decided_at = PaperState.CONFIRMED, by, at
    paper.save()
    paper.meeting.record(
        "written_ballot_confirmed", by=by, at=at, paper=paper.pk,
        membership=paper.membership_id, receipts=[ballot.receipt for ballot in ballots],
    )  # fmt: skip
    _tell_member(paper, "paper_confirmed")
    return ballots


def _count(said: WrittenChoice, paper: WrittenPaper, *, at: datetime) -> BallotRefused | None:
    """Make the choice a ballot, or say why it cannot be one any more."""
    standing, verdict = _verdict(said.vote, paper.membership)
    if said.text_hash != said.vote.text_hash:
        return BallotRefused(
            _("The wording put to the vote has changed since; a new paper is needed."),
            clause=CLAUSE,
        )
    try:
        said.ballot = casting.put(
            said.vote, standing, verdict, procedure=paper.meeting.procedure(), choice=said.choice,
            at=at, by=paper.entered_by, scan=paper.scan, unless_cast_since=paper.entered_at,
        )  # fmt: skip
    except BallotRefused as refusal:
        return refusal
    said.save(update_fields=["ballot"])
    return None


@transaction.atomic
def refuse_paper(paper: WrittenPaper, *, by: User, at: datetime, reason: str) -> WrittenPaper:
    """entered → not accepted, with the reason: by the second person, or by whoever entered it.

    Raises NotPermitted, IllegalTransition, BallotRefused.
    """
    paper = _locked(paper)
    if by.pk != paper.entered_by_id:
        _require_second(paper, by, at)
    if paper.state == PaperState.REFUSED:
        return paper
    _require_waiting(paper)
    if not reason.strip():
        raise BallotRefused(_("Give a reason."), clause=CLAUSE)
    paper.state, paper.decided_by, paper.decided_at = PaperState.REFUSED, by, at
    paper.decision_reason = reason
    paper.save()
    paper.meeting.record(
        "written_ballot_refused", by=by, at=at, paper=paper.pk,
        membership=paper.membership_id, reason=reason,
    )  # fmt: skip
    _tell_member(paper, "paper_refused")
    return paper


@transaction.atomic
def dispute_paper(
    paper: WrittenPaper, *, by: User, at: datetime, dispute: str = ""
) -> WrittenPaper:
    """The member says it is not theirs, or not what they chose. One press, and it stays written.

    One that waits cannot be confirmed any more. A confirmed one stands and is shown as disputed,
    or falls, as the rules of procedure say. Raises NotPermitted.
    """
    paper = _locked(paper)
    if paper.membership.user_id != by.pk:
        raise NotPermitted(_("Only the member disputes their own ballot."), clause=CLAUSE)
    if paper.disputed_at:
        return paper
    paper.disputed_at, paper.dispute = at, dispute.strip()
    paper.save()
    paper.meeting.record(
        "written_ballot_disputed", by=by, at=at, paper=paper.pk,
        membership=paper.membership_id, reason=paper.dispute,
    )  # fmt: skip
    if paper.meeting.procedure().disputed_written is DisputedWritten.FALLS:
        _void(paper, at=at)
    people = [*clerks(paper.meeting, day_of(at)), *officers(paper.meeting, at)]
    tell(paper.meeting, "paper_disputed", people, path=paper.get_absolute_url(),
         member=named(by), reason=paper.dispute)  # fmt: skip
    return paper


def _void(paper: WrittenPaper, *, at: datetime) -> None:
    ballots = paper.choices.filter(vote__state__in=OPEN_STATES).values("ballot")
    void_ballots(Ballot.objects.counted().filter(pk__in=ballots), reason="disputed", at=at)


def may_confirm(paper: WrittenPaper, user: User, at: datetime) -> bool:
    """Whether this person is a second person for the paper."""
    verbs = verbs_on(user, paper.meeting.body, day_of(at))
    return user.pk != paper.entered_by_id and bool(
        {Verb.PRESIDE, Verb.ENTER_WRITTEN_BALLOT} & verbs
    )


def second_persons(paper: WrittenPaper, at: datetime) -> Iterable[User]:
    """The officers and the other secretaries."""
    secretaries = clerks(paper.meeting, day_of(at))
    return [one for one in [*officers(paper.meeting, at), *secretaries]
            if one.pk != paper.entered_by_id]  # fmt: skip


def officers(meeting: Meeting, at: datetime) -> Iterable[User]:
    """Chair and deputy that day."""
    seats = Membership.objects.on(day_of(at)).filter(
        Q(office=Office.CHAIR) | Q(office=Office.DEPUTY_CHAIR), body=meeting.body_id
    )
    return User.objects.filter(pk__in=seats.values("user"))


def _require_second(paper: WrittenPaper, by: User, at: datetime) -> None:
    if by.pk == paper.entered_by_id:
        raise NotPermitted(
            _("Whoever entered a written ballot does not confirm it."), clause=CLAUSE
        )
    if not may_confirm(paper, by, at):
        raise NotPermitted(
            _("The chair, the deputy or another secretary confirms a written ballot."),
            clause=CLAUSE,
        )


def _require_waiting(paper: WrittenPaper) -> None:
    if not paper.waits:
        raise IllegalTransition(
            _("This written ballot has been decided on already: %(state)s.")
            % {"state": paper.get_state_display()},
            clause=CLAUSE,
        )


def _locked(paper: WrittenPaper) -> WrittenPaper:
    """Afresh, its meeting locked first."""
    Meeting.objects.get(pk=paper.meeting_id).lock()
    rows = WrittenPaper.objects.select_related("meeting__body", "membership__user", "scan")
    return rows.select_related("entered_by").get(pk=paper.pk)


def _said(paper: WrittenPaper) -> list[WrittenChoice]:
    rows = paper.choices.select_related("vote__item", "ballot")
    return list(rows.order_by("vote__item__position", "pk"))


def _ballots(paper: WrittenPaper) -> list[Ballot]:
    return [said.ballot for said in _said(paper) if said.ballot]


def _tell_member(paper: WrittenPaper, kind: str) -> None:
    tell(
        paper.meeting, kind, [paper.membership.user], path=paper.get_absolute_url(),
        said=[
            {"title": title_facts(said.vote.item), "choice": said.choice,
             "receipt": said.ballot.receipt if said.ballot else ""}
            for said in _said(paper)
        ],
        reason=paper.decision_reason,
    )  # fmt: skip
