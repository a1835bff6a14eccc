"""Written rows stay: proven by raw SQL, on both engines, as a role that owns nothing."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models.signals import pre_migrate

from records import checks, journal, triggers
from records.actions import store_bytes, take_number
from records.models import DocumentNumber, JournalEntry, JournalStream, StoredFile

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 10, 1, 7, 0, tzinfo=UTC)

only_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has neither roles nor TRUNCATE"
)

WRITTEN = [
    "records_journalentry",
    "records_documentnumber",
    "records_storedfile",
    "records_journalstream",
    "records_numberseries",
]


@pytest.fixture(autouse=True)
def written_rows():
    """One row in each table that must stay as it is."""
    journal.append(stream="body:1", kind="opened", actor=None, at=NOON, payload={"n": 1})
    take_number(series="minutes:1", year=2026, subject="minutes:1")
    store_bytes(b"%PDF-1.7", name="a.pdf", media_type="application/pdf", by=None)
    connection.check_constraints()  # PostgreSQL leaves tables with checks outstanding alone


def rows() -> list[object]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (JournalEntry, DocumentNumber, StoredFile, JournalStream)
    ]


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", WRITTEN)
def test_raw_sql_deletes_nothing(table, application_role):
    before = rows()

    with application_role(), pytest.raises(IntegrityError, match=f"{table} keeps its rows"):
        execute(f"DELETE FROM {table}")

    assert rows() == before


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("records_journalentry", "payload = '{}'"),
        ("records_journalentry", "hash = hash"),
        ("records_documentnumber", "number = 7"),
        ("records_storedfile", "sha256 = 'other'"),
    ],
)
def test_raw_sql_changes_nothing(table, change, application_role):
    before = rows()

    with application_role(), pytest.raises(IntegrityError, match=f"{table} is append-only"):
        execute(f"UPDATE {table} SET {change}")

    assert rows() == before


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("records_journalstream", "position = 0"),
        ("records_journalstream", "position = position"),
        ("records_journalstream", "position = position + 1, key = 'body:2'"),
        ("records_numberseries", "last = 0"),
        ("records_numberseries", "last = last + 2"),
        ("records_numberseries", "last = last + 1, year = 2025"),
    ],
)
def test_a_counter_only_counts_up_by_one(table, change, application_role):
    before = rows()

    with application_role(), pytest.raises(IntegrityError, match="up by one"):
        execute(f"UPDATE {table} SET {change}")

    assert rows() == before


@pytest.mark.parametrize("model", [JournalEntry, DocumentNumber, StoredFile])
def test_the_orm_changes_and_deletes_nothing(model):
    record = model.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=record.pk).delete()

    assert model.objects.get() == record


@only_postgresql
@pytest.mark.parametrize("table", WRITTEN)
def test_nothing_is_truncated(table, application_role):
    before = rows()

    with application_role(), pytest.raises(IntegrityError, match=f"{table} keeps its rows"):
        execute(f"TRUNCATE {table} CASCADE")

    assert rows() == before


@only_postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE records_journalentry DISABLE TRIGGER ALL",
        "ALTER TABLE records_journalentry DISABLE TRIGGER records_journalentry_no_update",
        "DROP TRIGGER records_journalentry_no_delete ON records_journalentry",
        "DROP TABLE records_journalentry CASCADE",
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION public.records_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RETURN NEW; END $$",
    ],
)
def test_the_application_cannot_take_a_trigger_away(statement, application_role):
    with application_role(), pytest.raises(DatabaseError, match=r"owner|permission denied"):
        execute(statement)

    assert triggers.missing(connection) == []


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="REPLACE is a word of SQLite")
def test_insert_or_replace_does_not_go_past_the_triggers():
    before = rows()

    with pytest.raises(IntegrityError, match="keeps its rows"):
        others = "id, stream, position, at, recorded_at, payload, previous_hash, hash, actor_id"
        execute(
            f"INSERT OR REPLACE INTO records_journalentry (kind, {others})"
            f" SELECT 'other', {others} FROM records_journalentry"
        )

    assert rows() == before


def test_every_declared_trigger_stands():
    assert triggers.missing(connection) == []
    assert checks.declared_triggers_stand(databases=["default"]) == []


def test_what_is_lifted_is_missed_and_comes_back(capsys):
    triggers.lift(connection)

    assert "records_journalentry_no_update" in triggers.missing(connection)
    warnings = checks.declared_triggers_stand(databases=["default"])
    assert {warning.id for warning in warnings} == {"records.W001"}
    with pytest.raises(CommandError, match="records_journalentry_no_update"):
        call_command("check_triggers")
    execute("UPDATE records_storedfile SET name = 'b.pdf'")

    triggers.install(connection)

    call_command("check_triggers")
    assert capsys.readouterr().out == "Every trigger stands.\n"
    with pytest.raises(IntegrityError):
        execute("UPDATE records_storedfile SET name = 'c.pdf'")


def test_whatever_migrates_or_flushes_brings_the_triggers_back():
    triggers.lift(connection)

    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")

    assert triggers.missing(connection) == []


def test_installing_what_stands_takes_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        triggers.install(connection)


def test_a_trigger_that_was_swapped_for_a_tame_one_is_missed():
    tame = {
        "sqlite": [
            "DROP TRIGGER records_storedfile_no_update",
            "CREATE TRIGGER records_storedfile_no_update BEFORE UPDATE ON records_storedfile"
            " BEGIN SELECT 1; END",
        ],
        "postgresql": [
            "CREATE OR REPLACE TRIGGER records_storedfile_no_update BEFORE INSERT"
            " ON records_storedfile FOR EACH ROW EXECUTE FUNCTION records_refuse('')",
        ],
    }
    for statement in tame[connection.vendor]:
        execute(statement)

    assert triggers.missing(connection) == ["records_storedfile_no_update"]


@only_postgresql
def test_a_disabled_trigger_is_missed_and_mended():
    execute("ALTER TABLE records_storedfile DISABLE TRIGGER records_storedfile_no_update")

    assert triggers.missing(connection) == ["records_storedfile_no_update"]

    triggers.install(connection)
    assert triggers.missing(connection) == []


@only_postgresql
def test_a_function_made_tame_is_missed_and_mended():
    execute(
        "CREATE OR REPLACE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RETURN NULL; END $$"
    )
    assert "records_journalentry_no_delete" in triggers.missing(connection)

    triggers.install(connection)

    assert triggers.missing(connection) == []
    with pytest.raises(IntegrityError):
        execute("DELETE FROM records_journalentry")


@pytest.fixture
def declarations(monkeypatch):
    """Declarations of one test, forgotten after it."""
    kept = {vendor: dict(found) for vendor, found in triggers._declared.items()}
    monkeypatch.setattr(triggers, "_declared", kept)


def test_a_room_declares_a_trigger_of_its_own(declarations):
    triggers.register(
        "authority_key_is_lower",
        "records.Authority",
        postgresql=[
            """CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
                    MESSAGE = 'lower case only in {table}';
            END $$;""",
            """CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW
            WHEN (NEW.key <> lower(NEW.key)) EXECUTE FUNCTION {name}();""",
        ],
        sqlite=[
            """CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN NEW.key <> lower(NEW.key)
            BEGIN SELECT RAISE(ABORT, 'lower case only in {table}'); END;"""
        ],
    )

    assert triggers.missing(connection) == ["authority_key_is_lower"]
    triggers.install(connection)

    assert triggers.missing(connection) == []
    with pytest.raises(IntegrityError, match="lower case only in records_authority"):
        execute("INSERT INTO records_authority (key) VALUES ('Centre')")
    execute("INSERT INTO records_authority (key) VALUES ('centre')")


def test_frozen_columns_stay_while_the_condition_holds(declarations):
    triggers.freeze_columns("records.LegalAct", ["number", "issuer"], when="OLD.kind = 'order'")
    triggers.install(connection)
    columns = "kind, number, issuer_text, title"
    execute(f"INSERT INTO records_legalact ({columns}) VALUES ('order', '1', '', '')")
    execute(f"INSERT INTO records_legalact ({columns}) VALUES ('other', '1', '', '')")

    execute("UPDATE records_legalact SET title = 'new', number = number")
    execute("UPDATE records_legalact SET number = '2' WHERE kind = 'other'")
    with pytest.raises(IntegrityError, match="records_legalact keeps its number, issuer_id"):
        execute("UPDATE records_legalact SET number = '2' WHERE kind = 'order'")


def test_a_table_that_is_not_there_yet_has_no_trigger_to_miss(declarations):
    triggers.register(
        "later",
        "a_table_of_tomorrow",
        postgresql=["CREATE TRIGGER later BEFORE DELETE ON a_table_of_tomorrow EXECUTE x()"],
        sqlite=["CREATE TRIGGER later BEFORE DELETE ON a_table_of_tomorrow BEGIN SELECT 1; END"],
    )

    triggers.install(connection)

    assert triggers.missing(connection) == []


def test_a_name_the_database_would_cut_is_refused(declarations):
    with pytest.raises(ValueError, match="too long"):
        triggers.register(
            "n" * 64, "t", postgresql=[], sqlite=["CREATE TRIGGER {name} BEFORE DELETE ON t"]
        )


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite rebuilds tables")
def test_sqlite_rebuilds_tables_without_triggers_in_the_way():
    pre_migrate.send(sender=None, using="default", plan=[])
    assert triggers.missing(connection) == []

    pre_migrate.send(sender=None, using="default", plan=["a migration"])
    assert triggers.missing(connection) != []
