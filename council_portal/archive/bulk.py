"""Many rows of one table at once, without a model instance for each.

`bulk_create` spends several times longer on a row than the database does. Here every value is
already what its column holds; only times and JSON are still made so. Constraints and triggers of
the table hold as for any insert.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Any

from django.db import connection, models


class Table:
    """A model's table and the fields that each row gives, in this order.

    Other fields take their defaults. Nothing of the model runs: no `save`, no signal, no history.
    """

    def __init__(self, model: type[models.Model], *fields: str) -> None:
        meta = model._meta  # noqa: SLF001
        self.name = meta.db_table
        self.given = [_concrete(model, field) for field in fields]
        self.constant = [
            field
            for field in meta.concrete_fields
            if field not in self.given
            and not field.primary_key
            and not field.has_db_default()
            and field.get_default() is not None
        ]

    def take_keys(self, count: int) -> list[int]:
        """Primary keys for rows to come; nobody else is given them.

        To be called inside the transaction that writes the rows.
        """
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                    [connection.ops.quote_name(self.name), count],
                )
                return [key for (key,) in cursor.fetchall()]
            cursor.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = %s", [self.name])
            last = cursor.fetchone()[0] or 0
        return list(range(last + 1, last + 1 + count))

    def insert(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write the rows, in their order. Raises DatabaseError as any insert does."""
        quote = connection.ops.quote_name
        columns = [str(field.column) for field in (*self.given, *self.constant)]
        into = f"{quote(self.name)} ({', '.join(map(quote, columns))})"
        cursor: Any
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with (
                    connection.wrap_database_errors,
                    cursor.copy(f"COPY {into} FROM STDIN") as copy,
                ):
                    for row in self._ready(rows):
                        copy.write_row(row)
            else:
                holders = ", ".join(["%s"] * len(columns))
                cursor.executemany(
                    f"INSERT INTO {into} VALUES ({holders})",  # noqa: S608 - our own names
                    self._ready(rows),
                )

    def _ready(self, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        constant = [f.get_db_prep_save(f.get_default(), connection) for f in self.constant]
        makers = [
            (place, make) for place, field in enumerate(self.given) if (make := _maker(field))
        ]
        for row in rows:
            values = [*row, *constant]
            for place, make in makers:
                values[place] = make(values[place])
            yield values


def _concrete(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    field = model._meta.get_field(name)  # noqa: SLF001
    assert isinstance(field, models.Field)  # noqa: S101 - the caller names columns
    return field


def _maker(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    """What turns a value into the column's, for the two kinds that need it."""
    make = partial(field.get_db_prep_save, connection=connection)
    if isinstance(field, models.DateTimeField):
        return lru_cache(maxsize=1000)(make)
    return make if isinstance(field, models.JSONField) else None
