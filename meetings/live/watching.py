"""One thread that notices changes in the database, whoever made them.

On PostgreSQL it is told of every act by NOTIFY (records/apps.py) and looks for ballots between the
notices: a ballot does not notify, since NOTIFY holds a lock on the whole server until the commit
and would put all voters into one queue. On SQLite, which has no notices, it asks `PRAGMA
data_version`, which grows with every commit of anybody else.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from meetings.documents import pulse
from records.apps import CHANNEL

log = logging.getLogger(__name__)

Heard = Callable[[dict[int, str]], None]


class Watcher:
    """Looks after the meetings it is given and reports the marks of those that changed."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._lock = threading.Lock()
        self._streams: dict[int, str] = {}
        self._known: dict[int, str] = {}
        self._thread: threading.Thread | None = None

    def watch(self, meeting: int, stream: str) -> None:
        """Look after this meeting too; the thread runs while there is one."""
        with self._lock:
            self._streams[meeting] = stream
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="live-watcher", daemon=True)
                self._thread.start()

    def leave(self, meeting: int) -> None:
        """Nobody has a screen of this meeting open any more."""
        with self._lock:
            self._streams.pop(meeting, None)
            self._known.pop(meeting, None)

    def _run(self) -> None:
        wait = Notices() if connection.vendor == "postgresql" else Commits()
        try:
            while streams := self._watched():
                try:
                    if wait.something_happened():
                        self._look(streams)
                except DatabaseError:
                    log.exception("the watcher lost the database and tries again")
                    connection.close()
                    threading.Event().wait(settings.LIVE_POLL)
        finally:
            connection.close()

    def _watched(self) -> dict[int, str]:
        """What to look after; with nothing left the thread ends under the same lock."""
        with self._lock:
            if not self._streams:
                self._thread = None
            return dict(self._streams)

    def _look(self, streams: dict[int, str]) -> None:
        seen = pulse.marks(streams)
        with self._lock:
            changed = {
                meeting: mark
                for meeting, mark in seen.items()
                if meeting in self._streams and self._known.get(meeting) != mark
            }
            self._known |= changed
        if changed:
            self._heard(changed)


class Notices:
    """PostgreSQL: woken by an act at once, by the clock for the ballots in between."""

    def __init__(self) -> None:
        self._listens_on: Any = None

    def something_happened(self) -> bool:
        """True when it is time to look."""
        connection.ensure_connection()
        raw: Any = connection.connection
        with connection.wrap_database_errors:
            if self._listens_on is not raw:
                raw.execute(f"LISTEN {CHANNEL}")
                self._listens_on = raw
                return True
            for _notice in raw.notifies(timeout=settings.LIVE_BALLOTS, stop_after=1):
                break
        return True


class Commits:
    """SQLite: a counter that others' commits move."""

    def __init__(self) -> None:
        self._version = -1
        self._pause = threading.Event()

    def something_happened(self) -> bool:
        """True when somebody has written since the last time; waits a moment first."""
        if self._version >= 0:
            self._pause.wait(settings.LIVE_WATCH)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA data_version")
            (version,) = cursor.fetchone()
        moved = version != self._version
        self._version = version
        return moved
