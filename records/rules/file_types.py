"""What a document may be, and whether a file is what its name says. Pure."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import IO
from zlib import error as ZlibError  # noqa: N812 - zlib names its exception in lower case

MEGABYTE = 1024 * 1024
CONTENT_TYPES = "[Content_Types].xml"
LARGEST_CONTENT_TYPES = MEGABYTE
MOST_PARTS = 5_000
MOST_UNPACKED = 200 * MEGABYTE
CHUNK = 64 * 1024


@dataclass(frozen=True)
class FileType:
    """One type of file: what people call it, how its name ends and how its bytes begin."""

    label: str
    extensions: tuple[str, ...]
    media_type: str
    magic: bytes
    part: str = ""
    """Of an office document: the content type its main part must declare."""
    opens_in_browser: bool = False


PDF = FileType("PDF", (".pdf",), "application/pdf", b"%PDF-", opens_in_browser=True)
DOCX = FileType(
    "DOCX",
    (".docx",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    b"PK\x03\x04",
    part="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
)
XLSX = FileType(
    "XLSX",
    (".xlsx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    b"PK\x03\x04",
    part="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
)
JPG = FileType("JPG", (".jpg", ".jpeg"), "image/jpeg", b"\xff\xd8\xff", opens_in_browser=True)
PNG = FileType("PNG", (".png",), "image/png", b"\x89PNG\r\n\x1a\n", opens_in_browser=True)

DOCUMENTS: tuple[FileType, ...] = (PDF, DOCX, XLSX, JPG, PNG)
SCANS: tuple[FileType, ...] = (PDF, JPG, PNG)


class Flaw(StrEnum):
    """Why the content of a file is not accepted."""

    OTHER_CONTENT = "other_content"
    TOO_MANY_PARTS = "too_many_parts"
    UNPACKS_TOO_LARGE = "unpacks_too_large"


def named(name: str, allowed: Sequence[FileType]) -> FileType | None:
    """The allowed type that the name of a file claims, if any."""
    ending = PurePath(name).suffix.lower()
    return next((kind for kind in allowed if ending in kind.extensions), None)


def flaw(content: IO[bytes], kind: FileType) -> Flaw | None:
    """Why `content` (from its start) is not an acceptable file of `kind`; None when it is."""
    content.seek(0)
    if content.read(len(kind.magic)) != kind.magic:
        return Flaw.OTHER_CONTENT
    if not kind.part:
        return None
    try:
        with zipfile.ZipFile(content) as package:
            return _package_flaw(package, kind)
    except (zipfile.BadZipFile, ZlibError, EOFError, KeyError, NotImplementedError, RuntimeError):
        return Flaw.OTHER_CONTENT  # damaged, encrypted or packed in a way office files are not


def _package_flaw(package: zipfile.ZipFile, kind: FileType) -> Flaw | None:
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        return Flaw.TOO_MANY_PARTS
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        return Flaw.UNPACKS_TOO_LARGE
    if package.getinfo(CONTENT_TYPES).file_size > LARGEST_CONTENT_TYPES:
        return Flaw.UNPACKS_TOO_LARGE
    if f'"{kind.part}"'.encode() not in package.read(CONTENT_TYPES):
        return Flaw.OTHER_CONTENT
    for part in parts:
        _unpack(package, part)
    return None


def _unpack(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Read a part to its end: a size or checksum that lies raises BadZipFile."""
    with package.open(part) as unpacked:
        while unpacked.read(CHUNK):
            pass
