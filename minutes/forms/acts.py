"""Acts on frozen minutes that take something from the person."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.reauthentication import ReauthenticationForm


class SignForm(ReauthenticationForm):
    """The password again, and the version that stood on the screen."""

    use_required_attribute = False

    document = forms.CharField(widget=forms.HiddenInput, required=False)


class DissentForm(forms.Form):
    """A member's own view of a decision, in the member's words."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("Dissenting opinion"), max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write your opinion.")},
    )  # fmt: skip


class ReturnForm(forms.Form):
    """Why the frozen minutes go back to the draft; it stands in the journal."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )
