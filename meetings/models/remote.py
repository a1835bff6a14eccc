"""Agreement of the Secretariat to an electronic method of voting (cl. 20)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.states import RequestState


class RemoteRequest(models.Model):
    """A member who cannot take part asks to vote by another electronic method."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="remote_requests")
    membership = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.REQUESTED)
    reason = models.CharField(_("why you cannot take part"), max_length=300)
    requested_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decision_reason = models.CharField(_("reason"), max_length=300, blank=True)
    reminded_at = models.DateTimeField(null=True)
    # The day before the meeting, by itself and once for each date the meeting is called for.
    eve_reminder_for = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("request for an electronic method")
        verbose_name_plural = _("requests for an electronic method")
        constraints = [
            models.UniqueConstraint(name="one_remote_request", fields=["meeting", "membership"]),
            models.CheckConstraint(
                name="remote_state_known", condition=Q(state__in=RequestState.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} · {self.get_state_display()}"
