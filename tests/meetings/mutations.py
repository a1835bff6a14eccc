"""The whole meeting finds what is wrong: rules broken on purpose, one at a time.

`make mutations` runs these, beside the tests proper: each breaks one rule of the portal and lets the
machine of test_whole_meeting.py play the same meetings as always until it notices.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from meetings.actions import annulling, casting, floor, papers, recusing, session, voting
from meetings.documents import counting, standing
from meetings.rules import casting as decisive
from meetings.rules import channel, majority, quorum
from meetings.states import VoteState
from tests.meetings.test_whole_meeting import WholeMeeting

Patch = Callable[[Any, str, Any], None]


def quorum_is_one_too_low(patch: Patch) -> None:
    needed = quorum.needed
    patch(quorum, "needed", lambda composition: needed(composition) - 1)


def quorum_is_not_asked_at_the_close(patch: Patch) -> None:
    judge = majority._judge
    patch(
        majority,
        "_judge",
        lambda *, quorum, **how: judge(quorum=replace(quorum, reached=True), **how),
    )


def a_tie_is_adopted(patch: Patch) -> None:
    judge = majority._judge

    def generous(*, tally: Any, **how: Any) -> Any:
        found = judge(tally=tally, **how)
        tied = found[1] is majority.Reason.TIE_WITHOUT_CASTING_VOTE
        return (majority.Result.ADOPTED, found[1]) if tied else found

    patch(majority, "_judge", generous)


def the_decisive_vote_counts_twice(patch: Patch) -> None:
    decide = majority.decide

    def twice(*, tally: Any, casting_choice: Any = None, **how: Any) -> Any:
        if tally.tied and casting_choice == "for":
            tally = replace(tally, for_=tally.for_ + 1)
        return decide(tally=tally, casting_choice=casting_choice, **how)

    patch(majority, "decide", twice)


def whoever_presides_decides_whatever_the_rules_say(patch: Patch) -> None:
    because = decisive.HeldBecause.CHAIR_PRESIDES
    patch(decisive, "holder", lambda *, presiding, **_how: decisive.Holder(
        member=presiding, because=because))  # fmt: skip


def abstentions_are_in_the_base(patch: Patch) -> None:
    patch(majority, "base_of", lambda *, tally, **_how: tally.voted)


def ballots_are_taken_before_the_item_is_put(patch: Patch) -> None:
    state = standing.vote_state

    def early(*asked: Any) -> Any:
        found = state(*asked)
        return channel.VoteState.OPEN if found is channel.VoteState.REMOTE else found

    patch(casting, "vote_state", early)


def ballots_are_taken_after_the_close(patch: Patch) -> None:
    """The table itself would refuse them: it is asked no more either."""
    table = " ON meetings_ballot" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER meetings_ballot_guard{table}")
    state = standing.vote_state

    def late(vote: Any, *asked: Any) -> Any:
        return channel.VoteState.OPEN if vote.state == VoteState.CLOSED else state(vote, *asked)

    patch(casting, "vote_state", late)


def a_ballot_from_afar_of_one_present_is_kept(patch: Patch) -> None:
    for room in (session, voting):
        patch(room, "void_of_arrived", lambda *_who, **_how: [])


def one_whom_the_item_concerns_votes(patch: Patch) -> None:
    unfit = channel._unfit
    patch(channel, "_unfit", lambda voter, state, procedure: unfit(
        voter, state, replace(procedure, recusal=False)))  # fmt: skip


def a_ballot_sent_before_standing_back_is_counted(patch: Patch) -> None:
    patch(recusing, "void_ballots", lambda *_which, **_why: [])
    patch(voting, "_void_recused", lambda *_which, **_when: None)


def whoever_enters_a_paper_confirms_it(patch: Patch) -> None:
    patch(papers, "_require_second", lambda *_who: None)


def a_paper_overrides_the_members_later_vote(patch: Patch) -> None:
    patch(casting, "own_since", lambda *_when: False)


def a_disputed_paper_stands_whatever_the_rules_say(patch: Patch) -> None:
    patch(papers, "_void", lambda *_which, **_when: None)


def the_secretary_enters_votes_without_an_order(patch: Patch) -> None:
    entered = channel.entered_in_hall
    patch(channel, "entered_in_hall", lambda **how: entered(**how | {"ordered": True}))


def the_deputy_presides_while_the_chair_is_there(patch: Patch) -> None:
    patch(floor, "require_entitled", lambda *_who, **_how: None)


def another_annuls_than_who_presides(patch: Patch) -> None:
    patch(annulling, "_require_presiding", lambda *_who: None)


def a_ballot_from_afar_does_not_count_toward_the_quorum(patch: Patch) -> None:
    patch(counting, "remote_voters", lambda *_where: set())


MUTATIONS = [
    quorum_is_one_too_low,
    quorum_is_not_asked_at_the_close,
    a_tie_is_adopted,
    the_decisive_vote_counts_twice,
    whoever_presides_decides_whatever_the_rules_say,
    abstentions_are_in_the_base,
    ballots_are_taken_before_the_item_is_put,
    ballots_are_taken_after_the_close,
    a_ballot_from_afar_of_one_present_is_kept,
    one_whom_the_item_concerns_votes,
    a_ballot_sent_before_standing_back_is_counted,
    whoever_enters_a_paper_confirms_it,
    a_paper_overrides_the_members_later_vote,
    a_disputed_paper_stands_whatever_the_rules_say,
    the_secretary_enters_votes_without_an_order,
    the_deputy_presides_while_the_chair_is_there,
    another_annuls_than_who_presides,
    a_ballot_from_afar_does_not_count_toward_the_quorum,
]
# The same meetings every time, and no search for the shortest of those that fail.
SAME = settings(
    max_examples=150, stateful_step_count=25, deadline=None, derandomize=True, database=None,
    report_multiple_bugs=False,
    phases=[Phase.generate], suppress_health_check=list(HealthCheck), print_blob=False,
)  # fmt: skip


@pytest.mark.timeout(0)
@pytest.mark.django_db
@pytest.mark.parametrize("broken", MUTATIONS, ids=lambda rule: rule.__name__)
def test_the_whole_meeting_notices_that(broken, monkeypatch):
    broken(monkeypatch.setattr)

    with pytest.raises((Exception, pytest.fail.Exception)):
        run_state_machine_as_test(WholeMeeting, settings=SAME)
