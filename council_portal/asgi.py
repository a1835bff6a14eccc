"""The ASGI application: the live stream, and every page beside it.

One process of it serves the streams of all; behind a proxy that sends `/meetings/…/live/…` here
the pages come from WSGI processes (docs/guide/operate.md). A demo serves everything from it.
"""

import os
import warnings
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "council_portal.settings")

# Files are read in a thread, piece by piece; that this is slower than async is no news.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")

pages = get_asgi_application()

from council_portal import urls  # noqa: E402, F401 - loaded now, not while a meeting waits
from meetings.live import stream  # noqa: E402 - Django must have been set up


async def application(scope: stream.Scope, receive: stream.Receive, send: Any) -> None:
    """Each request to whom it belongs."""
    if scope["type"] == "lifespan":
        await stream.lifespan(receive, send)
    elif stream.serves(scope):
        await stream.answer(scope, receive, send)
    else:
        await pages(scope, receive, send)
