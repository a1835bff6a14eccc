import ast
import json
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.actions import deliver, deliver_mail, notify
from accounts.models import Notification
from tests import factories, source

pytestmark = pytest.mark.django_db

NOTIFICATIONS = source.TEMPLATES / "notifications"

WORDS = """{% load i18n wording %}{% get_current_language as now %}
{{ now }}: {{ title|in_language }} <{{ title.kk }}>

{{ day|long_date }}
{{ url }}"""

PARAMS = {"title": {"kk": "Мәжіліс", "ru": "Заседание", "en": "Meeting"}, "day": "2026-11-30"}


@pytest.fixture(autouse=True)
def _kind_of_the_test(settings):
    options = {"loaders": [("django.template.loaders.locmem.Loader", {"notifications/test.txt": WORDS}),
                           "django.template.loaders.filesystem.Loader",
                           "django.template.loaders.app_directories.Loader"]}  # fmt: skip
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [
        engine | {"APP_DIRS": False, "OPTIONS": engine["OPTIONS"] | options},
    ]


@pytest.fixture(autouse=True)
def _queue_in_the_database(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def tell(*people, path="/meetings/1/"):
    notify(recipients=people, kind="test", params=PARAMS, path=path)


def test_each_is_told_in_their_own_language(mailoutbox, settings):
    people = [factories.user(language=code) for code in ("kk", "ru", "en")]
    tell(*people)

    deliver_mail.call()

    assert [mail.to for mail in mailoutbox] == [[person.email] for person in people]
    assert [mail.subject for mail in mailoutbox] == [
        "kk: Мәжіліс <Мәжіліс>", "ru: Заседание <Мәжіліс>", "en: Meeting <Мәжіліс>",
    ]  # fmt: skip
    address = f"{settings.PORTAL_ADDRESS}/meetings/1/"
    assert [mail.body for mail in mailoutbox] == [
        f"2026 жылғы 30 қараша\n{address}\n",
        f"30 ноября 2026 года\n{address}\n",
        f"30 November 2026\n{address}\n",
    ]


def test_telling_a_hundred_costs_what_telling_one_costs(django_assert_num_queries):
    one, hundred = factories.user(), [factories.user() for _ in range(100)]

    for people in ([one], hundred):
        with django_assert_num_queries(4):  # savepoint, insert, task, release
            tell(*people)

    assert Notification.objects.count() == 101
    assert DBTaskResult.objects.count() == 2


def test_a_task_that_runs_twice_mails_once(mailoutbox):
    tell(*[factories.user() for _ in range(3)])

    deliver_mail.call()
    deliver_mail.call()

    assert len(mailoutbox) == 3
    assert not Notification.objects.undelivered().exists()


def test_somebody_named_twice_is_told_once(mailoutbox):
    person = factories.user()
    tell(person, person)

    deliver()

    assert len(mailoutbox) == 1


def test_what_is_rolled_back_was_never_said(mailoutbox):
    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        tell(factories.user())
        raise Undone

    deliver()
    assert mailoutbox == []
    assert not Notification.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_letters_leave_in_the_order_they_were_written(mailoutbox):
    person = factories.user()
    for number in range(5):
        tell(person, path=f"/{number}/")

    deliver()

    assert [mail.body.strip()[-3:] for mail in mailoutbox] == [f"/{n}/" for n in range(5)]


def test_a_silent_mail_server_delays_and_loses_nothing(mailoutbox, monkeypatch):
    tell(*[factories.user() for _ in range(3)])
    real = EmailBackend.send_messages
    answers = iter([real, _hang_up, _hang_up])

    def send(self, batch):
        return next(answers, real)(self, batch)

    monkeypatch.setattr(EmailBackend, "send_messages", send)

    first = deliver_mail.call()
    waiting = Notification.objects.undelivered().count()
    retry = DBTaskResult.objects.order_by("run_after").first()
    complete = [deliver(), deliver()]

    assert (first, waiting, complete) == (None, 2, [False, True])
    assert retry.run_after > timezone.now() + timedelta(seconds=30)
    assert len(mailoutbox) == 3


def _hang_up(backend, batch):
    raise SMTPServerDisconnected("closed")


def test_an_address_the_server_refuses_for_good_is_not_tried_again(mailoutbox, monkeypatch):
    bad, good = factories.user("bad@example.kz"), factories.user("good@example.kz")
    tell(bad, good)
    real = EmailBackend.send_messages

    def send(self, batch):
        if batch[0].to == ["bad@example.kz"]:
            raise SMTPRecipientsRefused({"bad@example.kz": (550, b"no such user")})
        return real(self, batch)

    monkeypatch.setattr(EmailBackend, "send_messages", send)

    assert deliver()
    assert [mail.to for mail in mailoutbox] == [["good@example.kz"]]
    assert Notification.objects.get(recipient=bad).failure == "refused"


def test_a_letter_another_process_is_mailing_is_left_alone_until_it_is_taken_for_dead(mailoutbox):
    tell(factories.user())
    Notification.objects.update(claimed_at=timezone.now())
    deliver()
    assert mailoutbox == []

    Notification.objects.update(claimed_at=timezone.now() - timedelta(minutes=11))
    deliver()
    assert len(mailoutbox) == 1


def test_a_kind_without_words_does_not_hold_up_the_others(mailoutbox, caplog):
    notify(recipients=[factories.user()], kind="nameless", params={}, path="")
    tell(factories.user())

    deliver()

    assert len(mailoutbox) == 1
    assert "could not be worded" in caplog.text


def test_people_who_cannot_be_reached_are_kept_as_such(mailoutbox):
    tell(factories.user(None), factories.user(is_active=False))

    deliver()

    assert mailoutbox == []
    assert list(Notification.objects.oldest_first().values_list("failure", flat=True)) == [
        "no_address", "closed",
    ]  # fmt: skip


def test_one_reads_ones_own_notifications_and_opens_them_by_a_button(client):
    person, other = factories.user(), factories.user()
    tell(person, other)
    own, foreign = (
        Notification.objects.get(recipient=person),
        Notification.objects.get(recipient=other),
    )
    client.force_login(person)

    page = client.get(reverse("notification_list"))
    unread = int(str(page.context["unread_notifications"]))
    looked = client.get(reverse("notification_open", args=[own.pk]))
    opened = client.post(reverse("notification_open", args=[own.pk]))
    strange = client.post(reverse("notification_open", args=[foreign.pk]))

    assert [row["headline"] for row in page.context["rows"]] == ["kk: Мәжіліс <Мәжіліс>"]
    assert unread == 1
    assert looked.status_code == 405
    assert (opened.status_code, opened.url) == (302, "/meetings/1/")
    assert strange.status_code == 404
    own.refresh_from_db()
    foreign.refresh_from_db()
    assert own.read_at is not None
    assert foreign.read_at is None


def test_the_list_costs_the_same_at_one_three_and_thirty_rows(client, django_assert_num_queries):
    person = factories.user()
    client.force_login(person)
    tell(person)
    client.get(reverse("notification_list"))
    for more in (0, 2, 27):
        for _ in range(more):
            tell(person)
        with django_assert_num_queries(7):
            client.get(reverse("notification_list"))


def test_facts_are_kept_as_they_were_said():
    tell(factories.user())

    assert json.loads(json.dumps(Notification.objects.get().params)) == PARAMS


def kinds() -> set[str]:
    """Every kind that some call of `notify` names outright."""
    return {
        word.value.value
        for path in source.python()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "notify"
        for word in node.keywords
        if word.arg == "kind" and isinstance(word.value, ast.Constant)
    }


def test_every_kind_has_its_words():
    wordless = [kind for kind in kinds() if not (NOTIFICATIONS / f"{kind}.txt").exists()]

    assert wordless == []
