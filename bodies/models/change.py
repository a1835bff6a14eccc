"""A change of composition: drawn up, recorded by an administrator, confirmed by a second person.

Nobody takes or leaves a seat in any other way (assurance threat 2, F5): who sits on a day follows
from the changes that were confirmed.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import Name
from bodies.errors import ChangeRefused
from bodies.models.body import Body, BodyKind
from bodies.models.membership import Category, ExitKind, Office
from bodies.querysets import ChangeQuerySet


class ChangeKind(models.TextChoices):
    """What is done to the composition."""

    APPOINTMENT = "appointment", _("Appointment")
    EXIT = "exit", _("Leaving the composition")
    REMOVAL = "removal", _("Removal by a Council decision")
    HANDOVER = "handover", _("Handover of an office")
    ROSTER = "roster", _("Composition as a list")
    SECTION = "section", _("Composition of a section")
    DISSOLUTION = "dissolution", _("Dissolution")


def keeper_of(body: Body, kind: str) -> Body:
    """A section keeps its own composition (cl. 16); a removal comes from the Council (cl. 14.4).

    So a removal from a section is recorded and confirmed by those who do so for its association.
    """
    above = body.parent if body.kind == BodyKind.SECTION and kind == ChangeKind.REMOVAL else None
    return above or body


class ChangeState(models.TextChoices):
    """Prepared by who may only prepare; proposed once recorded; then decided by another person."""

    PREPARED = "prepared", _("Prepared")
    PROPOSED = "proposed", _("Awaits confirmation")
    CONFIRMED = "confirmed", _("In effect")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    UNDONE = "undone", _("Taken back")


class LineVerb(models.TextChoices):
    """What one line does."""

    SEAT = "seat", _("takes a seat")
    END = "end", _("leaves a seat")


class CompositionChange(models.Model):
    """One change in one body, with its act, its first day and the two people behind it."""

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="changes")
    kind = models.CharField(_("kind"), max_length=20, choices=ChangeKind)
    state = models.CharField(_("state"), max_length=20, choices=ChangeState)
    act = models.ForeignKey(
        "records.LegalAct", models.PROTECT, related_name="+", verbose_name=_("act")
    )
    reason = models.TextField(_("reason"), blank=True)
    # The first day of the new composition as planned; confirmation may only move it later.
    effective_on = models.DateField(_("in effect from"))
    took_effect_on = models.DateField(null=True, editable=False)
    drawn_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    drawn_up_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(_("reason of the decision"), blank=True)

    # The first of its lines, where `with_first_lines` has brought them.
    first_lines: list[ChangeLine]

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of composition")
        verbose_name_plural = _("changes of composition")
        indexes = [models.Index(fields=["body", "state"])]
        constraints = [
            models.CheckConstraint(
                name="change_kind_known", condition=Q(kind__in=ChangeKind.values)
            ),
            models.CheckConstraint(
                name="change_state_known", condition=Q(state__in=ChangeState.values)
            ),
            models.CheckConstraint(
                name="change_confirmed_by_a_second_person",
                condition=~Q(state__in=["confirmed", "undone"])
                | (
                    Q(proposed_by__isnull=False, decided_by__isnull=False)
                    & ~Q(decided_by=F("proposed_by"))
                    & ~Q(decided_by=F("drawn_up_by"))
                ),
                violation_error_message=_("A second person confirms a change of composition."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.body}"

    def get_absolute_url(self) -> str:
        """Its page, which the front door draws (`ABSOLUTE_URL_OVERRIDES`)."""
        raise NotImplementedError

    def require(self, *states: str) -> None:
        """Raise ChangeRefused, saying who did what when, unless the change is in one of `states`."""
        if self.state in states:
            return
        raise ChangeRefused(
            gettext("This change has been dealt with already. State: %(state)s. By: %(name)s.")
            % {
                "state": self.get_state_display(),
                "name": self.decided_by.full_name() if self.decided_by else "—",
            }
        )

    @property
    def keeper(self) -> Body:
        """The body whose permissions count for this change."""
        return keeper_of(self.body, self.kind)

    @property
    def last_day_before(self) -> date:
        """The last day of the composition as it was."""
        return (self.took_effect_on or self.effective_on) - timedelta(days=1)


class ChangeLine(models.Model):
    """One seat taken, or one left. A person the portal does not know yet is kept as facts."""

    change = models.ForeignKey(CompositionChange, models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    verb = models.CharField(max_length=10, choices=LineVerb)
    membership = models.ForeignKey(
        "bodies.Membership", models.PROTECT, null=True, related_name="change_lines"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Fields of `accounts.User` of somebody who becomes known only when the change takes effect.
    person = models.JSONField(default=dict)
    office = models.CharField(_("office"), max_length=20, choices=Office, default=Office.MEMBER)
    voting = models.BooleanField(_("votes"), default=True)
    category = models.CharField(_("category"), max_length=30, choices=Category, blank=True)
    represents = models.ForeignKey(
        "bodies.Organisation", models.PROTECT, null=True, related_name="+",
        verbose_name=_("represents"),
    )  # fmt: skip
    ends_on = models.DateField(_("last day of the term"), null=True)
    exit = models.CharField(_("why it ended"), max_length=30, choices=ExitKind, blank=True)
    # What the seat's last day was before this line ended it, so that it can be taken back.
    former_ends_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("line of a change")
        verbose_name_plural = _("lines of a change")
        constraints = [
            models.UniqueConstraint(name="change_line_once", fields=["change", "position"]),
            models.CheckConstraint(
                name="change_line_verb_known", condition=Q(verb__in=LineVerb.values)
            ),
            models.CheckConstraint(
                name="change_line_office_known", condition=Q(office__in=Office.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} · {self.full_name()}"

    def known(self) -> User | None:
        """The person, where the portal knows one."""
        return self.user or (self.membership.user if self.membership else None)

    def name(self, language: str | None = None) -> Name:
        """The spelling of whoever it is, whether the portal knows the person or not."""
        known = self.known()
        if known is not None:
            return known.name(language)
        return Name(
            family=self.person.get("family_name_kk", ""),
            given=self.person.get("given_name_kk", ""),
            patronymic=self.person.get("patronymic_kk", ""),
        )

    def full_name(self, language: str | None = None) -> str:
        """«Тұрсынов Дархан Бақытұлы»."""
        return self.name(language).full

    def short_name(self, language: str | None = None) -> str:
        """«Тұрсынов Д.Б.»."""
        return self.name(language).short
