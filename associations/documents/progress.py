"""How far proposals of sections have come, read from their agenda items in two queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from accounts.kazakh.alphabet import search_key
from associations.models import SectionProposal
from associations.states import Fate, Stage
from bodies.rules.procedure import SectionApproval
from meetings.models import AgendaItem
from meetings.states import ENDED, ItemState, OutcomeKind, VoteState
from minutes.models import those_in_force

OFF = (ItemState.WITHDRAWN, ItemState.DEFERRED, ItemState.DECLINED, ItemState.NOTED)
STAGES: dict[tuple[str, str], Stage] = {
    (Fate.NONE, ""): Stage.DRAFT,
    (Fate.LOST, ""): Stage.DRAFT,
    (Fate.WAITING, ""): Stage.AT_ASSOCIATION,
    (Fate.REJECTED, ""): Stage.NOT_PROPOSED,
    (Fate.ADOPTED, ""): Stage.UNSIGNED,
    (Fate.IN_FORCE, Fate.NONE): Stage.PROPOSED,
    (Fate.IN_FORCE, Fate.LOST): Stage.PROPOSED,
    (Fate.IN_FORCE, Fate.WAITING): Stage.AT_COUNCIL,
    (Fate.IN_FORCE, Fate.REJECTED): Stage.REFUSED,
    (Fate.IN_FORCE, Fate.ADOPTED): Stage.COUNCIL_UNSIGNED,
    (Fate.IN_FORCE, Fate.IN_FORCE): Stage.APPROVED,
}


@dataclass(frozen=True)
class Progress:
    """One proposal: what each body has done with it, and where it stands."""

    proposal: SectionProposal
    proposed: Fate
    approved: Fate
    council_asked: bool

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        if self.proposal.done:
            return Stage.DONE
        if self.proposed is Fate.IN_FORCE and not self.council_asked:
            return Stage.APPROVED
        decided = self.approved if self.proposed is Fate.IN_FORCE else ""
        return STAGES[self.proposed, decided]


def progress(proposal: SectionProposal) -> Progress:
    """Of one, read anew."""
    (read,) = progress_of([SectionProposal.objects.with_items().get(pk=proposal.pk)])
    return read


def progress_of(proposals: Iterable[SectionProposal]) -> list[Progress]:
    """Of several, read `with_items`. Two queries, and one for the rules of each Council."""
    listed = list(proposals)
    profile_only = _under_profile_only(listed)
    siblings = (
        list(SectionProposal.objects.of({p.association_id for p in profile_only}))
        if profile_only
        else []
    )
    pointers = {
        item
        for one in [*listed, *siblings]
        for item in (one.proposed_in_id, one.approved_in_id)
        if item is not None
    }
    standing = those_in_force(pointers)
    known = {_profile(one) for one in siblings if one.approved_in_id in standing}
    return [
        Progress(
            proposal=one,
            proposed=fate(one.proposed_in, standing),
            approved=fate(one.approved_in, standing),
            council_asked=not (
                one in profile_only and (one.closes_id is not None or _profile(one) in known)
            ),
        )
        for one in listed
    ]


def fate(item: AgendaItem | None, in_force: set[int]) -> Fate:
    """What has become of an item."""
    if item is None:
        return Fate.NONE
    if item.pk in in_force:
        return Fate.IN_FORCE
    vote = item.vote
    if vote is not None and vote.state == VoteState.CLOSED:
        if vote.outcome == OutcomeKind.ADOPTED:
            return Fate.ADOPTED
        return Fate.LOST if vote.outcome == OutcomeKind.NO_QUORUM else Fate.REJECTED
    lost = item.state in OFF or item.meeting.state in ENDED
    return Fate.LOST if lost else Fate.WAITING


def approves_profiles_only(proposal: SectionProposal) -> bool:
    """Whether the Council approves the profile alone, not the section itself (C16)."""
    return bool(_under_profile_only([proposal]))


def _under_profile_only(proposals: Iterable[SectionProposal]) -> list[SectionProposal]:
    """Those whose Council approves profiles only; a profile is then approved once (C16)."""
    rules = {}
    found = []
    for proposal in proposals:
        council = proposal.association.body.parent
        if council is None:
            continue
        if council.pk not in rules:
            day = timezone.localdate()
            rules[council.pk] = council.procedure_on(day).section_approval
        if rules[council.pk] is SectionApproval.PROFILE_ONLY:
            found.append(proposal)
    return found


def _profile(proposal: SectionProposal) -> tuple[int, str]:
    return proposal.association_id, search_key(proposal.profile.strip())
