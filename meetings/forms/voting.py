"""Ballots and remote methods, as they are filled in. Who may cast what is the acts' to say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bodies.models import Membership
from meetings.documents.sitting import BallotLine, Line
from meetings.forms.session import ActForm
from meetings.models import Vote
from meetings.states import Choice, RequestState
from records.forms import DocumentField
from records.rules.file_types import SCANS

# What a voter says of oneself: «Жақтаймын», «Қарсымын», «Қалыс қаламын».
SAID = {
    Choice.FOR: pgettext_lazy("I vote", "For"),
    Choice.AGAINST: pgettext_lazy("I vote", "Against"),
    Choice.ABSTAIN: pgettext_lazy("I vote", "I abstain"),
}


def choices(*, allow_abstain: bool) -> list[tuple[str, Any]]:
    """What may be put on a ballot (C4)."""
    return [(c.value, said) for c, said in SAID.items() if allow_abstain or c != Choice.ABSTAIN]


class CheckedForm(ActForm):
    """An act in two steps: the answers are shown to be checked, then it is done."""

    @property
    def to_check(self) -> bool:
        """Filled in, and neither cast nor taken back to be changed."""
        return self.is_valid() and not self.is_cast and "change" not in self.data

    @property
    def is_cast(self) -> bool:
        """Whether the answers were checked and are cast."""
        return "cast" in self.data


class BallotForm(CheckedForm):
    """One's own vote on one item; nothing is chosen beforehand."""

    choice = forms.ChoiceField(
        label=_("Your vote"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose for, against or abstain.")},
    )  # fmt: skip

    def __init__(self, *, allow_abstain: bool, **options: Any) -> None:
        super().__init__(**options)
        field: Any = self.fields["choice"]
        field.choices = choices(allow_abstain=allow_abstain)

    @property
    def said(self) -> str:
        """The choice made, in the voter's words."""
        return str(SAID[Choice(self.cleaned_data["choice"])])


class SheetForm(CheckedForm):
    """Votes on all items of one meeting on one sheet; `choices` maps votes to choices."""

    every_item = True

    def __init__(self, *, votes: list[Vote], allow_abstain: bool, **options: Any) -> None:
        super().__init__(**options)
        self.votes = votes
        self.allowed = dict(choices(allow_abstain=allow_abstain))
        for vote in votes:
            self.fields[f"vote_{vote.pk}"] = forms.ChoiceField(
                label=f"{vote.item.position}. {vote.item.title()}",
                choices=choices(allow_abstain=allow_abstain),
                widget=forms.RadioSelect, required=self.every_item,
                error_messages={"required": _("Choose for, against or abstain.")},
            )  # fmt: skip

    @property
    def rows(self) -> list[tuple[Vote, forms.BoundField]]:
        """Each vote with its field."""
        return [(vote, self[f"vote_{vote.pk}"]) for vote in self.votes]

    @property
    def chosen(self) -> dict[int, str]:
        """Every choice that reads well, whatever else is missing from the sheet."""
        if not self.is_bound:
            return {}
        sent = {vote.pk: self.data.get(f"vote_{vote.pk}", "") for vote in self.votes}
        return {pk: choice for pk, choice in sent.items() if choice in self.allowed}

    @property
    def later(self) -> bool:
        """To be kept as it is and finished another time."""
        return "later" in self.data

    @property
    def said(self) -> list[dict[str, Any]]:
        """What was chosen, item by item, to be checked."""
        return [
            {"vote": vote, "choice": choice, "said": SAID[Choice(choice)]}
            for vote in self.votes
            if (choice := self.cleaned_data["choices"].get(vote.pk))
        ]

    def clean(self) -> dict[str, Any]:
        """One keyword for the act, beside whatever else the sheet carries."""
        others = {k: v for k, v in self.cleaned_data.items() if not k.startswith("vote_")}
        chosen = {
            vote.pk: choice
            for vote in self.votes
            if (choice := self.cleaned_data.get(f"vote_{vote.pk}"))
        }
        return others | {"choices": chosen}


NOT_IN_THE_HALL = _("The member is not marked as present in the hall.")
NOT_A_MEMBER = _("This person is not in the composition.")


class WrittenForm(SheetForm):
    """A signed paper: whose it is, the scan, what it says on each item it names (cl. 27.4)."""

    every_item = False

    membership = forms.ModelChoiceField(
        label=_("Member"), queryset=Membership.objects.none(),
        error_messages={"invalid_choice": NOT_A_MEMBER},
    )  # fmt: skip
    scan = DocumentField(
        label=_("Scan of the signed ballot"), allowed=SCANS,
        error_messages={"required": _("Attach the signed ballot.")},
    )  # fmt: skip

    def __init__(self, *, lines: list[Line], **options: Any) -> None:
        super().__init__(**options)
        offer(self.fields["membership"], [line for line in lines if line.voting])

    def clean(self) -> dict[str, Any]:
        """At least one item."""
        cleaned = super().clean()
        if not self.votes:
            raise forms.ValidationError(
                _("Voting on this item has not started or has ended."), code="closed"
            )
        if not cleaned["choices"] and not self.errors:
            raise forms.ValidationError(_("Choose for, against or abstain."), code="empty")
        return cleaned


class HallVoteForm(ActForm):
    """The vote of a member in the hall who has no device."""

    membership = forms.ModelChoiceField(
        label=_("Member"), queryset=Membership.objects.none(),
        error_messages={"invalid_choice": NOT_IN_THE_HALL},
    )  # fmt: skip
    choice = forms.ChoiceField(
        label=_("The member's vote"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose for, against or abstain.")},
    )  # fmt: skip

    def __init__(self, *, rows: list[BallotLine], allow_abstain: bool, **options: Any) -> None:
        super().__init__(**options)
        offer(self.fields["membership"], [row.line for row in rows if row.line.presence == "hall"])
        field: Any = self.fields["choice"]
        field.choices = choices(allow_abstain=allow_abstain)


def offer(field: Any, lines: list[Line]) -> None:
    """Let a field choose among these members, by the name on the roll."""
    names = {line.membership: line.name for line in lines}
    field.queryset = Membership.objects.filter(pk__in=names).with_rank().in_roll_order()
    field.label_from_instance = lambda seat: names[seat.pk]


class RemoteRequestForm(ActForm):
    """A member asks to vote by another electronic method (cl. 20)."""

    reason = forms.CharField(label=_("Why you cannot take part"), max_length=300)


class RemoteDecisionForm(ActForm):
    """The Secretariat's answer; its two buttons say which."""

    agree = forms.TypedChoiceField(
        label=_("The Secretariat's answer"), widget=forms.RadioSelect,
        choices=[(RequestState.AGREED, _("Agree")), (RequestState.REFUSED, _("Refuse"))],
        coerce=lambda answer: answer == RequestState.AGREED,
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False,
        help_text=_("Needed for a refusal; the member reads it."),
    )  # fmt: skip


class AnnounceForm(ActForm):
    """In how many minutes the vote will be closed."""

    minutes = forms.TypedChoiceField(
        label=_("Minutes until the close"), coerce=int, choices=[(n, n) for n in (1, 2, 3, 5, 10)]
    )


class CloseForm(ActForm):
    """Closing; on a tie the second time says that no decisive vote is given."""

    without_casting = forms.BooleanField(required=False, widget=forms.HiddenInput)
