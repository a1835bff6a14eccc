"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    """What is written stays written: acts, files, numbers, the journal."""

    name = "records"
    verbose_name = _("Records")
