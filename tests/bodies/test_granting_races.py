"""Two administrators at once, on a database that runs them side by side."""

import threading

import pytest
from django.db import connection, connections
from django.utils import timezone

from bodies.actions import grant, revoke
from bodies.errors import GrantRefused
from bodies.models import Grant
from tests import factories as f

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite runs one after the other"),
]


def at_once(*acts):
    """Every act in a thread of its own; the refusals."""
    start, refusals = threading.Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            act()
        except GrantRefused as refusal:
            refusals.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


def test_two_administrators_who_revoke_each_other_leave_one():
    council = f.council(size=3)
    one, other = (f.granted("administer", council) for _ in range(2))

    def take(given, by):
        return lambda: revoke(given, by=by, at=timezone.now(), reason="Ауысты")

    refusals = at_once(
        take(Grant.dated.get(user=other), one), take(Grant.dated.get(user=one), other)
    )

    left = Grant.dated.on(timezone.localdate()).on_bodies([council.pk])
    assert (len(refusals), left.count()) == (1, 1)


def test_two_administrators_who_grant_the_same_grant_it_once():
    council, person = f.council(size=3), f.user()
    administrators = [f.granted("administer", council) for _ in range(2)]
    act = f.act()

    def give(by):
        return lambda: grant(
            user=person, verb="review_minutes", on=council, basis=act, by=by,
            starts_on=timezone.localdate(),
        )  # fmt: skip

    refusals = at_once(*(give(by) for by in administrators))

    assert (len(refusals), Grant.dated.of(person).count()) == (1, 1)
