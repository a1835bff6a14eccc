"""Single values of the format: texts, names, dates, times. Each raises Misfit."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from typing import Any

from django.utils.translation import gettext as _

from council_portal.archive.facts import LANGUAGES, Names
from council_portal.archive.refusals import Misfit

DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
TIME = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}([.,]\d{1,6})?)?(Z|[+-]\d{2}(:?\d{2})?)", re.ASCII
)
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
LONGEST_EMAIL = 254

Record = dict[str, Any]


def record(value: object) -> Record:
    """An object."""
    if not isinstance(value, dict):
        raise Misfit(_("an object"), found=value)
    return value


def records(owner: Record, name: str, *, optional: bool = False) -> Iterator[tuple[int, Any]]:
    """The values of a list with their places; an optional one may be missing or null."""
    if name not in owner and not optional:
        raise Misfit(_("a list, which is missing"), name)
    value = owner.get(name)
    if value is None and optional:
        return iter(())
    if not isinstance(value, list):
        raise Misfit(_("a list"), name, found=value)
    return enumerate(value)


def text(owner: Record, name: str, *, most: int, blank: bool = True, optional: bool = False) -> str:
    """A text, exactly as given; an optional one may be missing or null, which reads as empty."""
    if name not in owner and not optional:
        raise Misfit(_("a text, which is missing"), name)
    value = owner.get(name)
    if value is None and optional:
        return ""
    if not isinstance(value, str):
        raise Misfit(_("a text"), name, found=value)
    if not blank and not value.strip():
        raise Misfit(_("a text that is not empty"), name, found=value)
    if len(value) > most:
        raise Misfit(_("a text of at most %(most)s characters") % {"most": most}, name, found=value)
    if not storable(value):
        raise Misfit(_("a text without broken or null characters"), name, found=value)
    return value


def storable(value: str) -> bool:
    """Whether both databases can hold it: no null character, no half of a pair."""
    return UNSTORABLE.search(value) is None


def one_of(owner: Record, name: str, choices: Collection[str]) -> str:
    """One of a few words."""
    value = owner.get(name)
    if not isinstance(value, str) or value not in choices:
        expected = _("one of: %(choices)s") % {"choices": ", ".join(choices)}
        raise Misfit(expected, name, **({"found": owner[name]} if name in owner else {}))
    return sys.intern(value)


def truth(owner: Record, name: str, *, default: bool) -> bool:
    """true or false; missing or null reads as the default."""
    value = owner.get(name)
    if value is None:
        return default
    if not isinstance(value, bool):
        raise Misfit(_("true or false"), name, found=value)
    return value


def names(owner: Record, name: str, *, most: int, optional: bool = False) -> Names:
    """A name in any of three languages, at least one; an optional one may be missing or null."""
    value = owner.get(name)
    if value is None and optional:
        return {}
    if not isinstance(value, dict):
        expected = _("a name: an object with any of kk, ru, en")
        raise Misfit(expected, name, **({"found": owner[name]} if name in owner else {}))
    given: Names = {}
    for language in LANGUAGES:
        try:
            spelt = text(value, language, most=most, optional=True)
        except Misfit as misfit:
            raise misfit.inside(name) from None
        if spelt.strip():
            given[language] = spelt
    if not given and not optional:
        raise Misfit(_("a name in at least one of kk, ru, en"), name, found=value)
    return given


def day(owner: Record, name: str, *, open_end: bool = False) -> date | None:
    """A date YYYY-MM-DD; null is an open end where there may be one."""
    expected = _("a date YYYY-MM-DD or null") if open_end else _("a date YYYY-MM-DD")
    if name not in owner:
        raise Misfit(expected, name)
    value = owner[name]
    if value is None and open_end:
        return None
    if not isinstance(value, str) or not DATE.fullmatch(value):
        raise Misfit(expected, name, found=value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Misfit(_("a date that exists"), name, found=value) from None


def first_day(owner: Record, name: str) -> date:
    """A date YYYY-MM-DD that may not be open."""
    value = day(owner, name)
    assert value is not None  # noqa: S101 - only an open end may be null
    return value


def moment(owner: Record, name: str) -> str:
    """A time of ISO 8601 with its offset, kept as written."""
    expected = _("a time of ISO 8601 with an offset, such as 2024-10-10T10:00:00+05:00")
    if name not in owner:
        raise Misfit(expected, name)
    value = owner[name]
    if not isinstance(value, str) or not TIME.fullmatch(value):
        raise Misfit(expected, name, found=value)
    if not _can_be_shown(value):
        raise Misfit(_("a time that exists"), name, found=value)
    return value


def _can_be_shown(value: str) -> bool:
    """Whether there is such a moment, in every time zone."""
    try:
        year = datetime.fromisoformat(value).astimezone(UTC).year
    except (ValueError, OverflowError):
        return False
    return MINYEAR < year < MAXYEAR


def address(owner: Record, name: str) -> str | None:
    """An e-mail address in lower case, if there is one."""
    value = text(owner, name, most=LONGEST_EMAIL, optional=True).strip().lower()
    if value and not EMAIL.fullmatch(value):
        raise Misfit(_("an e-mail address"), name, found=owner[name])
    return value or None
