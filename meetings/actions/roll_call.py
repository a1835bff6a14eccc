"""A vote by roll call: votes entered name by name, taken back, or copied from a paper sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from bodies.models import Membership
from meetings.actions import casting
from meetings.actions.voiding import void_ballots
from meetings.errors import BallotRefused
from meetings.models import AgendaItem, Ballot, Vote
from meetings.states import Channel
from records.actions import store_file
from records.rules.file_types import SCANS

if TYPE_CHECKING:
    from django.core.files.base import File

    from accounts.models import User


@transaction.atomic
def take_back(vote: Vote, *, membership: Membership, by: User, at: datetime) -> Ballot:
    """Take back the vote one has just entered for a member: a further revision, nothing deleted.

    What the member had cast before stands again; where there was nothing, the ballot is void. The
    member is told. Raises BallotRefused.
    """
    item = AgendaItem.objects.select_related("meeting__body").get(pk=vote.item_id)
    vote.lock()
    revisions = list(Ballot.objects.filter(vote=vote, membership=membership).order_by("-revision"))
    last = revisions[0] if revisions else None
    if last is None or not _entered(last, by):
        raise BallotRefused(
            _("There is no vote of this member that you entered."),
            clause=item.meeting.body.decision_clause,
        )
    item.meeting.record(
        "hall_ballot_taken_back", by=by, at=at, vote=vote.pk, membership=membership.pk,
        receipt=last.receipt,
    )  # fmt: skip
    # Entering the same once more changes nothing, and is refused where entering is.
    before = next((ballot.choice for ballot in revisions[1:2]), "")
    entered = casting.enter_in_hall(
        vote, membership=membership, choice=before or last.choice, by=by, at=at
    )
    if before:
        return entered
    (voided,) = void_ballots(Ballot.objects.filter(pk=last.pk), reason="taken_back", at=at)
    return voided


def _entered(ballot: Ballot, by: User) -> bool:
    return bool(ballot.choice and ballot.channel == Channel.HALL and ballot.entered_by_id == by.pk)


@transaction.atomic
def enter_paper(
    vote: Vote, *, choices: Mapping[int, str], by: User, at: datetime, scan: File
) -> list[Ballot]:
    """Enter the results of a roll call taken on paper: hall votes, by the presiding person's order.

    `choices` maps memberships to choices; the scan of the signed sheet is kept once, and every
    ballot entered points to it. All of them or none; the members are told. Raises FileRefused,
    BallotRefused and what `casting.enter_in_hall` raises.
    """
    item = AgendaItem.objects.select_related("meeting__body").get(pk=vote.item_id)
    meeting = item.meeting
    seats = Membership.objects.select_related("user").in_bulk(list(choices))
    if not seats:
        raise BallotRefused(
            _("Choose for, against or abstain."), clause=meeting.body.decision_clause
        )
    stored = store_file(scan, by=by, allowed=SCANS)
    ballots = [
        casting.enter_in_hall(vote, membership=seats[pk], choice=choice, by=by, at=at, scan=stored)
        for pk, choice in choices.items()
        if pk in seats
    ]
    meeting.record(
        "paper_roll_call_entered", by=by, at=at, vote=vote.pk, scan=stored.sha256,
        receipts=[ballot.receipt for ballot in ballots],
    )  # fmt: skip
    return ballots
