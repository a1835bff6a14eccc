"""A vote on an item and the ballots cast in it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from meetings.querysets import BallotQuerySet, VoteQuerySet
from meetings.rules.majority import Outcome
from meetings.states import Channel, Choice, OutcomeKind, VoteState
from records.models import Lockable


class Vote(Lockable):
    """Open voting on one item (cl. 10, 20): remote ballots first, then the hall and online.

    What the rules made of it is kept as computed (`result`), with its arithmetic and clause; it
    follows from the ballots and can be checked against them at any time.

    A question may be taken again after its vote was annulled: of its votes one stands at most.
    Locking the vote, after its meeting, waits for ballots being cast and keeps new ones out.
    """

    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="votes")
    state = models.CharField(max_length=10, choices=VoteState, default=VoteState.REMOTE)
    text_hash = models.CharField(max_length=64)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    presiding = models.ForeignKey("bodies.Membership", models.PROTECT, null=True, related_name="+")
    participants = models.JSONField(default=dict, blank=True)
    result = models.JSONField(null=True)
    outcome = models.CharField(max_length=10, choices=OutcomeKind, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    annulled_at = models.DateTimeField(null=True)
    annulled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    annul_reason = models.TextField(blank=True)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.CheckConstraint(
                name="vote_state_known", condition=Q(state__in=VoteState.values)
            ),
            models.CheckConstraint(
                name="vote_outcome_known",
                condition=Q(outcome="") | Q(outcome__in=OutcomeKind.values),
            ),
            models.CheckConstraint(
                name="vote_closed_with_result",
                condition=~Q(state=VoteState.CLOSED) | ~Q(outcome=""),
            ),
            models.UniqueConstraint(
                name="one_vote_of_an_item_stands",
                fields=["item"],
                condition=~Q(state=VoteState.ANNULLED),
            ),
            models.CheckConstraint(
                name="vote_annulled_with_reason",
                condition=~Q(state=VoteState.ANNULLED)
                | Q(annulled_at__isnull=False) & ~Q(annul_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)

    @property
    def is_annulled(self) -> bool:
        """Kept, and decides nothing."""
        return self.state == VoteState.ANNULLED

    def takes_ballot_of(self, member: int) -> bool:
        """What the table itself asks of a further ballot; on a tie one person's alone is taken."""
        if self.state == VoteState.TIED:
            return member == self.presiding_id
        return self.state in (VoteState.REMOTE, VoteState.OPEN)

    def computed(self) -> Outcome | None:
        """The outcome as the rules computed it at closing."""
        return Outcome.from_dict(self.result) if self.result else None


class Ballot(models.Model):
    """One revision of one member's ballot. Never updated: a change is the next revision."""

    vote = models.ForeignKey("meetings.Vote", models.PROTECT, related_name="ballots")
    membership = models.ForeignKey("bodies.Membership", models.PROTECT, related_name="ballots")
    revision = models.PositiveSmallIntegerField(default=1)
    choice = models.CharField(max_length=10, choices=Choice, blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    cast_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    scan = models.ForeignKey("records.StoredFile", models.PROTECT, null=True, related_name="+")
    text_hash = models.CharField(max_length=64)
    void_reason = models.CharField(max_length=40, blank=True)
    receipt = models.CharField(max_length=64, db_index=True)

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            models.UniqueConstraint(
                name="one_line_of_revisions", fields=["vote", "membership", "revision"]
            ),
            models.CheckConstraint(
                name="ballot_choice_known",
                condition=Q(choice__in=Choice.values) | (Q(choice="") & ~Q(void_reason="")),
            ),
            models.CheckConstraint(
                name="ballot_channel_known", condition=Q(channel__in=Channel.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} · {self.get_choice_display() or self.void_reason}"
