from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodies.rules.procedure import DEADLINES, WORKING_DAYS, Procedure, YearBasis
from meetings.rules import notice

days = st.dates(date(1991, 12, 16), date(2200, 1, 1))


@pytest.mark.parametrize(
    ("sent_on", "given_days", "sufficient"),
    [
        (date(2026, 11, 19), 11, True),
        (date(2026, 11, 20), 10, True),
        (date(2026, 11, 21), 9, False),
        (date(2026, 12, 1), -1, False),
    ],
)
def test_days_of_notice(sent_on, given_days, sufficient):
    verdict = notice.notice(sent_on=sent_on, meeting_on=date(2026, 11, 30), days=10)

    assert (verdict.days, verdict.needed, verdict.sufficient) == (given_days, 10, sufficient)
    assert verdict.latest == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 30), 0, date(2026, 11, 30)),  # a Monday
        (date(2026, 11, 30), 3, date(2026, 12, 3)),
        (date(2026, 12, 4), 1, date(2026, 12, 7)),  # over the weekend
        (date(2026, 12, 5), 1, date(2026, 12, 7)),  # from a Saturday
        (date(2026, 12, 15), 1, date(2026, 12, 18)),  # over Independence Day and a day off
    ],
)
def test_working_days_skip_weekends_and_holidays(start, count, end):
    holidays = {date(2026, 12, 16), date(2026, 12, 17)}

    assert notice.add_working_days(start, count, holidays=holidays) == end


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError):
        notice.add_working_days(date(2026, 11, 30), -1)


@given(start=days, count=st.integers(1, 60))
def test_a_deadline_in_working_days_ends_on_one(start, count):
    end = notice.add_working_days(start, count)

    assert end.weekday() < notice.SATURDAY
    assert end - start >= timedelta(days=count)
    assert notice.add_working_days(start, count + 1) > end


@pytest.mark.parametrize("key", DEADLINES)
def test_each_deadline_is_counted_in_its_own_days(key):
    friday, procedure = date(2026, 12, 4), Procedure(**{key: 2})

    end = notice.deadline(key, start=friday, procedure=procedure)

    assert end == (date(2026, 12, 8) if key in WORKING_DAYS else date(2026, 12, 6))


def test_a_deadline_is_kept_on_its_last_day():
    assert not notice.overdue(due=date(2026, 11, 30), today=date(2026, 11, 30))
    assert notice.overdue(due=date(2026, 11, 30), today=date(2026, 12, 1))


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 8, 31), 2025),
        (date(2026, 9, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
    ],
)
def test_the_academic_year_runs_from_the_first_of_september(day, year):
    assert notice.academic_year(day) == year
    assert notice.year_of(day, basis=YearBasis.ACADEMIC) == year
    assert notice.year_of(day, basis=YearBasis.CALENDAR) == day.year


@given(day=days, basis=st.sampled_from(YearBasis))
def test_every_day_lies_within_its_year_and_years_follow_without_a_gap(day, basis):
    year = notice.year_of(day, basis=basis)
    first, last = notice.year_bounds(year, basis=basis)

    assert first <= day <= last
    assert notice.year_bounds(year + 1, basis=basis)[0] == last + timedelta(days=1)


def test_years_are_named():
    assert notice.year_label(2026, basis=YearBasis.CALENDAR) == "2026"
    assert notice.year_label(2026, basis=YearBasis.ACADEMIC) == "2026–2027"


def test_yearly_dates_come_from_the_rules():
    dates = [
        notice.yearly_date(name, year=2027, procedure=Procedure())
        for name in ("plan_submitted", "plan_agreed", "evaluation")
    ]

    assert dates == [date(2027, 7, 1), date(2027, 8, 25), date(2027, 5, 31)]
