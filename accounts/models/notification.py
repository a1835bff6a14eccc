from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.querysets import NotificationQuerySet


class Notification(models.Model):
    """Something a person is told, on screen and by mail, in words kept in a template.

    `kind` names the template, `params` fill it, `path` is where it leads. `claimed_at` is the
    moment a process took the mail upon itself; `delivered_at`, when the mail server accepted it.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notifications",
        verbose_name=_("recipient"),
    )
    kind = models.CharField(_("kind"), max_length=60)
    params = models.JSONField(_("facts"), default=dict)
    path = models.CharField(_("leads to"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created at"))
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    claimed_at = models.DateTimeField(_("being mailed since"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("mailed at"), null=True, blank=True)

    objects: ClassVar[NotificationQuerySet] = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notification_of_a_person"),
            models.Index(
                fields=["id"], condition=models.Q(delivered_at=None), name="notification_undelivered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.recipient_id}"
