"""A member's removal from a composition, which only the Council decides (cl. 14.4, REQ-13)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bodies.models import ChangeState
from councils.querysets import RemovalQuerySet
from councils.states import RemovalState
from minutes.models import fate_of
from minutes.states import Fate

RETURNED = (ChangeState.DECLINED, ChangeState.WITHDRAWN, ChangeState.UNDONE)
"""A change that came to this ended no seat: the decision waits to be executed again."""
OF_ITS_ITEM = {
    Fate.PENDING: RemovalState.ON_AGENDA,
    Fate.ADOPTED: RemovalState.VOTED,
    Fate.REJECTED: RemovalState.VOTED,
    Fate.IN_FORCE: RemovalState.ADOPTED,
    Fate.NOT_ADOPTED: RemovalState.NOT_ADOPTED,
    Fate.NOTHING: RemovalState.PROPOSED,
}


class Removal(models.Model):
    """Whose seat, on what grounds, with pointers to the Council's item and to the change it led to.

    Whether it is adopted follows from the item, whether the seat has ended from the change; nothing
    is copied.
    """

    council = models.ForeignKey("bodies.Body", models.PROTECT, related_name="removals")
    membership = models.ForeignKey(
        "bodies.Membership", models.PROTECT, related_name="removals", verbose_name=_("membership")
    )
    grounds = models.TextField(_("grounds"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    item = models.ForeignKey(
        "meetings.AgendaItem", models.PROTECT, null=True, related_name="+",
        verbose_name=_("item of the Council's agenda"),
    )  # fmt: skip
    # The member's own words, given once before the vote.
    statement = models.TextField(_("statement of the member"), blank=True)
    stated_at = models.DateTimeField(null=True)
    change = models.OneToOneField(
        "bodies.CompositionChange", models.PROTECT, null=True, related_name="removal",
        verbose_name=_("change of composition"),
    )  # fmt: skip
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = RemovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("removal")
        verbose_name_plural = _("removals")
        indexes = [models.Index(fields=["-proposed_at"])]
        constraints = [
            models.CheckConstraint(
                name="removal_states_grounds",
                condition=~Q(grounds=""),
                violation_error_message=_("State the grounds."),
            ),
            models.CheckConstraint(
                name="removal_executed_by_an_item",
                condition=Q(change=None) | Q(item__isnull=False),
                violation_error_message=_("Members are removed only by a Council decision."),
            ),
            models.CheckConstraint(
                name="removal_stated_with_words",
                condition=Q(stated_at=None, statement="")
                | (Q(stated_at__isnull=False) & ~Q(statement="")),
                violation_error_message=_("Write the statement."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership.user} · {self.membership.body}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("councils:removal_detail", args=[self.pk])

    @property
    def state(self) -> RemovalState:
        """Asks nothing of the database when selected `with_outcome`."""
        if self.withdrawn_at is not None:
            return RemovalState.WITHDRAWN
        if self.change is not None and self.change.state not in RETURNED:
            confirmed = self.change.state == ChangeState.CONFIRMED
            return RemovalState.REMOVED if confirmed else RemovalState.EXECUTED
        return OF_ITS_ITEM[fate_of(self.item)]


class RemovalFile(models.Model):
    """What the grounds rest on, or what the member encloses; written once."""

    class Side(models.TextChoices):
        GROUNDS = "grounds", _("Grounds")
        STATEMENT = "statement", _("Statement")

    removal = models.ForeignKey(Removal, models.PROTECT, related_name="files")
    side = models.CharField(max_length=12, choices=Side)
    file = models.ForeignKey("records.StoredFile", models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file of a removal")
        verbose_name_plural = _("files of a removal")
        constraints = [
            models.CheckConstraint(
                name="removal_file_side_known", condition=Q(side__in=["grounds", "statement"])
            ),
        ]

    def __str__(self) -> str:
        return str(self.file)
