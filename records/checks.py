"""A loud word when the database lacks a trigger it must have."""

from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004
from django.db import connections

from records import triggers


@register(Tags.database)
def declared_triggers_stand(databases: Iterable[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Warn of each absent, disabled or altered trigger (`check --database default`).

    A warning, not an error: an error would stop the very `migrate` that mends it.
    """
    return [
        Warning(
            f"The trigger {name} is missing, disabled or altered in database {alias!r}.",
            hint="Run `manage.py migrate`; find out who removed it.",
            id="records.W001",
        )
        for alias in databases or ()
        for name in triggers.missing(connections[alias])
    ]
