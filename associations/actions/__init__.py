"""What an association does, and how it begins and ends."""

from .basing import (
    change_directions,
    rebase,
)
from .composing import (
    compose_section,
)
from .dissolving import (
    confirm_change,
    register_dissolution,
)
from .founding import (
    found,
)
from .funding import (
    cancel_funding,
    record_funding,
)
from .nominations import (
    Candidate,
    approve_nomination,
    attach_to_nomination,
    needs_vote,
    nominate,
    put_nomination,
    reject_nomination,
    tell_of_decision,
    withdraw_nomination,
)
from .passing import (
    pass_to_association,
)
from .sections import (
    close_section,
    create_section,
    draft_closing,
    draft_section,
    edit_section,
    put_on_agenda,
    submit_to_council,
)

__all__ = [
    "Candidate",
    "approve_nomination",
    "attach_to_nomination",
    "cancel_funding",
    "change_directions",
    "close_section",
    "compose_section",
    "confirm_change",
    "create_section",
    "draft_closing",
    "draft_section",
    "edit_section",
    "found",
    "needs_vote",
    "nominate",
    "pass_to_association",
    "put_nomination",
    "put_on_agenda",
    "rebase",
    "record_funding",
    "register_dissolution",
    "reject_nomination",
    "submit_to_council",
    "tell_of_decision",
    "withdraw_nomination",
]
