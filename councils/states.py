"""States of what the Council keeps of associations, and the grounds of clause 28."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Ground(models.TextChoices):
    """What an association answers for, in the words of clause 28.

    28.3 refers to clause 26, which holds rights and no requirements: probably a slip of the text.
    It is kept as it stands, and `CROSS_REFERENCE` is said beside it (C26).
    """

    STANDARDS = (
        "28.1",
        _("breach of the requirements of the state compulsory standards of higher and "
          "postgraduate education"),
    )  # fmt: skip
    FUNCTIONS = "28.2", _("non-performance of the functions within its competence")
    OTHER = (
        "28.3",
        _("breach of other requirements for the activity of an association not provided for in "
          "clause 26 of this Regulation"),
    )  # fmt: skip


CROSS_REFERENCE = _(
    "The Regulation refers to clause 26 here, which holds the rights of associations; the words "
    "are kept as they stand."
)


class ViolationState(models.TextChoices):
    """How far a violation has come; the last three follow from the Council's agenda item."""

    RECORDED = "recorded", pgettext_lazy("violation", "Recorded")
    ASKED = "asked", _("Explanation requested")
    EXPLAINED = "explained", _("Explanation received")
    CONSIDERED = "considered", _("Before the Council")
    CONFIRMED = "confirmed", pgettext_lazy("violation", "Confirmed")
    DISMISSED = "dismissed", pgettext_lazy("violation", "Dismissed")


class EvaluationState(models.TextChoices):
    """An evaluation is changed while a draft and read by its subject when shown."""

    DRAFT = "draft", pgettext_lazy("evaluation", "Draft")
    FINAL = "final", pgettext_lazy("evaluation", "Final")
    SHOWN = "shown", pgettext_lazy("evaluation", "Shown to its subject")


class PetitionState(models.TextChoices):
    """A petition is numbered as soon as it is drawn up."""

    DRAWN_UP = "drawn_up", pgettext_lazy("petition", "Drawn up")
    SENT = "sent", pgettext_lazy("petition", "Sent")
    ANSWERED = "answered", pgettext_lazy("petition", "Answered")


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
