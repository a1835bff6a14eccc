"""States and choices of a meeting and its parts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingState(models.TextChoices):
    """A meeting ends in one of the last four."""

    DRAFT = "draft", _("Draft")
    CONSENT = "consent", _("Agenda sent for consent")
    APPROVED = "approved", _("Agenda approved")
    NOTIFIED = "notified", _("Notice sent")
    IN_SESSION = "in_session", _("In session")
    CLOSED = "closed", _("Held")
    FAILED = "failed", _("Did not take place")
    ADJOURNED = "adjourned", _("Adjourned")
    CANCELLED = "cancelled", _("Cancelled")


BEFORE_SESSION = (
    MeetingState.DRAFT, MeetingState.CONSENT, MeetingState.APPROVED, MeetingState.NOTIFIED,
)  # fmt: skip
ENDED = (
    MeetingState.CLOSED, MeetingState.FAILED, MeetingState.ADJOURNED, MeetingState.CANCELLED,
)  # fmt: skip


class Form(models.TextChoices):
    """How members come together."""

    HALL = "hall", _("In the hall")
    ONLINE = "online", _("Online")
    MIXED = "mixed", _("In the hall and online")


class ItemState(models.TextChoices):
    """What has become of an agenda item; a vote's outcome is the vote's."""

    PROPOSED = "proposed", _("Proposed")
    DECLINED = "declined", _("Declined")
    INCLUDED = "included", _("On the agenda")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DEFERRED = "deferred", _("Deferred")
    NOTED = "noted", _("Noted")


class Answer(models.TextChoices):
    """A member's answer to the agenda (cl. 18)."""

    CONSENT = "consent", _("I agree")
    OBJECT = "object", _("I do not agree")


class Presence(models.TextChoices):
    """How a member is there, or is not."""

    HALL = "hall", _("In the hall")
    ONLINE = "online", _("Online")
    EXCUSED = "excused", _("Absent with good reason")
    ABSENT = "absent", _("Absent")


class VoteState(models.TextChoices):
    """`remote`: absentee and written ballots only, from agenda approval on.

    `tied`: the votes are equal and only the presiding person's own ballot is awaited. `annulled`:
    kept with its ballots, decides nothing, the question is taken again as another vote.
    """

    REMOTE = "remote", _("Remote ballots accepted")
    OPEN = "open", _("Open")
    TIED = "tied", _("The votes are equal")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ANNULLED = "annulled", _("Annulled")


# Being voted on in the meeting; on a tie by the presiding person alone.
RUNNING = (VoteState.OPEN, VoteState.TIED)


class Choice(models.TextChoices):
    """A ballot's choice; an empty one voids the ballots before it."""

    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAIN = "abstain", _("Abstain")


class Channel(models.TextChoices):
    """The way a ballot came (cl. 20, 27.4)."""

    HALL = "hall", _("In the hall")
    ONLINE = "online", _("Online")
    ABSENTEE = "absentee", _("In absentia")
    WRITTEN = "written", _("In writing")


class RequestState(models.TextChoices):
    """A member's request for an electronic method (cl. 20)."""

    REQUESTED = "requested", _("Requested")
    AGREED = "agreed", _("Agreed")
    REFUSED = "refused", _("Refused")


class PaperState(models.TextChoices):
    """A written ballot: entered, then confirmed by a second person or refused (cl. 27.4)."""

    ENTERED = "entered", pgettext_lazy("written ballot", "Awaits confirmation")
    CONFIRMED = "confirmed", pgettext_lazy("written ballot", "Confirmed")
    REFUSED = "refused", pgettext_lazy("written ballot", "Not accepted")


class OutcomeKind(models.TextChoices):
    """What the rules made of a vote."""

    ADOPTED = "adopted", _("Adopted")
    REJECTED = "rejected", _("Not adopted")
    NO_QUORUM = "no_quorum", _("No quorum")
