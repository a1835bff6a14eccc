"""What an association is held to have violated (cl. 28, REQ-07)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from councils.querysets import ViolationQuerySet
from councils.states import CROSS_REFERENCE, Ground, ViolationState
from meetings.states import ItemState, MeetingState, OutcomeKind
from minutes.models import outcome_in_force

# A meeting that ended like this, or an item that came to this, has decided nothing.
UNDECIDED_MEETINGS = (MeetingState.FAILED, MeetingState.CANCELLED)
UNDECIDED_ITEMS = (ItemState.DECLINED, ItemState.WITHDRAWN, ItemState.DEFERRED, ItemState.NOTED)


class Violation(models.Model):
    """Facts and ground as they were recorded, the association's explanation, the Council's item.

    Whether it is confirmed follows from the outcome of that item in force; nothing is copied.
    """

    association = models.ForeignKey(
        "associations.Association", models.PROTECT, related_name="violations",
        verbose_name=_("association"),
    )  # fmt: skip
    ground = models.CharField(_("ground"), max_length=4, choices=Ground)
    wording = models.TextField(_("words of the ground in Kazakh"))
    facts = models.TextField(_("facts"))
    happened_on = models.DateField(_("date"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateField(_("to be explained by"), null=True, blank=True)
    explanation = models.TextField(_("explanation"), blank=True)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    explained_at = models.DateTimeField(null=True, blank=True)
    item = models.ForeignKey(
        "meetings.AgendaItem", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("item of the Council's agenda"),
    )  # fmt: skip

    objects = ViolationQuerySet.as_manager()

    class Meta:
        verbose_name = _("violation")
        verbose_name_plural = _("violations")
        constraints = [
            models.CheckConstraint(
                name="violation_ground_known",
                condition=Q(ground__in=Ground.values),
                violation_error_message=_("Choose the ground of responsibility (28.1–28.3)."),
            ),
            models.CheckConstraint(
                name="violation_states_facts",
                condition=~Q(facts=""),
                violation_error_message=_("State the facts."),
            ),
            models.CheckConstraint(
                name="violation_explained_with_words",
                condition=Q(explained_at=None, explained_by=None, explanation="")
                | (Q(explained_at__isnull=False, explained_by__isnull=False) & ~Q(explanation="")),
                violation_error_message=_("Write the explanation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} · {self.association}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("councils:violation_detail", args=[self.pk])

    @property
    def note(self) -> str:
        """What is to be known of the ground's own words (C26)."""
        return str(CROSS_REFERENCE) if self.ground == Ground.OTHER else ""

    @property
    def state(self) -> ViolationState:
        """Asks nothing of the database when selected `with_outcome`."""
        if self.item is not None and not self.may_be_put:
            return self._considered()
        if self.explained_at is not None:
            return ViolationState.EXPLAINED
        return ViolationState.ASKED if self.asked_at is not None else ViolationState.RECORDED

    @property
    def may_be_put(self) -> bool:
        """Not before the Council, or there without a decision: the item came to nothing."""
        item = self.item
        if item is None:
            return True
        if item.state in UNDECIDED_ITEMS or item.meeting.state in UNDECIDED_MEETINGS:
            return True
        vote = item.vote
        outcome = vote.outcome if vote is not None else ""
        if outcome == OutcomeKind.NO_QUORUM:
            return True
        return item.meeting.state == MeetingState.ADJOURNED and not outcome

    @property
    def decided(self) -> bool:
        """Whether the Council has confirmed or dismissed it, and that is in force."""
        return self.state in (ViolationState.CONFIRMED, ViolationState.DISMISSED)

    def _considered(self) -> ViolationState:
        match outcome_in_force(self.item) if self.item else "":
            case OutcomeKind.ADOPTED:
                return ViolationState.CONFIRMED
            case OutcomeKind.REJECTED:
                return ViolationState.DISMISSED
        return ViolationState.CONSIDERED


class ViolationFile(models.Model):
    """Evidence, or a file of the association's explanation; written once."""

    class Side(models.TextChoices):
        EVIDENCE = "evidence", _("Evidence")
        EXPLANATION = "explanation", _("Explanation")

    violation = models.ForeignKey("councils.Violation", models.PROTECT, related_name="files")
    side = models.CharField(max_length=12, choices=Side)
    file = models.ForeignKey("records.StoredFile", models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file of a violation")
        verbose_name_plural = _("files of a violation")
        constraints = [
            models.CheckConstraint(
                name="violation_file_side_known",
                condition=Q(side__in=["evidence", "explanation"]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.file)
