"""What the base institution pays: recording, cancelling, choosing a year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from associations.models import Association
from associations.querysets import FundingQuerySet
from records.forms import DocumentField
from records.models import LegalAct

MOST = 10**12
YEARS_BACK, YEARS_AHEAD = 5, 1
KINDS = [LegalAct.Kind.ORDER, LegalAct.Kind.DECISION, LegalAct.Kind.OTHER]


class FundingForm(forms.Form):
    """A payment of the base institution; who pays is shown and sent along, not chosen."""

    use_required_attribute = False

    payer = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    amount = forms.IntegerField(
        label=_("Amount in tenge"), min_value=1, max_value=MOST,
        help_text=_("Whole tenge, without tiyn."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    purpose = forms.CharField(
        label=_("What the money is for"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    act_kind = forms.ChoiceField(
        label=_("Kind of the document"), choices=[(kind.value, kind.label) for kind in KINDS]
    )
    act_number = forms.CharField(label=_("Number of the document"), max_length=50)
    act_signed_on = forms.DateField(
        label=_("Date of the document"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    upload = DocumentField(label=_("File of the document"), required=False)

    def __init__(self, *args: Any, association: Association, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(this_year + YEARS_AHEAD, this_year - YEARS_BACK - 1, -1)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.initial["payer"] = association.base_institution_id
        self.initial["year"] = this_year

    def payment(self) -> dict[str, Any]:
        """The keywords of `associations.actions.record_funding`; an odd payer is nobody."""
        given = self.cleaned_data
        payer = given["payer"]
        act = LegalAct(
            kind=given["act_kind"], number=given["act_number"], signed_on=given["act_signed_on"]
        )
        return {
            "payer": int(payer) if payer.isascii() and payer.isdigit() else None,
            "year": given["year"], "amount": given["amount"], "purpose": given["purpose"],
            "act": act, "upload": given["upload"],
        }  # fmt: skip


class FundingCancelForm(forms.Form):
    """Why a record does not stand."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class FundingFilter(forms.Form):
    """The year of the list; it stands in the address."""

    use_required_attribute = False

    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("All")), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> int | None:
        """The year asked for; none when it makes no sense."""
        return self.cleaned_data["year"] if self.is_valid() else None

    def filtered(self, records: FundingQuerySet) -> FundingQuerySet:
        """What the year leaves."""
        return records.in_year(self.chosen) if self.chosen else records
