"""Terms that end soon: people are told 90 and 30 days before, once each."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Notification
from bodies import actions
from bodies.documents import compositions
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def today():
    return timezone.localdate()


@pytest.fixture
def body():
    return make.association(size=6)


@pytest.fixture
def admin(body):
    return make.granted("administer", body)


@pytest.mark.parametrize("left", [90, 60, 30, 5])
def test_a_term_that_ends_is_told_of_once(body, admin, left):
    seat = make.ordinary(body)[0]
    seat.ends_on = today() + left * DAY
    seat.save()

    assert (actions.remind_of_terms(today()), actions.remind_of_terms(today())) == (1, 0)
    assert Notification.objects.filter(recipient=seat.user, kind="term_ending").count() == 1
    assert Notification.objects.filter(recipient=admin, kind="term_ending").count() == 1


def test_a_long_term_is_told_of_twice(body):
    seat = make.ordinary(body)[0]
    seat.ends_on = today() + 91 * DAY
    seat.save()

    told = [actions.remind_of_terms(today() + days * DAY) for days in (0, 1, 30, 61, 70, 92)]

    assert told == [0, 1, 0, 1, 0, 0]


def test_the_composition_finds_terms_that_end_soon(body):
    seat = make.ordinary(body)[0]
    seat.ends_on = today() + 40 * DAY
    seat.save()

    (now,) = compositions([body], today())
    (before,) = compositions([body], today() - 60 * DAY)

    assert len(now.findings) == len(before.findings) + 1
    assert seat.user.full_name() in now.findings[-1].text


def test_a_seat_that_an_act_has_ended_is_no_term_to_renew(body):
    seat = make.ordinary(body)[0]
    seat.ends_on, seat.exit, seat.ends_act = today() + 40 * DAY, "handover", make.act()
    seat.save()

    (composition,) = compositions([body], today())

    assert not any(seat.user.full_name() in finding.text for finding in composition.findings)


def test_the_command_says_how_many_it_told_of(body, capsys):
    seat = make.ordinary(body)[0]
    seat.ends_on = today() + 10 * DAY
    seat.save()

    call_command("remind_of_terms")

    assert capsys.readouterr().out.strip() == "Terms told of: 1"
