"""Clause 27.5 where the rules of procedure ask the association to vote on a nomination first."""

import pytest

from accounts.errors import NotPermitted
from accounts.models import Notification
from associations import actions
from associations.errors import NominationRefused
from associations.states import NominationState as State
from bodies.models import Office
from meetings.errors import AgendaClosed
from minutes.models import in_force
from tests import factories as make
from tests.associations.nominations import (
    approved,
    fresh,
    nominated,
    now,
    put,
    supported,
    voting,
)
from tests.councils.decisions import decide, sign
from tests.regulation.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make.association(size=5)


@pytest.fixture
def admin(body):
    return make.granted("administer", body)


def told(person):
    return set(Notification.objects.filter(recipient=person).values_list("kind", flat=True))


def test_27_5_where_the_rules_ask_for_it_the_association_votes_first(body, admin):
    nomination = nominated(voting(body))

    said = refused(lambda: approved(nomination, admin), NominationRefused)

    assert said["en"] == "The association has not supported this candidate by its vote yet."
    assert fresh(nomination).state == State.NOMINATED


def test_27_5_the_secretary_puts_it_on_the_agenda_with_its_files(body):
    nomination = put(nominated(voting(body)))

    item = nomination.item
    assert (item.function.code, item.meeting.body) == ("27.5", body)
    assert "Мұхтар Жанат Ерланұлы" in item.title_kk
    assert "Мухтар Жанат Ерланович" in item.resolution_ru
    assert [material.title for material in item.materials.all()] == ["resume.pdf"]
    assert fresh(nomination).state == State.ON_AGENDA
    assert "nomination_put" in told(nomination.nominated_by.user)


def test_27_5_a_second_click_puts_it_on_the_agenda_once(body):
    nomination = nominated(voting(body))
    meeting, clerk = make.meeting(body), make.officer(body, Office.SECRETARY).user

    for _click in range(2):
        actions.put_nomination(nomination, meeting, by=clerk, at=now(), title_kk="Кандидат")

    assert meeting.items.count() == 1


def test_27_5_only_the_secretary_puts_it_and_only_before_the_agenda_is_approved(body):
    nomination = nominated(voting(body))
    member, clerk = make.ordinary(body)[0].user, make.officer(body, Office.SECRETARY).user
    draft = make.meeting(body)
    closed = make.meeting(body, state="approved", agenda_approved_at=now())
    elsewhere = make.meeting(make.association(size=4))

    def on(meeting, by):
        return lambda: actions.put_nomination(
            nomination, meeting, by=by, at=now(), title_kk="Кандидат"
        )

    refused(on(draft, member), NotPermitted)
    refused(on(closed, clerk), AgendaClosed)
    refused(on(elsewhere, clerk), NominationRefused)


def test_27_5_without_such_a_rule_there_is_nothing_to_vote_on(body):
    nomination, meeting = nominated(body), make.meeting(body)
    clerk = make.officer(body, Office.SECRETARY).user

    said = refused(
        lambda: actions.put_nomination(
            nomination, meeting, by=clerk, at=now(), title_kk="Кандидат"
        ),
        NominationRefused,
    )

    assert said["en"] == "The rules of this association ask for no vote on nominations."


def test_27_5_support_counts_once_the_minutes_are_signed(body, admin):
    nomination = put(nominated(voting(body)))
    decide(nomination.item)
    assert fresh(nomination).state == State.VOTED
    refused(lambda: approved(nomination, admin), NominationRefused)

    sign(fresh(nomination).item)

    assert in_force(nomination.item)
    assert fresh(nomination).state == State.SUPPORTED
    assert approved(nomination, admin).state == "proposed"


def test_27_5_a_candidate_who_is_not_supported_is_not_approved(body, admin):
    nomination = supported(nominated(voting(body)), "rejected")

    refused(lambda: approved(nomination, admin), NominationRefused)

    assert fresh(nomination).state == State.NOT_SUPPORTED


@pytest.mark.parametrize("end", ["declined", "withdrawn", "deferred", "noted"])
def test_27_5_what_came_to_nothing_on_one_agenda_is_put_on_another(body, end):
    nomination = put(nominated(voting(body)))
    first = nomination.item
    type(first).objects.filter(pk=first.pk).update(state=end)
    assert fresh(nomination).state == State.NOMINATED

    put(fresh(nomination))

    assert fresh(nomination).item != first
