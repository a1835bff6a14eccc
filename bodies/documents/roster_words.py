"""What a roster's sheet is headed with and may say, in the three languages of the portal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from accounts.kazakh.alphabet import search_key
from bodies.rules.roster import Column, Problem

LANGUAGES = ("kk", "ru", "en")

HEADINGS: dict[Column, Promise] = {
    Column.NUMBER: _("No."),
    Column.EMAIL: _("E-mail"),
    Column.FAMILY_KK: _("Family name, in Kazakh"),
    Column.GIVEN_KK: _("Given name, in Kazakh"),
    Column.PATRONYMIC_KK: _("Patronymic, in Kazakh"),
    Column.FAMILY_RU: _("Family name, in Russian"),
    Column.GIVEN_RU: _("Given name, in Russian"),
    Column.PATRONYMIC_RU: _("Patronymic, in Russian"),
    Column.OFFICE: _("Office"),
    Column.CATEGORY: _("Category (cl. 15)"),
    Column.ORGANISATION: _("Represents"),
    Column.VOTES: _("Votes (yes or no)"),
    Column.ENDS_ON: _("Last day of the term"),
    Column.SINCE: _("Sits since"),
    Column.ACT: _("Act that appointed"),
}
"""In the order in which the portal itself writes them."""

OTHER_HEADINGS: dict[Column, Promise] = {
    Column.NUMBER: pgettext_lazy("headings of a roster", "no; number; nr"),
    Column.EMAIL: pgettext_lazy("headings of a roster", "email; mail; email address"),
    Column.FAMILY_KK: pgettext_lazy("headings of a roster", "family name; last name; surname"),
    Column.GIVEN_KK: pgettext_lazy("headings of a roster", "given name; first name"),
    Column.PATRONYMIC_KK: pgettext_lazy("headings of a roster", "patronymic; middle name"),
    Column.OFFICE: pgettext_lazy("headings of a roster", "position; role"),
    Column.CATEGORY: pgettext_lazy("headings of a roster", "category"),
    Column.ORGANISATION: pgettext_lazy("headings of a roster", "organisation; organization"),
    Column.VOTES: pgettext_lazy("headings of a roster", "votes; voting; vote"),
    Column.ENDS_ON: pgettext_lazy("headings of a roster", "until; term; end of term"),
    Column.SINCE: pgettext_lazy("headings of a roster", "since; first day"),
    Column.ACT: pgettext_lazy("headings of a roster", "act; order"),
}
YES, NO = _("yes"), _("no")
ANSWERS = (("true", YES), ("false", NO), ("1", YES), ("0", NO))

PROBLEMS: dict[Problem, Promise] = {
    Problem.FORMULA: _("The cell holds a formula: enter the value itself."),
    Problem.BROKEN: _("The cell shows an error of the spreadsheet: enter the value itself."),
    Problem.NO_EMAIL: _("Enter the e-mail: people are found by it."),
    Problem.BAD_EMAIL: _("This is not an e-mail address: %(value)s"),
    Problem.TWICE: _("This person stands in the sheet already: row %(row)s."),
    Problem.NO_NAME: _("Nobody has this e-mail yet: enter the name."),
    Problem.TOO_LONG: _("The text is too long: at most %(limit)s characters."),
    Problem.OFFICE: _("There is no such office: %(value)s"),
    Problem.CATEGORY: _("There is no such category: %(value)s"),
    Problem.ORGANISATION: _("No organisation has this name: %(value)s"),
    Problem.ORGANISATIONS: _(
        "Several organisations have this name: %(value)s. Enter the full name or the key."
    ),
    Problem.REPRESENTS: _("Name the organisation this member represents."),
    Problem.VOTES: _("Enter yes or no, not: %(value)s"),
    Problem.DAY: _("This is not a day: %(value)s. Write it like this: 31.12.2027."),
    Problem.ENDED: _("A term cannot end before it starts."),
    Problem.OFFICE_TAKEN: _("This office is already held by %(name)s."),
    Problem.AHEAD: _("This person takes a seat in this body already on %(day)s."),
    Problem.WAITS: _("Another change of this seat or office waits: it has to be decided first."),
    Problem.OTHER_NAME: _("The portal knows this person by another name: %(name)s."),
}


def known_headings() -> dict[str, Column]:
    """Every heading a column is known by, folded, in all languages; the keys too."""
    known = {search_key(column): column for column in Column}
    for language in LANGUAGES:
        with override(language):
            for column, heading in HEADINGS.items():
                known.setdefault(search_key(str(heading)), column)
            for column, others in OTHER_HEADINGS.items():
                for other in str(others).split(";"):
                    known.setdefault(search_key(other), column)
    known.pop("", None)
    return known


def known_words(choices: Iterable[tuple[Any, Any]]) -> dict[str, str]:
    """Folded label in each language, or the key itself → the key."""
    listed = list(choices)
    known = {search_key(str(value)): str(value) for value, _label in listed}
    for language in LANGUAGES:
        with override(language):
            for value, label in listed:
                known.setdefault(search_key(str(label)), str(value))
    return known
