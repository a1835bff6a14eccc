"""Days and moments as documents write them, in an explicitly named language.

Django's `kk` locale writes «Қаз. 13, 2018»; official Kazakh is «2018 жылғы 13 қазан». Screens use
Django's formats (council_portal/formats); documents, mail and refusals use these functions, which
ask neither the active language nor the clock.
"""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

ASTANA = ZoneInfo("Asia/Almaty")
"""One time for the whole country: UTC+5 since 1 March 2024, UTC+6 before that in Astana."""

_MONTHS: Mapping[str, tuple[str, ...]] = {
    "kk": (
        "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
        "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
    ),
    "ru": (
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip

_LOCATIVE = (
    "қаңтарда", "ақпанда", "наурызда", "сәуірде", "мамырда", "маусымда",
    "шілдеде", "тамызда", "қыркүйекте", "қазанда", "қарашада", "желтоқсанда",
)  # fmt: skip

_ATTRIBUTIVE = (
    "қаңтардағы", "ақпандағы", "наурыздағы", "сәуірдегі", "мамырдағы", "маусымдағы",
    "шілдедегі", "тамыздағы", "қыркүйектегі", "қазандағы", "қарашадағы", "желтоқсандағы",
)  # fmt: skip


def long_date(day: date, lang: str) -> str:
    """«2018 жылғы 13 қазан», «13 октября 2018 года», "13 October 2018"."""
    return _dated(day, lang, _MONTHS[lang])


def dated(day: date, lang: str) -> str:
    """Before the name of a document: «2023 жылғы 10 тамыздағы» № 253 бұйрық, «от 10 августа …»."""
    if lang == "kk":
        return _dated(day, lang, _ATTRIBUTIVE)
    return f"{'от' if lang == 'ru' else 'of'} {long_date(day, lang)}"


def on_date(day: date, lang: str) -> str:
    """When something happened: «2023 жылғы 16 тамызда», «16 августа 2023 года», "on 16 …"."""
    if lang == "kk":
        return _dated(day, lang, _LOCATIVE)
    return long_date(day, lang) if lang == "ru" else f"on {long_date(day, lang)}"


def short_date(day: date) -> str:
    """«13.10.2018», alike in the three languages."""
    return f"{day:%d.%m.%Y}"


def long_datetime(moment: datetime, lang: str) -> str:
    """«2026 жылғы 30 қараша, 15:00», by Astana time. ValueError for a moment without a zone."""
    here = in_astana(moment)
    return f"{long_date(here, lang)}, {here:%H:%M}"


def zone(moment: datetime, lang: str) -> str:
    """«Астана уақыты (UTC+5)»: said once, wherever a reader may sit in another zone."""
    name = {"kk": "Астана уақыты", "ru": "время Астаны", "en": "Astana time"}[lang]
    return f"{name} (UTC{in_astana(moment):%z})".replace("00)", ")").replace("+0", "+")


def in_astana(moment: datetime) -> datetime:
    """The same moment by Astana time. ValueError for a moment without a zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(ASTANA)


def _dated(day: date, lang: str, months: tuple[str, ...]) -> str:
    month = months[day.month - 1]
    if lang == "kk":
        return f"{day.year} жылғы {day.day} {month}"
    if lang == "ru":
        return f"{day.day} {month} {day.year} года"
    return f"{day.day} {month} {day.year}"
