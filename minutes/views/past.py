"""How the minutes came about: what changed since an earlier version, and the void versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.requests import SignedInRequest
from meetings.models import AgendaItem
from minutes import access
from minutes.actions.permit import may_draw_up
from minutes.documents import changes
from minutes.documents.changes import Texts
from minutes.documents.model import Document
from minutes.documents.printed import printed
from minutes.documents.wording import grouped
from minutes.models import FrozenVersion, Minutes
from minutes.views import editing
from records.responses import file_response


@dataclass(frozen=True, slots=True)
class Since:
    """A moment to compare with: its key in the address, its name, and what stood there then."""

    key: str
    label: str
    texts: Callable[[], Texts]


@require_safe
def minutes_changes(request: SignedInRequest, pk: int) -> HttpResponse:
    """`?since=`: an earlier version, the opening to the participants, or the first draft."""
    minutes = access.minutes_with_past(request.user, pk)
    since, until = (request.GET.get(name, "") for name in ("since", "until"))
    context = _compared(minutes, request.user, since, until)
    return render(request, "minutes/minutes_changes.html", context)


@require_safe
def minutes_version(request: SignedInRequest, pk: int, version: int) -> HttpResponse:
    """A void version as it was frozen, marked as void."""
    row = access.void_version(request.user, pk, version)
    parts = printed(Document.from_dict(row.document))
    context = {
        "minutes": row.minutes, "row": row, "parts": parts, "hash": grouped(row.document_hash),
    }  # fmt: skip
    return render(request, "minutes/minutes_version.html", context)


@require_safe
def minutes_version_pdf(request: SignedInRequest, pk: int, version: int) -> FileResponse:
    """Its file, with the signatures that became void."""
    row = access.void_version(request.user, pk, version)
    if row.pdf is None:
        raise Http404
    return file_response(row.pdf, inline="inline" in request.GET)


def _compared(minutes: Minutes, user: User, since: str, until: str) -> dict[str, Any]:
    items = [place.text.item for place in editing.places(minutes)]
    moments = _moments(minutes, items)
    base = next((one for one in moments if one.key == since), moments[0])
    target = next((one for one in moments if one.key == until and one.key != base.key), None)
    new = target.texts() if target else _newest(minutes, items)
    return {
        "minutes": minutes, "moments": moments, "base": base, "target": target,
        "changes": changes.compared(items, base.texts(), new),
        "keeper": may_draw_up(user, minutes.meeting, timezone.now()),
    }  # fmt: skip


def _newest(minutes: Minutes, items: list[AgendaItem]) -> Texts:
    if minutes.document is None:
        return changes.texts_now(minutes)
    return changes.texts_frozen(items, Document.from_dict(minutes.document))


def _texts_of(row: FrozenVersion, items: list[AgendaItem]) -> Texts:
    return changes.texts_frozen(items, Document.from_dict(row.document))


def _moments(minutes: Minutes, items: list[AgendaItem]) -> list[Since]:
    """What one can compare with, the latest version first."""
    found = [
        Since(
            f"v{row.version}",
            _("Version %(version)d, returned") % {"version": row.version},
            partial(_texts_of, row, items),
        )
        for row in minutes.void_versions.order_by("-version")
    ]
    reading = minutes.readings.newest_first().first()
    if reading is not None:
        opened = reading.opened_at
        found.append(
            Since("opened", _("As laid before those who took part"),
                  lambda: changes.texts_at(minutes, opened))
        )  # fmt: skip
    first = Since("first", _("As first drawn up"), lambda: changes.texts_at_first(minutes))
    return [*found, first]
