"""Drawing up, sending and answering a petition; filters of the list (cl. 14.5)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bodies.forms import day_field
from bodies.models import Body, BodyKind, Membership
from councils.forms.fields import prose_field
from councils.querysets import PetitionQuerySet
from councils.states import PetitionState
from meetings.forms.listing import ListFilter
from meetings.models import AgendaItem
from minutes.models import Decision
from records.forms import DocumentField

CLAUSE = "14.5"
LEFT_SINCE = timedelta(days=365)
DECISION_REQUIRED = _("A Council decision is required for the petition.")


def decisions_to_petition(council: Body) -> Any:
    """Items of the Council on such petitions whose decision is signed, newest first."""
    signed = Decision.objects.of([council]).in_force().filter(item__function__code=CLAUSE)
    items = AgendaItem.objects.filter(pk__in=signed.values("item"))
    shown = items.select_related("decision", "meeting")
    return shown.order_by("-meeting__scheduled_for", "position")


class DecisionField(forms.ModelChoiceField):
    """A decision by its number, date and title."""

    def label_from_instance(self, obj: Any) -> str:
        """«№ 4/3 · 30.11.2026 · …»."""
        return f"{obj.decision} · {obj.meeting.day:%d.%m.%Y} · {obj.title()}"


class PetitionForm(forms.Form):
    """The decision it rests on, the member, the employer, the grounds."""

    use_required_attribute = False

    item = DecisionField(
        label=_("Decision of the Council"), queryset=AgendaItem.objects.none(),
        empty_label=_("Choose the decision"),
        error_messages={"required": DECISION_REQUIRED, "invalid_choice": DECISION_REQUIRED},
    )  # fmt: skip
    membership = forms.ModelChoiceField(
        label=_("Member"), queryset=Membership.objects.none(), empty_label=_("Choose the member")
    )
    addressee = forms.CharField(
        label=_("Employer"), max_length=300,
        help_text=_("The organisation that employs the member: the letter is addressed to it."),
        error_messages={"required": _("Name the employer the petition is addressed to.")},
    )  # fmt: skip
    grounds = prose_field(_("Grounds"), error_messages={"required": _("State the grounds.")})

    def __init__(self, *args: Any, council: Body, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = decisions_to_petition(council)  # type: ignore[attr-defined]
        seats = Membership.objects.filter(
            Q(ends_on=None) | Q(ends_on__gte=today - LEFT_SINCE),
            body__kind__in=[BodyKind.COUNCIL, BodyKind.ASSOCIATION],
        ).select_related("user", "body")
        self.fields["membership"].queryset = seats.order_by("user__sort_key", "pk")  # type: ignore[attr-defined]


class PetitionSendForm(forms.Form):
    """When and how the letter went out."""

    use_required_attribute = False

    sent_on = day_field(_("Sent on"))
    how = forms.CharField(
        label=_("How it was sent"), max_length=300,
        help_text=_("For example by registered post, with the number of the receipt."),
    )  # fmt: skip


class PetitionAnswerForm(forms.Form):
    """What the employer answered."""

    use_required_attribute = False

    answered_on = day_field(_("Date of the answer"))
    text = prose_field(_("What was answered"), required=False)
    upload = DocumentField(label=_("File of the answer"), required=False)


class PetitionFilter(ListFilter):
    """Year and state; they stand in the address."""

    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *PetitionState.choices]
    )

    def __init__(self, *args: Any, petitions: PetitionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.petitions = petitions
        years = petitions.order_by("-number__year").values_list("number__year", flat=True)
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            ("", _("All")), *((year, str(year)) for year in years.distinct())
        ]  # fmt: skip

    def filtered(self) -> PetitionQuerySet:
        """What the filters leave; a filter that makes no sense leaves nothing out."""
        chosen = self.cleaned_data if self.is_valid() else {}
        found = self.petitions
        if chosen.get("year"):
            found = found.in_year(chosen["year"])
        if chosen.get("state"):
            found = found.in_state(chosen["state"])
        return found
