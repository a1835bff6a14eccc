"""Clause 29: a dissolved association meets no more (REQ-06)."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from bodies.models import Office
from meetings import actions
from meetings.errors import BodyDissolved
from meetings.models import Meeting
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_29_a_dissolved_association_schedules_no_meeting():
    body = f.association()
    clerk = f.officer(body, Office.SECRETARY).user
    body.ends_on = timezone.localdate() - timedelta(days=1)
    body.save()

    with translation.override("en"), pytest.raises(BodyDissolved) as refusal:
        actions.schedule(body=body, by=clerk, at=timezone.now(), scheduled_for=f.noon(20),
                         form="hall", place="700-ауд.")  # fmt: skip

    assert str(refusal.value) == "The association has been dissolved; records are read-only."
    assert refusal.value.clause == "29"
    assert not Meeting.objects.exists()


def test_29_no_meeting_is_scheduled_beyond_the_day_of_dissolution():
    body = f.association()
    clerk = f.officer(body, Office.SECRETARY).user
    body.ends_on = timezone.localdate() + timedelta(days=5)
    body.save()

    with pytest.raises(BodyDissolved):
        actions.schedule(body=body, by=clerk, at=timezone.now(), scheduled_for=f.noon(20),
                         form="hall", place="700-ауд.")  # fmt: skip

    assert not Meeting.objects.exists()
