"""The append-only journal: one hash chain per stream."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from records.names import ACTS
from records.rules.chain import GENESIS


class JournalStream(models.Model):
    """The head of one chain; its row is locked while an entry is appended."""

    key = models.CharField(_("stream"), max_length=100, unique=True)
    position = models.PositiveBigIntegerField(_("last position"), default=0)
    hash = models.CharField(_("head"), max_length=64, default=GENESIS)

    class Meta:
        verbose_name = _("journal stream")
        verbose_name_plural = _("journal streams")

    def __str__(self) -> str:
        return self.key


class JournalEntry(models.Model):
    """One legal act. `at` is the caller's time, `recorded_at` the database's own."""

    stream = models.CharField(_("stream"), max_length=100)
    position = models.PositiveBigIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=100)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"))
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now(), editable=False)
    payload = models.JSONField(_("facts"))
    previous_hash = models.CharField(_("previous hash"), max_length=64)
    hash = models.CharField(_("hash"), max_length=64, db_index=True)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        constraints = [
            models.UniqueConstraint(
                name="journal_position_taken_once", fields=["stream", "position"]
            ),
            models.CheckConstraint(name="journal_counts_from_one", condition=Q(position__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.position} {self.kind}"

    @property
    def words(self) -> str:
        """What kind of act this is, in the active language; an unknown kind as it stands."""
        return str(ACTS.get(self.kind, self.kind))
