from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.querysets import NotificationQuerySet


class Notification(models.Model):
    """Something a person is told, on screen and by mail, in words kept in a template.

    `kind` names the template, `params` fill it, `path` is where it leads. `claimed_at` is the
    moment a process took the mail upon itself; `delivered_at`, when the mail server accepted it;
    `failure`, why it never will be.
    """

    class Failure(models.TextChoices):
        NO_ADDRESS = "no_address", _("no e-mail address")
        CLOSED = "closed", _("the account is closed")
        REFUSED = "refused", _("the mail server refused the address")

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

    failure = models.CharField(_("not mailed because"), max_length=20, choices=Failure, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notification_of_a_person"),
            models.Index(
                fields=["id"],
                condition=models.Q(delivered_at=None, failure=""),
                name="notification_undelivered",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="notification_failure_is_known",
                condition=models.Q(failure__in=["", "no_address", "closed", "refused"]),
                violation_error_message=_("There is no such reason for a letter not to be sent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.recipient_id}"

    def claim(self, *, at: datetime, since: datetime) -> bool:
        """Take the mail upon this process; False when another has done so since `since`.

        One conditional UPDATE instead of a lock held while the mail server thinks: on SQLite that
        lock would stop every ballot. A process that dies leaves its claim to expire.
        """
        mine = Notification.objects.filter(pk=self.pk).undelivered().unclaimed(since=since)
        return mine.update(claimed_at=at) == 1

    def give_back(self) -> None:
        """The mail server did not answer: anyone may try again."""
        Notification.objects.filter(pk=self.pk, delivered_at=None).update(claimed_at=None)

    def mark_delivered(self, *, at: datetime) -> None:
        Notification.objects.filter(pk=self.pk).update(delivered_at=at)

    def mark_failed(self, failure: Failure) -> None:
        Notification.objects.filter(pk=self.pk).update(failure=failure)

    def mark_read(self, *, at: datetime) -> None:
        """The first reading counts."""
        Notification.objects.filter(pk=self.pk, read_at=None).update(read_at=at)
