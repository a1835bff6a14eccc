"""The ministry's review: what it says, and the filters of its queue."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bodies.models import Body
from meetings.forms.listing import ListFilter
from minutes.models import Decision, Minutes
from minutes.querysets import MinutesQuerySet
from minutes.states import ReviewOutcome


class DecisionChoice(forms.ModelChoiceField):
    """Decisions by number and title."""

    def label_from_instance(self, decision: Decision) -> str:
        """«№ 4/2 «Деректер ғылымы» оқулығын ұсыну туралы»."""
        return f"{decision} {decision.item}"


class ReviewForm(forms.Form):
    """An outcome, its reason, and the decision it is about."""

    use_required_attribute = False

    decision = DecisionChoice(
        label=_("About"), queryset=Decision.objects.none(), required=False,
        empty_label=_("The minutes as a whole"),
    )  # fmt: skip
    outcome = forms.ChoiceField(
        label=_("Outcome of the review"), choices=ReviewOutcome.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose an outcome.")},
    )  # fmt: skip
    text = forms.CharField(
        label=_("Remarks or reason"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Required for remarks, a return for form and a refusal."),
    )  # fmt: skip

    def __init__(self, *args: Any, minutes: Minutes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decisions = minutes.decisions.select_related("item").order_by("item__position")
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]


class ReviewFilter(ListFilter):
    """Body, year, what was said; without a choice, what awaits review."""

    body = forms.ModelChoiceField(
        label=_("Body"), queryset=Body.objects.none(), required=False, empty_label=_("All")
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[("", _("Await review")), *ReviewOutcome.choices, ("all", _("All"))],
    )  # fmt: skip

    def __init__(self, *args: Any, minutes: MinutesQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.minutes = minutes
        self.fields["body"].queryset = Body.objects.filter(  # type: ignore[attr-defined]
            pk__in=minutes.values("meeting__body")
        ).order_by("sort_key")
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            ("", _("All")), *((year, str(year)) for year in minutes.years())
        ]  # fmt: skip

    def filtered(self) -> MinutesQuerySet:
        """What the filters leave; a filter that makes no sense leaves nothing out."""
        chosen = self.cleaned_data if self.is_valid() else {}
        found = self.minutes
        if chosen.get("body"):
            found = found.of([chosen["body"]])
        if chosen.get("year"):
            found = found.filter(meeting__year=chosen["year"])
        state = chosen.get("state", "")
        if state in ReviewOutcome.values:
            return found.standing_reviewed(state)
        return found if state == "all" else found.unreviewed()
