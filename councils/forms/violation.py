"""Recording and explaining a violation; filters of the list (cl. 28)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bodies.forms import day_field
from bodies.models import Body
from councils.forms.fields import prose_field
from councils.models import Violation
from councils.querysets import ViolationQuerySet
from councils.states import CROSS_REFERENCE, Ground, ViolationState
from meetings.forms.listing import ListFilter
from records.forms import DocumentsField

CHOOSE_THE_GROUND = _("Choose the ground of responsibility (28.1–28.3).")


def grounds() -> list[tuple[str, str]]:
    """Clause and words."""
    return [(ground.value, f"{ground.value}. {ground.label}") for ground in Ground]


class ViolationForm(forms.Form):
    """Ground, facts, day and evidence."""

    use_required_attribute = False

    ground = forms.ChoiceField(
        label=_("Ground of responsibility"), choices=grounds, widget=forms.RadioSelect,
        help_text=CROSS_REFERENCE,
        error_messages={"required": CHOOSE_THE_GROUND, "invalid_choice": CHOOSE_THE_GROUND},
    )  # fmt: skip
    facts = prose_field(_("Facts"), error_messages={"required": _("State the facts.")})
    happened_on = day_field(_("When it happened"))
    uploads = DocumentsField(label=_("Evidence"), required=False)


class AskForm(forms.Form):
    """Until when the association explains."""

    use_required_attribute = False

    answer_by = day_field(_("To be explained by"))


class ExplanationForm(forms.Form):
    """What the association says to it."""

    use_required_attribute = False

    text = prose_field(_("Explanation"), error_messages={"required": _("Write the explanation.")})
    uploads = DocumentsField(label=_("Files"), required=False)


class ViolationFilter(ListFilter):
    """Association, ground, state, year; they stand in the address."""

    association = forms.ModelChoiceField(
        label=_("Association"), queryset=Body.objects.none(), required=False, empty_label=_("All")
    )
    ground = forms.ChoiceField(
        label=_("Ground"), required=False,
        choices=[("", _("All")), *((ground.value, ground.value) for ground in Ground)],
    )  # fmt: skip
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *ViolationState.choices]
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, violations: ViolationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.violations = violations
        self.fields["association"].queryset = Body.objects.filter(  # type: ignore[attr-defined]
            pk__in=violations.values("association")
        ).order_by("sort_key")
        years = violations.order_by("-happened_on__year").values_list(
            "happened_on__year", flat=True
        )
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            ("", _("All")), *((year, str(year)) for year in years.distinct())
        ]  # fmt: skip

    def filtered(self) -> list[Violation]:
        """What the filters leave, newest first; a senseless filter leaves nothing out.

        The state follows from the Council's agenda, so it is chosen here and not in the database.
        """
        chosen = self.cleaned_data if self.is_valid() else {}
        found = self.violations
        if chosen.get("association"):
            found = found.of([chosen["association"].pk])
        if chosen.get("ground"):
            found = found.on_ground(chosen["ground"])
        if chosen.get("year"):
            found = found.in_year(chosen["year"])
        state = chosen.get("state")
        rows = found.with_outcome().newest_first()
        return [violation for violation in rows if not state or violation.state == state]
