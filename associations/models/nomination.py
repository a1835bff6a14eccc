"""A candidate whom a member puts forward for the association (cl. 27.5, REQ-11)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.querysets import NominationQuerySet
from associations.states import NominationState
from bodies.models import Category, ChangeState, Office
from minutes.models import fate_of
from minutes.states import Fate

RETURNED = (ChangeState.DECLINED, ChangeState.WITHDRAWN, ChangeState.UNDONE)
"""A change that came to this seated nobody: the nomination waits for an administrator again."""
OF_ITS_ITEM = {
    Fate.PENDING: NominationState.ON_AGENDA,
    Fate.ADOPTED: NominationState.VOTED,
    Fate.REJECTED: NominationState.VOTED,
    Fate.IN_FORCE: NominationState.SUPPORTED,
    Fate.NOT_ADOPTED: NominationState.NOT_SUPPORTED,
    Fate.NOTHING: NominationState.NOMINATED,
}


class Nomination(models.Model):
    """Who is put forward, by whom and why, with pointers to the vote and to the change it led to.

    Whether the association supported it follows from the agenda item, whether it is confirmed from
    the change of composition; nothing is copied.
    """

    body = models.ForeignKey(
        "bodies.Body", models.PROTECT, related_name="nominations", verbose_name=_("association")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("candidate"),
    )  # fmt: skip
    # Fields of `accounts.User` of a candidate whom the portal does not know.
    person = models.JSONField(default=dict)
    office = models.CharField(_("office"), max_length=20, choices=Office, default=Office.MEMBER)
    category = models.CharField(_("category"), max_length=30, choices=Category, blank=True)
    represents = models.ForeignKey(
        "bodies.Organisation", models.PROTECT, null=True, related_name="+",
        verbose_name=_("represents"),
    )  # fmt: skip
    reasons = models.TextField(_("reasons"))
    nominated_by = models.ForeignKey(
        "bodies.Membership", models.PROTECT, related_name="nominations_made",
        verbose_name=_("nominated by"),
    )  # fmt: skip
    nominated_at = models.DateTimeField()
    item = models.ForeignKey(
        "meetings.AgendaItem", models.PROTECT, null=True, related_name="+",
        verbose_name=_("item of the association's agenda"),
    )  # fmt: skip
    change = models.OneToOneField(
        "bodies.CompositionChange", models.PROTECT, null=True, related_name="nomination",
        verbose_name=_("change of composition"),
    )  # fmt: skip
    rejected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    rejected_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        indexes = [models.Index(fields=["body", "-nominated_at"])]
        constraints = [
            models.CheckConstraint(
                name="nomination_office_known", condition=Q(office__in=Office.values)
            ),
            models.CheckConstraint(
                name="nomination_category_known",
                condition=Q(category="") | Q(category__in=Category.values),
            ),
            models.CheckConstraint(
                name="nomination_states_reasons",
                condition=~Q(reasons=""),
                violation_error_message=_("State the reasons."),
            ),
            models.CheckConstraint(
                name="nomination_rejected_with_a_reason",
                condition=Q(rejected_at=None, rejected_by=None)
                | (Q(rejected_at__isnull=False, rejected_by__isnull=False) & ~Q(reason="")),
                violation_error_message=_("Give a reason."),
            ),
            models.CheckConstraint(
                name="nomination_ends_in_one_way",
                condition=Q(rejected_at=None) | Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name()} · {self.body}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("associations:nomination_detail", args=[self.pk])

    def full_name(self, language: str | None = None) -> str:
        """«Тұрсынов Дархан Бақытұлы», whether the portal knows the candidate or not."""
        candidate = self.user or User(**self.person)
        return candidate.full_name(language)

    @property
    def email(self) -> str:
        """Where the invitation goes."""
        return str(self.user.email or "") if self.user else str(self.person.get("email", ""))

    @property
    def state(self) -> NominationState:
        """Asks nothing of the database when selected `with_outcome`."""
        if self.withdrawn_at is not None:
            return NominationState.WITHDRAWN
        if self.rejected_at is not None:
            return NominationState.REJECTED
        if self.change is not None and self.change.state not in RETURNED:
            confirmed = self.change.state == ChangeState.CONFIRMED
            return NominationState.CONFIRMED if confirmed else NominationState.APPROVED
        return OF_ITS_ITEM[fate_of(self.item)]


class NominationFile(models.Model):
    """What speaks for the candidate; written once."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="files")
    file = models.ForeignKey("records.StoredFile", models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file of a nomination")
        verbose_name_plural = _("files of a nomination")

    def __str__(self) -> str:
        return str(self.file)
