"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    """How any body decides: agenda, roll, votes, outcome."""

    name = "meetings"
    verbose_name = _("Meetings")
