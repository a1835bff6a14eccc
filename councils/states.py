"""States of what the Council decides about associations and their members."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class RemovalState(models.TextChoices):
    """How far a removal has come (cl. 14.4); none of these is stored."""

    PROPOSED = "proposed", pgettext_lazy("removal", "Proposed")
    ON_AGENDA = "on_agenda", pgettext_lazy("removal", "On the Council's agenda")
    VOTED = "voted", pgettext_lazy("removal", "Voted on, minutes await signatures")
    ADOPTED = "adopted", pgettext_lazy("removal", "Adopted, to be executed")
    NOT_ADOPTED = "not_adopted", pgettext_lazy("removal", "Not adopted")
    EXECUTED = "executed", pgettext_lazy("removal", "Executed, awaits confirmation")
    REMOVED = "removed", pgettext_lazy("removal", "Removed")
    WITHDRAWN = "withdrawn", pgettext_lazy("removal", "Withdrawn")
