"""What is done in an association, and to it."""

from .basing import (
    change_directions,
    rebase,
)
from .composing import compose_section
from .dissolving import (
    confirm_change,
    register_dissolution,
)
from .founding import found
from .passing import pass_to_association
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
    "change_directions",
    "close_section",
    "compose_section",
    "confirm_change",
    "create_section",
    "draft_closing",
    "draft_section",
    "edit_section",
    "found",
    "pass_to_association",
    "put_on_agenda",
    "rebase",
    "register_dissolution",
    "submit_to_council",
]
