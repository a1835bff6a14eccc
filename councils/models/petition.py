"""The Council's petition for disciplinary liability of a member (cl. 14.5, REQ-14)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from councils.querysets import PetitionQuerySet
from councils.states import PetitionState


class Petition(models.Model):
    """A numbered letter to the employer of a member, resting on a decision of the Council."""

    council = models.ForeignKey("bodies.Body", models.PROTECT, related_name="petitions")
    item = models.ForeignKey(
        "meetings.AgendaItem", models.PROTECT, related_name="+",
        verbose_name=_("decision of the Council"),
    )  # fmt: skip
    membership = models.ForeignKey(
        "bodies.Membership", models.PROTECT, related_name="+", verbose_name=_("member")
    )
    addressee = models.CharField(_("employer it is addressed to"), max_length=300)
    grounds = models.TextField(_("grounds"))
    number = models.OneToOneField(
        "records.DocumentNumber", models.PROTECT, related_name="+", verbose_name=_("number")
    )
    drawn_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_up_at = models.DateTimeField()
    letter = models.ForeignKey(
        "records.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    fault = models.TextField(blank=True, editable=False)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    sent_how = models.CharField(_("how it was sent"), max_length=300, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answer_file = models.ForeignKey(
        "records.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PetitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("petition for discipline")
        verbose_name_plural = _("petitions for discipline")
        constraints = [
            models.UniqueConstraint(
                name="one_petition_of_a_decision_for_a_member",
                fields=["item", "membership"],
                violation_error_message=_("The petition on this decision is already drawn up."),
            ),
            models.CheckConstraint(
                name="petition_answered_after_it_was_sent",
                condition=Q(answered_on=None) | Q(answered_on__gte=models.F("sent_on")),
                violation_error_message=_("An answer comes after the letter was sent."),
            ),
            models.CheckConstraint(
                name="petition_states_grounds_and_addressee",
                condition=~Q(grounds="") & ~Q(addressee=""),
                violation_error_message=_("State the grounds."),
            ),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("councils:petition_detail", args=[self.pk])

    @property
    def state(self) -> PetitionState:
        """How far it has come."""
        if self.answered_on is not None:
            return PetitionState.ANSWERED
        return PetitionState.SENT if self.sent_on is not None else PetitionState.DRAWN_UP
