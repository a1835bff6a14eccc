"""Many at once: one chain, one line of numbers. SQLite has one writer, so PostgreSQL is asked."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from records import journal, triggers
from records.actions import take_number
from records.models import DocumentNumber, JournalEntry

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer"),
]
NOON = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
MANY = 8
TIMES = 5


def at_once(work: Callable[[int], None]) -> list[BaseException]:
    """Run `work` in many threads that start together; what any of them raised."""
    together, raised = Barrier(MANY), []

    def run(number: int) -> None:
        try:
            together.wait()
            work(number)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test must hear of it
            raised.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_a_chain_stays_whole_when_many_append_even_the_first_entry():
    def work(number: int) -> None:
        for turn in range(TIMES):
            facts = {"by": number, "turn": turn}
            journal.append(stream="body:1", kind="act", actor=None, at=NOON, payload=facts)

    assert at_once(work) == []

    assert journal.verify("body:1") == []
    assert JournalEntry.objects.count() == journal.head("body:1").position == MANY * TIMES


def test_numbers_have_no_gap_when_many_take_them_and_some_give_up():
    def work(number: int) -> None:
        for turn in range(TIMES):
            with transaction.atomic():
                take_number(series="minutes:1", year=2026, subject=f"{number}:{turn}")
                transaction.set_rollback(turn == number % TIMES)

    assert at_once(work) == []

    numbers = DocumentNumber.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, MANY * (TIMES - 1) + 1))


def test_the_flush_between_tests_left_the_triggers_standing():
    assert triggers.missing(connection) == []
    assert not JournalEntry.objects.exists()
