"""Proposals of sections, and who sits in one (cl. 16)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.kazakh import dates
from accounts.models import User
from associations.documents.decisions import decided_by
from associations.models import Section
from bodies.actions import Seat
from bodies.forms.act import day_field
from bodies.models import Membership, Office
from meetings.models import Meeting

BY_DECISION = _("Section composition is approved by the association's own decision.")
DECISIONS_OFFERED = 50
OFFICES = (Office.CHAIR, Office.DEPUTY_CHAIR, Office.SECRETARY)


class PlainForm(forms.Form):
    """Its messages are ours, not the browser's."""

    use_required_attribute = False


class SectionForm(PlainForm):
    """What the section is called and what it is for."""

    name_kk = forms.CharField(label=_("Name, in Kazakh"), max_length=300)
    name_ru = forms.CharField(label=_("Name, in Russian"), max_length=300)
    profile = forms.CharField(label=_("Training profile"), max_length=300)
    reasons = forms.CharField(
        label=_("Reasons"), max_length=4000, widget=forms.Textarea({"rows": 4})
    )


class ClosingForm(PlainForm):
    """Why a section is to be closed."""

    reasons = forms.CharField(
        label=_("Reasons"), max_length=4000, widget=forms.Textarea({"rows": 4})
    )


class MeetingForm(PlainForm):
    """On the agenda of which meeting."""

    meeting = forms.ChoiceField(label=_("Meeting"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, meetings: Iterable[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = {str(meeting.pk): meeting for meeting in meetings}
        self.fields["meeting"].choices = [  # type: ignore[attr-defined]
            (key, f"№ {meeting.number} · {dates.short_date(meeting.day)}")
            for key, meeting in self.meetings.items()
        ]
        if len(self.meetings) == 1:
            self.fields["meeting"].initial = next(iter(self.meetings))

    def chosen(self) -> Meeting:
        """The meeting."""
        return self.meetings[self.cleaned_data["meeting"]]


class BeginningForm(PlainForm):
    """The first day of a section."""

    day = day_field(_("First day"))


class EndingForm(PlainForm):
    """The last day of a section."""

    day = day_field(_("Last day"))


class CompositionForm(PlainForm):
    """The whole composition as the association has decided it."""

    decision = forms.ChoiceField(
        label=_("Decision of the association"),
        error_messages={"required": BY_DECISION, "invalid_choice": BY_DECISION},
    )
    effective_on = day_field(_("First day"))
    chair = forms.ChoiceField(label=_("Chair"), required=False)
    deputy_chair = forms.ChoiceField(label=_("Deputy chair"), required=False)
    secretary = forms.ChoiceField(label=_("Secretary"), required=False)
    members = forms.MultipleChoiceField(
        label=_("Members"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=_("Members from outside the association"), required=False, max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("E-mails of people the portal knows, one a line."),
    )  # fmt: skip

    def __init__(self, *args: Any, section: Section, day: Any, **kwargs: Any) -> None:
        body = section.association.body
        self.decisions = {str(item.pk): item for item in decided_by(body)[:DECISIONS_OFFERED]}
        self.people = _candidates(section, day)
        sitting = {str(seat.user_id): seat for seat in _seats(section.pk, day)}
        kwargs["initial"] = {"effective_on": day, **_as_it_is(sitting)} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        listed = [(key, seat.user.full_name()) for key, seat in self.people.items()]
        for name in OFFICES:
            self.fields[name].choices = [("", "—"), *listed]  # type: ignore[attr-defined]
        self.fields["members"].choices = listed  # type: ignore[attr-defined]
        self.fields["decision"].choices = [("", "—"), *self._offered()]  # type: ignore[attr-defined]
        if body.procedure_on(day).section_members_from_association:
            del self.fields["others"]

    def _offered(self) -> list[tuple[str, str]]:
        """«№ 4/3 · 12.11.2026 · Секция құрамы туралы»."""
        return [
            (key, " · ".join([
                f"№ {item.decision.number}", dates.short_date(item.meeting.day), item.title(),
            ]))
            for key, item in self.decisions.items()
        ]  # fmt: skip

    def clean_others(self) -> list[User]:
        """The people of these addresses."""
        addresses = {line.strip().lower() for line in self.cleaned_data["others"].splitlines()}
        addresses.discard("")
        known = {user.email: user for user in User.objects.filter(email__in=addresses)}
        missing = sorted(addresses - known.keys())
        if missing:
            raise forms.ValidationError(
                gettext("The portal knows nobody with this e-mail: %(email)s.")
                % {"email": missing[0]}
            )
        return list(known.values())

    def clean(self) -> dict[str, Any]:
        """One office each, and somebody at all."""
        given = super().clean() or {}
        held = [given[name] for name in OFFICES if given.get(name)]
        if len(held) != len(set(held)):
            raise forms.ValidationError(gettext("One person holds one office in the section."))
        if not (held or given.get("members") or given.get("others")):
            raise forms.ValidationError(gettext("Name at least one member."))
        return given

    def composing(self) -> dict[str, Any]:
        """For `associations.actions.compose_section`."""
        given = self.cleaned_data
        officers = {given[name]: name for name in OFFICES if given.get(name)}
        keys = [*officers, *(key for key in given["members"] if key not in officers)]
        seats = [_seat(self.people[key], officers.get(key, Office.MEMBER)) for key in keys]
        inside = {seat.user.pk for seat in seats if seat.user}
        seats += [Seat(user=one) for one in given.get("others", []) if one.pk not in inside]
        return {
            "decision": self.decisions[given["decision"]], "effective_on": given["effective_on"],
            "seats": seats,
        }  # fmt: skip


def _seats(body: int, day: Any) -> list[Membership]:
    rows = Membership.objects.on(day).filter(body=body)
    return list(rows.with_rank().in_roll_order())


def _candidates(section: Section, day: Any) -> dict[str, Membership]:
    """Members of the association, and whoever sits in the section already."""
    seats = [*_seats(section.association_id, day), *_seats(section.pk, day)]
    found: dict[str, Membership] = {}
    for seat in seats:
        found.setdefault(str(seat.user_id), seat)
    return found


def _as_it_is(sitting: dict[str, Membership]) -> dict[str, Any]:
    offices = {seat.office: key for key, seat in sitting.items() if seat.office in OFFICES}
    members = [key for key, seat in sitting.items() if seat.office == Office.MEMBER]
    return offices | {"members": members}


def _seat(candidate: Membership, office: str) -> Seat:
    """With the category and the organisation that the person stands for already."""
    return Seat(
        user=candidate.user, office=office, category=candidate.category,
        represents=candidate.represents,
    )  # fmt: skip
