"""A composition as a sheet, with the act that approves it and its first day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bodies.documents.roster_reading import read_sheet
from bodies.forms.act import ActFields, day_field
from bodies.rules.roster import Sheet
from records.errors import FileRefused
from records.forms import DocumentField
from records.rules.file_types import XLSX


class SheetField(DocumentField):
    """An .xlsx with a roster, read while it is checked; `sheet` is set on the upload."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The reader's refusals are more telling than the field's own, so they come first."""
        value = forms.FileField.clean(self, data, initial)
        try:
            value.sheet = read_sheet(value)
        except FileRefused as refusal:
            raise forms.ValidationError(refusal.message, code="refused") from refusal
        return value


class RosterForm(ActFields):
    """What `bodies.actions.dry_run` asks for."""

    upload = SheetField(label=_("Sheet with the composition"), allowed=[XLSX])
    effective_on = day_field(_("First day of the new composition"), initial=timezone.localdate)

    field_order = ["upload", "effective_on"]

    def roster(self) -> dict[str, Any]:
        """The keywords of `dry_run`."""
        given = self.cleaned_data
        sheet: Sheet = given["upload"].sheet
        return {
            "sheet": sheet, "upload": given["upload"], "act": self.act(),
            "act_upload": given["act_file"], "effective_on": given["effective_on"],
        }  # fmt: skip
