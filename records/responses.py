"""Handing out stored files; who may have one is decided by the view that asks."""

from django.http import FileResponse, HttpResponse

from records.models import StoredFile
from records.rules.file_types import DOCUMENTS, FileType

SHOWN_IN_BROWSER = {kind.media_type for kind in DOCUMENTS if kind.opens_in_browser}


def file_response(stored_file: StoredFile, *, inline: bool = False) -> FileResponse:
    """The file under its own name; `inline` lets a browser show a PDF or a picture itself."""
    shown = inline and stored_file.media_type in SHOWN_IN_BROWSER
    return FileResponse(
        stored_file.content.open("rb"),
        as_attachment=not shown,
        filename=stored_file.name,
        content_type=stored_file.media_type,
        headers={
            "Content-Length": str(stored_file.size),
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )


def made_response(content: bytes, *, name: str, kind: FileType) -> HttpResponse:
    """A file that was made for this one request and is kept nowhere."""
    return HttpResponse(
        content,
        content_type=kind.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
