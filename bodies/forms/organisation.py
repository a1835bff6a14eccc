"""What is known of an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bodies.models import Organisation

FACTS = ("kind", "name_kk", "name_ru", "name_en", "short_kk", "short_ru", "city_kk", "city_ru",
         "city_en", "website")  # fmt: skip


class OrganisationForm(forms.ModelForm):
    """Its kind, names and place; why it is changed; on which version the change is made."""

    use_required_attribute = False

    website = forms.URLField(
        label=_("Website"), max_length=200, required=False, assume_scheme="https"
    )
    reason = forms.CharField(
        label=_("Why"), max_length=100,
        help_text=_("Stands in the history beside what changed: an order, a letter, a misprint."),
        error_messages={"required": _("Say why it is entered or changed.")},
    )  # fmt: skip
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1
    )

    class Meta:
        model = Organisation
        fields = FACTS

    def continue_from(self, version: int) -> None:
        """What is typed stays; sent again, it replaces this version knowingly."""
        self.data = {**self.data.dict(), self.add_prefix("version"): str(version)}  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What `bodies.actions` enters or changes."""
        return {name: self.cleaned_data[name] for name in FACTS}


@dataclass(frozen=True, slots=True)
class Differing:
    """A field in which the saved text and one's own differ."""

    label: str
    saved: str
    typed: str


def differing(form: OrganisationForm, saved: Organisation) -> list[Differing]:
    """Where what was saved meanwhile and what was typed are not the same."""
    typed = Organisation(**form.facts())
    found = []
    for name in FACTS:
        theirs, mine = (_shown(row, name) for row in (saved, typed))
        if theirs != mine:
            found.append(Differing(str(form.fields[name].label), theirs, mine))
    return found


def _shown(row: Organisation, name: str) -> str:
    return str(row.get_kind_display() if name == "kind" else getattr(row, name))
