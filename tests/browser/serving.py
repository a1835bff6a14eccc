"""The server of a demo, in a process of its own, over the database of the test."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from tests import source

PATIENCE = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Server:
    """Granian on a port of its own; it can be killed and come back at the same address."""

    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Return when it takes connections."""
        self.process = subprocess.Popen(
            [
                str(Path(sys.executable).parent / "granian"), "--interface", "asgi",
                "--port", str(self.port), "--log-level", "warning",
                "tests.browser.asgi:application",
            ],
            cwd=source.HOME,
            env=os.environ | {
                "DATABASE_URL": database(), "DJANGO_SETTINGS_MODULE": "tests.browser.asgi_settings",
            },
            start_new_session=True,
        )  # fmt: skip
        give_up = time.monotonic() + PATIENCE
        while not answers(self.port):
            assert self.process.poll() is None, "the server has ended"
            assert time.monotonic() < give_up, "the server does not answer"
            time.sleep(0.1)

    def kill(self) -> None:
        """As a power cut does."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def database() -> str:
    """The address of the test's own database."""
    parts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{parts['NAME']}"
    user = f"{quote(parts['USER'])}:{quote(parts['PASSWORD'])}"
    host, port, name = parts["HOST"], parts["PORT"], quote(parts["NAME"])
    if host.startswith("/"):
        return f"postgres://{user}@/{name}?host={host}&port={port}"
    return f"postgres://{user}@{host}:{port}/{name}"
