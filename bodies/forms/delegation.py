"""Recording the act by which the deputy acts for the chair."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from records.forms import DocumentField
from records.models import LegalAct

STATE_THE_ACT = _("State the number and date of the delegation act.")


def _day(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs
    )


class DelegationForm(forms.Form):
    """The act with its file, and the days; who the deputy is follows from the composition."""

    use_required_attribute = False

    act_number = forms.CharField(
        label=_("Number of the act"), max_length=50, error_messages={"required": STATE_THE_ACT}
    )
    act_signed_on = _day(_("Date of the act"), error_messages={"required": STATE_THE_ACT})
    act_issuer = forms.CharField(label=_("Who issued it"), max_length=255, required=False)
    upload = DocumentField(label=_("File of the act"))
    starts_on = _day(_("First day"))
    ends_on = _day(_("Last day"))

    def delegation(self) -> dict[str, Any]:
        """The keywords of `bodies.actions.delegate`."""
        given = self.cleaned_data
        return {
            "act": LegalAct(
                kind=LegalAct.Kind.DELEGATION, issuer_text=given["act_issuer"],
                number=given["act_number"], signed_on=given["act_signed_on"],
            ),
            "upload": given["upload"],
            "starts_on": given["starts_on"],
            "ends_on": given["ends_on"],
        }  # fmt: skip
