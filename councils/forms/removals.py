"""Proposing, answering and executing a removal; filters of the list (cl. 14.4)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bodies.forms import day_field
from councils.forms.fields import prose_field
from councils.models import Removal
from councils.querysets import RemovalQuerySet
from councils.states import RemovalState
from meetings.forms.listing import ListFilter
from records.forms import DocumentsField


class RemovalForm(forms.Form):
    """Grounds and what they rest on."""

    use_required_attribute = False

    grounds = prose_field(_("Grounds"), error_messages={"required": _("State the grounds.")})
    uploads = DocumentsField(label=_("Files"), required=False)


class StatementForm(forms.Form):
    """What the member says to it."""

    use_required_attribute = False

    statement = prose_field(
        _("Your statement"), error_messages={"required": _("Write the statement.")},
        help_text=_("The Council reads it word for word before the vote. It is given once."),
    )  # fmt: skip
    uploads = DocumentsField(label=_("Files"), required=False)


class ExecutionForm(forms.Form):
    """The first day without the member."""

    use_required_attribute = False

    effective_on = day_field(_("First day of the new composition"))


class RemovalWithdrawalForm(forms.Form):
    """Why it is taken back, if one likes to say."""

    use_required_attribute = False

    reason = prose_field(_("Reason"), rows=3, required=False, max_length=2000)


class RemovalFilter(ListFilter):
    """State and year; they stand in the address."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *RemovalState.choices]
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, removals: RemovalQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.removals = removals
        years = removals.dates("proposed_at", "year", order="DESC")
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            ("", _("All")), *((day.year, str(day.year)) for day in years)
        ]  # fmt: skip

    def filtered(self) -> list[Removal]:
        """What the filters leave, newest first; a senseless filter leaves nothing out.

        The state follows from the Council's agenda and the change, so it is chosen here.
        """
        chosen = self.cleaned_data if self.is_valid() else {}
        found = self.removals
        if chosen.get("year"):
            found = found.filter(proposed_at__year=chosen["year"])
        state = chosen.get("state")
        rows = found.with_outcome().newest_first()
        return [removal for removal in rows if not state or removal.state == state]
