"""Opening the draft to those who took part, ending that, declining what they propose."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from minutes.actions.remarks import DAYS, LONGEST


class OpeningForm(forms.Form):
    """For how many days."""

    use_required_attribute = False

    days = forms.IntegerField(
        label=_("Days for corrections"), min_value=1, max_value=LONGEST, initial=DAYS
    )


class EndingForm(forms.Form):
    """Why the reading ends before its time, or why a correction is declined."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Give a reason.")},
    )  # fmt: skip
