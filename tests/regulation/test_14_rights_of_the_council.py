"""Clause 14: rights of the Council: matters for its agenda only; nobody is removed in passing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.errors import NotPermitted
from bodies import actions
from bodies.actions import Draft, End
from bodies.backends import verbs_on
from bodies.models import ChangeKind, ExitKind, Membership, Office
from bodies.offices import Verb
from council_portal import reference
from tests import factories
from tests.regulation.functions import FOREIGN, points, refuse, served

pytestmark = pytest.mark.django_db

CODES = points(14, 5)


def test_14_an_item_of_the_council_serves_any_of_its_rights():
    reference.load()

    assert served(factories.council(size=3), CODES) == CODES


def test_14_no_item_of_an_association_serves_one_of_them():
    reference.load()

    assert refuse(factories.association(size=3), CODES) == {(FOREIGN, "25")}


def test_14_4_a_membership_is_ended_and_never_erased():
    body = factories.association(size=4)
    seat = factories.ordinary(body)[0]

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=seat.pk).delete()

    assert Membership.objects.filter(pk=seat.pk).exists()


def test_14_4_whose_membership_has_ended_may_nothing_from_the_next_day_on():
    body = factories.association(size=4)
    seat, today = factories.ordinary(body)[0], timezone.localdate()
    seat.ends_on, seat.ends_act = today, factories.act("decision")
    seat.save()

    assert Verb.VOTE in verbs_on(seat.user, body, today)
    assert verbs_on(seat.user, body, today + timedelta(days=1)) == frozenset()


@pytest.mark.parametrize("act", ["propose", "record"])
@pytest.mark.parametrize("office", [Office.CHAIR, Office.SECRETARY])
def test_14_4_an_associations_officers_do_not_change_its_composition(office, act):
    body = factories.association(size=4)
    officer, leaving = factories.officer(body, office).user, factories.ordinary(body)[0]
    draft = Draft(
        body=body, kind=ChangeKind.EXIT, act=factories.act("application"),
        effective_on=timezone.localdate() + timedelta(days=1),
        ends=[End(membership=leaving, exit=ExitKind.RESIGNATION)],
    )  # fmt: skip

    with pytest.raises(NotPermitted):
        if act == "propose":
            actions.propose(draft, by=officer, at=timezone.now())
        else:
            own = actions.prepare(draft, by=leaving.user, at=timezone.now())
            actions.record(own, by=officer, at=timezone.now())

    assert Membership.objects.filter(body=body).count() == 4
