"""Reading a roster from an .xlsx whose contents nobody vouches for."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from accounts.kazakh.alphabet import search_key
from bodies.documents.roster_words import HEADINGS, known_headings
from bodies.rules.roster import (
    HEADING_WITHIN,
    MOST_COLUMNS,
    MOST_ROWS,
    TOLD,
    Column,
    Problem,
    Sheet,
    SheetRow,
)
from records.actions import accept
from records.errors import FileRefused
from records.rules.file_types import MEGABYTE, XLSX

OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How .xls files begin, and .xlsx files that a password protects."""
MOST_UNPACKED = 40 * MEGABYTE
LONGEST_CELL = 500
PATIENCE = 100_000
"""Empty rows below the last one that are looked through before giving up."""


def read_sheet(upload: File) -> Sheet:
    """The first visible sheet. Raises FileRefused, which says what is the matter and what to do."""
    _require_readable(upload)
    try:
        book = load_workbook(upload, read_only=True, keep_links=False)
        page: Any = next(page for page in book.worksheets if page.sheet_state == "visible")
        # The sheet's own word on its size may be a lie: the rows themselves tell.
        page.reset_dimensions()
        return _read(page.iter_rows(max_col=MOST_COLUMNS + 1))
    except FileRefused:
        raise
    except Exception as fault:  # a damaged or hostile file may break the library anywhere
        raise FileRefused(
            _("The file cannot be read as a sheet: open it in Excel and save it anew as XLSX.")
        ) from fault
    finally:
        upload.seek(0)


def _require_readable(upload: File) -> None:
    upload.seek(0)
    begins = upload.read(len(OLD_OR_LOCKED))
    upload.seek(0)
    if begins == OLD_OR_LOCKED:
        raise FileRefused(
            _("The file is protected by a password or of an old kind: save it as XLSX without one.")
        )
    accept(upload, [XLSX])
    with zipfile.ZipFile(upload) as package:
        parts = package.infolist()
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise FileRefused(_("The file holds macros: save it as XLSX without them."))
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefused(
            _("The file unpacks to more than %(limit)s MB, which is not accepted.")
            % {"limit": MOST_UNPACKED // MEGABYTE}
        )


def _read(lines: Iterator[tuple[Any, ...]]) -> Sheet:
    numbered = enumerate(lines, start=1)
    columns, unknown = _headings(numbered)
    rows: list[SheetRow] = []
    for number, line in numbered:
        row = _row(number, line, columns)
        if row is not None:
            rows.append(row)
        if len(rows) > MOST_ROWS or number > PATIENCE:
            raise FileRefused(
                _("The sheet has more than %(limit)s rows, which is not accepted.")
                % {"limit": MOST_ROWS}
            )
    if not rows:
        raise FileRefused(_("The sheet names nobody: there is no row below the headings."))
    letters = {column: get_column_letter(place + 1) for place, column in columns.items()}
    return Sheet({str(column): letter for column, letter in letters.items()}, unknown, rows)


def _headings(
    numbered: Iterator[tuple[int, tuple[Any, ...]]],
) -> tuple[dict[int, Column], list[str]]:
    """Which column stands where, and the headings nobody knows."""
    known = known_headings()
    for number, line in numbered:
        _require_few_columns(line)
        texts = [_text(cell.value)[:LONGEST_CELL] for cell in line]
        found = [(place, known.get(search_key(text))) for place, text in enumerate(texts)]
        if any(column is Column.EMAIL for _place, column in found):
            unknown = [
                texts[place]
                for place, column in found
                if column is None and search_key(texts[place])
            ]
            return _placed(found), unknown
        if number >= HEADING_WITHIN:
            break
    raise FileRefused(
        _("No column is headed “%(heading)s”: take the template, or head the columns as it does.")
        % {"heading": HEADINGS[Column.EMAIL]}
    )


def _placed(found: list[tuple[int, Column | None]]) -> dict[int, Column]:
    placed: dict[Column, int] = {}
    for place, column in found:
        if column is None or column in TOLD:
            continue
        if column in placed:
            raise FileRefused(
                _("Two columns hold the same: %(first)s and %(second)s (%(heading)s).")
                % {
                    "first": get_column_letter(placed[column] + 1),
                    "second": get_column_letter(place + 1),
                    "heading": HEADINGS[column],
                }
            )
        placed[column] = place
    return {place: column for column, place in placed.items()}


def _require_few_columns(line: tuple[Any, ...]) -> None:
    if len(line) > MOST_COLUMNS and line[MOST_COLUMNS].value is not None:
        raise FileRefused(
            _("The sheet has more than %(limit)s columns, which is not accepted.")
            % {"limit": MOST_COLUMNS}
        )


def _row(number: int, line: tuple[Any, ...], columns: dict[int, Column]) -> SheetRow | None:
    """None for a row that holds nothing in any column we know."""
    cells: dict[str, str] = {}
    faults: dict[str, str] = {}
    for place, column in columns.items():
        cell = line[place] if place < len(line) else None
        if cell is None or cell.value is None:
            continue
        if cell.data_type == "f":
            faults[column.value] = Problem.FORMULA.value
        elif cell.data_type == "e":
            faults[column.value] = Problem.BROKEN.value
        elif text := _text(cell.value):
            cells[column.value] = text[:LONGEST_CELL]
    return SheetRow(number, cells, faults) if cells or faults else None


def _text(value: Any) -> str:
    """As one would read it aloud: days as 2027-12-31, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return tidy(str(value))


def tidy(text: str) -> str:
    """One line, single spaces, nothing invisible."""
    plain = unicodedata.normalize("NFC", text)
    if plain.isprintable():
        return " ".join(plain.split())
    shown = (" " if sign.isspace() else sign for sign in plain)
    seen = (sign for sign in shown if unicodedata.category(sign)[0] != "C")
    return " ".join("".join(seen).split())
