"""Evaluating an association or one of its members; filters of the list (cl. 13.11)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.models import Association
from associations.rules import academic_year
from bodies.models import Body, Membership
from councils.actions import criteria
from councils.actions.evaluations import Scored
from councils.forms.fields import prose_field
from councils.models import Evaluation
from councils.models.evaluation import BEST
from councils.querysets import EvaluationQuerySet
from councils.states import EvaluationState
from meetings.forms.listing import ListFilter
from meetings.models import ItemFunction

YEARS = 3


class SubjectForm(forms.Form):
    """Whom to evaluate: the association, or somebody who sat in it in these years."""

    use_required_attribute = False

    person = forms.ModelChoiceField(
        label=_("Who is evaluated"), queryset=User.objects.none(), required=False,
        empty_label=_("The association itself"),
    )  # fmt: skip

    def __init__(self, *args: Any, association: Association, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, _last = academic_year.days_of(academic_year.academic_year(today) - YEARS + 1)
        seats = Membership.objects.filter(
            Q(ends_on=None) | Q(ends_on__gte=first), body=association.body_id, starts_on__lte=today
        )
        people = User.objects.filter(pk__in=seats.values("user")).order_by("sort_key")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["person"].label_from_instance = User.full_name  # type: ignore[attr-defined]

    @property
    def chosen(self) -> User | None:
        """The person, or nobody: then it is the association; so it is when it makes no sense."""
        return self.cleaned_data["person"] if self.is_valid() else None


class EvaluationForm(forms.Form):
    """Scores with notes, criterion by criterion, and a conclusion."""

    use_required_attribute = False

    text = prose_field(_("Conclusion"), rows=6)

    def __init__(
        self, *args: Any, of_person: bool, evaluation: Evaluation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria(of_person=of_person))
        for criterion in self.criteria:
            self.fields[f"score_{criterion.pk}"] = forms.IntegerField(
                label=_("Score"), min_value=0, max_value=BEST, required=False,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )  # fmt: skip
            self.fields[f"note_{criterion.pk}"] = forms.CharField(
                label=_("Note"), max_length=500, required=False
            )
        if evaluation is not None:
            self.initial.update({"text": evaluation.text} | _known(evaluation))

    @property
    def rows(self) -> list[tuple[ItemFunction, BoundField, BoundField]]:
        """Criterion, score and note."""
        return [(each, self[f"score_{each.pk}"], self[f"note_{each.pk}"]) for each in self.criteria]

    def clean(self) -> dict[str, Any]:
        """A note belongs to a score."""
        given = super().clean() or self.cleaned_data
        for each in self.criteria:
            noted = given.get(f"note_{each.pk}")
            score = f"score_{each.pk}"
            if noted and given.get(score) is None and score not in self.errors:
                self.add_error(score, _("Give the score that the note is about."))
        return given

    def opinion(self) -> dict[str, Any]:
        """The text and the scores given."""
        given = self.cleaned_data
        scores = [
            Scored(each, given[f"score_{each.pk}"], given[f"note_{each.pk}"])
            for each in self.criteria
            if given[f"score_{each.pk}"] is not None
        ]
        return {"text": given["text"], "scores": scores}


class DraftForm(EvaluationForm):
    """The same for a new one, with the academic year."""

    year = forms.TypedChoiceField(label=_("Academic year"), coerce=int)

    field_order = ["year"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = academic_year.academic_year(today)
        years = range(current, current - YEARS, -1)
        self.fields["year"].choices = [(year, academic_year.label(year)) for year in years]  # type: ignore[attr-defined]

    def opinion(self) -> dict[str, Any]:
        """The year too."""
        return super().opinion() | {"year": self.cleaned_data["year"]}


class EvaluationFilter(ListFilter):
    """Association, academic year, state; they stand in the address."""

    association = forms.ModelChoiceField(
        label=_("Association"), queryset=Body.objects.none(), required=False, empty_label=_("All")
    )
    year = forms.TypedChoiceField(
        label=_("Academic year"), required=False, coerce=int, empty_value=None
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *EvaluationState.choices]
    )

    def __init__(self, *args: Any, evaluations: EvaluationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.evaluations = evaluations
        self.fields["association"].queryset = Body.objects.filter(  # type: ignore[attr-defined]
            pk__in=evaluations.values("association")
        ).order_by("sort_key")
        years = evaluations.order_by("-year").values_list("year", flat=True).distinct()
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            ("", _("All")), *((year, academic_year.label(year)) for year in years)
        ]  # fmt: skip

    def filtered(self) -> EvaluationQuerySet:
        """What the filters leave; a filter that makes no sense leaves nothing out."""
        chosen = self.cleaned_data if self.is_valid() else {}
        found = self.evaluations
        if chosen.get("association"):
            found = found.of([chosen["association"].pk])
        if chosen.get("year"):
            found = found.in_year(chosen["year"])
        if chosen.get("state"):
            found = found.in_state(chosen["state"])
        return found


def _known(evaluation: Evaluation) -> dict[str, Any]:
    """The scores given so far, by the names of the fields."""
    return {
        name: value
        for line in evaluation.scores.all()
        for name, value in (
            (f"score_{line.criterion_id}", line.score), (f"note_{line.criterion_id}", line.note),
        )
    }  # fmt: skip
