"""Clause 29: an association is dissolved only by the Minister's order (REQ-05, REQ-06)."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from associations.actions import register_dissolution
from associations.errors import AssociationRefused
from bodies.actions import appoint, confirm
from bodies.errors import BodyEnded
from bodies.models import Membership
from records.actions import store_bytes
from records.models import Authority
from tests import factories

LAST = timezone.localdate() + timedelta(days=20)

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return factories.association(size=4)


@pytest.fixture
def order():
    minister, _ = Authority.objects.get_or_create(key="minister")
    scan = store_bytes(b"%PDF-1.7", name="order.pdf", media_type="application/pdf", by=None)
    return factories.act("minister_order", issuer=minister, number="400", file=scan)


def end(body, act):
    admin, reviewer = (
        factories.granted("administer", body),
        factories.granted("review_minutes", body),
    )
    change = register_dissolution(
        body.association, act=act, last_day=LAST, by=admin, at=timezone.now()
    )
    confirm(change, by=reviewer, at=timezone.now())
    body.refresh_from_db()


@pytest.mark.parametrize("missing", ["act", "kind", "number", "signed_on", "file", "issuer"])
def test_29_without_a_whole_order_of_the_minister_nothing_changes(body, order, missing):
    if missing != "act":
        setattr(order, missing, {"kind": "order", "number": ""}.get(missing))

    with translation.override("en"), pytest.raises(AssociationRefused) as refusal:
        end(body, None if missing == "act" else order)

    body.refresh_from_db()
    assert str(refusal.value) == "An association can be dissolved only by the Minister's order."
    assert (body.ends_on, Membership.objects.filter(body=body, ends_on=None).count()) == (None, 4)


def test_29_the_order_ends_the_association_its_sections_and_every_seat(body, order):
    section = factories.association(size=3, kind="section", parent=body)

    end(body, order)

    section.refresh_from_db()
    seats = Membership.objects.filter(body__in=[body, section])
    assert (body.ends_on, section.ends_on, body.ends_act) == (LAST, LAST, order)
    assert set(seats.values_list("ends_on", "ends_act")) == {(LAST, order.pk)}


def test_29_a_dissolved_association_takes_no_members_and_stays_readable(body, order):
    end(body, order)

    with pytest.raises(BodyEnded):
        appoint(body=body, user=factories.user(), by=None, starts_on=LAST + timedelta(days=1),
                act=factories.act())  # fmt: skip

    assert Membership.objects.on(LAST).filter(body=body).count() == 4
