"""An office passes from one member to another in one step (cl. 8, 15, 19)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bodies.actions import Draft, End, Seat
from bodies.forms.act import ActFields, day_field
from bodies.models import Body, ChangeKind, ExitKind, Membership, Office

OFFICES = [
    (office.value, office.label) for office in (Office.CHAIR, Office.DEPUTY_CHAIR, Office.SECRETARY)
]


class SeatChoice(forms.ModelChoiceField):
    """A member by name and office."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.user.full_name()} · {obj.get_office_display()}"


class HandoverForm(ActFields):
    """Which office, who takes it, whether its holder stays a member."""

    office = forms.ChoiceField(label=_("Office"), choices=OFFICES, widget=forms.RadioSelect)
    successor = SeatChoice(Membership.objects.none(), label=_("Who takes the office"))
    stays = forms.BooleanField(
        label=_("The present holder stays in the composition as a member"),
        required=False, initial=True,
    )  # fmt: skip
    effective_on = day_field(_("First day in the new office"))

    field_order = ["office", "successor", "stays", "effective_on"]

    def __init__(self, *args: Any, body: Body, seats: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body, self.seats = body, seats
        field: Any = self.fields["successor"]
        rows = Membership.objects.filter(pk__in=[seat.pk for seat in seats])
        field.queryset = rows.select_related("user").order_by("user__sort_key")

    def clean(self) -> dict[str, Any]:
        """Whoever holds the office already does not take it over."""
        given = super().clean() or {}
        successor = given.get("successor")
        if successor is not None and successor.office == given.get("office"):
            self.add_error("successor", _("This person holds the office already."))
        return given

    def draft(self) -> Draft:
        """Both leave their seats with one day and sit anew with the next."""
        given = self.cleaned_data
        successor, office = given["successor"], given["office"]
        # Several secretaries may hold their office side by side; nobody gives way to another.
        holder = next((s for s in self.seats if s.office == office), None)
        if office == Office.SECRETARY:
            holder = None
        ends = [End(membership=successor, exit=ExitKind.HANDOVER)]
        seats = [_seat(successor, office)]
        if holder is not None:
            ends.append(End(membership=holder, exit=ExitKind.HANDOVER))
            if given["stays"]:
                seats.append(_seat(holder, Office.MEMBER))
        return Draft(
            body=self.body, kind=ChangeKind.HANDOVER, act=self.act(), upload=given["act_file"],
            effective_on=given["effective_on"], ends=ends, seats=seats,
        )  # fmt: skip


def _seat(seat: Membership, office: str) -> Seat:
    """The same person for the same interests in another office, till the same day."""
    council_secretary = seat.body.is_council and Office.SECRETARY in (office, seat.office)
    return Seat(
        user=seat.user, office=office, voting=None if council_secretary else seat.voting,
        category=seat.category, represents=seat.represents, ends_on=seat.ends_on,
    )  # fmt: skip
