"""What the Council, the Centre and the ministry do to associations, and how they answer."""

from .agenda import (
    open_agendas,
    put_on_agenda,
)
from .evaluations import (
    criteria,
    draft_evaluation,
    edit_evaluation,
    finalise_evaluation,
    require_impartial,
    show_evaluation,
)
from .founding import (
    found_council,
)
from .petitions import (
    answer_petition,
    draw_up_petition,
    send_petition,
)
from .violations import (
    ask_for_explanation,
    explain_violation,
    put_violation,
    record_violation,
)

__all__ = [
    "answer_petition",
    "ask_for_explanation",
    "criteria",
    "draft_evaluation",
    "draw_up_petition",
    "edit_evaluation",
    "explain_violation",
    "finalise_evaluation",
    "found_council",
    "open_agendas",
    "put_on_agenda",
    "put_violation",
    "record_violation",
    "require_impartial",
    "send_petition",
    "show_evaluation",
]
