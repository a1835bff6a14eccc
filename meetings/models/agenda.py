"""The agenda: items, their materials, the members' prior consent (cl. 18, 27.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from meetings.querysets import AgendaItemQuerySet
from meetings.states import Answer, ItemState

if TYPE_CHECKING:
    from meetings.models.vote import Vote


class ItemFunction(models.Model):
    """A clause that gives a body the function an item serves (REQ-70)."""

    code = models.CharField(_("clause"), max_length=20, unique=True)
    kind = models.CharField(_("kind of body"), max_length=20, blank=True)
    position = models.PositiveSmallIntegerField()
    name_kk = models.CharField(max_length=400)
    name_ru = models.CharField(max_length=400)
    name_en = models.CharField(max_length=400)

    class Meta:
        verbose_name = _("function")
        verbose_name_plural = _("functions")

    def __str__(self) -> str:
        name = getattr(self, f"name_{get_language() or 'kk'}", self.name_kk)
        return f"{self.code}. {name}" if self.code[:1].isdigit() else name


class AgendaItem(models.Model):
    """A question put to the body, with the resolution proposed on it."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(_("number"), default=0)
    state = models.CharField(max_length=20, choices=ItemState, default=ItemState.INCLUDED)
    votable = models.BooleanField(_("put to the vote"), default=True)
    title_kk = models.CharField(_("title in Kazakh"), max_length=500, blank=True)
    title_ru = models.CharField(_("title in Russian"), max_length=500, blank=True)
    title_en = models.CharField(_("title in English"), max_length=500, blank=True)
    resolution_kk = models.TextField(_("proposed resolution in Kazakh"), blank=True)
    resolution_ru = models.TextField(_("proposed resolution in Russian"), blank=True)
    resolution_en = models.TextField(_("proposed resolution in English"), blank=True)
    speaker = models.CharField(_("speaker"), max_length=200, blank=True)
    function = models.ForeignKey(
        "meetings.ItemFunction", models.PROTECT, null=True, blank=True, related_name="items",
        verbose_name=_("function"),
    )  # fmt: skip
    proposed_by = models.ForeignKey(
        "bodies.Membership", models.PROTECT, null=True, blank=True, related_name="proposed_items"
    )
    answer_reason = models.TextField(_("reason"), blank=True)
    archive_key = models.CharField(max_length=120, unique=True, null=True, editable=False)
    archive_error = models.CharField(max_length=40, blank=True, editable=False)
    # The ballots of an item that cannot be judged, as the archive gave them.
    archive_facts = models.JSONField(null=True, editable=False)

    objects = AgendaItemQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        indexes = [models.Index(fields=["meeting", "position"])]
        constraints = [
            models.CheckConstraint(
                name="item_state_known", condition=Q(state__in=ItemState.values)
            ),
            models.CheckConstraint(
                name="item_titled",
                condition=~Q(title_kk="", title_ru="", title_en=""),
                violation_error_message=_("Give the title in at least one language."),
            ),
        ]

    def __str__(self) -> str:
        return self.title()

    @property
    def vote(self) -> Vote | None:
        """The vote that stands; nothing is asked of the database after `with_votes()`."""
        return next((vote for vote in self.votes.all() if not vote.is_annulled), None)

    def title(self, language: str | None = None) -> str:
        """In the language asked for, else in the first there is."""
        asked = getattr(self, f"title_{language or get_language() or 'kk'}", "")
        return asked or self.title_kk or self.title_ru or self.title_en

    def resolution(self, language: str | None = None) -> str:
        """In the language asked for, else in the first there is."""
        asked = getattr(self, f"resolution_{language or get_language() or 'kk'}", "")
        return asked or self.resolution_kk or self.resolution_ru or self.resolution_en


class Material(models.Model):
    """A file that belongs to an agenda item."""

    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="materials")
    title = models.CharField(_("title"), max_length=300)
    file = models.ForeignKey("records.StoredFile", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    def __str__(self) -> str:
        return self.title


class AgendaConsent(models.Model):
    """A member's answer to one version of the agenda; an edit of the agenda voids it (REQ-19)."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="consents")
    membership = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    answer = models.CharField(max_length=10, choices=Answer)
    comment = models.TextField(_("comment"), blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("consent to the agenda")
        verbose_name_plural = _("consents to the agenda")
        constraints = [
            models.UniqueConstraint(
                name="one_answer_per_agenda_version", fields=["meeting", "membership", "version"]
            ),
            models.CheckConstraint(
                name="consent_answer_known", condition=Q(answer__in=Answer.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} · {self.get_answer_display()}"
