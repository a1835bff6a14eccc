from datetime import date, datetime

import pytest
from django import forms
from django.utils import formats, timezone, translation

DAY = date(2018, 10, 13)


@pytest.mark.parametrize(
    ("language", "long", "number"),
    [
        ("kk", "2018 жылғы 13 қазан", "1\xa0234\xa0567,89"),
        ("ru", "13 октября 2018 года", "1\xa0234\xa0567,89"),
        ("en", "13 October 2018", "1,234,567.89"),
    ],
)
def test_dates_and_numbers_by_language(language, long, number):
    with translation.override(language):
        assert formats.date_format(DAY) == long
        assert formats.date_format(DAY, "SHORT_DATE_FORMAT") == "13.10.2018"
        assert formats.number_format(1234567.89, 2, force_grouping=True) == number
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize("month", range(1, 13))
def test_kazakh_months_are_in_lower_case(month):
    with translation.override("kk"):
        shown = formats.date_format(date(2026, month, 1))

    assert shown == shown.lower()


def test_a_moment_is_shown_by_astana_time():
    moment = datetime(2026, 11, 30, 10, 0, tzinfo=timezone.get_fixed_timezone(0))

    with translation.override("kk"):
        shown = formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")

    assert shown == "2026 жылғы 30 қараша, 15:00"


@pytest.mark.parametrize("typed", ["13.10.2018", "2018-10-13"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_dates_are_read_as_people_write_them(language, typed):
    with translation.override(language):
        assert forms.DateField().clean(typed) == DAY


def test_djangos_own_refusals_speak_kazakh():
    with translation.override("kk"), pytest.raises(forms.ValidationError) as refusal:
        forms.EmailField().clean("x")

    assert refusal.value.messages == ["Электрондық пошта мекенжайын дұрыс жазыңыз."]
