"""Giving a permission, taking it back, finding it in the list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bodies.forms.person import PersonForm
from bodies.models import Body, Organisation, OrganisationKind
from bodies.offices import GRANT_LABELS, GRANT_VERBS
from bodies.querysets import BodyQuerySet
from records.forms import DocumentField
from records.models import LegalAct

REPRESENT = "represent"
GRANTED = [*(verb.value for verb in GRANT_VERBS), REPRESENT]
STATE_THE_ACT = _("State the act this permission rests on.")


def _day(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs
    )


def kinds() -> list[tuple[str, Any]]:
    """Whom a grant makes of a person, for a list to choose from."""
    return [(verb, GRANT_LABELS[verb]) for verb in GRANTED]


class GrantForm(PersonForm):
    """Who, what, on which body or for which institution, on which days, by which act."""

    verb = forms.ChoiceField(label=_("Permission"), choices=kinds)
    body = forms.ModelChoiceField(
        Body.objects.none(), label=_("Body"), required=False,
        help_text=_("A grant on the Council reaches every association and section below it."),
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Institution"), required=False,
        help_text=_("For its representative only; copies of decisions go there (cl. 22)."),
    )  # fmt: skip
    starts_on = _day(_("First day"))
    ends_on = _day(_("Last day"), required=False)
    act_kind = forms.ChoiceField(
        label=_("Kind of the act"), choices=LegalAct.Kind.choices, initial=LegalAct.Kind.ORDER
    )
    act_issuer = forms.CharField(label=_("Who issued it"), max_length=255, required=False)
    act_number = forms.CharField(
        label=_("Number of the act"), max_length=50, error_messages={"required": STATE_THE_ACT}
    )
    act_signed_on = _day(_("Date of the act"), error_messages={"required": STATE_THE_ACT})
    upload = DocumentField(label=_("File of the act"), required=False)

    def __init__(self, *args: Any, bodies: BodyQuerySet, portal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        institutions = Organisation.objects.filter(kind=OrganisationKind.INSTITUTION)
        self.fields["body"].queryset = bodies.by_rank()  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = (  # type: ignore[attr-defined]
            institutions.alphabetical() if portal else institutions.none()
        )

    def clean(self) -> dict[str, Any]:
        """A representative is one of an institution, everybody else has a body."""
        given = super().clean()
        wanted, other = ("organisation", "body")
        if given.get("verb") != REPRESENT:
            wanted, other = other, wanted
        if given.get("verb") and not self.has_error(wanted) and not given.get(wanted):
            self.add_error(wanted, _("Choose on what the permission is given."))
        if given.get("verb") and given.get(other):
            self.add_error(other, _("Leave this empty: the permission is not given on it."))
        return given

    def granted(self) -> dict[str, Any]:
        """The keywords of `bodies.actions.grant_and_invite`."""
        given = self.cleaned_data
        starts_on: date = given["starts_on"]
        return {
            "person": self.whom(),
            "verb": given["verb"],
            "on": given["organisation"] or given["body"],
            "act": LegalAct(
                kind=given["act_kind"], issuer_text=given["act_issuer"],
                number=given["act_number"], signed_on=given["act_signed_on"],
            ),
            "upload": given["upload"],
            "starts_on": starts_on,
            "ends_on": given["ends_on"],
        }  # fmt: skip


class RevokeForm(forms.Form):
    """Why a permission is taken back."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Why it is revoked"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("The person reads this in the letter, and it stays in the journal."),
        error_messages={"required": _("Say why the permission is revoked.")},
    )  # fmt: skip
