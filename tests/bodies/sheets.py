"""Sheets as people make them, and worse."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

HEADINGS = [
    "E-mail", "Фамилия на казахском", "Имя на казахском", "Должность", "Санаты (15-тармақ)",
    "Represents", "Votes", "Last day of the term",
]  # fmt: skip
CONTENT_TYPES = "[Content_Types].xml"


def xlsx(*rows: list[Any], headings: list[Any] | None = None) -> bytes:
    """A sheet with the headings above, or with others."""
    book = Workbook()
    page: Any = book.active
    page.append(HEADINGS if headings is None else headings)
    for row in rows:
        page.append(row)
    return packed(book)


def packed(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(content: bytes, name: str = "құрам.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def repacked(content: bytes, **parts: bytes | None) -> bytes:
    """The same package with parts put in or replaced: `sheet` is the first sheet's XML."""
    names = {"sheet": "xl/worksheets/sheet1.xml", "macros": "xl/vbaProject.bin"}
    wanted = {names.get(name, name): data for name, data in parts.items()}
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part not in wanted:
                new.writestr(part, old.read(part))
        for part, data in wanted.items():
            if data is not None:
                new.writestr(part, data)
    return out.getvalue()
