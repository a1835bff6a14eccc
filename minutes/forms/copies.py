"""Copies: one more recipient, handing over on paper, and the filters of their lists."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bodies.models import Body, Organisation
from meetings.forms.listing import ListFilter
from minutes.querysets import CopyQuerySet
from records.forms import DocumentField


class RecipientForm(forms.Form):
    """One more organisation that receives a copy."""

    use_required_attribute = False

    recipient = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.alphabetical(),
        error_messages={"required": _("Choose an organisation.")},
    )  # fmt: skip


class AgainForm(forms.Form):
    """How many sendings stood on the screen: a second press sends nothing."""

    seen = forms.IntegerField(min_value=0, max_value=32_767, widget=forms.HiddenInput)


class HandOverForm(forms.Form):
    """To whom and how a copy was handed over on paper, or the scan that shows it."""

    use_required_attribute = False

    note = forms.CharField(
        label=_("To whom and how"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: by courier, received at the chancellery, incoming No. 214."),
    )  # fmt: skip
    scan = DocumentField(label=_("Scan with the mark of receipt"), required=False)


class CopyFilter(ListFilter):
    """Body and what is outstanding; they stand in the address."""

    body = forms.ModelChoiceField(
        label=_("Body"), queryset=Body.objects.none(), required=False, empty_label=_("All")
    )
    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[("", _("All")), ("outstanding", _("Not acknowledged")),
                 ("overdue", _("Overdue"))],
    )  # fmt: skip

    def __init__(self, *args: Any, copies: CopyQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.copies = copies
        self.fields["body"].queryset = Body.objects.filter(  # type: ignore[attr-defined]
            pk__in=copies.values("minutes__meeting__body")
        ).order_by("sort_key")

    def filtered(self, day: date) -> CopyQuerySet:
        """What the filters leave; a filter that makes no sense leaves nothing out."""
        chosen = self.cleaned_data if self.is_valid() else {}
        found = self.copies
        if chosen.get("body"):
            found = found.of([chosen["body"]])
        if chosen.get("state") == "outstanding":
            found = found.outstanding()
        if chosen.get("state") == "overdue":
            found = found.overdue(day)
        return found
