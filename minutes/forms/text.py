"""What was heard and said on one item."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minutes.models import ItemText


def _area(language: str, rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "lang": language})


class TextForm(forms.Form):
    """Kazakh always, Russian where the meeting keeps both; `edition` is what stood on screen."""

    use_required_attribute = False

    heard_kk = forms.CharField(label=_("Heard, in Kazakh"), required=False, widget=_area("kk", 6))
    spoke_kk = forms.CharField(label=_("Spoke, in Kazakh"), required=False, widget=_area("kk", 5))
    heard_ru = forms.CharField(label=_("Heard, in Russian"), required=False, widget=_area("ru", 6))
    spoke_ru = forms.CharField(label=_("Spoke, in Russian"), required=False, widget=_area("ru", 5))
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, text: ItemText, russian: bool, **kwargs: Any) -> None:
        self.text = text
        names = ("heard_kk", "heard_ru", "spoke_kk", "spoke_ru", "edition")
        kwargs["initial"] = {name: getattr(text, name) for name in names}
        super().__init__(*args, **kwargs)
        if not russian:
            del self.fields["heard_ru"], self.fields["spoke_ru"]

    def texts(self) -> dict[str, str]:
        """What was typed, by field."""
        return {name: text for name, text in self.cleaned_data.items() if name != "edition"}

    def take_notice_of(self, newer: ItemText) -> None:
        """After a refusal: the writer has now seen the newer edition and may save over it."""
        self.data = {**self.data.dict(), self.add_prefix("edition"): str(newer.edition)}  # type: ignore[attr-defined]
        self.text = newer
