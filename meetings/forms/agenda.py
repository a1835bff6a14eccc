"""Agenda items, their materials, answers to the agenda."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bodies.models import Body
from meetings import actions
from meetings.models import AgendaItem, Meeting
from meetings.querysets import MeetingQuerySet
from meetings.states import Answer
from records.forms import DocumentField

WORDING = (
    "title_kk", "title_ru", "title_en", "resolution_kk", "resolution_ru", "resolution_en",
)  # fmt: skip


class ItemForm(forms.ModelForm):
    """An item with its wording in three languages; Kazakh is asked for, the rest is optional."""

    use_required_attribute = False

    class Meta:
        model = AgendaItem
        fields = [*WORDING, "speaker", "function", "votable"]
        widgets = {
            **{
                f"title_{language}": forms.TextInput(attrs={"lang": language})
                for language in ("kk", "ru", "en")
            },
            **{
                f"resolution_{language}": forms.Textarea(attrs={"rows": 3, "lang": language})
                for language in ("kk", "ru", "en")
            },
        }
        help_texts = {
            "resolution_kk": gettext_lazy("What the body would decide, word for word."),
            "votable": gettext_lazy("Without a vote the item is only noted."),
        }

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["function"].queryset = actions.functions_of(body)  # type: ignore[attr-defined]
        self.fields["function"].required = True
        self.fields["function"].empty_label = _("Choose the function")  # type: ignore[attr-defined]
        self.fields["title_kk"].required = True


class ProposalForm(ItemForm):
    """A member's proposal: a title in any one language, and what it is about (cl. 27.3)."""

    class Meta(ItemForm.Meta):
        fields = ["title_kk", "title_ru", "title_en", "resolution_kk", "resolution_ru",
                  "resolution_en", "speaker", "function"]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title_kk"].required = False


class MeetingField(forms.ModelChoiceField):
    """A meeting by number and day."""

    def label_from_instance(self, obj: Any) -> str:
        """«№ 4 · 30.11.2026»."""
        return f"№ {obj.number} · {obj.day:%d.%m.%Y}"


class PutForm(forms.ModelForm):
    """A matter of a room above put on a draft agenda: the meeting, and the words of the item."""

    use_required_attribute = False

    meeting = MeetingField(
        label=gettext_lazy("Meeting"), queryset=Meeting.objects.none(), empty_label=None
    )

    class Meta:
        model = AgendaItem
        fields = ["meeting", *WORDING]
        widgets = ItemForm.Meta.widgets

    def __init__(self, *args: Any, agendas: MeetingQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = agendas  # type: ignore[attr-defined]
        self.fields["title_kk"].required = self.fields["resolution_kk"].required = True


class MaterialForm(forms.Form):
    """A file for an item."""

    use_required_attribute = False

    upload = DocumentField(label=gettext_lazy("File"))
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("If empty, the name of the file."),
    )


class AgendaAnswerForm(forms.Form):
    """Consent or objection to the version of the agenda that was read (REQ-19)."""

    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=gettext_lazy("Do you agree with this agenda?"),
        choices=Answer.choices,
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
