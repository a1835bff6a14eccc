"""The mail server is down for a day: everything arrives once, in order, and one sees how old it is.

What is promised: a letter leaves at least once. Twice only when a process dies between the server's
“250 OK” and the portal's own mark, and then under the same Message-ID, by which readers show one.
"""

import sys
from datetime import timedelta
from smtplib import SMTPDataError, SMTPServerDisconnected

import pytest
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.actions import deliver_mail, delivery, notify
from accounts.models import Notification
from council_portal.documents.outbox import outbox
from tests import factories

pytestmark = pytest.mark.django_db
START = timezone.now()
FACTS = {"number": "4", "body": {"kk": "ОӘБ"}, "day": "2026-11-30"}


@pytest.fixture
def clock(monkeypatch):
    """A clock that only the test moves."""
    hands = {"now": START}
    monkeypatch.setattr(timezone, "now", lambda: hands["now"])
    return hands


@pytest.fixture
def server(monkeypatch, settings):
    """A mail server that answers or not, and remembers every letter it took."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    cache.clear()
    state = {"up": False, "taken": []}

    def send(self, messages):
        if not state["up"]:
            raise SMTPServerDisconnected("down")
        state["taken"] += [message.extra_headers["Message-ID"] for message in messages]
        return len(messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    return state


def tell(person):
    notify(recipients=[person], kind="minutes_signed", params=FACTS, path="/")


def test_after_a_day_without_a_server_everything_is_delivered_once_in_order(clock, server):
    person = factories.user()
    for hour in range(24):
        clock["now"] = START + timedelta(hours=hour)
        tell(person)
        deliver_mail.call()
        deliver_mail.call()

    queue = outbox(clock["now"])
    assert (queue.waiting, queue.stuck, queue.age) == (24, True, timedelta(hours=23))
    assert (server["taken"], queue.last) == ([], None)

    clock["now"], server["up"] = START + timedelta(hours=24), True
    for _again in range(3):
        deliver_mail.call()

    written = list(Notification.objects.order_by("pk").values_list("pk", flat=True))
    assert [int(one.split("-")[1].split("@")[0]) for one in server["taken"]] == written
    queue = outbox(clock["now"])
    assert (queue.waiting, queue.stuck, queue.last) == (0, False, clock["now"])


def test_while_the_server_is_silent_one_further_try_is_ordered_not_hundreds(clock, server):
    person = factories.user()
    for _letter in range(5):
        tell(person)
    DBTaskResult.objects.all().delete()

    for _try in range(5):
        deliver_mail.call()

    [again] = DBTaskResult.objects.all()
    assert again.run_after == START + timedelta(minutes=1)


def test_a_process_that_dies_before_the_server_answers_sends_once(clock, server, monkeypatch):
    tell(factories.user())
    server["up"] = True
    with monkeypatch.context() as dying:
        dying.setattr(delivery, "_message", lambda _letter: sys.exit(1))
        with pytest.raises(SystemExit):
            deliver_mail.call()
    deliver_mail.call()  # claimed by the dead for ten minutes, so that nobody mails beside a slow one
    assert server["taken"] == []

    clock["now"] = START + delivery.CLAIM + timedelta(seconds=1)
    deliver_mail.call()
    deliver_mail.call()

    assert len(server["taken"]) == 1


def test_a_process_that_dies_before_its_mark_sends_again_under_the_same_number(
    clock, server, monkeypatch
):
    first, second = factories.user(), factories.user()
    tell(first)
    tell(second)
    server["up"] = True
    with monkeypatch.context() as dying:
        dying.setattr(Notification, "mark_delivered", lambda *_a, **_k: sys.exit(1))
        with pytest.raises(SystemExit):
            deliver_mail.call()
    deliver_mail.call()  # the second leaves; the first is claimed by the dead
    assert len(server["taken"]) == 2

    clock["now"] = START + delivery.CLAIM + timedelta(seconds=1)
    deliver_mail.call()
    deliver_mail.call()

    one, two, again = server["taken"]
    assert (one == again, one != two) == (True, True)
    assert not Notification.objects.undelivered().exists()


def test_a_letter_the_server_will_not_take_does_not_hold_up_the_others(clock, monkeypatch):
    bad, good = factories.user(), factories.user()
    taken = []

    def send(self, messages):
        if messages[0].to == [bad.email]:
            raise SMTPDataError(554, b"rejected")
        taken.extend(messages[0].to)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    tell(bad)
    tell(good)

    assert taken == [good.email]
    assert Notification.objects.get(recipient=bad).failure == "refused"
