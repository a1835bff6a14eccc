"""What every .xlsx the portal writes has in common: a head that stays, words that stay words."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bodies.documents.roster_reading import tidy

COMMANDS = ("=", "+", "-", "@")
"""What a spreadsheet may take for a command at the beginning of a text."""
TEXT, DAY = "@", "DD.MM.YYYY"


def list_sheet(
    title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]]
) -> bytes:
    """A list as a workbook of one sheet; a column is its heading and its width."""
    book = Workbook()
    page = headed(book, title, columns)
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            if value not in (None, ""):
                cell = page.cell(number, place)
                write(cell, value)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.auto_filter.ref = page.dimensions
    return packed(book)


def headed(book: Workbook, title: str, columns: Sequence[tuple[str, int]]) -> Worksheet:
    """The first sheet of the book with its headings, which stay in sight."""
    page: Any = book.active
    page.title = title
    for place, (heading, width) in enumerate(columns, start=1):
        cell = page.cell(1, place)
        write(cell, heading)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="0B5563")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        page.column_dimensions[get_column_letter(place)].width = width
    page.row_dimensions[1].height = 34
    page.freeze_panes = "A2"
    return page


def write(cell: Any, value: Any) -> None:
    """Words stay words, even where a spreadsheet would take them for a command."""
    if isinstance(value, date):
        cell.value, cell.number_format = value, DAY
    elif isinstance(value, int):
        cell.value = value
    else:
        text = tidy(value)
        cell.value = text
        cell.data_type, cell.number_format = "s", TEXT
        cell.quotePrefix = text.startswith(COMMANDS)


def packed(book: Workbook) -> bytes:
    """The book as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
