"""What an association has been given, year by year (cl. 4)."""

from __future__ import annotations

from dataclasses import dataclass

from associations.models import Association, FundingRecord, tenge


@dataclass(frozen=True)
class YearTotal:
    """One year's money."""

    year: int
    amount: int

    @property
    def sum(self) -> str:
        """As people write it."""
        return tenge(self.amount)


@dataclass(frozen=True)
class Account:
    """The totals of all years, and the years there is any record of."""

    totals: list[YearTotal]
    years: list[int]

    @property
    def latest(self) -> YearTotal | None:
        """The newest year in which something stands."""
        return self.totals[0] if self.totals else None


def account_of(association: Association) -> Account:
    """Two queries, whatever the number of records."""
    records = FundingRecord.objects.of(association)
    years = records.order_by("-year").values_list("year", flat=True).distinct()
    return Account([YearTotal(*line) for line in records.totals()], list(years))
