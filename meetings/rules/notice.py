"""Days of notice, deadlines, and the year a day belongs to (cl. 9, 17; deadlines of REQ part C).

The regulation fixes no deadlines: days come from the rules of procedure, and a missed one is a
warning, never a refusal.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from bodies.rules.procedure import WORKING_DAYS, Procedure, YearBasis

ACADEMIC_YEAR_STARTS = (9, 1)
COUNCIL_MEETINGS_A_YEAR = 2
SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeVerdict:
    """Whether a notice went out early enough: `days` given, `needed` by the rules."""

    days: int
    needed: int
    latest: date

    @property
    def sufficient(self) -> bool:
        """Whether the notice is early enough."""
        return self.days >= self.needed


def notice(*, sent_on: date, meeting_on: date, days: int) -> NoticeVerdict:
    """Compare the notice given with the calendar days the rules ask for.

    The day of sending is not counted, the day of the meeting is: from the 1st to the 11th there
    are ten days. Negative when the notice follows the meeting.
    """
    return NoticeVerdict(
        days=(meeting_on - sent_on).days, needed=days, latest=meeting_on - timedelta(days=days)
    )


def add_working_days(start: date, days: int, *, holidays: Collection[date] = ()) -> date:
    """The day `days` working days after `start`, which itself is not counted.

    Saturdays, Sundays and `holidays` are skipped. No days give `start` back, whatever day it is.
    Raises ValueError for a negative number.
    """
    if days < 0:
        raise ValueError(f"days cannot be negative: {days}")
    day = start
    while days:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY and day not in holidays:
            days -= 1
    return day


def deadline(
    key: str, *, start: date, procedure: Procedure, holidays: Collection[date] = ()
) -> date:
    """The last day, inclusive, of the deadline `key` of the rules, counted from `start`.

    For example `deadline("signing_days", start=…, procedure=…)`. Raises AttributeError for a key
    that is not in the rules of procedure.
    """
    days: int = getattr(procedure, key)
    if key in WORKING_DAYS:
        return add_working_days(start, days, holidays=holidays)
    return start + timedelta(days=days)


def overdue(*, due: date, today: date) -> bool:
    """Whether `due`, the last day inclusive, has passed."""
    return today > due


def academic_year(day: date) -> int:
    """The year in which the academic year of `day` began: it runs from 1 September (cl. 17)."""
    return day.year if (day.month, day.day) >= ACADEMIC_YEAR_STARTS else day.year - 1


def year_of(day: date, *, basis: YearBasis) -> int:
    """The year `day` is counted in: calendar by default, or academic (cl. 9; C23)."""
    return day.year if YearBasis(basis) is YearBasis.CALENDAR else academic_year(day)


def year_bounds(year: int, *, basis: YearBasis) -> tuple[date, date]:
    """First and last day, both inclusive, of `year` counted as `basis` says."""
    if YearBasis(basis) is YearBasis.CALENDAR:
        return date(year, 1, 1), date(year, 12, 31)
    month, day = ACADEMIC_YEAR_STARTS
    return date(year, month, day), date(year + 1, month, day) - timedelta(days=1)


def year_label(year: int, *, basis: YearBasis) -> str:
    """«2026» for a calendar year, «2026–2027» for an academic one."""
    return str(year) if YearBasis(basis) is YearBasis.CALENDAR else f"{year}–{year + 1}"


def yearly_date(name: str, *, year: int, procedure: Procedure) -> date:
    """A yearly date of the rules in the calendar year `year`.

    `name` is "plan_submitted", "plan_agreed" or "evaluation"; another raises AttributeError.
    """
    month: int = getattr(procedure, f"{name}_month")
    day: int = getattr(procedure, f"{name}_day")
    return date(year, month, day)
