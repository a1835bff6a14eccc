"""Filters of lists; they stand in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from bodies.models import Body
from meetings.querysets import MeetingQuerySet
from meetings.states import MeetingState


class ListFilter(forms.Form):
    """What the filters of every list have in common."""

    use_required_attribute = False

    @property
    def in_use(self) -> bool:
        """Whether anything is asked for."""
        return self.is_bound and any(self.data.get(name) for name in self.fields)


class MeetingFilter(ListFilter):
    """Body, state, year, and words of an item's title or a meeting's number."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=100)
    body = forms.ModelChoiceField(
        label=gettext_lazy("Body"),
        queryset=Body.objects.none(),
        required=False,
        empty_label=gettext_lazy("All"),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[("", gettext_lazy("All")), *MeetingState.choices],
        required=False,
    )
    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)

    def __init__(self, *args: Any, meetings: MeetingQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = meetings
        self.fields["body"].queryset = Body.objects.filter(  # type: ignore[attr-defined]
            pk__in=meetings.values("body")
        ).order_by("sort_key")
        years = meetings.order_by("-year").values_list("year", flat=True).distinct()
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            ("", gettext_lazy("All")), *((str(year), str(year)) for year in years)
        ]  # fmt: skip

    def filtered(self) -> MeetingQuerySet:
        """What the filters leave; a filter that makes no sense leaves nothing out."""
        chosen = self.cleaned_data if self.is_valid() else {}
        found = self.meetings
        if chosen.get("q"):
            found = found.matching(chosen["q"])
        if chosen.get("body"):
            found = found.of([chosen["body"]])
        if chosen.get("state"):
            found = found.in_state(chosen["state"])
        if chosen.get("year"):
            found = found.in_year(int(chosen["year"]))
        return found
