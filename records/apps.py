"""The records room: what is written stays written."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# On PostgreSQL every journal entry says its stream here when it is committed.
CHANNEL = "records_journal"


class RecordsConfig(AppConfig):
    """Legal acts, stored files, document numbers and the append-only journal."""

    name = "records"
    verbose_name = _("Records")

    def ready(self) -> None:
        """Declare this room's triggers and have every migration run install all rooms'."""
        from records import checks, triggers  # noqa: F401, PLC0415 - models must be loaded first
        from records.actions import sign_in  # noqa: PLC0415 - as above

        sign_in.listen()
        triggers.connect()
        triggers.append_only("records.JournalEntry")
        triggers.append_only("records.DocumentNumber")
        triggers.append_only("records.StoredFile")
        triggers.forward_only("records.JournalStream", counter="position", fixed=["key"])
        triggers.register(
            "records_journal_told",
            "records.JournalEntry",
            postgresql=[
                f"""CREATE OR REPLACE FUNCTION records_journal_told() RETURNS trigger
                LANGUAGE plpgsql AS $$
                BEGIN PERFORM pg_notify('{CHANNEL}', NEW.stream); RETURN NULL; END $$""",
                """CREATE TRIGGER "{name}" AFTER INSERT ON "{table}"
                FOR EACH ROW EXECUTE FUNCTION records_journal_told()""",
            ],
            sqlite=[],
        )
        triggers.forward_only("records.NumberSeries", counter="last", fixed=["series", "year"])
