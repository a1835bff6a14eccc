"""Academic years: from 1 September to 31 August, known by the calendar year they begin in."""

from __future__ import annotations

from datetime import date

FIRST_MONTH = 9


def academic_year(day: date) -> int:
    """The academic year that `day` lies in: 2026 for 1 September 2026 to 31 August 2027."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def days_of(year: int) -> tuple[date, date]:
    """First and last day of the academic year, both inclusive."""
    return date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH - 1, 31)


def label(year: int) -> str:
    """«2026–2027»."""
    return f"{year}–{year + 1}"
