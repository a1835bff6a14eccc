"""Meetings held by the portal's own actions, whose evidence is then taken and checked."""

from __future__ import annotations

import random
from collections.abc import Iterable
from contextlib import suppress
from copy import deepcopy
from typing import Any

from accounts.errors import RuleViolation
from bodies.models import Body, Membership
from meetings.actions import annulling, casting, papers, recusing, roll_call, session, voting
from meetings.errors import CastingVoteAwaited
from meetings.models import Meeting, Vote
from minutes import actions
from minutes.actions.correction_pages import render_correction
from minutes.documents import evidence
from minutes.documents.correction import Change
from minutes.evidence import bundle as form
from minutes.evidence.bundle import Bundle
from minutes.models import Correction, ItemText, Minutes
from tests import factories as make
from tests.meetings import sittings as room

RULES: dict[str, list[Any]] = {
    "quorum_counts": ["hall", "hall_online", "all_voters"],
    "majority_base": ["for_against", "voted", "participants", "composition"],
    "casting_vote": ["presiding", "chair_only", "chair_else_presiding"],
    "tie_without_casting": ["tie_fails", "late_choice"],
    "allow_abstain": [True, True, False],
    "recusal": [True, False],
    "signer": ["presiding", "chair", "both"],
}


def taken(meeting: Meeting, *, whole: bool = True) -> Bundle:
    """The evidence of a meeting, read as a stranger reads it."""
    return form.of(evidence.files(Meeting.objects.get(pk=meeting.pk), whole=whole))


def copied(bundle: Bundle) -> Bundle:
    """Another one with the same facts, to be spoiled."""
    return Bundle(
        deepcopy(bundle.facts), deepcopy(bundle.journal), deepcopy(bundle.document),
        dict(bundle.files),
    )  # fmt: skip


# A meeting with everything that can be in one --------------------------------------------------


def rich() -> Meeting:
    """Ten members, four items: every channel, a recusal, a tie, an annulled vote, a handover."""
    body = room.departing(make.association(size=10), recusal=True)
    meeting = room.notified(body, items=4, russian=False)
    seats = room.seats(body)
    room.agreed(meeting, seats[8])
    for position in (1, 2):
        room.cast(room.vote_on(meeting, position), "for", [seats[8]])
    room.come(meeting, seats[:6])
    room.come(meeting, seats[6:8], "online")
    session.order_operator(
        meeting, operator=room.clerk(meeting), by=seats[0].user, at=room.now()
    )  # fmt: skip
    room.open_meeting(meeting)
    _first_item(meeting, seats)
    _second_item(meeting, seats)
    _third_item(meeting, seats)
    voting.settle_item(
        room.vote_on(meeting, 4).item, state="deferred", by=room.presiding(meeting), at=room.now(),
        reason="Келесі отырысқа",
    )  # fmt: skip
    session.close_meeting(meeting, by=room.presiding(meeting), at=room.now())
    return Meeting.objects.get(pk=meeting.pk)


def _first_item(meeting: Meeting, seats: list[Membership]) -> None:
    """In the hall, online, in absentia, in writing; a mind changed; a vote entered."""
    room.write(room.vote_on(meeting), seats[9], "against")
    vote = room.voting_on(meeting)
    room.cast(vote, "for", seats[:5])
    room.cast(vote, "against", seats[6:8])
    room.cast(vote, "abstain", seats[7:8])
    casting.enter_in_hall(
        vote, membership=seats[5], choice="for", by=room.clerk(meeting), at=room.now()
    )
    room.close(vote)


def _second_item(meeting: Meeting, seats: list[Membership]) -> None:
    """The absentee arrives; a tie; annulled, and taken again under the deputy."""
    vote = room.voting_on(meeting, 2)
    room.come(meeting, [seats[8]])
    room.cast(vote, "for", seats[1:4])
    room.cast(vote, "against", seats[5:8])
    with suppress(CastingVoteAwaited):
        room.close(vote)
    room.cast(vote, "for", seats[:1])
    room.close(vote)
    annulling.annul(vote, by=room.presiding(meeting), at=room.now(), reason="Мәтін шатастырылды")
    room.leave(meeting, seats[0])
    session.hand_over(meeting, to=seats[1], by=room.clerk(meeting), at=room.now())
    again = Vote.objects.standing().get(item=vote.item)
    voting.open_vote(again, by=room.presiding(meeting), at=room.now())
    room.cast(again, "for", seats[1:6])
    room.cast(again, "against", seats[6:9])
    room.close(again)


def _third_item(meeting: Meeting, seats: list[Membership]) -> None:
    """Somebody whom it concerns does not vote; not adopted, and tied again."""
    item = room.vote_on(meeting, 3).item
    recusing.recuse(
        item, membership=seats[4], reason="Жұмысын бағалау", by=room.clerk(meeting), at=room.now()
    )
    vote = room.voting_on(meeting, 3)
    room.cast(vote, "against", seats[1:4])
    room.cast(vote, "for", seats[5:8])
    room.close(vote)


# Any meeting at all ----------------------------------------------------------------------------


def anybody(chance: random.Random) -> Body:
    """A Council or an association of any size, under any rules."""
    size = chance.randint(4, 13)
    if chance.random() < 0.3 and not Body.objects.filter(kind="council").exists():
        return room.departing(
            make.council(size=size), **_rules(chance, "majority_base", "casting_vote", "recusal")
        )
    return room.departing(make.association(size=size), **_rules(chance, *RULES))


def _rules(chance: random.Random, *names: str) -> dict[str, Any]:
    return {name: chance.choice(RULES[name]) for name in names}


def any_meeting(chance: random.Random, body: Body) -> Meeting | None:
    """A meeting of this body by chance; None when there was no quorum or nobody to preside."""
    meeting = room.notified(body, items=chance.randint(1, 3), russian=False)
    seats = room.seats(body)
    voters = [seat for seat in seats if seat.voting]
    away = set(chance.sample(voters, chance.randint(0, max(len(voters) // 4, 1))))
    _from_afar(chance, meeting, [seat for seat in voters if seat in away])
    for seat in seats:
        if seat not in away:
            presence = "online" if chance.random() < 0.2 else "hall"
            if body.is_council or seat.office != "member":
                presence = "hall"
            room.come(meeting, [seat], presence)
        elif chance.random() < 0.5:
            room.come(meeting, [seat], "excused")
    with suppress(RuleViolation):
        session.order_operator(
            meeting, operator=room.clerk(meeting), by=_officer(body, away).user, at=room.now()
        )
    try:
        session.open_meeting(meeting, by=_officer(body, away).user, at=room.now())
    except RuleViolation:
        return None
    for item in meeting.items.in_order():
        _take_up(chance, meeting, item, voters, away)
    session.close_meeting(meeting, by=room.presiding(meeting), at=room.now())
    return Meeting.objects.get(pk=meeting.pk)


def _officer(body: Body, away: set[Membership]) -> Membership:
    """The chair, or the deputy when the chair is away."""
    chair = make.officer(body, "chair")
    return make.officer(body, "deputy_chair") if chair in away else chair


def _from_afar(chance: random.Random, meeting: Meeting, away: Iterable[Membership]) -> None:
    """Absentee and written ballots, where the rules have them."""
    for seat in away:
        with suppress(RuleViolation):
            if chance.random() < 0.5:
                room.agreed(meeting, seat)
                for item in meeting.items.in_order():
                    room.cast(item.vote, chance.choice(["for", "against"]), [seat])
            elif chance.random() < 0.7:
                room.write(room.vote_on(meeting), seat, chance.choice(["for", "against"]))
            if chance.random() < 0.2:
                for one in meeting.papers.filter(membership=seat):
                    papers.dispute_paper(one, by=seat.user, at=room.now(), dispute="Менікі емес")


def _take_up(
    chance: random.Random, meeting: Meeting, item: Any, voters: list[Membership],
    away: set[Membership],
) -> None:  # fmt: skip
    with suppress(RuleViolation):
        if chance.random() < 0.3:
            recusing.recuse(
                item, membership=chance.choice(voters), reason="Өзіне қатысты",
                by=room.clerk(meeting), at=room.now(),
            )  # fmt: skip
    if chance.random() < 0.15 or not _voted(chance, meeting, item, voters, away):
        item.refresh_from_db()
        voting.settle_item(
            item, state="deferred", by=room.presiding(meeting), at=room.now(), reason="Кейінге"
        )
        return
    if chance.random() < 0.2:
        vote = Vote.objects.standing().get(item=item)
        annulling.annul(vote, by=room.presiding(meeting), at=room.now(), reason="Қате")
        if not _voted(chance, meeting, item, voters, away):
            voting.settle_item(
                item, state="withdrawn", by=room.presiding(meeting), at=room.now(), reason="Алынды"
            )


def _voted(
    chance: random.Random, meeting: Meeting, item: Any, voters: list[Membership],
    away: set[Membership],
) -> bool:  # fmt: skip
    """Open, cast, change, arrive, close; False when the vote could not be opened."""
    vote = Vote.objects.standing().get(item=item)
    try:
        voting.open_vote(vote, by=room.presiding(meeting), at=room.now())
    except RuleViolation:
        return False
    for seat in chance.sample(voters, len(voters)):
        if chance.random() < 0.1 and seat in away:
            room.come(meeting, [seat])
            away.discard(seat)
        for _turn in range(chance.choice([0, 1, 1, 1, 1, 2])):
            with suppress(RuleViolation):
                _cast(chance, meeting, vote, seat)
        if chance.random() < 0.05 and seat.office == "member":
            room.leave(meeting, seat)
            away.add(seat)
    try:
        room.close(vote)
    except CastingVoteAwaited:
        with suppress(RuleViolation):
            casting.cast(
                vote, by=room.presiding(meeting), choice=chance.choice(["for", "against"]),
                at=room.now(),
            )  # fmt: skip
        room.close(vote, without_casting=True)
    return True


def _cast(chance: random.Random, meeting: Meeting, vote: Vote, seat: Membership) -> None:
    choice = chance.choice(["for", "for", "against", "abstain"])
    if chance.random() < 0.15:
        casting.enter_in_hall(
            vote, membership=seat, choice=choice, by=room.clerk(meeting), at=room.now()
        )
        if chance.random() < 0.3:
            roll_call.take_back(vote, membership=seat, by=room.clerk(meeting), at=room.now())
        return
    casting.cast(vote, by=seat.user, choice=choice, at=room.now())


# On paper --------------------------------------------------------------------------------------


def frozen(meeting: Meeting) -> Minutes:
    """Drawn up, written, frozen and ordered to be rendered."""
    clerk = room.clerk(meeting)
    minutes = actions.draw_up(meeting, by=clerk, at=room.now())
    ItemText.objects.filter(minutes=minutes).update(heard_kk="Баяндама тыңдалды.")
    actions.submit(minutes, by=clerk, at=room.now())
    return Minutes.objects.get(pk=minutes.pk)


def corrected(minutes: Minutes) -> Correction:
    """By a correction of the first item's text, signed like the minutes."""
    from minutes.documents.signers import slots

    clerk, now = room.clerk(minutes.meeting), room.now()
    correction = actions.draw_up_correction(minutes, by=clerk, at=now)
    actions.write_correction(
        correction, edition=1, reason_kk="Қате.", reason_ru="Ошибка.", by=clerk, at=now,
        changes=[Change(1, "heard", "kk", "Баяндама", "Хабарлама")],
    )  # fmt: skip
    actions.freeze_correction(correction, by=clerk, at=now)
    render_correction.call(correction.pk)  # where no worker does; a second time it does nothing
    for slot in slots(minutes.meeting):
        signer = slot.entry.membership.user
        actions.sign_correction(correction, by=signer, password_confirmed=True, at=room.now())
    return Correction.objects.get(pk=correction.pk)


def signed(minutes: Minutes) -> Minutes:
    """By everybody who is to sign."""
    from minutes.documents.signers import slots

    for slot in slots(minutes.meeting):
        signer = slot.entry.membership.user
        actions.sign(minutes, by=signer, at=room.now(), password_confirmed=True)
    return Minutes.objects.get(pk=minutes.pk)
