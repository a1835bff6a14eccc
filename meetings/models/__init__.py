"""How any body decides: meetings, agendas, rolls, attendance, votes, ballots."""

from .agenda import AgendaConsent, AgendaItem, ItemFunction, Material
from .attendance import AttendanceEvent, Guest, RollEntry, Rsvp
from .meeting import Meeting, OperatorOrder
from .recusal import Recusal
from .remote import RemoteRequest
from .vote import Ballot, Vote

__all__ = [
    "AgendaConsent",
    "AgendaItem",
    "AttendanceEvent",
    "Ballot",
    "Guest",
    "ItemFunction",
    "Material",
    "Meeting",
    "OperatorOrder",
    "Recusal",
    "RemoteRequest",
    "RollEntry",
    "Rsvp",
    "Vote",
]
