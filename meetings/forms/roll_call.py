"""Votes copied from a paper sheet, and who does not vote on an item."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bodies.models import Membership
from meetings.documents.sitting import BallotLine
from meetings.forms.session import ActForm
from meetings.forms.voting import NOT_A_MEMBER, offer
from meetings.states import Choice
from records.forms import DocumentField
from records.rules.file_types import SCANS


class PaperForm(ActForm):
    """The whole signed sheet: a choice in every row that has a mark, the scan, one confirmation."""

    scan = DocumentField(
        label=_("Scan of the signed sheet"), allowed=SCANS,
        error_messages={"required": _("Attach the signed sheet.")},
    )  # fmt: skip
    compared = forms.BooleanField(
        label=_("Every row has been compared with the signed sheet."),
        error_messages={"required": _("Compare every row with the signed sheet.")},
    )  # fmt: skip

    def __init__(self, *, rows: list[BallotLine], allow_abstain: bool, **options: Any) -> None:
        super().__init__(**options)
        self.lines = rows
        said = [c for c in Choice.choices if allow_abstain or c[0] != Choice.ABSTAIN]
        for row in rows:
            self.fields[self._name(row)] = forms.ChoiceField(
                label=row.line.name, choices=said, widget=forms.RadioSelect, required=False
            )

    @staticmethod
    def _name(row: BallotLine) -> str:
        return f"row_{row.line.membership}"

    @property
    def rows(self) -> list[tuple[BallotLine, forms.BoundField]]:
        """Each member with the field of their row, in the order of the roll."""
        return [(row, self[self._name(row)]) for row in self.lines]

    def clean(self) -> dict[str, Any]:
        """What the act takes: the scan, and the choice of everybody whose row has a mark."""
        choices = {
            row.line.membership: choice
            for row in self.lines
            if (choice := self.cleaned_data.get(self._name(row)))
        }
        if not choices:
            raise forms.ValidationError(_("Choose for, against or abstain."), code="empty")
        return {"choices": choices, "scan": self.cleaned_data.get("scan")}


class RecusalForm(ActForm):
    """Whom the item concerns, and how."""

    membership = forms.ModelChoiceField(
        label=_("Member"), queryset=Membership.objects.none(),
        error_messages={"invalid_choice": NOT_A_MEMBER},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Printed in the minutes beside the name."),
    )  # fmt: skip

    def __init__(self, *, rows: list[BallotLine], **options: Any) -> None:
        super().__init__(**options)
        offer(self.fields["membership"], [row.line for row in rows if not row.recused])
