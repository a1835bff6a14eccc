"""Taking a document number."""

from django.db import connection
from django.db.models import F
from django.db.transaction import TransactionManagementError

from records.models import DocumentNumber, NumberSeries


def take_number(*, series: str, year: int, subject: str) -> DocumentNumber:
    """The next number of `series` in `year`, without gaps (cl. 12, 23).

    Only inside the caller's transaction: the number comes into being and is rolled back together
    with the document it is for. Others who want a number of the same series wait for its end.
    Raises TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("a number is taken in the transaction of its document")
    line = _lock(series, year)
    NumberSeries.objects.filter(pk=line.pk).update(last=F("last") + 1)
    return DocumentNumber.objects.create(
        series=series, year=year, number=line.last + 1, subject=subject
    )


def _lock(series: str, year: int) -> NumberSeries:
    lines = NumberSeries.objects.select_for_update().filter(series=series, year=year)
    line = lines.first()
    if line is None:
        NumberSeries.objects.bulk_create(
            [NumberSeries(series=series, year=year)], ignore_conflicts=True
        )
        line = lines.get()
    return line
