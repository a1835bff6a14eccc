"""The paper that a change of composition rests on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from records.forms import DocumentField
from records.models import Authority, LegalAct

STATE_THE_ACT = _("State the act that approves this member.")
STATE_THE_DOCUMENT = _("State the document that ends this membership.")


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """A day, picked or typed."""
    return forms.DateField(
        label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs
    )


class ActFields(forms.Form):
    """Kind, issuer, number, date and file of an act that is not recorded yet."""

    use_required_attribute = False

    act_kind = forms.ChoiceField(
        label=_("Kind of the act"), choices=LegalAct.Kind.choices, initial=LegalAct.Kind.ORDER
    )
    act_issuer = forms.CharField(label=_("Who issued it"), max_length=255, required=False)
    act_number = forms.CharField(
        label=_("Number of the act"), max_length=50, error_messages={"required": STATE_THE_ACT}
    )
    act_signed_on = day_field(_("Date of the act"), error_messages={"required": STATE_THE_ACT})
    act_file = DocumentField(label=_("File of the act"), required=False)

    def act(self) -> LegalAct:
        """The act, not saved. The Minister's orders know their issuer."""
        given = self.cleaned_data
        issuer = None
        if given["act_kind"] == LegalAct.Kind.MINISTER_ORDER:
            issuer = Authority.objects.filter(key="minister").first()
        return LegalAct(
            kind=given["act_kind"], issuer=issuer, issuer_text=given["act_issuer"],
            number=given["act_number"], signed_on=given["act_signed_on"],
        )  # fmt: skip
