"""From what a document says to PDF/A-3a pages: tagged, whole fonts embedded, read from nowhere.

Typst sets a hundred pages in the time HTML takes for two. What people typed goes in as JSON, so it
is never markup; a template may read its own folder and nothing else, and fetches nothing.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_literata
import fontpkg_onest
import typst
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
FONTS = (
    fontpkg_literata.ROOT / "files" / "Literata[opsz,wght].ttf",
    fontpkg_onest.ROOT / "files" / "Onest[wght].ttf",
)
STAMP = (238, 68)
"""Width and height of the box a signature is drawn into, in points."""
A4_HEIGHT = 842


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page, in points from the bottom left corner: where a signature goes."""

    page: int
    left: int
    bottom: int
    right: int
    top: int

    @property
    def box(self) -> tuple[int, int, int, int]:
        """As PDF writes rectangles."""
        return self.left, self.bottom, self.right, self.top


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PDF and where its boxes with an id ended up."""

    pdf: bytes
    places: dict[str, Place]


def typeset(
    template: str,
    said: Mapping[str, Any],
    *,
    at: datetime | None,
    data: str = "",
) -> Drawn:
    """Set `template` with what is `said` and attach `data` to the letter.

    The places are those the template marked `<place>`.
    """
    compiler = typst.Compiler(
        str(HERE / template),
        root=str(HERE),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"said": json.dumps(printable(said), ensure_ascii=False), "data": data},
    )
    pdf = compiler.compile(
        format="pdf", pdf_standards=["a-3a"], timestamp=at and int(at.timestamp())
    )
    assert isinstance(pdf, bytes)  # noqa: S101 - one PDF, no folder of pictures
    marks = json.loads(compiler.query("<place>", field="value"))
    return Drawn(pdf, {f"field-{mark['field']}": _place(mark) for mark in marks})


def printable(value: Any) -> Any:
    """The same with every sign our fonts lack spelt out, «[U+1F600]»: an archive has no blanks."""
    if isinstance(value, str):
        return "".join(_printable(sign) for sign in unicodedata.normalize("NFC", value))
    if isinstance(value, Mapping):
        return {key: printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [printable(one) for one in value]
    return value


def _printable(sign: str) -> str:
    if sign in "\n\t" or ord(sign) in _covered():
        return sign
    category = unicodedata.category(sign)
    if category in {"Cc", "Cf", "Mn"}:
        return ""
    return " " if category[0] == "Z" else f"[U+{ord(sign):04X}]"


@cache
def _covered() -> frozenset[int]:
    codes: set[int] = set()
    for path in FONTS:
        with TTFont(path, lazy=True) as font:
            codes.update(font.getBestCmap())
    return frozenset(code for code in codes if code >= ord(" "))


@cache
def _fonts() -> typst.Fonts:
    """Ours and no others, read once."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False,
        font_paths=sorted({str(font.parent) for font in FONTS}),
    )  # fmt: skip


def _place(mark: Mapping[str, Any]) -> Place:
    width, height = STAMP
    left, top = round(mark["x"]), round(A4_HEIGHT - mark["y"])
    return Place(mark["page"] - 1, left, top - height, left + width, top)
