"""Nominating, answering a nomination, filters of the list (cl. 15, 27.5)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from associations.actions import Candidate
from associations.models import Nomination
from associations.querysets import NominationQuerySet
from associations.states import NominationState
from bodies.forms import NAMES, ActFields, PersonFields, day_field
from bodies.models import Office
from meetings.forms.listing import ListFilter
from records.forms import DocumentsField


class NominationForm(PersonFields):
    """The candidate's data, the organisation, the reasons, files (REQ-11)."""

    office = forms.ChoiceField(
        label=_("Office"), choices=Office.choices, initial=Office.MEMBER, required=False
    )
    reasons = forms.CharField(
        label=_("Reasons"), max_length=8000, widget=forms.Textarea({"rows": 5}),
        help_text=_("What the candidate would bring to the association."),
        error_messages={"required": _("State the reasons.")},
    )  # fmt: skip
    uploads = DocumentsField(label=_("Files"), required=False)

    field_order = ["email", *NAMES, "category", "represents", "office", "reasons", "uploads"]

    def particulars(self) -> dict[str, Any]:
        """For `associations.actions.nominate`."""
        given = self.cleaned_data
        candidate = Candidate(
            user=self.person, person=self.new_person(), office=given["office"] or Office.MEMBER,
            category=given["category"], represents=given["represents"],
        )  # fmt: skip
        return {
            "candidate": candidate, "reasons": given["reasons"], "uploads": given["uploads"],
        }  # fmt: skip


class FilesForm(forms.Form):
    """Further files."""

    use_required_attribute = False

    uploads = DocumentsField(label=_("Files"))


class ApprovalForm(ActFields):
    """The act that appoints, the first day, the last day of the term (REQ-12)."""

    effective_on = day_field(_("First day"))
    ends_on = day_field(_("Last day of the term"), required=False)

    field_order = ["effective_on", "ends_on"]

    def approval(self) -> dict[str, Any]:
        """For `associations.actions.approve_nomination`."""
        given = self.cleaned_data
        return {
            "act": self.act(), "upload": given["act_file"], "effective_on": given["effective_on"],
            "ends_on": given["ends_on"],
        }  # fmt: skip


class RejectionForm(forms.Form):
    """Why it is rejected; the nominator and the candidate read it."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Give a reason.")},
    )  # fmt: skip


class WithdrawalForm(forms.Form):
    """Why it is taken back, if one likes to say."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Reason"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )


class NominationFilter(ListFilter):
    """State and year; they stand in the address."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *NominationState.choices]
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, nominations: NominationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nominations = nominations
        years = nominations.dates("nominated_at", "year", order="DESC")
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            ("", _("All")), *((day.year, str(day.year)) for day in years)
        ]  # fmt: skip

    def filtered(self) -> list[Nomination]:
        """What the filters leave, newest first; a senseless filter leaves nothing out.

        The state follows from the vote and the change, so it is chosen here.
        """
        chosen = self.cleaned_data if self.is_valid() else {}
        found = self.nominations
        if chosen.get("year"):
            found = found.filter(nominated_at__year=chosen["year"])
        state = chosen.get("state")
        rows = found.with_outcome().newest_first()
        return [nomination for nomination in rows if not state or nomination.state == state]
