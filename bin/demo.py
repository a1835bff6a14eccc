"""Serve the portal with live demo data: `make demo [PORT=8000] [RESET=1]`."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

import steps

HOST = "127.0.0.1"
DATABASE = steps.VAR / "demo.sqlite3"
MEDIA = steps.VAR / "demo-media"
SEEDED = steps.VAR / "demo-seeded"
PATIENCE = 60  # seconds until the server must answer


def main() -> None:
    """Prepare what is missing, then serve pages and work tasks off until told to stop."""
    os.chdir(steps.HOME)
    port = number(os.environ.get("PORT") or "8000")
    free(port)
    if os.environ.get("RESET"):
        wipe()
    os.environ |= {
        "PORTAL_DEMO": "1",
        "PORTAL_ADDRESS": f"http://{HOST}:{port}",
        "DATABASE_URL": f"sqlite:///{DATABASE}",
        "MEDIA_ROOT": str(MEDIA),
    }
    prepare()
    serve(port)


def number(text: str) -> int:
    """The port, or a line saying what a port is."""
    if not (text.isdecimal() and 0 < int(text) <= 65535):  # noqa: PLR2004  (the last port)
        sys.exit(f"PORT is a number from 1 to 65535, not {text!r}.")
    return int(text)


def free(port: int) -> None:
    """Stop early when somebody else has the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            sys.exit(f"Port {port} cannot be used ({error.strerror}): make demo PORT={port + 1}")


def wipe() -> None:
    """Forget the demo's data, and nothing else."""
    for path in (DATABASE, *(Path(f"{DATABASE}-{end}") for end in ("wal", "shm")), SEEDED):
        path.unlink(missing_ok=True)
    shutil.rmtree(MEDIA, ignore_errors=True)


def prepare() -> None:
    """Everything between a clone and a first page."""
    if not DATABASE.exists():
        SEEDED.unlink(missing_ok=True)
    steps.run(steps.fonts())
    steps.run(steps.translations())
    steps.run(steps.static())
    steps.run(steps.migration("demo", DATABASE))
    if not SEEDED.exists():
        print("Filling the demo with a year of meetings …", flush=True)
        command = steps.manage("seed_demo", "--verbosity=0")
        if subprocess.run(command, check=False).returncode:
            sys.exit("Filling the demo: failed. Start afresh with: make demo RESET=1")
        SEEDED.touch()


def serve(port: int) -> None:
    """Pages and live screens in one process, background work in another; they end together."""
    address = f"http://{HOST}:{port}"
    binaries = Path(sys.executable).parent
    commands = [
        [
            str(binaries / "granian"), "--interface", "asgi", "--host", HOST, "--port", str(port),
            "--workers-kill-timeout", "1", "--log-level", "warning",
            "council_portal.asgi:application",
        ],
        steps.manage("db_worker", "--interval=0.5", "--verbosity=0"),
    ]  # fmt: skip
    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGHUP, interrupt)
    # In sessions of their own, so that Ctrl-C reaches them once, through us.
    children = [subprocess.Popen(command, start_new_session=True) for command in commands]
    code = 1
    try:
        if answers(port, children):
            print(f"The portal is on {address} (Ctrl-C stops it)", flush=True)
        while all(child.poll() is None for child in children):
            time.sleep(0.2)
    except KeyboardInterrupt:
        code = 0
    finally:
        stop(children)
    sys.exit(code)


def interrupt(number: int, frame: FrameType | None) -> None:
    """Other ways to be told to stop end the same way as Ctrl-C."""
    raise KeyboardInterrupt


def answers(port: int, children: list[subprocess.Popen[bytes]]) -> bool:
    """Wait until the server takes a connection, or a child ends."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up and all(child.poll() is None for child in children):
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return True
        time.sleep(0.1)
    return False


def stop(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask each child to end; after a while, make it."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


if __name__ == "__main__":
    main()
