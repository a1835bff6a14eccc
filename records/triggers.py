"""Database triggers on PostgreSQL and SQLite: writing that cannot be unwritten.

Rooms declare their triggers in `AppConfig.ready`; they are installed after every `migrate` and
`flush`, because SQLite drops a table's triggers whenever a migration rebuilds the table.
A refused statement raises Django's `IntegrityError` on both engines.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

LONGEST_NAME = 63
CREATED = re.compile(r'CREATE\s+(?:CONSTRAINT\s+)?TRIGGER\s+"?(\w+)"?', re.IGNORECASE)

REFUSE = """
CREATE OR REPLACE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = TG_ARGV[0];
END $$
"""

STATE_POSTGRESQL = """
SELECT t.tgname, c.relname, t.tgenabled, obj_description(t.oid, 'pg_trigger'),
       md5(pg_get_triggerdef(t.oid) || pg_get_functiondef(t.tgfoid))
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)
"""


@dataclass(frozen=True)
class Trigger:
    """One trigger on one table: its name and the statements that make it on one engine."""

    name: str
    table: str
    statements: tuple[str, ...]

    @property
    def mark(self) -> str:
        """What these statements are, in 16 characters; spacing does not matter."""
        words = " ".join(" ".join(self.statements).split())
        return hashlib.sha256(words.encode()).hexdigest()[:16]


_declared: dict[str, dict[str, Trigger]] = {"postgresql": {}, "sqlite": {}}


def register(name: str, table: str, *, postgresql: Sequence[str], sqlite: Sequence[str]) -> None:
    """Declare triggers of one table, for both engines.

    `table` is a model label ("bodies.Membership") or a table name. Each statement creates one
    function (`CREATE OR REPLACE FUNCTION`) or one trigger (`CREATE TRIGGER`, without `OR REPLACE`
    or `IF NOT EXISTS`: the old one is dropped first); a function stands before the trigger that
    uses it. In them `{table}` and `{name}` stand for the table and `name`. Refuse with
    `ERRCODE = 'integrity_constraint_violation'`, or `RAISE(ABORT, …)`. `name` and the triggers'
    names are unique in the whole portal; declaring again replaces.
    """
    table = _table(table)
    for vendor, statements in (("postgresql", postgresql), ("sqlite", sqlite)):
        preparation: list[str] = []
        for statement in statements:
            text = statement.replace("{table}", table).replace("{name}", name)
            text = text.strip().rstrip(";")
            created = CREATED.match(text)
            preparation.append(text)
            if created is None:
                if vendor == "sqlite":
                    raise ValueError(f"on SQLite a statement creates a trigger, not: {text}")
                continue
            trigger = created[1]
            if len(trigger) > LONGEST_NAME:
                raise ValueError(f"the name of a trigger is too long: {trigger}")
            _declared[vendor][trigger] = Trigger(trigger, table, tuple(preparation))
            preparation = []


def append_only(*labels: str) -> None:
    """Rows of these models are written once: UPDATE, DELETE and TRUNCATE are refused."""
    for label in labels:
        table = _table(label)
        message = f"{table} is append-only: a row is never changed"
        register(
            f"{table}_no_update",
            table,
            postgresql=[REFUSE, _refuse_row("UPDATE", message)],
            sqlite=[_abort_row("UPDATE", message)],
        )
    never_deleted(*labels)


def never_deleted(*labels: str) -> None:
    """Rows of these models may change but stay: DELETE and TRUNCATE are refused."""
    for label in labels:
        table = _table(label)
        message = f"{table} keeps its rows: none is ever deleted"
        register(
            f"{table}_no_delete",
            table,
            postgresql=[REFUSE, _refuse_row("DELETE", message)],
            sqlite=[_abort_row("DELETE", message)],
        )
        register(
            f"{table}_no_truncate",
            table,
            postgresql=[
                REFUSE,
                f"""CREATE TRIGGER "{{name}}" BEFORE TRUNCATE ON "{{table}}"
                FOR EACH STATEMENT EXECUTE FUNCTION records_refuse('{message}')""",
            ],
            sqlite=[],
        )


def freeze_columns(label: str, fields: Iterable[str], *, when: str = "") -> None:
    """These fields of a row never change, or not while `when` holds.

    `when` is a condition over `OLD` and `NEW` that both engines read, for example
    `OLD.state = 'closed'`.
    """
    columns = _columns(label, fields)
    message = f"{{table}} keeps its {', '.join(columns)}"
    _refuse_update(label, "frozen", _changed(columns), message, when=when)


def one_way(label: str, field: str, arrows: Mapping[str, Collection[str]]) -> None:
    """The field moves only along `arrows`, from a value to those named beside it."""
    (column,) = _columns(label, [field])
    barred = [
        f"""OLD."{column}" = '{value}' AND NEW."{column}" NOT IN ({_listed(value, *targets)})"""
        for value, targets in arrows.items()
    ]
    _refuse_update(label, "one_way", barred, f"{{table}} moves its {column} one way")


def _listed(*values: str) -> str:
    return ", ".join(f"'{value}'" for value in values)


def forward_only(label: str, *, counter: str, fixed: Iterable[str]) -> None:
    """The row only counts up, one at a time; its `fixed` fields stay, and it is never deleted."""
    (column,) = _columns(label, [counter])
    leap = f'NEW."{column}" <> OLD."{column}" + 1'
    message = f"{{table}} only counts its {column} up by one"
    condition = [leap, *_changed(_columns(label, fixed))]
    _refuse_update(label, "forward", condition, message)
    never_deleted(label)


def install(connection: BaseDatabaseWrapper) -> None:
    """Bring every declared trigger into being where its table stands. Repeatable."""
    absent = _absent(connection)
    if not absent:
        return
    with connection.cursor() as cursor:
        for trigger in absent:
            cursor.execute(_drop(connection, trigger))
            for statement in trigger.statements:
                cursor.execute(statement)
        if connection.vendor == "postgresql":
            _label(cursor, absent)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Drop every declared trigger. For emptying a test database and for rebuilding tables."""
    standing = _standing(connection)
    with connection.cursor() as cursor:
        for trigger in _declared[connection.vendor].values():
            if trigger.name in standing:
                cursor.execute(_drop(connection, trigger))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of declared triggers that are absent, disabled or altered, sorted.

    A trigger whose table does not exist yet is not counted.
    """
    return sorted(trigger.name for trigger in _absent(connection))


def connect() -> None:
    """Have `migrate` and `flush` install the triggers of every room."""
    pre_migrate.connect(_before_migration, dispatch_uid="records.triggers.lift")
    post_migrate.connect(_after_migration, dispatch_uid="records.triggers.install")


def _before_migration(*, using: str, plan: Sequence[object] = (), **_: Any) -> None:
    """SQLite renames a rebuilt table only when no trigger names the one it replaces."""
    connection = connections[using]
    if plan and connection.vendor == "sqlite":
        lift(connection)


def _after_migration(*, using: str, **_: Any) -> None:
    install(connections[using])


def _table(label: str) -> str:
    return apps.get_model(label)._meta.db_table if "." in label else label  # noqa: SLF001


def _columns(label: str, fields: Iterable[str]) -> list[str]:
    meta = apps.get_model(label)._meta  # noqa: SLF001
    found = [meta.get_field(name) for name in fields]
    return [str(field.column) for field in found if isinstance(field, models.Field)]


def _changed(columns: Iterable[str]) -> list[str]:
    return [f'OLD."{name}" {{differs}} NEW."{name}"' for name in columns]


def _refuse_row(event: str, message: str) -> str:
    return f"""CREATE TRIGGER "{{name}}" BEFORE {event} ON "{{table}}"
    FOR EACH ROW EXECUTE FUNCTION records_refuse('{message}')"""


def _abort_row(event: str, message: str) -> str:
    return f"""CREATE TRIGGER "{{name}}" BEFORE {event} ON "{{table}}"
    BEGIN SELECT RAISE(ABORT, '{message}'); END"""


def _refuse_update(
    label: str, suffix: str, conditions: Sequence[str], message: str, *, when: str = ""
) -> None:
    condition = f"({' OR '.join(conditions)})" + (f" AND ({when})" if when else "")
    register(
        f"{_table(label)}_{suffix}",
        label,
        postgresql=[
            REFUSE,
            f"""CREATE TRIGGER "{{name}}" BEFORE UPDATE ON "{{table}}" FOR EACH ROW
            WHEN ({condition.replace("{differs}", "IS DISTINCT FROM")})
            EXECUTE FUNCTION records_refuse('{message}')""",
        ],
        sqlite=[
            f"""CREATE TRIGGER "{{name}}" BEFORE UPDATE ON "{{table}}" FOR EACH ROW
            WHEN {condition.replace("{differs}", "IS NOT")}
            BEGIN SELECT RAISE(ABORT, '{message}'); END"""
        ],
    )


def _drop(connection: BaseDatabaseWrapper, trigger: Trigger) -> str:
    name = connection.ops.quote_name(trigger.name)
    if connection.vendor == "sqlite":
        return f"DROP TRIGGER IF EXISTS {name}"
    return f"DROP TRIGGER IF EXISTS {name} ON {connection.ops.quote_name(trigger.table)}"


def _absent(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """Declared triggers whose table stands and that do not stand as declared."""
    standing = _standing(connection)
    wanted = [
        trigger
        for trigger in _declared[connection.vendor].values()
        if standing.get(trigger.name) != trigger.mark
    ]
    if not wanted:
        return []
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    return [trigger for trigger in wanted if trigger.table in tables]


def _standing(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Trigger names in the database, each with its mark, or "" when it was tampered with."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
            return {name: Trigger(name, table, (sql,)).mark for name, table, sql in cursor}
        cursor.execute(STATE_POSTGRESQL)
        return {
            name: _mark_of(comment or "", definition) if enabled in {"O", "A"} else ""
            for name, _, enabled, comment, definition in cursor
        }


def _mark_of(comment: str, definition: str) -> str:
    mark, _, recorded = comment.partition(" ")
    return mark if recorded == definition else ""


def _label(cursor: Any, installed: Iterable[Trigger]) -> None:
    """Note on each new PostgreSQL trigger what it is, so that a later change shows."""
    cursor.execute(STATE_POSTGRESQL)
    definitions = {row[0]: row[4] for row in cursor.fetchall()}
    for trigger in installed:
        comment = f"{trigger.mark} {definitions[trigger.name]}"
        cursor.execute(
            f"""COMMENT ON TRIGGER "{trigger.name}" ON "{trigger.table}" IS '{comment}'"""
        )
