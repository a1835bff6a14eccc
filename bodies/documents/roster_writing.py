"""A composition as an .xlsx that can be read back, and the empty sheet to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bodies.documents.roster_words import HEADINGS, LANGUAGES, NO, YES
from bodies.documents.sheets import DAY, TEXT, headed, packed, write
from bodies.models import Category, Membership, Office
from bodies.rules.roster import MOST_ROWS, NAMES, TOLD, Column

WIDTHS = {Column.NUMBER: 6, Column.EMAIL: 30, Column.CATEGORY: 44, Column.ORGANISATION: 44,
          Column.ACT: 40}  # fmt: skip
NEED_NO_ADDRESS = frozenset(Column) - {Column.EMAIL}


def composition_sheet(seats: Iterable[Membership], *, addresses: bool) -> bytes:
    """The seats in their order; with addresses it can be imported again as it is."""
    columns = [column for column in HEADINGS if addresses or column in NEED_NO_ADDRESS]
    book = Workbook()
    page = _headed(book, columns)
    for number, seat in enumerate(seats, start=1):
        _write_row(page, number + 1, columns, _values(number, seat))
    return packed(book)


def template_sheet() -> bytes:
    """The headings, lists to choose from, and how to fill it in."""
    columns = [column for column in HEADINGS if column not in TOLD]
    book = Workbook()
    page = _headed(book, columns)
    _offer(book, page, columns)
    for language in LANGUAGES:
        with override(language):
            _instruct(book)
    return packed(book)


def _headed(book: Workbook, columns: Sequence[Column]) -> Worksheet:
    title = pgettext("name of a sheet", "Composition")
    return headed(book, title, [(str(HEADINGS[c]), WIDTHS.get(c, 20)) for c in columns])


def _values(number: int, seat: Membership) -> dict[Column, Any]:
    person = seat.user
    return {
        Column.NUMBER: number,
        Column.EMAIL: person.email or "",
        **{name: getattr(person, name) for name in NAMES},
        Column.OFFICE: seat.get_office_display(),
        Column.CATEGORY: seat.get_category_display(),
        Column.ORGANISATION: seat.represents.name() if seat.represents else "",
        Column.VOTES: str(YES if seat.voting else NO),
        Column.ENDS_ON: seat.ends_on,
        Column.SINCE: seat.starts_on,
        Column.ACT: str(seat.starts_act or ""),
    }


def _write_row(
    page: Worksheet, number: int, columns: Sequence[Column], values: dict[Column, Any]
) -> None:
    for place, column in enumerate(columns, start=1):
        value = values[column]
        if value not in (None, ""):
            write(page.cell(number, place), value)


def _offer(book: Workbook, page: Worksheet, columns: Sequence[Column]) -> None:
    """Drop-down lists; their words stand on a hidden sheet, as Excel wants long lists to."""
    lists: Any = book.create_sheet(pgettext("name of a sheet", "Lists"))
    lists.sheet_state = "hidden"
    offered = [
        (Column.OFFICE, [str(label) for label in Office.labels]),
        (Column.CATEGORY, [str(label) for label in Category.labels]),
        (Column.VOTES, [str(YES), str(NO)]),
    ]
    for place, (column, words) in enumerate(offered, start=1):
        for number, word in enumerate(words, start=1):
            write(lists.cell(number, place), word)
        letter = get_column_letter(place)
        choice = DataValidation(
            type="list", allow_blank=True, showErrorMessage=True,
            formula1=f"{quote_sheetname(lists.title)}!${letter}$1:${letter}${len(words)}",
            errorTitle=str(HEADINGS[column])[:32], error=_("Choose one of the list."),
        )  # fmt: skip
        page.add_data_validation(choice)
        filled = get_column_letter(columns.index(column) + 1)
        choice.add(f"{filled}2:{filled}{MOST_ROWS + 1}")
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        page.column_dimensions[letter].number_format = DAY if column is Column.ENDS_ON else TEXT


def _instruct(book: Workbook) -> None:
    """One sheet in the active language."""
    page: Any = book.create_sheet(pgettext("name of a sheet", "How to fill it in (English)"))
    page.column_dimensions["A"].width = 110
    lines = [
        _("How to fill in the sheet"),
        _("One row for each member. The order of rows and of columns does not matter."),
        _("The e-mail finds people whom the portal knows; the names of the others are entered."),
        _("Office and category are chosen from the list; an empty office is a member’s."),
        _("The organisation is named in full or in short, in Kazakh or in Russian."),
        _("Days are written like this: 31.12.2027. Leave the term empty where none is set."),
        _("Enter values, no formulas."),
        _("Nobody is removed for not being in the sheet: only a Council decision removes (14.4)."),
        _("First comes a dry run; nothing changes until a second person confirms."),
    ]
    for number, line in enumerate(lines, start=1):
        cell = page.cell(number, 1)
        write(cell, line)
        cell.font = Font(bold=number == 1)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
