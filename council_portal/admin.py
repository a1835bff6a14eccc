"""The technical admin: people to enter and invite, records to look at."""

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig

NOT_THERE = ("account.EmailAddress", "auth.Group", "mfa.Authenticator")


class TechnicalAdmin(AdminConfig):
    """Django's admin without what other applications put there.

    An address entered there would take a person's "forgotten password" letter, and with it their
    vote and signature (`accounts.admin`), and so would a second factor; groups of permissions give nothing in a body.
    """

    default = False

    def ready(self) -> None:
        """Once every application has registered its own."""
        super().ready()
        admin.site.unregister([apps.get_model(label) for label in NOT_THERE])
