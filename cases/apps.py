"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """How anyone asks and is answered."""

    name = "cases"
    verbose_name = _("Cases")
