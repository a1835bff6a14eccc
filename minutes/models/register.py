"""Letters from and to outside, under the body's next number (cl. 12, 23; REQ-67)."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minutes.errors import NeverDeleted
from minutes.querysets import RegisteredDocumentQuerySet
from minutes.states import Direction


class RegisteredDocument(models.Model):
    """A letter with its file; cancelled with a reason, never deleted, its number never reused."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="registered_documents")
    direction = models.CharField(_("kind"), max_length=10, choices=Direction)
    number = models.OneToOneField("records.DocumentNumber", models.PROTECT, related_name="+")
    title = models.CharField(_("what it is about"), max_length=500)
    correspondent = models.CharField(_("from whom or to whom"), max_length=300)
    their_number = models.CharField(_("number on the letter"), max_length=60, blank=True)
    dated_on = models.DateField(_("date on the letter"), null=True, blank=True)
    file = models.ForeignKey("records.StoredFile", models.PROTECT, related_name="+")
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(blank=True)

    objects = RegisteredDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("registered document")
        verbose_name_plural = _("registered documents")
        constraints = [
            models.CheckConstraint(
                name="document_direction_known", condition=Q(direction__in=Direction.values)
            ),
            models.CheckConstraint(
                name="document_says_what_and_whose",
                condition=~Q(title="") & ~Q(correspondent=""),
            ),
            models.CheckConstraint(
                name="document_cancelled_with_a_reason",
                condition=Q(cancelled_at=None, cancelled_by=None, cancel_reason="")
                | (
                    Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancel_reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("minutes:document_detail", args=[self.pk])

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused, as the database refuses it (REQ-67). Raises NeverDeleted."""
        raise NeverDeleted(
            gettext("Registered documents are not deleted."),
            clause="12" if self.body.is_council else "23",
        )
