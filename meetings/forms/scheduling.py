"""When and where, and the answer to the notice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bodies.models import Body
from meetings import actions
from meetings.models import Meeting
from meetings.states import Form


class MomentInput(forms.DateTimeInput):
    """Date and time in one native control."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class VenueForm(forms.Form):
    """What scheduling and rescheduling share."""

    use_required_attribute = False

    scheduled_for = forms.DateTimeField(
        label=gettext_lazy("Date and time"),
        help_text=gettext_lazy("Astana time"),
        widget=MomentInput(),
    )
    form = forms.ChoiceField(
        label=gettext_lazy("Form"), choices=Form.choices, widget=forms.RadioSelect
    )
    place = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=300,
        help_text=gettext_lazy("City, street, building, room. Needed when members meet in a hall."),
        error_messages={"required": gettext_lazy("State the place of the meeting.")},
    )
    link = forms.URLField(
        label=gettext_lazy("Link of the broadcast"),
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Needed when members take part online."),
        error_messages={"required": gettext_lazy("State the link of the broadcast.")},
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body = body
        form = self["form"].value()  # a hall has a place, a broadcast has a link
        self.fields["place"].required = form != Form.ONLINE
        self.fields["link"].required = form != Form.HALL


class ScheduleForm(VenueForm):
    """Six inputs, all but the date filled in from the body's last meeting."""

    russian = forms.BooleanField(label=gettext_lazy("Minutes also in Russian"), required=False)
    carry = forms.BooleanField(required=False)

    def __init__(self, *args: Any, last: Meeting | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.last = last
        self.carried = actions.standing_items(last) if last else []
        if not self.carried:
            del self.fields["carry"]
            return
        self.fields["carry"].label = _(
            "Begin with the standing items of meeting No. %(number)s"
        ) % {"number": last.number if last else ""}

    @staticmethod
    def like(last: Meeting | None, *, hall_only: bool) -> dict[str, Any]:
        """What the form begins with."""
        if last is None:
            return {"form": Form.HALL if hall_only else Form.MIXED, "russian": True}
        return {
            "form": last.form, "place": last.place, "link": last.link, "russian": last.russian,
            "carry": True,
        }  # fmt: skip


class RescheduleForm(VenueForm):
    """Another time or place, and why."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000)


class RepeatForm(VenueForm):
    """The time and place of a repeat meeting."""


class ReasonForm(forms.Form):
    """Why something is not to be."""

    use_required_attribute = False

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class NoticeAnswerForm(forms.Form):
    """How one will take part."""

    use_required_attribute = False

    answer = forms.ChoiceField(
        label=gettext_lazy("How will you take part?"), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Needed for an absence with good reason."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [  # type: ignore[attr-defined]
            (answer.value, answer.label) for answer in actions.possible_answers(meeting)
        ]

    def clean(self) -> dict[str, Any]:
        """A good reason is stated."""
        data = super().clean() or {}
        if data.get("answer") == "excused" and not data.get("reason", "").strip():
            self.add_error("reason", _("State the reason."))
        return data
