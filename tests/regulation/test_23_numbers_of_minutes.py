"""Clause 23: the secretary keeps the records: minutes by their number, without gaps (REQ-67)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from bodies.models import Membership
from meetings.models import AgendaItem, Meeting
from minutes import actions
from minutes.errors import MinutesIncomplete, NotPermitted
from minutes.models import Minutes
from records.models import DocumentNumber
from tests import factories
from tests.minutes.conftest import NOON, hold, new_body, plain_paper, signing_key, write_texts

__all__ = ["plain_paper", "signing_key"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_paper", "signing_key")]


@pytest.fixture
def body():
    return new_body()


@pytest.fixture
def first(body):
    return hold(body)


def again(body, first):
    """Another meeting of the same body and the same people."""
    return hold(body, seat=first.members)


def drawn(held) -> Minutes:
    minutes = actions.draw_up(held.meeting, by=held.clerk, at=NOON)
    write_texts(minutes)
    return minutes


def numbered(held) -> str:
    return actions.submit(drawn(held), by=held.clerk, at=NOON).number_text


def test_23_minutes_of_a_body_are_numbered_one_after_the_other(body, first):
    others = [again(body, first), again(body, first)]

    assert [numbered(held) for held in (first, *others)] == ["1", "2", "3"]


def test_23_each_body_counts_its_own(body, first):
    numbered(first)
    other = new_body(code="7m061")
    seats = [
        Membership.objects.create(
            body=other, user=factories.user(), office=seat.office, voting=True,
            starts_on=other.starts_on, starts_act=seat.starts_act,
        )
        for seat in first.members
    ]  # fmt: skip

    assert numbered(hold(other, seat=seats)) == "1"


def test_23_each_year_counts_anew(body, first):
    numbered(first)
    later = again(body, first)
    Meeting.objects.filter(pk=later.meeting.pk).update(
        scheduled_for=NOON + timedelta(days=60), year=2027
    )
    later.meeting.refresh_from_db()

    assert numbered(later) == "1"


def test_23_minutes_that_are_refused_take_no_number(body, first):
    refused, second = first, again(body, first)
    minutes = drawn(refused)
    AgendaItem.objects.filter(pk=refused.item.pk).update(resolution_kk="")

    with pytest.raises(MinutesIncomplete):
        actions.submit(minutes, by=refused.clerk, at=NOON)

    assert not DocumentNumber.objects.exists()
    assert numbered(second) == "1"


def test_23_a_correction_keeps_the_number_and_takes_no_other(body, first):
    minutes = actions.submit(drawn(first), by=first.clerk, at=NOON)
    actions.return_to_draft(minutes, by=first.clerk, at=NOON, reason="Қате")

    actions.submit(minutes, by=first.clerk, at=NOON)

    assert (minutes.number_text, minutes.version) == ("1", 2)
    assert DocumentNumber.objects.count() == 1


@pytest.mark.parametrize("change", ["delete", "renumber"])
def test_23_a_registered_number_is_neither_deleted_nor_changed(first, change):
    numbered(first)
    rows = DocumentNumber.objects.all()

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.delete() if change == "delete" else rows.update(number=7)

    assert [*rows.values_list("number", flat=True)] == [1]


@pytest.mark.parametrize("who", ["chair", "deputy", "member", "administrator"])
def test_23_nobody_but_the_secretary_keeps_the_minutes(body, first, who):
    by = factories.granted("administer", body) if who == "administrator" else getattr(first, who)
    minutes = drawn(first)

    with translation.override("en"), pytest.raises(NotPermitted) as refusal:
        actions.submit(minutes, by=by, at=NOON)

    assert str(refusal.value) == "Only the secretary draws up the minutes."
    assert refusal.value.clause == "23"
    assert not DocumentNumber.objects.exists()
