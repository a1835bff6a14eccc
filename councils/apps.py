"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilsConfig(AppConfig):
    """What the Council, the Centre and the ministry do to associations."""

    name = "councils"
    verbose_name = _("Councils")

    def ready(self) -> None:
        """Declare this room's triggers, and what it numbers."""
        from councils import triggers  # noqa: PLC0415 - models must be loaded first
        from councils.documents import registered  # noqa: PLC0415 - as above

        triggers.declare()
        registered.declare()
