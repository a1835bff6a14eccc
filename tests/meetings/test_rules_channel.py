from dataclasses import replace

import pytest

from bodies.rules.procedure import Procedure, defaults
from meetings.rules import channel
from meetings.rules.attendance import Mode
from meetings.rules.channel import Channel, Refusal, Voter, VoteState

MEMBER = Voter(on_roll=True, voting=True)
AWAY = [Mode.ABSENT, Mode.EXCUSED]


def own(voter, state, *, procedure=None):
    verdict = channel.own(voter=voter, state=state, procedure=procedure or Procedure(), clause="20")
    assert (verdict.channel is None) != (verdict.refusal is None)
    assert verdict.allowed == (verdict.channel is not None)
    return verdict.channel or verdict.refusal


def written(voter, state, *, scan_attached=True, procedure=None):
    verdict = channel.written(
        voter=voter,
        state=state,
        procedure=procedure or Procedure(),
        scan_attached=scan_attached,
        clause="20",
    )
    return verdict.channel or verdict.refusal


def in_hall(voter, state, *, ordered=True):
    verdict = channel.entered_in_hall(
        voter=voter, state=state, procedure=Procedure(), ordered=ordered, clause="20"
    )
    return verdict.channel or verdict.refusal


@pytest.mark.parametrize(
    ("mode", "agreed", "state", "answer"),
    [
        (Mode.HALL, False, VoteState.OPEN, Channel.HALL),
        (Mode.HALL, True, VoteState.OPEN, Channel.HALL),
        (Mode.HALL, False, VoteState.REMOTE, Refusal.NOT_OPEN),
        (Mode.HALL, True, VoteState.REMOTE, Refusal.PRESENT_IN_HALL),
        (Mode.ONLINE, False, VoteState.OPEN, Channel.ONLINE),
        (Mode.ONLINE, True, VoteState.OPEN, Channel.ONLINE),
        (Mode.ONLINE, False, VoteState.REMOTE, Refusal.NOT_OPEN),
        (Mode.ONLINE, True, VoteState.REMOTE, Refusal.PRESENT_ONLINE),
        (Mode.ABSENT, True, VoteState.REMOTE, Channel.ABSENTEE),
        (Mode.ABSENT, True, VoteState.OPEN, Channel.ABSENTEE),
        (Mode.EXCUSED, True, VoteState.OPEN, Channel.ABSENTEE),
        (Mode.ABSENT, False, VoteState.REMOTE, Refusal.METHOD_NOT_AGREED),
        (Mode.EXCUSED, False, VoteState.OPEN, Refusal.METHOD_NOT_AGREED),
    ],
)
def test_the_channel_follows_from_attendance_or_from_the_agreed_method(mode, agreed, state, answer):
    assert own(replace(MEMBER, mode=mode, method_agreed=agreed), state) == answer


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(
    ("state", "answer"),
    [
        (VoteState.NONE, Refusal.NOT_OPEN),
        (VoteState.CLOSED, Refusal.CLOSED),
        (VoteState.WITHDRAWN, Refusal.CLOSED),
    ],
)
def test_no_channel_leads_to_a_vote_that_has_not_begun_or_has_ended(mode, state, answer):
    voter = replace(MEMBER, mode=mode, method_agreed=True)

    assert own(voter, state) == answer
    assert written(voter, state) == answer
    assert in_hall(voter, state) == answer


@pytest.mark.parametrize("state", list(VoteState))
def test_strangers_and_members_without_a_vote_are_refused_whatever_the_state(state):
    stranger = replace(MEMBER, on_roll=False, mode=Mode.HALL)
    guest = replace(MEMBER, voting=False, mode=Mode.HALL)

    for way in (own, written, in_hall):
        assert way(stranger, state) == Refusal.NOT_ON_ROLL
        assert way(guest, state) == Refusal.NOT_VOTING


def test_whom_the_item_concerns_votes_unless_the_rules_forbid_it():
    subject = replace(MEMBER, mode=Mode.HALL, recused=True)

    assert own(subject, VoteState.OPEN) == Channel.HALL
    assert own(subject, VoteState.OPEN, procedure=Procedure(recusal=True)) == Refusal.RECUSED


@pytest.mark.parametrize("mode", AWAY)
@pytest.mark.parametrize("state", [VoteState.REMOTE, VoteState.OPEN])
def test_a_written_ballot_needs_its_scan_and_an_absent_voter(mode, state):
    voter = replace(MEMBER, mode=mode)

    assert written(voter, state) == Channel.WRITTEN
    assert written(voter, state, scan_attached=False) == Refusal.NO_SCAN


@pytest.mark.parametrize(
    ("mode", "answer"),
    [(Mode.HALL, Refusal.PRESENT_IN_HALL), (Mode.ONLINE, Refusal.PRESENT_ONLINE)],
)
def test_who_attends_has_no_written_ballot(mode, answer):
    assert written(replace(MEMBER, mode=mode), VoteState.OPEN) == answer


def test_written_ballots_only_where_the_rules_provide_for_them():
    procedure = Procedure(allow_written=False)

    assert written(MEMBER, VoteState.REMOTE, procedure=procedure) == Refusal.REMOTE_NOT_PROVIDED


def test_refusals_of_a_written_ballot_cite_the_clause_that_grants_it():
    def clause(voter, **facts):
        return channel.written(
            voter=voter,
            state=VoteState.OPEN,
            procedure=facts.get("procedure", Procedure()),
            scan_attached=facts.get("scan_attached", True),
            clause=facts.get("clause", "20"),
        ).clause

    assert clause(MEMBER) == "27.4"
    assert clause(MEMBER, scan_attached=False) == "27.4"
    assert clause(replace(MEMBER, voting=False)) == "20"
    assert clause(MEMBER, procedure=defaults("council"), clause="10") == "10"


@pytest.mark.parametrize("mode", list(Mode))
def test_the_secretary_enters_a_hall_vote_only_for_who_is_in_the_hall(mode):
    expected = Channel.HALL if mode is Mode.HALL else Refusal.NOT_IN_HALL

    assert in_hall(replace(MEMBER, mode=mode), VoteState.OPEN) == expected


def test_the_secretary_enters_a_hall_vote_only_by_order_and_while_it_is_open():
    voter = replace(MEMBER, mode=Mode.HALL)

    assert in_hall(voter, VoteState.OPEN, ordered=False) == Refusal.NO_ORDER
    assert in_hall(voter, VoteState.REMOTE) == Refusal.NOT_OPEN


@pytest.mark.parametrize("sent", list(Channel))
@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("state", list(VoteState))
def test_arriving_voids_a_ballot_from_afar_while_the_vote_is_not_closed(sent, mode, state):
    void = channel.void_on_arrival(channel=sent, mode=mode, state=state)

    assert void == (
        sent in {Channel.ABSENTEE, Channel.WRITTEN}
        and mode in {Mode.HALL, Mode.ONLINE}
        and state in {VoteState.REMOTE, VoteState.OPEN}
    )


def test_modes_and_states_may_be_the_words_columns_hold():
    assert own(Voter(on_roll=True, voting=True, mode="hall"), "open") == Channel.HALL
