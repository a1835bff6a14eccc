"""A letter from HTML to a PDF with whole fonts, and nothing fetched from anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import fontpkg_literata
import fontpkg_onest
from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

HERE = Path(__file__).resolve().parent

_MADE_OF = {
    "portal:literata": (
        "font/ttf", fontpkg_literata.ROOT / "files" / "Literata[opsz,wght].ttf"
    ),
    "portal:onest": ("font/ttf", fontpkg_onest.ROOT / "files" / "Onest[wght].ttf"),
}  # fmt: skip


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


def press(html: str, *, stylesheet: str = "paper.css") -> bytes:
    """Set a letter or a list: PDF/A-3a, tagged, fonts embedded."""
    fonts, fetcher = FontConfiguration(), OwnFiles()
    sheet = CSS(
        string=(HERE / stylesheet).read_text(), font_config=fonts, url_fetcher=fetcher
    )  # fmt: skip
    document = HTML(string=html, url_fetcher=fetcher).render(stylesheets=[sheet], font_config=fonts)
    pdf: bytes = document.write_pdf(pdf_variant="pdf/a-3a")
    return pdf
