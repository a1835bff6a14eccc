"""The database's clock: the only one that legal times and deadlines are measured by."""

from datetime import UTC, datetime

from django.db import connection

NOW = {
    "postgresql": "SELECT clock_timestamp()",
    "sqlite": "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')",
}


def now() -> datetime:
    """The moment by the database's clock, in UTC. One query."""
    with connection.cursor() as cursor:
        cursor.execute(NOW[connection.vendor])
        (moment,) = cursor.fetchone()
    if isinstance(moment, str):
        return datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return moment.astimezone(UTC)
