"""Assigning, reporting, returning, extending and cancelling (cl. 12)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from bodies.forms import day_field
from bodies.models import Body, Organisation, OrganisationKind
from minutes.models import Decision, Execution
from records.forms import DocumentsField

GIVE_A_REASON = _("Give a reason.")


def reason_field(label: Any) -> forms.CharField:
    """Why; it stands in the journal and in the letter."""
    return forms.CharField(
        label=label, max_length=2000, widget=forms.Textarea({"rows": 4}),
        error_messages={"required": GIVE_A_REASON},
    )  # fmt: skip


class ResponsibleForm(forms.Form):
    """A person by e-mail, an institution, an association: one of them at least."""

    use_required_attribute = False

    email = forms.EmailField(
        label=_("Responsible person"), required=False,
        help_text=_("By the e-mail the person signs in with."),
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Responsible institution"), required=False,
        help_text=_("Its representative reports."),
    )  # fmt: skip
    association = forms.ModelChoiceField(
        Body.objects.none(), label=_("Responsible association"), required=False,
        help_text=_("Its chair or secretary reports."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        institutions = Organisation.objects.filter(kind=OrganisationKind.INSTITUTION)
        self.fields["organisation"].queryset = institutions.alphabetical()  # type: ignore[attr-defined]
        self.fields["association"].queryset = (  # type: ignore[attr-defined]
            Body.objects.associations().filter(ends_on=None).order_by("sort_key")
        )

    def clean(self) -> dict[str, Any]:
        """The person whose e-mail was given, under the name the action knows."""
        given = super().clean() or {}
        email = (given.pop("email", "") or "").strip().lower()
        given["person"] = User.objects.active().filter(email=email).first() if email else None
        if email and given["person"] is None:
            self.add_error("email", _("Nobody signs in with this e-mail."))
        return given


class AssignForm(ResponsibleForm):
    """Who, and until when."""

    due_on = day_field(_("Due day"), error_messages={"required": _("Give the due day.")})


class ReassignForm(ResponsibleForm):
    """Who from now on, and why."""

    reason = reason_field(_("Why the responsible changes"))

    def __init__(self, *args: Any, execution: Execution, **kwargs: Any) -> None:
        now = {
            "email": execution.person.email if execution.person else "",
            "organisation": execution.organisation_id,
            "association": execution.association_id,
        }
        super().__init__(*args, initial=now, **kwargs)


class ReportForm(forms.Form):
    """What was done, and the files that prove it (REQ-46)."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("What was done"), max_length=8000, widget=forms.Textarea({"rows": 6}),
        error_messages={"required": _("Say what was done.")},
    )  # fmt: skip
    uploads = DocumentsField(
        label=_("Report and evidence"),
        error_messages={"required": _("Attach the execution report.")},
    )  # fmt: skip


class ReturnReportForm(forms.Form):
    """What is missing from the report."""

    use_required_attribute = False

    reason = reason_field(_("Why the report is returned"))


class CloseForm(forms.Form):
    """A word with which the Centre closes the decision, if it has one."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )


class ExtendForm(forms.Form):
    """A later due day, and why."""

    use_required_attribute = False

    due_on = day_field(_("New due day"), error_messages={"required": _("Give the due day.")})
    reason = reason_field(_("Why more time is given"))


class CancelForm(forms.Form):
    """Which later decision of the Council cancels this one."""

    use_required_attribute = False

    decision = forms.ModelChoiceField(
        Decision.objects.none(), label=_("Decision that cancels it"),
        error_messages={"required": _("Choose the later decision of the Council.")},
    )  # fmt: skip

    def __init__(self, *args: Any, execution: Execution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = execution.decision
        field = self.fields["decision"]
        field.queryset = (  # type: ignore[attr-defined]
            Decision.objects.later_than(own).with_meeting().newest_first()
        )
        field.label_from_instance = self._labelled  # type: ignore[attr-defined]

    @staticmethod
    def _labelled(decision: Decision) -> str:
        return f"№ {decision.number} · {decision.item.title()}"
