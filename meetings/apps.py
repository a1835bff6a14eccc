"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    """How any body decides: agenda, roll, votes, outcome."""

    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        """Declare this room's triggers."""
        from meetings import triggers  # noqa: PLC0415 - models must be loaded first

        triggers.declare()
