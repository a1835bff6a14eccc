"""States of what an association does."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NominationState(models.TextChoices):
    """How far a nomination has come (cl. 27.5); none of these is stored."""

    NOMINATED = "nominated", pgettext_lazy("nomination", "Nominated")
    ON_AGENDA = "on_agenda", pgettext_lazy("nomination", "On the association's agenda")
    VOTED = "voted", pgettext_lazy("nomination", "Voted on, minutes await signatures")
    SUPPORTED = "supported", pgettext_lazy("nomination", "Supported by the association")
    NOT_SUPPORTED = "not_supported", pgettext_lazy("nomination", "Not supported by the association")
    APPROVED = "approved", pgettext_lazy("nomination", "Approved, awaits confirmation")
    CONFIRMED = "confirmed", pgettext_lazy("nomination", "Confirmed")
    REJECTED = "rejected", pgettext_lazy("nomination", "Rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("nomination", "Withdrawn")


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
