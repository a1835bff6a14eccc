"""Dated rules of procedure with their legal basis."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bodies.querysets import RulesOfProcedureQuerySet
from bodies.rules import procedure


class RulesOfProcedure(models.Model):
    """What a body has settled where the regulation leaves room (`regulation.md` C).

    Only departures from the regulation's defaults are stored, so a record reads as what was
    decided. A meeting freezes the whole `Procedure` it works under.
    """

    body = models.ForeignKey(
        "bodies.Body", models.PROTECT, related_name="rules_of_procedure", verbose_name=_("body")
    )
    starts_on = models.DateField(_("in force from"))
    basis = models.ForeignKey(
        "records.LegalAct", models.PROTECT, related_name="+", verbose_name=_("basis")
    )
    departures = models.JSONField(_("departures from the defaults"), default=dict, blank=True)

    objects = RulesOfProcedureQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rules of procedure")
        verbose_name_plural = _("rules of procedure")
        constraints = [
            models.UniqueConstraint(name="one_procedure_a_day", fields=["body", "starts_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.body} · {self.starts_on}"

    def clean(self) -> None:
        """Every departure is a known key with a permitted value."""
        try:
            self.procedure()
        except (ValueError, TypeError, KeyError) as fault:
            raise ValidationError({"departures": str(fault)}) from fault

    def procedure(self) -> procedure.Procedure:
        """The regulation's defaults with this record's departures."""
        settled = procedure.defaults(self.body.kind).as_dict() | self.departures
        return procedure.Procedure.from_dict(settled)
