"""Registering and cancelling letters; filters of the register (cl. 12, 23)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.kazakh.alphabet import search_key
from bodies.forms import day_field
from bodies.models import Body
from meetings.forms.listing import ListFilter
from minutes.documents.registered import KINDS, Entry, entries, series_of
from minutes.forms.execution import reason_field
from minutes.states import Direction
from records.forms import DocumentField
from records.models import DocumentNumber


class RegisterForm(forms.Form):
    """Which way, what about, from whom or to whom, its own number and date, the file."""

    use_required_attribute = False

    direction = forms.ChoiceField(
        label=_("Kind of the document"), choices=Direction.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the letter came in or went out.")},
    )  # fmt: skip
    title = forms.CharField(
        label=_("What it is about"), max_length=500, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say what the letter is about.")},
    )  # fmt: skip
    correspondent = forms.CharField(
        label=_("From whom or to whom"), max_length=300,
        error_messages={"required": _("Say from whom or to whom the letter is.")},
    )  # fmt: skip
    their_number = forms.CharField(label=_("Number on the letter"), max_length=60, required=False)
    dated_on = day_field(_("Date on the letter"), required=False)
    upload = DocumentField(
        label=_("The letter"), error_messages={"required": _("Attach the document.")}
    )


class CancelDocumentForm(forms.Form):
    """Why what was registered does not count."""

    use_required_attribute = False

    reason = reason_field(_("Why it is cancelled"))


class RegisterFilter(ListFilter):
    """Kind, year and words; they stand in the address."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind of the document"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body = body
        self.numbers = DocumentNumber.objects.filter(series__in=series_of([body.pk]))
        years = self.numbers.order_by("-year").values_list("year", flat=True).distinct()
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            ("", _("All")), *((year, str(year)) for year in years)
        ]  # fmt: skip
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", _("All")), *((key, kind.name) for key, kind in KINDS.items())
        ]  # fmt: skip

    def filtered(self) -> list[Entry]:
        """What the filters leave, the newest number first; a senseless one leaves nothing out.

        Titles belong to the rooms that numbered the documents, so words are looked for here.
        """
        chosen = self.cleaned_data if self.is_valid() else {}
        found = self.numbers
        if chosen.get("kind"):
            found = found.filter(series__in=series_of([self.body.pk], chosen["kind"]))
        if chosen.get("year"):
            found = found.filter(year=chosen["year"])
        listed = entries(found.order_by("-year", "-issued_at", "-pk"))
        words = search_key(chosen.get("q") or "").split()
        return [each for each in listed if _has(each, words)]


def _has(entry: Entry, words: list[str]) -> bool:
    text = search_key(f"{entry.number} {entry.kind} {entry.told.title} {entry.told.who}")
    return all(word in text for word in words)
