"""What is said on an item, and on a written ballot, as it is typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bodies.models import Membership
from meetings.documents.sitting import Line
from meetings.forms.session import ActForm
from meetings.forms.voting import offer


class CommentForm(ActForm):
    """A member's words on an item."""

    text = forms.CharField(
        label=_("Your comment"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you want to say.")},
    )  # fmt: skip


class FloorForm(ActForm):
    """Who is given the floor."""

    membership = forms.ModelChoiceField(
        label=_("Member"), queryset=Membership.objects.none(),
        error_messages={"invalid_choice": _("This person is not in the composition.")},
    )  # fmt: skip

    def __init__(self, *, lines: list[Line], **options: Any) -> None:
        super().__init__(**options)
        offer(self.fields["membership"], lines)


class DisputeForm(ActForm):
    """One press is enough; what is wrong may be said."""

    dispute = forms.CharField(label=_("What is wrong"), max_length=300, required=False)


class PaperReasonForm(ActForm):
    """Why a paper is not accepted; the member reads it."""

    reason = forms.CharField(
        label=_("Why the paper is not accepted"), max_length=300,
        help_text=_("The member reads it."),
    )  # fmt: skip
