"""The stream itself, as an ASGI application beside Django's: one coroutine for each open screen.

It stays outside Django's handler because that would keep a thread for every screen. Who asks is
found the same way all the same: by the session's cookie, and allowed by `access`, as a page is;
then again every minute, so that somebody whose right has ended stops receiving.
"""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.contrib.auth import get_user
from django.core.exceptions import DisallowedHost, PermissionDenied
from django.core.handlers.asgi import ASGIRequest
from django.db import close_old_connections
from django.http import Http404

from accounts.models import User
from meetings.live.hub import Hub, Listener, Room, event
from meetings.views import audience, screens

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

ADDRESS = re.compile(r"^/meetings/(\d{1,9})/live/(\w+)/$")
MARK = re.compile(r"^\d{1,20}\.\d{1,20}$")
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # a proxy passes each event on at once
    (b"x-content-type-options", b"nosniff"),
]
RETRY = b"retry: 2000\n\n"

hub = Hub()
# Asking for a session and a right: short, and never in the way of a drawing.
gate = ThreadPoolExecutor(2, "live-gate")


class Refused(Exception):
    """No stream for this request; `status` says why."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(status)


def serves(scope: Scope) -> bool:
    """Whether this request is for the stream."""
    return scope["type"] == "http" and bool(ADDRESS.match(scope["path"]))


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Say what changes until the screen is closed or its right ends."""
    try:
        viewer, meeting, stream = await _admitted(scope)
    except Refused as refusal:
        await send({"type": "http.response.start", "status": refusal.status, "headers": []})
        await send({"type": "http.response.body"})
        return
    listener = Listener(viewer, since=_heard_up_to(scope))
    room = hub.join(listener, meeting, stream)
    leaving = asyncio.create_task(_wait_for_end(receive, listener))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await _say(send, RETRY + event("hello", screens.pace()))
        await _tell(scope, room, listener, send)
        await send({"type": "http.response.body", "more_body": False})
    except OSError:
        pass  # the screen went away while it was being told
    finally:
        leaving.cancel()
        hub.leave(listener, room)


async def _tell(scope: Scope, room: Room, listener: Listener, send: Send) -> None:
    """News as they come, a beat when there are none, an end when the right has gone."""
    clock = asyncio.get_running_loop().time
    ask_again = clock() + settings.LIVE_RECHECK
    while not listener.gone:
        listener.bell.clear()
        if news := room.news(listener):
            await _say(send, news)
        try:
            async with asyncio.timeout(min(settings.LIVE_BEAT, settings.LIVE_RECHECK)):
                await listener.bell.wait()
        except TimeoutError:
            await _say(send, event("beat", {"at": screens.clock()}))
        if clock() >= ask_again:
            try:
                await _admitted(scope)
            except Refused:
                await _say(send, event("end", {"at": screens.clock()}))
                return
            ask_again = clock() + settings.LIVE_RECHECK


async def _say(send: Send, chunk: bytes) -> None:
    await send({"type": "http.response.body", "body": chunk, "more_body": True})


async def _wait_for_end(receive: Receive, listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.gone = True
    listener.bell.set()


async def _admitted(scope: Scope) -> tuple[audience.Viewer, int, str]:
    """Who asks and for which meeting, when they may. Raises Refused."""
    return await asyncio.get_running_loop().run_in_executor(gate, _admit, scope)


def _admit(scope: Scope) -> tuple[audience.Viewer, int, str]:
    close_old_connections()
    found = ADDRESS.match(scope["path"])
    if found is None or found[2] not in screens.DRAWN_BY:
        raise Refused(404)
    if scope["method"] != "GET":
        raise Refused(405)
    user = _user(ASGIRequest(scope, io.BytesIO()))
    try:
        meeting = audience.allowed(user, int(found[1]), found[2])
    except Http404:
        raise Refused(404) from None
    except PermissionDenied:
        raise Refused(403) from None
    return (found[2], user.language, user.pk), meeting.pk, meeting.stream


def _user(request: ASGIRequest) -> User:
    """Whoever the session says, checked as Django's own middleware does. Raises Refused."""
    try:
        request.get_host()
    except DisallowedHost:
        raise Refused(400) from None
    engine = import_module(settings.SESSION_ENGINE)
    request.session = engine.SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    user = get_user(request)
    if not isinstance(user, User):
        raise Refused(403)
    return user


def _heard_up_to(scope: Scope) -> str:
    """The mark a screen has: what it was last told when it comes back, else its page's."""
    headers = dict(scope["headers"])
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("since", [""])[0]
    mark = headers.get(b"last-event-id", b"").decode("latin-1") or asked
    return mark if MARK.match(mark) else ""


async def lifespan(receive: Receive, send: Send) -> None:
    """Begin and end with the server."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            hub.close()
            await send({"type": "lifespan.shutdown.complete"})
            return
