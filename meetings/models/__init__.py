"""How any body decides: meetings, agendas, rolls, attendance, votes, ballots."""

from .agenda import AgendaConsent, AgendaItem, ItemFunction, Material
from .attendance import AttendanceEvent, Guest, RollEntry, Rsvp
from .closing import ClosingTime
from .discussion import Comment, Speech
from .draft import BallotDraft
from .meeting import Meeting, OperatorOrder
from .paper import WrittenChoice, WrittenPaper
from .recusal import Recusal
from .remote import RemoteRequest
from .vote import Ballot, Vote

__all__ = [
    "AgendaConsent",
    "AgendaItem",
    "AttendanceEvent",
    "Ballot",
    "BallotDraft",
    "ClosingTime",
    "Comment",
    "Guest",
    "ItemFunction",
    "Material",
    "Meeting",
    "OperatorOrder",
    "Recusal",
    "RemoteRequest",
    "RollEntry",
    "Rsvp",
    "Speech",
    "Vote",
    "WrittenChoice",
    "WrittenPaper",
]
