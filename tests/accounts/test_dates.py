from datetime import UTC, date, datetime

import pytest

from accounts.kazakh import dates

MONTHS = {
    1: ("қаңтар", "қаңтардағы", "қаңтарда", "января", "January"),
    2: ("ақпан", "ақпандағы", "ақпанда", "февраля", "February"),
    3: ("наурыз", "наурыздағы", "наурызда", "марта", "March"),
    4: ("сәуір", "сәуірдегі", "сәуірде", "апреля", "April"),
    5: ("мамыр", "мамырдағы", "мамырда", "мая", "May"),
    6: ("маусым", "маусымдағы", "маусымда", "июня", "June"),
    7: ("шілде", "шілдедегі", "шілдеде", "июля", "July"),
    8: ("тамыз", "тамыздағы", "тамызда", "августа", "August"),
    9: ("қыркүйек", "қыркүйектегі", "қыркүйекте", "сентября", "September"),
    10: ("қазан", "қазандағы", "қазанда", "октября", "October"),
    11: ("қараша", "қарашадағы", "қарашада", "ноября", "November"),
    12: ("желтоқсан", "желтоқсандағы", "желтоқсанда", "декабря", "December"),
}


@pytest.mark.parametrize("month", MONTHS)
def test_every_month_in_three_languages(month):
    plain, attributive, locative, russian, english = MONTHS[month]
    day = date(2026, month, 3)

    assert dates.long_date(day, "kk") == f"2026 жылғы 3 {plain}"
    assert dates.dated(day, "kk") == f"2026 жылғы 3 {attributive}"
    assert dates.on_date(day, "kk") == f"2026 жылғы 3 {locative}"
    assert dates.long_date(day, "ru") == f"3 {russian} 2026 года"
    assert dates.dated(day, "ru") == f"от 3 {russian} 2026 года"
    assert dates.on_date(day, "ru") == f"3 {russian} 2026 года"
    assert dates.long_date(day, "en") == f"3 {english} 2026"
    assert dates.dated(day, "en") == f"of 3 {english} 2026"
    assert dates.on_date(day, "en") == f"on 3 {english} 2026"


def test_the_date_the_regulation_is_known_by():
    assert dates.long_date(date(2018, 10, 13), "kk") == "2018 жылғы 13 қазан"
    assert dates.short_date(date(2018, 10, 3)) == "03.10.2018"


def test_moments_are_told_by_astana_time():
    moment = datetime(2026, 11, 30, 20, 30, tzinfo=UTC)

    assert dates.long_datetime(moment, "kk") == "2026 жылғы 1 желтоқсан, 01:30"
    assert dates.long_datetime(moment, "ru") == "1 декабря 2026 года, 01:30"
    assert dates.long_datetime(moment, "en") == "1 December 2026, 01:30"
    assert dates.zone(moment, "kk") == "Астана уақыты (UTC+5)"
    assert dates.zone(moment, "ru") == "время Астаны (UTC+5)"


def test_before_march_2024_astana_was_an_hour_ahead():
    moment = datetime(2023, 8, 10, 6, 0, tzinfo=UTC)

    assert dates.long_datetime(moment, "kk") == "2023 жылғы 10 тамыз, 12:00"
    assert dates.zone(moment, "en") == "Astana time (UTC+6)"


def test_a_moment_without_a_zone_is_a_mistake():
    with pytest.raises(ValueError, match="has no time zone"):
        dates.long_datetime(datetime(2026, 1, 1), "kk")  # noqa: DTZ001
