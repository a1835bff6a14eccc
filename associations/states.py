"""How far a proposal of a section has come; derived from its agenda items, never stored."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Fate(StrEnum):
    """What has become of one agenda item."""

    NONE = "none"
    WAITING = "waiting"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    REJECTED = "rejected"
    LOST = "lost"
    """Undecided and off every agenda: it may be put on another one."""


class Stage(models.TextChoices):
    """Where a proposal stands (cl. 16)."""

    DRAFT = "draft", _("Draft")
    AT_ASSOCIATION = "at_association", _("On the association's agenda")
    NOT_PROPOSED = "not_proposed", _("Not adopted by the association")
    UNSIGNED = "unsigned", _("Adopted by the association, minutes not signed")
    PROPOSED = "proposed", _("Proposed to the Council")
    AT_COUNCIL = "at_council", _("On the Council's agenda")
    REFUSED = "refused", _("Not approved by the Council")
    COUNCIL_UNSIGNED = "council_unsigned", _("Approved by the Council, minutes not signed")
    APPROVED = "approved", _("Approved")
    DONE = "done", _("Carried out")
