"""The portal over HTTP in a process of its own that can be killed and is at once there again.

Run as a program it loads Django once, listens, and forks a child that serves; whenever the child is
killed it forks the next. The child's process id is said on standard output. The page whose address
and cookie are given is asked for beforehand, so that no child has to load what it takes.
"""

from __future__ import annotations

import os
import socket
import sys


def main() -> None:
    """Serve on the socket whose number is given, one child after the other."""
    number, page, cookie = sys.argv[1:]
    listener = socket.socket(fileno=int(number))
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    warm_up(page, cookie)
    while True:
        child = os.fork()
        if child == 0:
            serve(listener, application)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)


def warm_up(page: str, cookie: str) -> None:
    """Read one receipt."""
    from django.db import connections
    from django.test import Client

    answer = Client().get(page, headers={"host": "127.0.0.1", "cookie": cookie})
    assert answer.status_code == 200, answer.status_code
    connections.close_all()


def serve(listener: socket.socket, application: object) -> None:
    """As one worker: a thread for each connection."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    class Quiet(WSGIRequestHandler):
        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadedWSGIServer(
        listener.getsockname(), Quiet, bind_and_activate=False, allow_reuse_address=False
    )
    server.socket.close()
    server.socket = listener
    server.server_name, server.server_port = listener.getsockname()
    server.setup_environ()
    server.set_app(application)
    server.serve_forever()


if __name__ == "__main__":
    main()
