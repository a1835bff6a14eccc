"""Asking whether a document is what it says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minutes.documents import proof
from records.actions.files import upload_limit
from records.rules.file_types import MEGABYTE


class NumberForm(forms.Form):
    """The number printed on the paper, of which body, in which year."""

    use_required_attribute = False

    body = forms.ChoiceField(label=gettext_lazy("Body"))
    year = forms.IntegerField(
        label=gettext_lazy("Year"), min_value=1, max_value=9999,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    number = forms.CharField(label=gettext_lazy("Number of the minutes"), max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(one.pk, one.short_name()) for one in proof.bodies()]  # type: ignore[attr-defined]


class ReceiptForm(forms.Form):
    """The code a member kept when voting, whole or its first signs."""

    use_required_attribute = False

    code = forms.CharField(
        label=gettext_lazy("Receipt code"), max_length=90, min_length=8,
        help_text=gettext_lazy("Twelve signs are enough: 3F2A 91C0 77BE."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


class FileForm(forms.Form):
    """A file to hold against what the portal stored; it is read once and not kept."""

    use_required_attribute = False

    file = forms.FileField(
        label=gettext_lazy("PDF file"),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )

    def clean_file(self) -> File:
        """Refuse what is larger than any file of ours."""
        file: File = self.cleaned_data["file"]
        limit = upload_limit()
        if file.size > limit:
            raise forms.ValidationError(
                _("The file is %(size)s MB; at most %(limit)s MB is accepted.")
                % {
                    "size": number_format(file.size / MEGABYTE, decimal_pos=1),
                    "limit": limit // MEGABYTE,
                }
            )
        return file
