"""Refusals of the meeting room."""

from __future__ import annotations

from accounts.errors import RuleViolation


class IllegalTransition(RuleViolation):
    """The meeting, item or vote is not in a state that allows this."""


class QuorumNotMet(RuleViolation):
    """Fewer members take part than two thirds of the composition (cl. 10, 20)."""


class AgendaClosed(RuleViolation):
    """The agenda is approved or not open to this change (cl. 18, 27.3)."""


class ConsentMissing(RuleViolation):
    """The members' prior consent does not suffice (cl. 18)."""


class CannotPreside(RuleViolation):
    """This person may not preside now (cl. 8, 19)."""


class BallotRefused(RuleViolation):
    """This ballot cannot be taken (cl. 10, 20, 27.4)."""


class NotOnRoll(BallotRefused):
    """Not a voting member of the body on the frozen roll (REQ-27)."""


class StaleForm(RuleViolation):
    """Somebody changed the same thing in the meantime."""


class BodyDissolved(RuleViolation):
    """The body does not exist on that day (cl. 29, REQ-06)."""


class MeetingRefused(RuleViolation):
    """A meeting cannot be scheduled like this (cl. 12, 24)."""


class CastingVoteAwaited(RuleViolation):
    """The votes are equal and the presiding person has not voted: that vote is asked for first."""


class ItemRefused(RuleViolation):
    """This item cannot stand on the agenda like this (cl. 18, 27.3, REQ-70)."""


class DiscussionClosed(RuleViolation):
    """The item is not discussed, or no more (cl. 27.1, REQ-65)."""


class DiscussionRefused(RuleViolation):
    """These words, or this floor, cannot be taken (cl. 27.1)."""
