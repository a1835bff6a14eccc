"""Files kept as they were received or drawn up."""

import hashlib
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


def random_path(stored_file: "StoredFile", name: str) -> str:
    """A path that tells nothing of the file: neither its name nor its kind."""
    key = uuid4().hex
    return f"files/{key[:2]}/{key}"


class StoredFile(models.Model):
    """Bytes, their SHA-256 and who brought them; never changed and never deleted.

    The same bytes brought twice are two records: who and when differ.
    """

    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(_("media type"), max_length=127)
    content = models.FileField(_("content"), upload_to=random_path)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        constraints = [
            models.CheckConstraint(
                name="stored_file_is_not_empty",
                condition=Q(size__gt=0),
                violation_error_message=_("The file is empty."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def read(self) -> bytes:
        """All bytes, as stored."""
        with self.content.open("rb") as stored:
            return stored.read()

    def is_intact(self) -> bool:
        """Whether the stored bytes still have the recorded size and SHA-256."""
        digest, size = hashlib.sha256(), 0
        with self.content.open("rb") as stored:
            for chunk in stored.chunks():
                digest.update(chunk)
                size += len(chunk)
        return (digest.hexdigest(), size) == (self.sha256, self.size)
