"""Filling the demo: a shorter story than the real one, through the same actions."""

import pytest
from django.core import mail
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from accounts.models import Notification
from bodies.models import Body
from council_portal.demo import history, seeding
from council_portal.demo.bodies import FIRST
from council_portal.demo.entries import ROLES
from council_portal.demo.history import COUNCIL, NONE, Past
from council_portal.demo.stage import Question
from meetings.models import Meeting, Vote
from minutes.actions.extracts import render_extract
from minutes.actions.rendering import render_minutes
from minutes.models import Execution, Minutes, ProposedChange, Signature
from records import journal

pytestmark = pytest.mark.django_db

SHORT = (
    Past(FIRST, 5, 14, (Question(35), Question(36, tie=True)), missing=9, failed=True),
    Past(FIRST, 6, 4, (), repeats=True, written=1, signatures=NONE),
    Past(COUNCIL, 6, 11, (Question(18, against=1), Question(14)), form="hall", online=0,
         russian=False, on_paper=True),
)  # fmt: skip


@pytest.fixture
def filled(settings, monkeypatch):
    settings.PORTAL_DEMO = True
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(history, "STORY", SHORT)
    call_command("seed_demo", verbosity=0)


def test_the_demo_is_alive_whole_and_filled_once(filled, client):
    states = set(Meeting.objects.values_list("state", flat=True))
    faults = [fault for body in Body.objects.all() for fault in journal.verify(body.stream)]
    meetings = Meeting.objects.count()
    choices = list(Vote.objects.get(state="open").ballots.values_list("choice", flat=True))

    call_command("seed_demo", verbosity=0)

    assert states == {"failed", "closed", "draft", "consent", "notified", "in_session"}
    assert faults == []
    assert (choices.count("for"), choices.count("against")) == (4, 4)
    assert Minutes.objects.signed().count() == 1
    assert Signature.objects.filter(method="on_paper").count() == 1
    assert set(Execution.objects.values_list("state", flat=True)) == {"in_progress", "assigned"}
    assert ProposedChange.objects.filter(state="proposed").count() == 1
    assert (Meeting.objects.count(), mail.outbox) == (meetings, [])
    assert not Notification.objects.filter(delivered_at=None).exists()
    for role in ROLES:
        client.post(f"/demo/{role.key}/")
        home = client.get("/")
        assert home.context["desk"].tasks or home.context["desk"].awaiting, role.key
        client.logout()


def test_extracts_ordered_while_filling_are_left_to_the_worker(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    render_extract.enqueue(1)
    render_minutes.enqueue(1, 1)

    seeding.post_nothing()

    left = DBTaskResult.objects.values_list("task_path", flat=True)
    assert list(left) == [render_extract.module_path]
