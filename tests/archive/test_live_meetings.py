"""Meetings held in the portal can be taken to another installation, and are known at home."""

import json

import pytest
from django.core.management import CommandError

from bodies.models import Office
from council_portal.archive.installed import own_key
from meetings.actions import session
from meetings.models import Meeting
from tests import factories as make
from tests.archive.files import replaced
from tests.meetings import sittings


@pytest.fixture
def held(db):
    """Ten members: six in the hall, one online, one on paper; 4 : 3 with one abstention."""
    body = make.association(10)
    seats = sittings.seats(body)
    meeting = sittings.opened(body, hall=seats[:6], online=seats[6:7], items=2)
    vote = sittings.voting_on(meeting)
    sittings.cast(vote, "against", seats[:3])
    sittings.cast(vote, "for", seats[3:6])
    sittings.cast(vote, "abstain", seats[6:7])
    sittings.write(vote, seats[7], "for")
    sittings.close(vote)
    second = sittings.voting_on(meeting, 2)
    sittings.cast(second, "abstain", seats[:1])
    sittings.cast(second, "for", seats[:1])
    sittings.close(second)
    chair = make.officer(body, Office.CHAIR).user
    session.close_meeting(meeting, by=chair, at=sittings.now())
    return Meeting.objects.get(pk=meeting.pk)


def test_a_live_meeting_is_written_with_the_ballots_that_stood(folder, held):
    given = folder.give()

    (meeting,) = given["meetings"]
    first, second = meeting["agenda"]
    assert meeting["key"] == own_key("meeting", held.pk)
    assert [mark["mode"] for mark in meeting["attendance"]] == ["hall"] * 6 + ["online"]
    assert [b["choice"] for b in first["ballots"]].count("for") == 4
    assert {b["channel"] for b in first["ballots"]} == {"hall", "online", "written"}
    assert [b["choice"] for b in second["ballots"]] == ["for"]


def test_it_is_known_at_home(folder, held):
    report = folder.take(folder.give())

    assert set(report["created"].values()) == {0}
    assert [line["outcome"] for line in report["items"].values()] == ["adopted", "adopted"]


def test_home_facts_that_were_changed_on_the_way_are_refused(folder, held):
    changed = replaced(folder.give(), "against", "meetings", 0, "agenda", 1, "ballots", 0, "choice")

    with pytest.raises(CommandError, match=r"agenda\[1\]\.ballots\[0\]\.choice"):
        folder.take(changed)


def test_elsewhere_it_is_judged_the_same(folder, held, settings):
    given = folder.give()
    away = json.dumps(given).replace("@example.kz", "@example.org")
    settings.SECRET_KEY = "another installation"

    report = folder.take(away)

    live = list(held.items.order_by("position"))
    assert report["created"]["meetings"] == 1
    for line, item in zip(report["items"].values(), live, strict=True):
        outcome = item.vote.computed()
        assert line == {
            "composition": outcome.composition, "participating": outcome.participating,
            "required": outcome.needed, "quorum_reached": True, **outcome.tally.as_dict(),
            "outcome": outcome.outcome.value, "reason": outcome.reason.value,
        }  # fmt: skip
