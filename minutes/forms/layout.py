"""Full or short form, and the line of approval."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minutes.models import Minutes
from minutes.states import Extent


def _lines(language: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 3, "lang": language})


class LayoutForm(forms.Form):
    """Approval is asked in Russian too where the meeting keeps both languages."""

    use_required_attribute = False

    extent = forms.ChoiceField(
        label=_("Form of the minutes"), choices=Extent.choices, widget=forms.RadioSelect
    )
    approval_kk = forms.CharField(
        label=_("Approved by, in Kazakh"), required=False, max_length=300, widget=_lines("kk"),
        help_text=_("Post and name, line by line; only where your own rules ask for approval."),
    )  # fmt: skip
    approval_ru = forms.CharField(
        label=_("Approved by, in Russian"), required=False, max_length=300, widget=_lines("ru")
    )

    def __init__(self, *args: Any, minutes: Minutes, **kwargs: Any) -> None:
        names = ("extent", "approval_kk", "approval_ru")
        kwargs["initial"] = {name: getattr(minutes, name) for name in names}
        super().__init__(*args, **kwargs)
        if not minutes.meeting.russian:
            del self.fields["approval_ru"]

    def choice(self) -> dict[str, str]:
        """What was chosen, the Russian lines empty where they were not asked."""
        return {"approval_ru": "", **self.cleaned_data}
