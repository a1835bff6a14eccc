"""A sheet with a composition, read and planned but not yet drawn up as a change."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bodies.rules.roster import Fate, Planned, Sheet
from records.models import LegalAct


class RosterState(models.TextChoices):
    """Planned until it is drawn up as a change of composition, once."""

    PLANNED = "planned", _("Dry run")
    DRAWN_UP = "drawn_up", _("Sent for confirmation")


class RosterImport(models.Model):
    """One dry run: who brought which sheet for which body, and what would become of each row.

    It lies on the server, so that a reload, another device or a second press find it as it is.
    """

    body = models.ForeignKey("bodies.Body", models.PROTECT, related_name="rosters")
    state = models.CharField(
        _("state"), max_length=20, choices=RosterState, default=RosterState.PLANNED
    )
    file = models.ForeignKey("records.StoredFile", models.PROTECT, related_name="+")
    sheet = models.JSONField()
    plan = models.JSONField()
    act_kind = models.CharField(_("kind"), max_length=20, choices=LegalAct.Kind)
    act_issuer = models.ForeignKey("records.Authority", models.PROTECT, null=True, related_name="+")
    act_issuer_text = models.CharField(_("issued by (another)"), max_length=255, blank=True)
    act_number = models.CharField(_("number"), max_length=50)
    act_signed_on = models.DateField(_("date"))
    act_file = models.ForeignKey("records.StoredFile", models.PROTECT, null=True, related_name="+")
    effective_on = models.DateField(_("in effect from"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    change = models.OneToOneField(
        "bodies.CompositionChange", models.PROTECT, null=True, related_name="roster"
    )

    class Meta:
        verbose_name = _("imported composition")
        verbose_name_plural = _("imported compositions")
        constraints = [
            models.CheckConstraint(
                name="roster_state_known", condition=Q(state__in=RosterState.values)
            ),
            models.CheckConstraint(
                name="roster_drawn_up_as_a_change",
                condition=Q(state=RosterState.PLANNED, change=None)
                | Q(state=RosterState.DRAWN_UP, change__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} · {self.file}"

    def act(self) -> LegalAct:
        """The act beside the sheet, not saved."""
        return LegalAct(
            kind=self.act_kind, issuer=self.act_issuer, issuer_text=self.act_issuer_text,
            number=self.act_number, signed_on=self.act_signed_on, file=self.act_file,
        )  # fmt: skip

    def state_act(self, act: LegalAct) -> None:
        """Keep the particulars of an act that is recorded only together with the change."""
        assert isinstance(act.signed_on, date)  # noqa: S101 - `require_act` has seen it
        self.act_kind, self.act_number, self.act_signed_on = act.kind, act.number, act.signed_on
        self.act_issuer, self.act_issuer_text = act.issuer, act.issuer_text

    def read(self) -> Sheet:
        """The sheet as it was read."""
        return Sheet.from_dict(self.sheet)

    def planned(self) -> list[Planned]:
        """The fate of each row, errors first."""
        return [Planned(**row) for row in self.plan]

    def counts(self) -> dict[str, int]:
        """How many rows share each fate."""
        counted = Counter(row["fate"] for row in self.plan)
        return {fate: counted[fate] for fate in Fate}

    def ready(self) -> bool:
        """Whether it may be drawn up: no errors, and something to do."""
        counts = self.counts()
        return not counts[Fate.ERROR] and bool(counts[Fate.ADD] + counts[Fate.CHANGE])
