"""Who sits in a body, in what office, by what act, from which day to which."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bodies.models.organisation import OrganisationKind
from bodies.querysets import DatedQuerySet, MembershipQuerySet


class Office(models.TextChoices):
    """Offices of clauses 8, 11, 15, 19, 21."""

    CHAIR = "chair", _("Chair")
    DEPUTY_CHAIR = "deputy_chair", _("Deputy chair")
    SECRETARY = "secretary", _("Secretary")
    MEMBER = "member", _("Member")


class Category(models.TextChoices):
    """Whom clause 15 calls into an association."""

    INSTITUTION = "institution", _("Representative of a higher-education institution")
    EMPLOYER = "employer", _("Representative of an employer")
    EMPLOYERS_ASSOCIATION = (
        "employers_association",
        _("Representative of an employers' association"),
    )
    INTERNATIONAL = "international", _("Representative of an international organisation")
    INTERGOVERNMENTAL = (
        "intergovernmental",
        _("Representative of an intergovernmental organisation"),
    )
    NGO = "ngo", _("Representative of a non-governmental organisation")
    OTHER = "other", _("Representative of another interested body")
    PEDAGOGICAL = "pedagogical", _("Pedagogical worker")
    SCIENTIFIC = "scientific", _("Scientific worker")


# Which kinds of organisation a representative of each category may come from (cl. 15).
REPRESENTED_KINDS: dict[str, frozenset[str]] = {
    Category.INSTITUTION: frozenset({OrganisationKind.INSTITUTION}),
    Category.EMPLOYER: frozenset({OrganisationKind.EMPLOYER}),
    Category.EMPLOYERS_ASSOCIATION: frozenset({OrganisationKind.EMPLOYERS_ASSOCIATION}),
    Category.INTERNATIONAL: frozenset({OrganisationKind.INTERNATIONAL}),
    Category.INTERGOVERNMENTAL: frozenset({OrganisationKind.INTERGOVERNMENTAL}),
    Category.NGO: frozenset({OrganisationKind.NGO}),
    Category.OTHER: frozenset(
        {OrganisationKind.OTHER, OrganisationKind.STATE, OrganisationKind.ACCREDITATION}
    ),
}


class ExitKind(models.TextChoices):
    """Why a seat ended before its term; a term that runs out needs no reason."""

    RESIGNATION = "resignation", _("Own resignation")
    DEATH = "death", _("Death")
    REPRESENTATION_ENDED = "representation_ended", _("End of representation")
    REMOVAL = "removal", _("Removal by a Council decision")
    HANDOVER = "handover", _("Change of office")
    SECTION_DECISION = "section_decision", _("Decision of the association")
    DISSOLUTION = "dissolution", _("Dissolution of the body")


class Membership(models.Model):
    """One person's seat in one body over one span of days (first and last day inclusive)."""

    body = models.ForeignKey(
        "bodies.Body", models.PROTECT, related_name="memberships", verbose_name=_("body")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships",
        verbose_name=_("person"),
    )  # fmt: skip
    office = models.CharField(_("office"), max_length=20, choices=Office, default=Office.MEMBER)
    voting = models.BooleanField(_("votes"), default=True)
    category = models.CharField(_("category"), max_length=30, choices=Category, blank=True)
    represents = models.ForeignKey(
        "bodies.Organisation", models.PROTECT, null=True, blank=True, related_name="memberships",
        verbose_name=_("represents"),
    )  # fmt: skip
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    starts_act = models.ForeignKey(
        "records.LegalAct", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("act that appoints"),
    )  # fmt: skip
    ends_act = models.ForeignKey(
        "records.LegalAct", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("act that ends it"),
    )  # fmt: skip
    exit = models.CharField(_("why it ended"), max_length=30, choices=ExitKind, blank=True)
    # A seat that never took effect: taken back while nobody had used it. It counts on no day.
    annulled_at = models.DateTimeField(_("taken back at"), null=True, editable=False)
    retrospective = models.BooleanField(_("recorded afterwards"), default=False, editable=False)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        indexes = [
            models.Index(fields=["body", "starts_on", "ends_on"]),
            models.Index(fields=["body", "user"]),
            models.Index(fields=["ends_on"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="membership_exit_known", condition=Q(exit="") | Q(exit__in=ExitKind.values)
            ),
            models.CheckConstraint(
                name="membership_exit_rests_on_an_act",
                condition=Q(exit="") | Q(ends_on__isnull=False, ends_act__isnull=False),
                violation_error_message=_("State the document that ends this membership."),
            ),
            models.CheckConstraint(
                name="membership_office_known", condition=Q(office__in=Office.values)
            ),
            models.CheckConstraint(
                name="membership_category_known",
                condition=Q(category="") | Q(category__in=Category.values),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A term cannot end before it starts."),
            ),
            models.CheckConstraint(
                name="membership_states_its_act",
                condition=Q(retrospective=True) | Q(starts_act__isnull=False),
                violation_error_message=_("State the act that approves this member."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_office_display()} · {self.body}"

    def clean(self) -> None:
        """Clause 15: a representative names an organisation of the matching kind (REQ-09)."""
        kinds = REPRESENTED_KINDS.get(self.category)
        if kinds and (self.represents is None or self.represents.kind not in kinds):
            raise ValidationError(
                {"represents": _("Name the organisation this member represents.")}
            )


class TermAlert(models.Model):
    """Once said so many days before the last day of a term, never again."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="term_alerts")
    days = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("alert of a term's end")
        verbose_name_plural = _("alerts of a term's end")
        constraints = [
            models.UniqueConstraint(name="term_alerted_once", fields=["membership", "days"]),
        ]

    def __str__(self) -> str:
        return f"{self.membership} · {self.days}"


class Delegation(models.Model):
    """A dated act by which the deputy acts for a chair who cannot (policy C28)."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="delegations")
    deputy = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="delegations")
    act = models.ForeignKey("records.LegalAct", models.PROTECT, related_name="+")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A term cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} · {self.act}"
