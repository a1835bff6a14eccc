"""What the Council, the Centre and the ministry do to associations, and how they answer."""

from .agenda import (
    open_agendas,
    put_on_agenda,
)
from .removals import (
    answer_removal,
    execute_removal,
    present_seat,
    propose_removal,
    put_removal,
    tell_of_decision,
    withdraw_removal,
)

__all__ = [
    "answer_removal",
    "execute_removal",
    "open_agendas",
    "present_seat",
    "propose_removal",
    "put_on_agenda",
    "put_removal",
    "tell_of_decision",
    "withdraw_removal",
]
