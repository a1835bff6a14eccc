"""Who does not vote on an item because it concerns them (REQ-73)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.querysets import RecusalQuerySet


class Recusal(models.Model):
    """A member who does not vote on one item; the composition stays as it is.

    Lifting one leaves it on record. Whether it has any effect is the body's rules' to say.
    """

    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="recusals")
    membership = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="recusals")
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = RecusalQuerySet.as_manager()

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        constraints = [
            models.UniqueConstraint(
                name="recused_once_from_an_item",
                fields=["item", "membership"],
                condition=Q(lifted_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} · {self.item}"
