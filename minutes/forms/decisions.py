"""Filters of the register of decisions; they stand in the address."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bodies.models import Body
from meetings.forms.listing import ListFilter
from meetings.models import ItemFunction
from minutes.querysets import DecisionQuerySet
from minutes.states import ExecutionState

UNASSIGNED = "unassigned"
OVERDUE = "overdue"


class DecisionFilter(ListFilter):
    """Words, body, year, function, state of execution, responsible, overdue."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    body = forms.ModelChoiceField(
        label=_("Body"), queryset=Body.objects.none(), required=False, empty_label=_("All")
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    function = forms.ModelChoiceField(
        label=_("Function"), queryset=ItemFunction.objects.none(), required=False,
        empty_label=_("All"), to_field_name="code",
    )  # fmt: skip
    state = forms.ChoiceField(
        label=_("Execution"), required=False,
        choices=[("", _("All")), (UNASSIGNED, pgettext_lazy("execution", "Not assigned")),
                 *ExecutionState.choices],
    )  # fmt: skip
    responsible = forms.CharField(label=_("Responsible"), required=False, max_length=100)
    overdue = forms.ChoiceField(
        label=_("Due day"), required=False,
        choices=[("", _("All")), ("1", pgettext_lazy("execution", "Overdue"))],
    )  # fmt: skip

    def __init__(self, *args: Any, decisions: DecisionQuerySet, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decisions, self.day = decisions, day
        # As rows of their own: the decisions one may read are asked for once in each list.
        meetings = decisions.order_by().values("item__meeting__body")
        self.fields["body"].queryset = Body.objects.filter(  # type: ignore[attr-defined]
            pk__in=meetings
        ).by_rank()
        self.fields["function"].queryset = ItemFunction.objects.filter(  # type: ignore[attr-defined]
            pk__in=decisions.order_by().values("item__function")
        ).order_by("position")
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            ("", _("All")), *((year, str(year)) for year in decisions.years())
        ]  # fmt: skip

    def filtered(self) -> DecisionQuerySet:
        """What the filters leave, newest first; a senseless filter leaves nothing out."""
        chosen = self._chosen()
        found = self.decisions
        if chosen.get("q"):
            found = found.matching(chosen["q"])
        if chosen.get("body"):
            found = found.of([chosen["body"].pk])
        if chosen.get("year"):
            found = found.in_year(chosen["year"])
        if chosen.get("function"):
            found = found.serving(chosen["function"])
        if chosen.get("responsible"):
            found = found.entrusted_to(chosen["responsible"])
        if chosen.get("overdue"):
            found = found.overdue(self.day)
        state = chosen.get("state")
        if state:
            found = found.unassigned() if state == UNASSIGNED else found.in_state(state)
        return found.newest_first()

    def in_words(self) -> str:
        """The filters in use, for the head of a printed list: «Орган: РОӘК. Жыл: 2026.»"""
        said = []
        for name, value in self._chosen().items():
            field = self.fields[name]
            shown = dict(field.choices).get(str(value)) if name in ("state", "overdue") else value  # type: ignore[attr-defined]
            if value:
                said.append(f"{field.label}: {shown}.")
        return " ".join(said)

    def _chosen(self) -> dict[str, Any]:
        return self.cleaned_data if self.is_valid() else {}
