from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bodies.rules.procedure import QuorumCounts
from meetings.rules import attendance
from meetings.rules.attendance import Event, Interval, Mode
from meetings.rules.quorum import Participation

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def minute(number):
    return NOON + timedelta(minutes=number)


def event(sequence, member, mode, at):
    return Event(member=member, mode=mode, at=minute(at), sequence=sequence)


# One comes on time, leaves and returns online; two only looks in; three is excused.
SITTING = [
    event(1, 1, Mode.HALL, 0),
    event(2, 2, Mode.ONLINE, 5),
    event(3, 3, Mode.EXCUSED, 5),
    event(4, 1, Mode.ABSENT, 30),
    event(5, 2, Mode.ABSENT, 35),
    event(6, 1, Mode.ONLINE, 40),
]

events = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(Mode), st.integers(0, 90)), max_size=25
).map(lambda rows: [event(number, *row) for number, row in enumerate(rows, start=1)])


def test_stretches_are_in_the_hall_or_online_from_one_event_to_the_next():
    assert attendance.intervals(SITTING) == {
        1: (
            Interval(mode=Mode.HALL, starts=minute(0), ends=minute(30)),
            Interval(mode=Mode.ONLINE, starts=minute(40), ends=None),
        ),
        2: (Interval(mode=Mode.ONLINE, starts=minute(5), ends=minute(35)),),
        3: (),
    }


def test_moving_from_the_broadcast_to_the_hall_ends_one_stretch_and_begins_another():
    moved = [event(1, 1, Mode.ONLINE, 0), event(2, 1, Mode.HALL, 10), event(3, 1, Mode.HALL, 15)]

    assert attendance.intervals(moved)[1] == (
        Interval(mode=Mode.ONLINE, starts=minute(0), ends=minute(10)),
        Interval(mode=Mode.HALL, starts=minute(10), ends=None),
    )


def test_a_slip_corrected_at_once_leaves_no_stretch():
    slip = [event(1, 1, Mode.HALL, 0), event(2, 1, Mode.ABSENT, 0)]

    assert attendance.intervals(slip) == {1: ()}


def test_status_at_a_moment():
    assert attendance.modes(SITTING, at=minute(4)) == {1: Mode.HALL}
    assert attendance.modes(SITTING, at=minute(30)) == {
        1: Mode.ABSENT,
        2: Mode.ONLINE,
        3: Mode.EXCUSED,
    }
    assert attendance.modes(SITTING) == {1: Mode.ONLINE, 2: Mode.ABSENT, 3: Mode.EXCUSED}


def test_status_after_a_numbered_event():
    assert attendance.modes(SITTING, upto=2) == {1: Mode.HALL, 2: Mode.ONLINE}
    assert attendance.modes(SITTING, upto=0) == {}


def test_the_order_of_writing_decides_not_the_order_of_reading():
    assert attendance.modes(reversed(SITTING)) == attendance.modes(SITTING)


def test_an_event_stated_too_early_counts_from_the_one_before_it():
    backdated = [event(1, 1, Mode.HALL, 30), event(2, 1, Mode.ABSENT, 10)]

    assert attendance.modes(backdated, at=minute(20)) == {}
    assert attendance.modes(backdated, at=minute(30)) == {1: Mode.ABSENT}


def test_only_voting_members_of_the_roll_count_and_each_once():
    standing = {1: Mode.HALL, 2: Mode.ONLINE, 3: Mode.EXCUSED, 9: Mode.HALL}

    counted = attendance.participation(standing, voting=[1, 2, 3, 4], remote_voters=[1, 3, 8])

    assert counted == Participation(hall=1, online=1, remote=1)


def test_what_counts_toward_the_quorum_by_mode():
    counting = {
        counts: [mode for mode in Mode if mode.counts_toward(counts)] for counts in QuorumCounts
    }

    assert counting == {
        QuorumCounts.HALL: [Mode.HALL],
        QuorumCounts.HALL_ONLINE: [Mode.HALL, Mode.ONLINE],
        QuorumCounts.ALL_VOTERS: [Mode.HALL, Mode.ONLINE],
    }


@given(sitting=events, at=st.integers(0, 90))
def test_stretches_and_status_tell_the_same_story(sitting, at):
    standing = attendance.modes(sitting, at=minute(at))

    for member, stretches in attendance.intervals(sitting).items():
        covering = [stretch.mode for stretch in stretches if stretch.covers(minute(at))]
        mode = standing.get(member, Mode.ABSENT)
        assert covering == ([mode] if mode.attends else [])


@given(sitting=events)
def test_stretches_of_one_member_never_overlap(sitting):
    for stretches in attendance.intervals(sitting).values():
        for before, after in pairwise(stretches):
            assert before.ends is not None
            assert before.starts < before.ends <= after.starts
