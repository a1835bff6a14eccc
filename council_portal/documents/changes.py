"""A change of composition as the screens show it: people, act, and what becomes of the quorum."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from bodies.access import IN_EFFECT, KEEPERS
from bodies.actions import prepare, propose, undoable
from bodies.backends import verbs_on
from bodies.models import (
    Body,
    ChangeKind,
    ChangeLine,
    ChangeState,
    CompositionChange,
    LineVerb,
    Membership,
)
from bodies.offices import Verb
from bodies.querysets import ChangeQuerySet
from meetings.models import Meeting
from meetings.rules import quorum

NAMED = 3
"""People whom the list of changes names of each; one more tells that there are others."""
SHOWN = 100
"""Lines of a change shown at once; a list of thousands is read in its own screen."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The voting composition before and after, with the quorum of each."""

    before: int
    after: int

    @property
    def needed_before(self) -> int:
        """Two thirds of it (cl. 10, 20)."""
        return quorum.needed(self.before) if self.before else 0

    @property
    def needed_after(self) -> int:
        """Two thirds of it (cl. 10, 20)."""
        return quorum.needed(self.after) if self.after else 0


@dataclass(frozen=True)
class ChangePage:
    """Everything the page of one change shows, and what this person may do with it."""

    change: CompositionChange
    lines: list[ChangeLine]
    more: int
    preview: Preview
    late_for: list[Meeting]
    records: bool
    confirms: bool
    declines: bool
    withdraws: bool
    undoes: bool


def propose_or_prepare(user: User, body: Body) -> Callable[..., CompositionChange]:
    """An administrator proposes for confirmation; who may only prepare, prepares (matrix E)."""
    verbs = verbs_on(user, body, timezone.localdate())
    return propose if Verb.MANAGE_MEMBERS in verbs else prepare


def changes_of(body: Body, user: User) -> ChangeQuerySet:
    """Its keepers see all of them; others those in effect and those about themselves."""
    rows = body.changes.newest_first().with_people().with_first_lines(NAMED + 1)
    if verbs_on(user, body, timezone.localdate()) & KEEPERS:
        return rows
    own = Q(drawn_up_by=user) | Q(lines__user=user)
    return rows.filter(Q(state__in=IN_EFFECT) | own).distinct()


def preview(change: CompositionChange) -> Preview:
    """What the change makes, or made, of the voting composition."""
    day = change.took_effect_on or change.effective_on
    voting = change.lines.filter(voting=True)
    came = voting.filter(verb=LineVerb.SEAT).count()
    left = voting.filter(verb=LineVerb.END).count()
    standing = _voting(change.body, day)
    if change.state == ChangeState.CONFIRMED:
        return Preview(before=standing - came + left, after=standing)
    if change.kind == ChangeKind.DISSOLUTION:
        return Preview(before=standing, after=0)
    return Preview(before=standing, after=standing + came - left)


def _voting(body: Body, day: date) -> int:
    return Membership.objects.on(day).voting().filter(body=body).count()


def change_page(change: CompositionChange, user: User) -> ChangePage:
    """The page as `user` may see it."""
    today = timezone.localdate()
    verbs = verbs_on(user, change.keeper, today)
    lines = change.lines.select_related("membership__user", "user", "represents")
    mine = user.pk in (change.drawn_up_by_id, change.proposed_by_id)
    second = Verb.CONFIRM_COMPOSITION in verbs and not mine
    prepared, proposed = (change.state == s for s in (ChangeState.PREPARED, ChangeState.PROPOSED))
    return ChangePage(
        change=change,
        lines=list(lines.order_by("position")[:SHOWN]),
        more=max(0, change.lines.count() - SHOWN),
        preview=preview(change),
        late_for=_late_for(change),
        records=prepared and Verb.MANAGE_MEMBERS in verbs,
        confirms=proposed and second,
        declines=(proposed and second) or (prepared and Verb.MANAGE_MEMBERS in verbs),
        withdraws=mine and (prepared or proposed),
        undoes=second and undoable(change),
    )


def _late_for(change: CompositionChange) -> list[Meeting]:
    """Meetings announced or held of which this change came within 72 hours (threat 2)."""
    if change.decided_at is None or change.took_effect_on is None:
        return []
    rows = Meeting.objects.of([change.body]).shortly_after(change.decided_at, change.took_effect_on)
    return list(rows.soonest_first())
