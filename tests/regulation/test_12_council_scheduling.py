"""Clause 12: the Centre organises the Council's meetings (REQ-04)."""

import pytest
from django.utils import timezone, translation

from accounts.errors import NotPermitted
from bodies.models import Office
from meetings import actions
from meetings.models import Meeting
from records.models import JournalEntry
from tests import factories as f

pytestmark = pytest.mark.django_db


def scheduled(body, by, **changes):
    given = {"scheduled_for": f.noon(20), "form": "hall", "place": "Астана қ., 5-зал"}
    return actions.schedule(body=body, by=by, at=timezone.now(), **(given | changes))


def test_12_the_councils_secretary_schedules_its_meeting():
    body = f.council()
    clerk = f.officer(body, Office.SECRETARY)

    meeting = scheduled(body, clerk.user)

    assert (meeting.body, meeting.number, meeting.secretary) == (body, "1", clerk.user)


def test_12_the_centre_schedules_a_council_meeting_for_its_secretary():
    body = f.council()
    centre = f.granted("act_for_centre", body)

    meeting = scheduled(body, centre)

    assert meeting.secretary == f.officer(body, Office.SECRETARY).user


@pytest.mark.parametrize(
    "who", ["chair", "member", "association_secretary", "ministry", "administrator"]
)
def test_12_nobody_else_schedules_a_council_meeting(who):
    body = f.council()
    by = {
        "chair": lambda: f.officer(body, Office.CHAIR).user,
        "member": lambda: f.ordinary(body)[0].user,
        "association_secretary": lambda: (
            f.officer(f.association(parent=body), Office.SECRETARY).user
        ),
        "ministry": lambda: f.granted("review_minutes", body),
        "administrator": lambda: f.granted("administer", body),
    }[who]()

    with translation.override("en"), pytest.raises(NotPermitted) as refusal:
        scheduled(body, by)

    assert str(refusal.value) == (
        "Only the Centre or the Council secretary may schedule Council meetings."
    )
    assert refusal.value.clause == "12"
    assert not Meeting.objects.exists()
    assert not JournalEntry.objects.filter(kind="meeting_scheduled").exists()


def test_12_the_centre_does_not_schedule_an_associations_meeting():
    council = f.council()
    centre = f.granted("act_for_centre", council)

    with pytest.raises(NotPermitted):
        scheduled(f.association(parent=council), centre)

    assert not Meeting.objects.exists()
