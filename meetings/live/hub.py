"""Who has which meeting open, and what each of them is told when it changes.

A meeting is drawn once for all who see the same, in one thread, and only as often as it changes;
each screen then gets the parts that differ from what it got last. A slow screen skips what it has
missed. Everything but the drawing runs in the event loop.
"""

from __future__ import annotations

import asyncio
import json
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import close_old_connections

from meetings.live.watching import Watcher
from meetings.views import audience
from meetings.views.audience import Viewer, Voice
from meetings.views.screens import Drawn

log = logging.getLogger(__name__)


def event(name: str, data: dict[str, Any], mark: str = "") -> bytes:
    """One server-sent event; `mark` is what a screen says it has heard when it comes back."""
    head = f"id: {mark}\n" if mark else ""
    return f"{head}event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


@dataclass(eq=False)
class Listener:
    """One open screen: whose it is, what it has been sent, and a bell."""

    viewer: Viewer
    since: str
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    last: Drawn | None = None
    gone: bool = False


@dataclass(eq=False)
class Room:
    """A meeting that somebody has open."""

    meeting: int
    listeners: set[Listener] = field(default_factory=set)
    mark: str = ""
    stale: bool = False
    drawing: asyncio.Task[None] | None = None
    voices: dict[Viewer, Voice] = field(default_factory=dict)
    drawings: dict[Voice, Drawn] = field(default_factory=dict)
    sent: dict[tuple[Voice, str], bytes] = field(default_factory=dict)

    def news(self, listener: Listener) -> bytes | None:
        """What this screen has not been sent yet, as one event; the same bytes for all alike."""
        voice = self.voices.get(listener.viewer)
        drawn = self.drawings.get(voice) if voice else None
        if voice is None or drawn is None or drawn is listener.last:
            return None
        before, listener.last = listener.last, drawn
        if before is None and listener.since == drawn.mark:
            return None
        seen = before.mark if before is not None and before.voice == voice else ""
        if (voice, seen) not in self.sent:
            parts = before.parts if seen and before is not None else {}
            self.sent[voice, seen] = event("state", drawn.since(parts), drawn.mark)
        return self.sent[voice, seen]


class Hub:
    """All rooms of this process."""

    def __init__(self) -> None:
        self.rooms: dict[int, Room] = {}
        self.watcher = Watcher(self._heard)
        self.loop: asyncio.AbstractEventLoop | None = None
        self.pencil = ThreadPoolExecutor(1, "live-drawing")

    def join(self, listener: Listener, meeting: int, stream: str) -> Room:
        """A screen has been opened."""
        self.loop = asyncio.get_running_loop()
        room = self.rooms.setdefault(meeting, Room(meeting))
        room.listeners.add(listener)
        self.watcher.watch(meeting, stream)
        if listener.viewer not in room.voices or listener.since != room.mark:
            self._draw(room)
        return room

    def leave(self, listener: Listener, room: Room) -> None:
        """A screen has been closed."""
        room.listeners.discard(listener)
        if not room.listeners and self.rooms.get(room.meeting) is room:
            del self.rooms[room.meeting]
            self.watcher.leave(room.meeting)

    def close(self) -> None:
        """The process ends: so does every stream, and each screen asks again by itself."""
        for room in self.rooms.values():
            for listener in room.listeners:
                listener.gone = True
                listener.bell.set()

    def _heard(self, marks: dict[int, str]) -> None:
        """From the watcher's thread."""
        if self.loop is not None and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._changed, marks)

    def _changed(self, marks: dict[int, str]) -> None:
        for meeting, mark in marks.items():
            room = self.rooms.get(meeting)
            if room is not None and room.mark != mark:
                self._draw(room)

    def _draw(self, room: Room) -> None:
        room.stale = True
        if room.drawing is None:
            room.drawing = asyncio.create_task(self._drawn(room))

    async def _drawn(self, room: Room) -> None:
        """Draw until nothing has changed meanwhile; whoever came in between is drawn for as well."""
        try:
            while room.stale and room.listeners:
                room.stale = False
                try:
                    await self._draw_once(room)
                except Exception:  # the stream outlives one bad drawing; screens show their time
                    log.exception("meeting %s could not be drawn", room.meeting)
                    await asyncio.sleep(settings.LIVE_POLL)
                    room.stale = True
        finally:
            room.drawing = None

    async def _draw_once(self, room: Room) -> None:
        viewers = {listener.viewer for listener in room.listeners}
        made = await asyncio.get_running_loop().run_in_executor(
            self.pencil, drawn_for, room.meeting, viewers
        )
        room.mark, room.voices, drawings = made
        # What was drawn again only for a newcomer is no news to the others.
        room.drawings = {
            voice: _same(room.drawings.get(voice), new) for voice, new in drawings.items()
        }
        room.sent = {}
        for listener in room.listeners:
            listener.bell.set()


def _same(old: Drawn | None, new: Drawn) -> Drawn:
    return old if old is not None and old.mark == new.mark else new


def drawn_for(
    meeting: int, viewers: set[Viewer]
) -> tuple[str, dict[Viewer, Voice], dict[Voice, Drawn]]:
    """In the drawing thread, which keeps its own connection to the database."""
    close_old_connections()
    return audience.for_viewers(meeting, viewers)
