"""Document numbers: no gaps, no doubles, rolled back with their document."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from records.actions import take_number
from records.models import DocumentNumber


def take(subject: str = "minutes:1", series: str = "minutes:1", year: int = 2026) -> int:
    return take_number(series=series, year=year, subject=subject).number


@pytest.mark.django_db
def test_numbers_follow_each_other_within_a_series_and_a_year():
    assert [take(), take(), take(series="minutes:2"), take(year=2027), take()] == [1, 2, 1, 1, 3]


@pytest.mark.django_db
def test_a_number_goes_back_with_its_document():
    class DocumentFailed(Exception):
        pass

    take()
    with pytest.raises(DocumentFailed), transaction.atomic():
        assert take() == 2
        raise DocumentFailed

    assert take("minutes:3") == 2
    assert list(DocumentNumber.objects.order_by("number").values_list("number", "subject")) == [
        (1, "minutes:1"),
        (2, "minutes:3"),
    ]


@pytest.mark.django_db
def test_taking_a_number_takes_three_queries(django_assert_num_queries):
    take()

    with django_assert_num_queries(3):
        take()


@pytest.mark.django_db
def test_no_number_is_given_twice():
    take()

    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentNumber.objects.create(series="minutes:1", year=2026, number=1, subject="other")


@pytest.mark.django_db
def test_numbers_count_from_one():
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentNumber.objects.create(series="minutes:1", year=2026, number=0, subject="other")


@pytest.mark.django_db(transaction=True)
def test_a_number_without_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError):
        take()

    assert not DocumentNumber.objects.exists()
    assert connection.in_atomic_block is False
