"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssociationsConfig(AppConfig):
    """What an association does: directions, sections, base institution."""

    name = "associations"
    verbose_name = _("Associations")

    def ready(self) -> None:
        """Declare this room's triggers."""
        from associations import triggers  # noqa: PLC0415 - models must be loaded first

        triggers.declare()
