"""The rules of procedure of many bodies at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bodies.models import Body, RulesOfProcedure
from bodies.rules.procedure import Procedure, defaults


def procedures_on(bodies: Iterable[Body], day: date) -> dict[int, Procedure]:
    """The rules each body works under that day, by primary key. One query for all."""
    listed = list(bodies)
    rules = {body.pk: defaults(body.kind) for body in listed}
    records = RulesOfProcedure.objects.filter(body__in=[body.pk for body in listed])
    for record in (
        records.filter(starts_on__lte=day).select_related("body").order_by("starts_on", "pk")
    ):
        rules[record.body_id] = record.procedure()
    return rules
