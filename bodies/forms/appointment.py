"""Appointing a member: who, to what, by which act."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bodies.actions import Draft, Seat
from bodies.forms.act import ActFields, day_field
from bodies.forms.person import NAMES, PersonFields
from bodies.models import Body, ChangeKind, Office


class AppointmentForm(PersonFields, ActFields):
    """Who is appointed, to what, by which act."""

    office = forms.ChoiceField(label=_("Office"), choices=Office.choices, initial=Office.MEMBER)
    effective_on = day_field(_("First day"))
    ends_on = day_field(_("Last day of the term"), required=False)

    field_order = [
        "email", *NAMES, "office", "category", "represents", "effective_on", "ends_on",
    ]  # fmt: skip

    def draft(self, body: Body) -> Draft:
        """For `bodies.actions.propose` or `prepare`."""
        given = self.cleaned_data
        seat = Seat(
            user=self.person, person=self.new_person(), office=given["office"], category=given["category"],
            represents=given["represents"], ends_on=given["ends_on"],
        )  # fmt: skip
        return Draft(
            body=body, kind=ChangeKind.APPOINTMENT, act=self.act(), upload=given["act_file"],
            effective_on=given["effective_on"], seats=[seat],
        )  # fmt: skip
