"""What is done to bodies: who sits, who may, which organisations there are."""

from .appointing import appoint, appoint_and_invite, delegate, require_free_composition
from .granting import grant, grant_and_invite, revoke
from .organisations import edit_organisation, enter_organisation

__all__ = [
    "appoint",
    "appoint_and_invite",
    "delegate",
    "edit_organisation",
    "enter_organisation",
    "grant",
    "grant_and_invite",
    "require_free_composition",
    "revoke",
]
