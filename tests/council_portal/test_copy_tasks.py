"""What copies and the review put on the desks of the secretary, a representative, the ministry."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.models import Notification
from council_portal.documents.copy_tasks import copy_tasks
from council_portal.documents.papers import papers
from council_portal.documents.standing import Standing
from minutes import actions
from minutes.models import Copy
from tests import factories
from tests.minutes import dispatch
from tests.minutes.conftest import NOON
from tests.minutes.dispatch import Sent, signed

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def media() -> None:
    """The files of the one world lie in its own folder."""


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Sent]:
    with django_db_blocker.unblock(), dispatch.world(tmp_path_factory.mktemp("t"), signed) as built:
        yield built


@pytest.fixture
def sent(once) -> Sent:
    return deepcopy(once)


def titles(person, at=SOON):
    with translation.override("en"):
        return [task.title for task in copy_tasks(Standing(person, at.date()), at)]


def test_each_desk_shows_what_awaits_there(sent):
    """Once done, it is gone: nothing is a task for ever."""
    clerk, later = sent.held.clerk, NOON + timedelta(days=9)
    assert titles(sent.ministry) == ["Minutes await review"]
    assert titles(sent.representative) == ["Copies await acknowledgement"]
    # Two institutions have nobody in the portal.
    assert titles(clerk) == ["Copies to hand over on paper"]
    assert titles(clerk, later) == ["Copies to hand over on paper", "Overdue copies"]
    assert titles(sent.held.member) == titles(factories.user()) == []

    actions.acknowledge(sent.own, by=sent.representative, at=SOON)
    for copy in sent.minutes.copies.filter(organisation__in=sent.institutions[1:]):
        actions.hand_over(copy, note="Кеңсеге", scan=None, by=clerk, at=SOON)
    actions.review(
        sent.minutes, outcome="returned_form", text="Орны жоқ", by=sent.ministry, at=SOON
    )

    assert titles(sent.ministry) == titles(sent.representative) == []
    assert titles(clerk, later) == ["Minutes returned for form"]


def test_desks_ask_as_often_for_one_as_for_many(sent):
    asked = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            titles(sent.held.clerk, NOON + timedelta(days=9))
        asked.append(len(queries))
        actions.add_recipient(
            sent.minutes, recipient=factories.institution(f"АТУ {number}"), by=sent.held.clerk,
            at=NOON,
        )  # fmt: skip

    assert asked[0] == asked[1] == asked[2]


def test_the_way_of_an_associations_meeting_ends_with_its_copies(sent):
    meeting = sent.held.meeting
    with translation.override("en"):
        steps = papers(sent.held.clerk, meeting).steps

    assert [(step["label"], step["state"]) for step in steps][-1] == ("Dispatched", "done")


def test_the_command_reminds_whoever_is_late_once_a_term(sent, capsys, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(days=4))
    for _run in range(2):
        call_command("remind_of_copies")

    assert capsys.readouterr().out.splitlines() == ["Reminded: 2", "Reminded: 0"]
    reminded = Notification.objects.filter(kind="copy_reminder").values_list("recipient", flat=True)
    assert sorted(reminded) == sorted([sent.ministry.pk, sent.representative.pk])
    assert Copy.objects.count() == 4


def test_how_long_mail_waits_is_on_screen_and_on_the_administrators_desk(sent, client):
    admin = factories.granted("administer", sent.held.meeting.body.parent)
    client.force_login(admin)
    assert titles(admin, timezone.now()) == []
    Notification.objects.update(
        created_at=timezone.now() - timedelta(hours=23, minutes=40), delivered_at=None
    )

    page = client.get("/outbox/").content.decode()

    assert titles(admin, timezone.now()) == ["Outgoing mail waits"]
    assert "23 сағ 40 мин" in page
    client.force_login(sent.held.clerk)
    assert "23 сағ 40 мин" in client.get("/outbox/").content.decode()
    client.force_login(sent.representative)
    assert client.get("/outbox/").status_code == 403
