"""Filters that write dates and names in the language of the page or letter being written."""

from collections.abc import Mapping
from datetime import date, datetime

from django import template
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import get_language

from accounts.kazakh import dates
from accounts.models import User

register = template.Library()


def _language() -> str:
    return (get_language() or "kk")[:2]


@register.filter
def long_date(day: date | str) -> str:
    """«2018 жылғы 13 қазан»; a date, or one written as ISO (in a notification's facts)."""
    parsed = parse_date(day) if isinstance(day, str) else day
    return dates.long_date(parsed, _language()) if parsed else ""


@register.filter
def long_datetime(moment: datetime | str) -> str:
    """«2026 жылғы 30 қараша, 15:00», Astana time; a moment, or one written as ISO."""
    parsed = parse_datetime(moment) if isinstance(moment, str) else moment
    return dates.long_datetime(parsed, _language()) if parsed else ""


@register.filter
def dated(day: date | str) -> str:
    """«2023 жылғы 10 тамыздағы», before the name of a document."""
    parsed = parse_date(day) if isinstance(day, str) else day
    return dates.dated(parsed, _language()) if parsed else ""


@register.filter
def in_language(texts: Mapping[str, str] | str) -> str:
    """The text of the active language out of {"kk": …, "ru": …}; Kazakh where it is missing."""
    if isinstance(texts, str):
        return texts
    return texts.get(_language()) or texts.get("kk", "")


@register.filter
def full_name(person: User) -> str:
    return person.full_name()


@register.filter
def signature_name(person: User) -> str:
    return person.signature_name()
