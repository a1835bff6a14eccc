"""States and roles of minutes."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MinutesState(models.TextChoices):
    """`ready`: the numbered base PDF is stored; what is signed is those bytes."""

    DRAFT = "draft", _("Draft")
    RENDERING = "rendering", _("Being prepared for signing")
    READY = "ready", _("Ready to sign")
    PARTLY_SIGNED = "partly_signed", _("One signature")
    SIGNED = "signed", _("Signed")


class Extent(models.TextChoices):
    """How much the minutes tell (item 45 of the rules on documentation)."""

    FULL = "full", _("Full: with the speeches")
    SHORT = "short", _("Short: without the speeches")


class Fault(models.TextChoices):
    """Why the pages of frozen minutes could not be made; written before the technical detail."""

    DISK_FULL = "disk_full", _("the server's disk is full")
    NOT_WRITTEN = "not_written", _("the server could not write the file")
    NOT_SET = "not_set", _("the pages could not be set")


class SignerRole(models.TextChoices):
    """The two signatures of clauses 11 and 21, and the chair's beside a deputy's (C8)."""

    PRESIDING = "presiding", _("Presiding person")
    CHAIR = "chair", _("Chair")
    SECRETARY = "secretary", _("Secretary")


class SignMethod(models.TextChoices):
    """What a signature is; printed as exactly that (C25)."""

    IN_SYSTEM = "in_system", _("Signed in the system")
    ON_PAPER = "on_paper", _("Signed on paper, scan attached")
    QUALIFIED = "qualified", _("Signed with a personal digital signature (ЭЦҚ)")


class CorrectionState(models.TextChoices):
    """How far a correction of signed minutes has come (cl. 11, 21)."""

    DRAFT = "draft", pgettext_lazy("correction", "Draft")
    RENDERING = "rendering", pgettext_lazy("correction", "Being prepared for signing")
    READY = "ready", pgettext_lazy("correction", "Ready to sign")
    PARTLY_SIGNED = "partly_signed", pgettext_lazy("correction", "One signature")
    SIGNED = "signed", pgettext_lazy("correction", "Signed")
    WITHDRAWN = "withdrawn", pgettext_lazy("correction", "Withdrawn")


CORRECTION_ARROWS: dict[str, tuple[str, ...]] = {
    CorrectionState.DRAFT: (CorrectionState.RENDERING, CorrectionState.WITHDRAWN),
    CorrectionState.RENDERING: (CorrectionState.READY, CorrectionState.WITHDRAWN),
    CorrectionState.READY: (CorrectionState.PARTLY_SIGNED, CorrectionState.WITHDRAWN),
    CorrectionState.PARTLY_SIGNED: (CorrectionState.SIGNED, CorrectionState.WITHDRAWN),
    CorrectionState.SIGNED: (),
    CorrectionState.WITHDRAWN: (),
}
CORRECTION_OPEN = (
    CorrectionState.DRAFT,
    CorrectionState.RENDERING,
    CorrectionState.READY,
    CorrectionState.PARTLY_SIGNED,
)
"""Neither signed nor withdrawn; minutes have at most one such correction."""


class CorrectedField(models.TextChoices):
    """What of signed minutes a correction may touch: the words people wrote, and nothing counted."""

    PLACE = "place", pgettext_lazy("corrected field", "Place")
    INVITED = "invited", pgettext_lazy("corrected field", "Invited")
    APPROVAL = "approval", pgettext_lazy("corrected field", "Approved by")
    TITLE = "title", pgettext_lazy("corrected field", "Title")
    SPEAKER = "speaker", pgettext_lazy("corrected field", "Speaker")
    HEARD = "heard", pgettext_lazy("corrected field", "Heard")
    SPOKE = "spoke", pgettext_lazy("corrected field", "Spoke")


class FileKind(models.TextChoices):
    """What a file that somebody holds is, next to the bytes the portal stored."""

    SIGNED = "signed", _("Exactly the signed file")
    EARLIER = "earlier", _("The same file before all its signatures")
    WITHDRAWN = "withdrawn", _("A version that was returned for correction")
    WITHDRAWN_COPY = "withdrawn_copy", _("A copy of a version that was returned for correction")
    CHANGED = "changed", _("The signed file with bytes changed")
    CUT = "cut", _("The signed file cut short")
    PAGES = "pages", _("The signed file with other pages")
    RERENDERED = "rerendered", _("A copy made anew, not the signed file")
    ADDED_SIGNATURE = "added_signature", _("The signed file with a foreign signature added")
    ADDED = "added", _("The signed file with something added")
    FOREIGN = "foreign", _("No file of this portal")

    @property
    def explanation(self) -> str:
        """What that means for whoever holds the file."""
        said = {
            FileKind.SIGNED: _("Every byte is as it was signed."),
            FileKind.EARLIER: _(
                "The bytes are genuine, but a signature that was needed is not in this file."
            ),
            FileKind.WITHDRAWN: _(
                "The bytes are genuine, but this version was withdrawn and its signatures are void."
            ),
            FileKind.WITHDRAWN_COPY: _(
                "It carries the data of a withdrawn version and is not its file."
            ),
            FileKind.CHANGED: _(
                "After signing, bytes were changed inside the file; its signatures no longer hold."
            ),
            FileKind.CUT: _("The end of the file is missing: fetch it again."),
            FileKind.PAGES: _(
                "Pages were replaced, moved, added or taken out; nobody has signed this file."
            ),
            FileKind.RERENDERED: _(
                "The data of the minutes are in it, but the file was written anew and nobody has "
                "signed it."
            ),
            FileKind.ADDED_SIGNATURE: _(
                "The signed bytes are whole, but a signature follows that the portal did not make."
            ),
            FileKind.ADDED: _(
                "The signed bytes are whole, but something was appended that nobody has signed."
            ),
            FileKind.FOREIGN: _("The portal has neither these bytes nor minutes with such data."),
        }
        return str(said[self])


class CopyGround(models.TextChoices):
    """Why somebody receives a copy of an association's decisions (cl. 22, C20)."""

    MINISTRY = "ministry", _("Authorised body")
    REPRESENTED = "represented", _("Represented in the association")
    BASE = "base", _("Base institution")
    ADDED = "added", _("Added by the secretary")


class CopyState(models.TextChoices):
    """How far a copy has come; derived from its letters and receipts, stored nowhere."""

    UNREACHED = "unreached", _("Nobody could be reached")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Letter delivered")
    OPENED = "opened", _("Opened")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    ON_PAPER = "on_paper", _("Handed over on paper")


class SendingGround(models.TextChoices):
    """Why letters about a copy went out."""

    SIGNED = "signed", _("The minutes were signed")
    AGAIN = "again", _("Sent again by the secretary")
    REMINDER = "reminder", _("Reminder")


class ReceiptKind(models.TextChoices):
    """What a recipient did with a copy, or the secretary in the recipient's stead."""

    OPENED = "opened", _("Opened")
    ACKNOWLEDGED = "acknowledged", _("Receipt acknowledged")
    ON_PAPER = "on_paper", _("Handed over on paper")


class ReviewOutcome(models.TextChoices):
    """What the ministry says of signed minutes; no vote and no outcome follows (cl. 7, 22; C21)."""

    NOTED = "noted", pgettext_lazy("review", "Noted")
    REMARKS = "remarks", pgettext_lazy("review", "Remarks")
    RETURNED = "returned_form", _("Returned for form")
    TAKEN = "taken", pgettext_lazy("review", "Taken into account")
    DECLINED = "declined", pgettext_lazy("review", "Declined")


class Fate(StrEnum):
    """What has become of an item that a room above put on an agenda."""

    PENDING = "pending"
    NOTHING = "nothing"
    """Undecided and off every agenda: it may be put on another one."""
    ADOPTED = "adopted"
    REJECTED = "rejected"
    """Voted on; the minutes are not signed yet."""
    IN_FORCE = "in_force"
    NOT_ADOPTED = "not_adopted"
    """The same by signed minutes."""


class TextField(models.TextChoices):
    """The texts of an item that people write; votes, attendance and outcomes are not among them."""

    HEARD_KK = "heard_kk", _("Heard, in Kazakh")
    SPOKE_KK = "spoke_kk", _("Spoke, in Kazakh")
    HEARD_RU = "heard_ru", _("Heard, in Russian")
    SPOKE_RU = "spoke_ru", _("Spoke, in Russian")

    @property
    def language(self) -> str:
        """In which language the text is."""
        return self.value[-2:]


class ChangeState(models.TextChoices):
    """What became of a correction that a participant proposed."""

    PROPOSED = "proposed", pgettext_lazy("correction", "Proposed")
    ACCEPTED = "accepted", pgettext_lazy("correction", "Taken over")
    DECLINED = "declined", pgettext_lazy("correction", "Declined")


class Nature(models.TextChoices):
    """What force a decision has; it follows from the body and is never chosen (cl. 20, C22)."""

    RECOMMENDATORY = "recommendatory", pgettext_lazy("decision", "Recommendatory")
    COUNCIL = "council", pgettext_lazy("decision", "Decision of the Council")


class ExecutionState(models.TextChoices):
    """How far a decision of the Council is carried out (cl. 12); overdue is computed."""

    ASSIGNED = "assigned", pgettext_lazy("execution", "Assigned")
    IN_PROGRESS = "in_progress", pgettext_lazy("execution", "In progress")
    REPORTED = "reported", pgettext_lazy("execution", "Reported")
    RETURNED = "returned", pgettext_lazy("execution", "Returned")
    DONE = "done", pgettext_lazy("execution", "Done")
    CANCELLED = "cancelled", pgettext_lazy("execution", "Cancelled")


EXECUTION_ARROWS: dict[str, tuple[str, ...]] = {
    ExecutionState.ASSIGNED: (ExecutionState.IN_PROGRESS, ExecutionState.CANCELLED),
    ExecutionState.IN_PROGRESS: (ExecutionState.REPORTED, ExecutionState.CANCELLED),
    ExecutionState.REPORTED: (
        ExecutionState.DONE, ExecutionState.RETURNED, ExecutionState.CANCELLED,
    ),
    ExecutionState.RETURNED: (ExecutionState.REPORTED, ExecutionState.CANCELLED),
    ExecutionState.DONE: (),
    ExecutionState.CANCELLED: (),
}  # fmt: skip
TO_CARRY_OUT = (ExecutionState.ASSIGNED, ExecutionState.IN_PROGRESS, ExecutionState.RETURNED)
"""The executor's turn."""
EXECUTION_OPEN = (*TO_CARRY_OUT, ExecutionState.REPORTED)
"""Neither done nor cancelled: it can be overdue."""


class ExecutionAct(models.TextChoices):
    """What somebody did about carrying a decision out."""

    ASSIGNED = "assigned", pgettext_lazy("act of execution", "Assigned")
    HANDED_OVER = "handed_over", pgettext_lazy("act of execution", "Responsible changed")
    STARTED = "started", pgettext_lazy("act of execution", "Taken up")
    REPORTED = "reported", pgettext_lazy("act of execution", "Execution reported")
    RETURNED = "returned", pgettext_lazy("act of execution", "Report returned")
    EXTENDED = "extended", pgettext_lazy("act of execution", "Due day extended")
    CLOSED = "closed", pgettext_lazy("act of execution", "Closed as done")
    CANCELLED = "cancelled", pgettext_lazy("act of execution", "Cancelled by a later decision")


class Direction(models.TextChoices):
    """Which way a letter in the register of documents went."""

    INCOMING = "incoming", pgettext_lazy("document", "Incoming letter")
    OUTGOING = "outgoing", pgettext_lazy("document", "Outgoing letter")
