"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MinutesConfig(AppConfig):
    """What was decided, on paper and after."""

    name = "minutes"
    verbose_name = _("Minutes")

    def ready(self) -> None:
        """Declare this room's triggers."""
        from minutes import triggers  # noqa: PLC0415 - models must be loaded first

        triggers.declare()
