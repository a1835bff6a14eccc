"""A statement sent so often that the database should plan it once, not each time.

PostgreSQL takes longer to plan a statement over a handful of tables than to answer it, and Django
sends every statement as a new one. SQLite's driver keeps what it has prepared by itself.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection


def first(statement: str, values: Sequence[Any]) -> tuple[Any, ...] | None:
    """The first row, columns as the driver gives them: no field of a model converts them."""
    with _cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


@contextmanager
def _cursor() -> Iterator[Any]:
    """Django's own cursor; on PostgreSQL one that prepares, unless queries are being logged."""
    with connection.cursor() as ordinary:
        if connection.vendor != "postgresql" or connection.queries_logged:
            yield ordinary
            return
        with psycopg.Cursor(ordinary.connection) as own:
            yield connection.make_cursor(own)  # type: ignore[arg-type]
