"""How far proposals of sections have come, read from their agenda items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from accounts.kazakh.alphabet import search_key
from associations.models import SectionProposal
from associations.states import Stage
from bodies.rules.procedure import SectionApproval
from minutes.models import fate_of, those_in_force
from minutes.states import Fate

STAGES: dict[tuple[str, str], Stage] = {
    (Fate.NOTHING, ""): Stage.DRAFT,
    (Fate.PENDING, ""): Stage.AT_ASSOCIATION,
    (Fate.ADOPTED, ""): Stage.UNSIGNED,
    (Fate.REJECTED, ""): Stage.NOT_PROPOSED,
    (Fate.NOT_ADOPTED, ""): Stage.NOT_PROPOSED,
    (Fate.IN_FORCE, Fate.NOTHING): Stage.PROPOSED,
    (Fate.IN_FORCE, Fate.PENDING): Stage.AT_COUNCIL,
    (Fate.IN_FORCE, Fate.ADOPTED): Stage.COUNCIL_UNSIGNED,
    (Fate.IN_FORCE, Fate.REJECTED): Stage.REFUSED,
    (Fate.IN_FORCE, Fate.NOT_ADOPTED): Stage.REFUSED,
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
    """Of several, read `with_items`: no query but those for the rules of each Council (C16)."""
    listed = list(proposals)
    profile_only = _under_profile_only(listed)
    siblings = (
        list(SectionProposal.objects.of({p.association_id for p in profile_only}))
        if profile_only
        else []
    )
    standing = those_in_force(one.approved_in_id for one in siblings if one.approved_in_id)
    known = {_profile(one) for one in siblings if one.approved_in_id in standing}
    return [
        Progress(
            proposal=one,
            proposed=fate_of(one.proposed_in),
            approved=fate_of(one.approved_in),
            council_asked=not (
                one in profile_only and (one.closes_id is not None or _profile(one) in known)
            ),
        )
        for one in listed
    ]


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
