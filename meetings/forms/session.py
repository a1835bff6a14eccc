"""What is stated in the sitting: attendance, guests, reasons, wordings. The law is the acts'."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.errors import RuleViolation
from bodies.models import Membership
from meetings.documents.sitting import Line
from meetings.models import AgendaItem
from meetings.states import ItemState, Presence


class ActForm(forms.Form):
    """The particulars of one legal act. It keeps the refusal beside what was typed."""

    use_required_attribute = False
    violation: RuleViolation | None = None
    result: Any = None

    @classmethod
    def of(cls, request: HttpRequest, **options: Any) -> Any:
        """Bound to what was sent; unbound while the page is only read."""
        if request.method == "POST":
            return cls(data=request.POST, files=request.FILES, **options)
        return cls(**options)

    def act(self, deed: Callable[..., Any], *subject: Any, **particulars: Any) -> bool:
        """Do it with the cleaned fields as further keywords; False when it was not done."""
        if not self.is_valid():
            return False
        try:
            self.result = deed(*subject, **particulars, **self.cleaned_data)
        except RuleViolation as violation:
            self.violation = violation
        return self.violation is None


class ReasonForm(ActForm):
    """An act that has to be explained."""

    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class FailureForm(ActForm):
    """Why a meeting did not take place; the figures of the quorum when nothing is said."""

    reason = forms.CharField(
        label=_("Reason"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Left empty, the figures of the quorum are recorded."),
    )  # fmt: skip


class GuestForm(ActForm):
    """Somebody invited."""

    name = forms.CharField(label=_("Name"), max_length=200)
    organisation = forms.CharField(label=_("Organisation and post"), max_length=300, required=False)


class PresenceForm(ActForm):
    """How one member is there from now on."""

    presence = forms.ChoiceField(
        label=_("Attendance"), choices=Presence.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
    time = forms.TimeField(
        label=_("Since when"), required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Left empty, from this moment on."),
    )  # fmt: skip

    def __init__(self, *, day: date, **options: Any) -> None:
        super().__init__(**options)
        self.day = day

    def clean(self) -> dict[str, Any]:
        """The time of the meeting's day, as the act takes it."""
        cleaned = dict(self.cleaned_data)
        time = cleaned.pop("time", None)
        stated = timezone.make_aware(datetime.combine(self.day, time)) if time else None
        return cleaned | {"stated": stated}


class AttendanceForm(ActForm):
    """The whole list: suggestions ticked one by one, and one row's own button.

    A row's button is sent as `mark` = "12:hall", a ticked suggestion as `confirm` = "12".
    `row` is the member whose own button was pressed.
    """

    row: int = 0

    def __init__(self, *, lines: list[Line], **options: Any) -> None:
        super().__init__(**options)
        self.lines = {str(line.membership): line for line in lines}

    def clean(self) -> dict[str, Any]:
        """Maps each marked membership to presence and reason, whatever else was sent."""
        marks: dict[int, tuple[str, str]] = {}
        sent: Any = self.data
        for key in sent.getlist("confirm"):
            line = self.lines.get(key)
            if line is not None and line.suggested:
                marks[line.membership] = (line.answer, line.answer_reason)
        key, _colon, presence = sent.get("mark", "").partition(":")
        if key in self.lines and presence in Presence.values:
            self.row = self.lines[key].membership
            marks[self.row] = (presence, "")
        if not marks:
            raise forms.ValidationError(_("Mark at least one member."), code="nobody")
        return {"marks": marks}


class PresidingForm(ActForm):
    """To whom presiding is handed over."""

    to = forms.ModelChoiceField(
        label=_("Presiding person"), queryset=Membership.objects.none(),
        widget=forms.RadioSelect, empty_label=None,
        error_messages={"invalid_choice": _("Only the chair or the deputy chair may preside.")},
    )  # fmt: skip

    def __init__(self, *, officers: list[Line], **options: Any) -> None:
        super().__init__(**options)
        field: Any = self.fields["to"]
        field.queryset = Membership.objects.filter(pk__in=[line.membership for line in officers])
        names = {line.membership: f"{line.name} · {line.office_name}" for line in officers}
        field.label_from_instance = lambda seat: names[seat.pk]


class SettleForm(ActForm):
    """An item that ends without a vote."""

    state = forms.ChoiceField(
        label=_("Without a vote"), widget=forms.RadioSelect,
        choices=[
            (ItemState.DEFERRED, _("It is deferred to a later meeting")),
            (ItemState.WITHDRAWN, _("It is withdrawn")),
            (ItemState.NOTED, _("It is noted, without a vote")),
        ],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when the item is deferred or withdrawn."),
    )  # fmt: skip


class RewordForm(ActForm):
    """The wording put to the vote, before the vote opens."""

    resolution_kk = forms.CharField(
        label=_("Proposed resolution in Kazakh"),
        widget=forms.Textarea(attrs={"rows": 5, "lang": "kk"}),
    )  # fmt: skip
    resolution_ru = forms.CharField(
        label=_("Proposed resolution in Russian"), required=False,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "ru"}),
    )  # fmt: skip
    resolution_en = forms.CharField(
        label=_("Proposed resolution in English"), required=False,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "en"}),
    )  # fmt: skip

    @classmethod
    def on(cls, request: HttpRequest, item: AgendaItem) -> RewordForm:
        """Filled with the wording there is."""
        form: RewordForm = cls.of(
            request, initial={name: getattr(item, name) for name in cls.base_fields}
        )
        return form

    def clean(self) -> dict[str, Any]:
        """One keyword for the act: every wording by name."""
        return {"texts": dict(self.cleaned_data)}
