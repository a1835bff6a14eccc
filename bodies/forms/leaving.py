"""Leaving the composition other than by a Council decision: with a document of its own (C18)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bodies.actions import Draft, End
from bodies.forms.act import STATE_THE_DOCUMENT, ActFields, day_field
from bodies.models import ChangeKind, ExitKind, Membership
from records.models import LegalAct

OWN_EXITS = [
    (kind.value, kind.label)
    for kind in (ExitKind.RESIGNATION, ExitKind.DEATH, ExitKind.REPRESENTATION_ENDED)
]


class LeavingForm(ActFields):
    """Why, from when, by which document."""

    exit = forms.ChoiceField(label=_("Why"), choices=OWN_EXITS, widget=forms.RadioSelect)
    last_day = day_field(_("Last day in the composition"))
    reason = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )

    field_order = ["exit", "last_day", "reason"]

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership
        self.fields["act_kind"].initial = LegalAct.Kind.APPLICATION
        self.fields["act_number"].required = False
        self.fields["act_signed_on"].error_messages["required"] = STATE_THE_DOCUMENT
        if membership.user_id is None:
            self.fields["exit"].initial = ExitKind.RESIGNATION

    def draft(self) -> Draft:
        """For `bodies.actions.propose` or `prepare`."""
        given = self.cleaned_data
        return Draft(
            body=self.membership.body, kind=ChangeKind.EXIT, act=self.act(), upload=given["act_file"],
            effective_on=given["last_day"] + timedelta(days=1),
            ends=[End(membership=self.membership, exit=given["exit"])], reason=given["reason"],
        )  # fmt: skip


class ResignationForm(LeavingForm):
    """One's own resignation: by an application of one's own."""

    exit = None  # type: ignore[assignment]

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        forms.Form.__init__(self, *args, **kwargs)
        self.membership = membership
        for name in ("act_kind", "act_issuer", "act_number"):
            del self.fields[name]
        self.fields["act_signed_on"].label = _("Date of the application")
        self.fields["act_signed_on"].error_messages["required"] = STATE_THE_DOCUMENT
        self.fields["act_file"].label = _("File of the application")

    def clean(self) -> dict[str, Any]:
        """An application has no number and is issued by the member."""
        given = super().clean() or {}
        issuer = self.membership.user.full_name()
        return given | {
            "exit": ExitKind.RESIGNATION, "act_kind": LegalAct.Kind.APPLICATION,
            "act_issuer": issuer, "act_number": "",
        }  # fmt: skip
