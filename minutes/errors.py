"""Refusals around minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.errors import NotPermitted as Forbidden
from accounts.errors import RuleViolation


class IllegalTransition(RuleViolation):
    """The minutes are not in a state that allows this."""


class NotPermitted(RuleViolation):
    """Somebody else draws up these minutes (cl. 12, 23)."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the document must state and does not: what, and where it is put right.

    `item` is the item it is missing on; `field` the form's field it is written in. Without a field
    it is put right in the meeting: on the page of the item, or of the meeting itself.
    """

    text: str
    item: int | None = None
    field: str = ""


class MinutesIncomplete(RuleViolation):
    """Something the document must state is missing (REQ-39); `gaps` says what and where."""

    def __init__(self, message: str, *, clause: str = "", gaps: Sequence[Gap] = ()) -> None:
        super().__init__(message, clause=clause)
        self.gaps = tuple(gaps)


class NotASigner(RuleViolation):
    """This person does not sign these minutes (cl. 11, 21)."""


class NotConfirmed(RuleViolation):
    """Whoever signs types their password again (C25)."""


class QualifiedRefused(RuleViolation):
    """What came is no good personal digital signature of this person over these bytes (C25)."""


class ServiceSilent(RuleViolation):
    """A service that signing rests on does not answer: nothing is signed meanwhile."""


class NotRecorded(RuleViolation):
    """A signature on paper cannot be recorded like this (C25)."""


class FileDamaged(RuleViolation):
    """The stored bytes are not those that were frozen: nobody signs them (F4)."""


class DissentRefused(RuleViolation):
    """This dissenting opinion cannot be attached."""


class StaleText(RuleViolation):
    """Somebody saved a newer edition of the text; both stay on the screen."""


class CopyRefused(RuleViolation):
    """This copy is not sent, added or handed over like this (cl. 22)."""


class NotAddressed(Forbidden):
    """The copy is another organisation's (REQ-44)."""


class ReviewRefused(RuleViolation):
    """The ministry's statement lacks something (REQ-45)."""


class CorrectionRefused(RuleViolation):
    """Signed minutes are not corrected like this (cl. 11, 21; REQ-42); `row` is the one meant."""

    row: int | None = None


class NeverCorrected(CorrectionRefused):
    """Votes, results, attendance and adopted texts: only a new decision changes them."""


class RemarksOpen(RuleViolation):
    """Those who took part may still propose corrections, or some are not settled."""


class RecommendatoryOnly(RuleViolation):
    """An association recommends; nothing makes its decision binding (cl. 20, REQ-38)."""


class ExecutionRefused(RuleViolation):
    """The carrying out of a decision cannot be changed in this way (cl. 12)."""


class ReportMissing(ExecutionRefused):
    """A decision is neither reported nor closed without a report (REQ-46)."""


class RegisterRefused(RuleViolation):
    """The register does not take the document like this (cl. 12, 23)."""


class NeverDeleted(RuleViolation):
    """What is registered stays; it is cancelled with a reason (REQ-67)."""
