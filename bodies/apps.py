"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BodiesConfig(AppConfig):
    """Who sits: bodies, organisations, memberships, permissions that follow from office."""

    name = "bodies"
    verbose_name = _("Bodies")

    def ready(self) -> None:
        """Declare this room's triggers."""
        from bodies import triggers  # noqa: PLC0415 - models must be loaded first

        triggers.declare()
