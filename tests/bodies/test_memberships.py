"""Seats and offices: appointed by an act, once, and never two in one chair."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from accounts.models import Notification, User
from bodies.actions import appoint, appoint_and_invite
from bodies.actions import appointing as actions
from bodies.errors import BodyEnded, CompositionHeld, OfficeTaken, SeatTaken
from bodies.models import Category, Membership, Office
from records import journal
from records.models import LegalAct
from tests import factories

DAY = date(2026, 9, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return factories.association(size=4)


def test_an_appointment_is_journalled_with_its_act(body):
    act, person = factories.act(), factories.user()

    seat = appoint(body=body, user=person, by=None, starts_on=DAY, act=act)

    assert (seat.office, seat.voting, seat.starts_act) == (Office.MEMBER, True, act)
    assert journal.head(body.stream).position == 1


@pytest.mark.parametrize("office", [Office.CHAIR, Office.DEPUTY_CHAIR])
def test_an_office_that_is_held_is_refused_with_the_holder_s_name(body, office):
    holder = factories.officer(body, office).user

    with translation.override("en"), pytest.raises(OfficeTaken) as refusal:
        appoint(
            body=body, user=factories.user(), by=None, starts_on=DAY, act=factories.act(),
            office=office,
        )  # fmt: skip

    assert str(refusal.value) == f"This office is already held by {holder.full_name()}."
    assert Membership.objects.filter(body=body).count() == 4


def test_a_second_secretary_is_welcome(body):
    appoint(
        body=body, user=factories.user(), by=None, starts_on=DAY, act=factories.act(),
        office=Office.SECRETARY,
    )  # fmt: skip

    assert Membership.objects.filter(body=body).holding(Office.SECRETARY).count() == 2


def test_nobody_sits_twice_in_a_body(body):
    member = factories.ordinary(body)[0]

    with pytest.raises(SeatTaken):
        appoint(body=body, user=member.user, by=None, starts_on=DAY, act=factories.act())


def test_an_office_is_free_again_on_the_day_after_its_term(body):
    chair = factories.officer(body, Office.CHAIR)
    chair.ends_on = date(2026, 8, 31)
    chair.save()

    seat = appoint(
        body=body, user=factories.user(), by=None, starts_on=DAY, act=factories.act(),
        office=Office.CHAIR,
    )  # fmt: skip

    assert list(Membership.objects.on(DAY).filter(body=body).holding(Office.CHAIR)) == [seat]


def test_whoever_is_faster_is_named_when_the_trigger_refuses(body, monkeypatch):
    """The first look finds the office free; another appointment comes in between."""
    looks = []
    real = actions._require_free_seat

    def look(membership):
        looks.append(membership)
        if len(looks) > 1:
            real(membership)

    monkeypatch.setattr(actions, "_require_free_seat", look)

    with pytest.raises(OfficeTaken):
        appoint(
            body=body, user=factories.user(), by=None, starts_on=DAY, act=factories.act(),
            office=Office.CHAIR,
        )  # fmt: skip


def test_the_database_itself_refuses_a_second_chair(body):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.member(body, Office.CHAIR)


def test_history_may_overlap(body):
    factories.member(body, Office.CHAIR, retrospective=True)

    assert Membership.objects.filter(body=body).holding(Office.CHAIR).count() == 2


def test_a_held_composition_does_not_change(body):
    body.composition_held_by = "meeting:1"
    body.save()

    with pytest.raises(CompositionHeld):
        appoint(body=body, user=factories.user(), by=None, starts_on=DAY, act=factories.act())


def test_a_dissolved_body_takes_nobody(body):
    body.ends_on = date(2026, 1, 1)
    body.save()

    with translation.override("en"), pytest.raises(BodyEnded) as refusal:
        appoint(body=body, user=factories.user(), by=None, starts_on=DAY, act=factories.act())

    assert str(refusal.value) == "The association has been dissolved; records are read-only."


def test_the_council_s_secretary_has_no_vote_unless_said_otherwise():
    council = factories.council()
    Membership.objects.filter(body=council).holding(Office.SECRETARY).update(
        ends_on=date(2026, 1, 1)
    )
    given = {"body": council, "by": None, "starts_on": DAY, "office": Office.SECRETARY}

    seat = appoint(user=factories.user(), act=factories.act(), **given)
    voting = appoint(user=factories.user(), act=factories.act(), voting=True, **given)

    assert (seat.voting, voting.voting) == (False, True)


def test_a_new_person_is_entered_and_invited_once(body):
    clerk = factories.officer(body, Office.SECRETARY).user
    person = User(email="new@example.kz", family_name_kk="Әбдіқадыр", given_name_kk="Әлия")
    act = LegalAct(kind="order", number="7", signed_on=DAY)

    seat = appoint_and_invite(body=body, person=person, act=act, by=clerk, starts_on=DAY)

    assert seat.user.has_usable_password() is False
    assert Notification.objects.filter(recipient=person, kind="invitation").count() == 1


def test_somebody_with_a_password_is_not_invited_again(body):
    clerk, person = factories.officer(body, Office.SECRETARY).user, factories.user()
    act = LegalAct(kind="order", number="7", signed_on=DAY)

    appoint_and_invite(body=body, person=person, act=act, by=clerk, starts_on=DAY)

    assert Notification.objects.filter(recipient=person).count() == 0


def test_a_refused_appointment_leaves_neither_person_nor_act(body):
    clerk = factories.officer(body, Office.SECRETARY).user
    person = User(email="new@example.kz", family_name_kk="Әбдіқадыр")
    before = LegalAct.objects.count()

    with pytest.raises(ValidationError):
        appoint_and_invite(
            body=body, person=person, act=LegalAct(kind="order", number="7", signed_on=DAY),
            by=clerk, starts_on=DAY, category=Category.INSTITUTION,
        )  # fmt: skip

    assert (LegalAct.objects.count(), User.objects.filter(email="new@example.kz").count()) == (
        before,
        0,
    )
