"""One chair, one deputy, nobody twice in a body: kept by the database (REQ-08, REQ-12)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from bodies.models import Membership, Office
from bodies.triggers import OFFICE_TAKEN, SEAT_TAKEN
from tests import factories as make

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2024, 9, 1), date(2025, 8, 31)
DAY = timedelta(days=1)


@pytest.fixture
def body():
    """An association in which nobody sits."""
    return make.association(size=0)


def refused(message, act):
    before = list(Membership.objects.order_by("pk").values())

    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        act()

    assert list(Membership.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("office", [Office.CHAIR, Office.DEPUTY_CHAIR])
@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (FIRST, LAST),
        (LAST, None),
        (FIRST - 30 * DAY, FIRST),
        (FIRST - 30 * DAY, None),
        (FIRST + DAY, LAST - DAY),
    ],
)
def test_an_office_has_one_holder_at_a_time(body, office, starts_on, ends_on):
    make.member(body, office, starts_on=FIRST, ends_on=LAST)

    refused(OFFICE_TAKEN, lambda: make.member(body, office, starts_on=starts_on, ends_on=ends_on))


@pytest.mark.parametrize("office", [Office.CHAIR, Office.DEPUTY_CHAIR])
def test_the_next_holder_starts_on_the_day_after(body, office):
    make.member(body, office, starts_on=FIRST, ends_on=LAST)

    make.member(body, office, starts_on=LAST + DAY)
    make.member(body, office, starts_on=FIRST - 30 * DAY, ends_on=FIRST - DAY)

    assert body.memberships.count() == 3


def test_a_term_without_an_end_leaves_room_for_nobody(body):
    make.member(body, Office.CHAIR)

    refused(OFFICE_TAKEN, lambda: make.member(body, Office.CHAIR, starts_on=date(2090, 1, 1)))


def test_a_term_is_not_prolonged_into_anothers(body):
    earlier = make.member(body, Office.CHAIR, starts_on=FIRST, ends_on=LAST)
    make.member(body, Office.CHAIR, starts_on=LAST + DAY)

    refused(
        OFFICE_TAKEN,
        lambda: Membership.objects.filter(pk=earlier.pk).update(ends_on=LAST + DAY),
    )


def test_nobody_rises_to_an_office_that_is_held(body):
    make.member(body, Office.CHAIR)
    member = make.member(body)

    refused(
        OFFICE_TAKEN,
        lambda: Membership.objects.filter(pk=member.pk).update(office=Office.CHAIR),
    )


@pytest.mark.parametrize("office", [Office.SECRETARY, Office.MEMBER])
def test_secretaries_and_members_may_be_many(body, office):
    make.member(body, office)
    make.member(body, office)

    assert body.memberships.filter(office=office).count() == 2


def test_chair_and_deputy_are_two_offices(body):
    make.member(body, Office.CHAIR)
    make.member(body, Office.DEPUTY_CHAIR)

    assert body.memberships.count() == 2


def test_nobody_sits_twice_in_a_body(body):
    seat = make.member(body, starts_on=FIRST, ends_on=LAST)

    refused(
        SEAT_TAKEN,
        lambda: make.member(body, Office.SECRETARY, seat.user, starts_on=LAST),
    )


def test_a_person_returns_on_the_day_after_leaving(body):
    seat = make.member(body, starts_on=FIRST, ends_on=LAST)

    make.member(body, Office.CHAIR, seat.user, starts_on=LAST + DAY)

    assert seat.user.memberships.count() == 2


def test_a_person_sits_in_two_bodies(body):
    seat = make.member(body, Office.CHAIR)

    make.member(make.association(size=0), Office.CHAIR, seat.user)

    assert seat.user.memberships.count() == 2


def test_history_is_judged_not_rewritten(body):
    seat = make.member(body, Office.CHAIR)

    make.member(body, Office.CHAIR, starts_on=FIRST, retrospective=True)
    make.member(body, Office.MEMBER, seat.user, starts_on=FIRST, retrospective=True)

    assert body.memberships.count() == 3


def test_what_history_says_keeps_nobody_out_today(body):
    make.member(body, Office.CHAIR, retrospective=True)

    make.member(body, Office.CHAIR)

    assert body.memberships.filter(retrospective=False).count() == 1


def test_a_row_does_not_stop_being_history_while_the_office_is_held(body):
    make.member(body, Office.CHAIR)
    past = make.member(body, Office.CHAIR, retrospective=True)

    refused(
        OFFICE_TAKEN,
        lambda: Membership.objects.filter(pk=past.pk).update(retrospective=False),
    )


def test_a_membership_ends_but_is_never_deleted(body):
    seat = make.member(body)

    refused("bodies_membership", seat.delete)
