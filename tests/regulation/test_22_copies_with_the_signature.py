"""Clause 22: copies come with the second signature, or not at all."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction

from accounts.models import Notification
from associations.models import Association
from bodies.rules.procedure import ExtraCopies
from minutes import actions
from minutes.errors import CopyRefused
from minutes.models import Copy
from tests import factories
from tests.minutes import dispatch
from tests.minutes.conftest import NOON, plain_paper
from tests.minutes.dispatch import Sent, prepare
from tests.regulation.refusals import refused

__all__ = ["plain_paper"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media() -> None:
    """The files of the one world lie in its own folder."""


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Sent]:
    with django_db_blocker.unblock(), dispatch.world(tmp_path_factory.mktemp("c"), half) as built:
        yield built


def half() -> Sent:
    """The secretary has signed; the base institution of C20 is to have a copy too."""
    ready = prepare(extra_copies=ExtraCopies.BASE_INSTITUTION)
    base = factories.institution("Базалық")
    Association.objects.create(body=ready.held.meeting.body, base_institution=base)
    ready.sign(ready.held.clerk)
    return ready


@pytest.fixture
def ready(once, plain_paper) -> Sent:
    return deepcopy(once)


def test_22_before_both_signatures_nothing_is_sent(ready):
    said = refused(
        lambda: actions.address_copies(ready.minutes, by=ready.held.clerk, at=NOON), CopyRefused
    )

    assert said == {
        "kk": "Көшірмелер екі қол да қойылғаннан кейін ғана жіберіледі.",
        "ru": "Копии направляются только после проставления обеих подписей.",
        "en": "Copies are sent only after both signatures.",
    }
    assert not Copy.objects.exists()


def test_22_a_signature_that_fails_sends_nothing(ready, monkeypatch):
    """Copies come with the second signature or not at all."""
    broken = "minutes.actions.copying.order_extracts"
    monkeypatch.setattr(broken, lambda *_a, **_k: 1 / 0)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ready.sign(ready.held.chair)

    ready.minutes.refresh_from_db()
    assert (ready.minutes.state, Copy.objects.count()) == ("partly_signed", 0)
    assert not Notification.objects.filter(kind="copy_sent").exists()


def test_22_the_second_signature_sends_the_copies_the_base_institutions_too(ready):
    """C20: a policy beyond the clause; whoever is represented has a copy already."""
    ready.sign(ready.held.chair)

    grounds = list(ready.minutes.copies.in_order().values_list("ground", flat=True))
    assert grounds == ["ministry", "represented", "represented", "represented", "base"]
    assert ready.minutes.copies.get(ground="base").organisation.short_kk == "Базалық"
    assert Notification.objects.filter(kind="copy_sent").count() == 2
