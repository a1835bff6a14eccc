"""From HTML to a PDF with whole fonts, and nothing fetched from anywhere but the portal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_literata
import fontpkg_onest
from django.conf import settings
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

HERE = Path(__file__).resolve().parent
POINTS_PER_PIXEL = 0.75

_MADE_OF = {
    "portal:literata": (
        "font/ttf", fontpkg_literata.ROOT / "files" / "Literata[opsz,wght].ttf"
    ),
    "portal:onest": ("font/ttf", fontpkg_onest.ROOT / "files" / "Onest[wght].ttf"),
}  # fmt: skip


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


class OwnFiles(URLFetcher):
    """Fonts and the ornament, by `portal:` names; pictures drawn into the page; nothing else."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["data"])

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Refuses every address outside the document."""
        if url == "portal:band":
            path = Path(settings.BASE_DIR) / "static" / "img" / "band.svg"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "image/svg+xml"})
        if url in _MADE_OF:
            media_type, font = _MADE_OF[url]
            return URLFetcherResponse(url, Path(font).read_bytes(), {"Content-Type": media_type})
        return super().fetch(url, headers)


@cache
def _stylesheet(name: str) -> str:
    return (HERE / name).read_text()


def press(
    html: str,
    *,
    stylesheet: str,
    variant: str = "pdf/a-3a",
    attachments: Sequence[Attachment] = (),
) -> Drawn:
    """Set the page. PDF/A-3a: tagged, fonts embedded, data attached."""
    fonts, fetcher = FontConfiguration(), OwnFiles()
    sheet = CSS(string=_stylesheet(stylesheet), font_config=fonts, url_fetcher=fetcher)
    document = HTML(string=html, url_fetcher=fetcher).render(stylesheets=[sheet], font_config=fonts)
    places = {
        name: _place(number, page.height, corners)
        for number, page in enumerate(document.pages)
        for name, corners in page.anchors.items()
    }
    pdf = document.write_pdf(pdf_variant=variant, attachments=list(attachments))
    return Drawn(pdf, places)


def _place(page: int, height: float, corners: tuple[float, float, float, float]) -> Place:
    left, top, right, bottom = (corner * POINTS_PER_PIXEL for corner in corners)
    full = height * POINTS_PER_PIXEL
    return Place(page, round(left), round(full - bottom), round(right), round(full - top))
