"""What tests need to know of the engine under them."""

import os
import time
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection

from records import triggers

PATIENCE = 50
TRANSACTIONAL = {
    "transactional_db",
    "live_server",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
}


def asked(item: pytest.Item) -> bool:
    """Whether a test asks anything of the database."""
    named = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(
        named & ({"db", "django_db_setup"} | TRANSACTIONAL)
    )


def transactional(request: pytest.FixtureRequest) -> bool:
    """Whether pytest-django will flush the database after this test."""
    marker = request.node.get_closest_marker("django_db")
    marked = marker is not None and bool(marker.kwargs.get("transaction"))
    return marked or bool(TRANSACTIONAL & set(request.fixturenames))


def lift() -> None:
    """Take the triggers away until the next post_migrate.

    On SQLite in memory a thread of the test that is still reading holds the schema for a moment.
    """
    for patience in range(PATIENCE, -1, -1):
        try:
            triggers.lift(connection)
        except OperationalError:
            if not patience:
                raise
            time.sleep(0.1)
        else:
            return


def as_application() -> Iterator[None]:
    """A role with the application's rights, gone again with the test's transaction."""
    role = f"portal_test_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role} NOLOGIN NOSUPERUSER")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(
            "GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE"
            f" ON ALL TABLES IN SCHEMA public TO {role}"
        )
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        cursor.execute(f"SET ROLE {role}")
        try:
            yield
        finally:
            cursor.execute("RESET ROLE")
            cursor.execute(f"DROP OWNED BY {role}")
            cursor.execute(f"DROP ROLE {role}")


def as_anyone() -> Iterator[None]:
    """SQLite knows no roles."""
    yield
