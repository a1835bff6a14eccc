"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilPortalConfig(AppConfig):
    """The front door: settings, addresses, home pages, screens that join several rooms."""

    name = "council_portal"
    verbose_name = _("Portal")
