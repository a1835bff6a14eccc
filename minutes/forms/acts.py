"""Acts on frozen minutes that take something from the person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.reauthentication import ReauthenticationForm
from records.forms import DocumentField
from records.rules.file_types import PDF


class SignForm(ReauthenticationForm):
    """The password and second factor again, and the version that stood on the screen.

    `cms` is filled by the person's own NCALayer where the portal takes personal digital signatures.
    """

    use_required_attribute = False

    document = forms.CharField(widget=forms.HiddenInput, required=False)
    cms = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1024 * 1024)

    def __init__(self, *args: Any, qualified: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not qualified:
            del self.fields["cms"]


class PaperSignatureForm(forms.Form):
    """Who signed on paper, on which day, and the scan of it."""

    use_required_attribute = False

    signer = forms.ModelChoiceField(label=_("Who signed"), queryset=User.objects.none())
    signed_on = forms.DateField(
        label=_("Day on which it was signed"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    scan = DocumentField(
        label=_("Scan of the signed pages"), allowed=(PDF,),
        error_messages={"required": _("Attach the scan of the signed pages.")},
    )  # fmt: skip

    def __init__(self, *args: Any, signers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["signer"]
        field.queryset = signers  # type: ignore[attr-defined]
        field.label_from_instance = User.full_name  # type: ignore[attr-defined]


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
