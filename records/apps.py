"""The records room: what is written stays written."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


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
        triggers.forward_only("records.NumberSeries", counter="last", fixed=["series", "year"])
