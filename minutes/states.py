"""States and roles of minutes."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class MinutesState(models.TextChoices):
    """`ready`: the numbered base PDF is stored; what is signed is those bytes."""

    DRAFT = "draft", _("Draft")
    RENDERING = "rendering", _("Being prepared for signing")
    READY = "ready", _("Ready to sign")
    PARTLY_SIGNED = "partly_signed", _("One signature")
    SIGNED = "signed", _("Signed")


class SignerRole(models.TextChoices):
    """The two signatures of clauses 11 and 21, and the chair's beside a deputy's (C8)."""

    PRESIDING = "presiding", _("Presiding person")
    CHAIR = "chair", _("Chair")
    SECRETARY = "secretary", _("Secretary")


class SignMethod(models.TextChoices):
    """What a signature is; printed as exactly that (C25)."""

    IN_SYSTEM = "in_system", _("Signed in the system")


class Fate(StrEnum):
    """What has become of an item that a room above put on an agenda."""

    PENDING = "pending"
    NOTHING = "nothing"
    VOTED = "voted"
    NOT_ADOPTED = "not_adopted"
    IN_FORCE = "in_force"
