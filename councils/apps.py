"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilsConfig(AppConfig):
    """What the Council, the Centre and the ministry do to associations."""

    name = "councils"
    verbose_name = _("Councils")

    def ready(self) -> None:
        """Declare this room's triggers."""
        from councils import triggers  # noqa: PLC0415 - models must be loaded first

        triggers.declare()
