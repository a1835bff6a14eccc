"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssociationsConfig(AppConfig):
    """What an association does: directions, sections, base institution."""

    name = "associations"
    verbose_name = _("Associations")

    def ready(self) -> None:
        """Declare this room's triggers; tell the room below where associations are based."""
        # Models must be loaded first.
        from associations import triggers  # noqa: PLC0415
        from associations.documents.bases import base_of  # noqa: PLC0415
        from minutes.documents.recipients import based_by  # noqa: PLC0415

        triggers.declare()
        based_by(base_of)
