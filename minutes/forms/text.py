"""What was heard and said on one item."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minutes.models import ItemText
from minutes.states import TextField

LONGEST = 20_000


def _text(field: TextField, rows: int) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "lang": field.language})
    return forms.CharField(label=field.label, required=False, max_length=LONGEST, widget=area)


class TextForm(forms.Form):
    """Kazakh always, Russian where the meeting keeps both; `edition` is what stood on screen."""

    use_required_attribute = False

    heard_kk = _text(TextField.HEARD_KK, 7)
    spoke_kk = _text(TextField.SPOKE_KK, 7)
    heard_ru = _text(TextField.HEARD_RU, 7)
    spoke_ru = _text(TextField.SPOKE_RU, 7)
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
        return {name: text for name, text in self.cleaned_data.items() if name in TextField}

    def take_notice_of(self, newer: ItemText) -> None:
        """After a refusal: the writer has now seen the newer edition and may save over it."""
        self.data = {**self.data.dict(), self.add_prefix("edition"): str(newer.edition)}  # type: ignore[attr-defined]
        self.text = newer


class ProposalForm(TextForm):
    """The same texts in a participant's hands: what should stand there, and why."""

    why = forms.CharField(
        label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Give a reason.")},
    )  # fmt: skip
