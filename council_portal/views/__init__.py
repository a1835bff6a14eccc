"""Screens of the front door."""

from council_portal.views.bodies import (
    body_detail,
    body_journal,
    body_list,
    composition,
    delegation_record,
)
from council_portal.views.changes import (
    change_confirm,
    change_decline,
    change_detail,
    change_list,
    change_record,
    change_undo,
    change_withdraw,
)
from council_portal.views.health import health
from council_portal.views.home import home
from council_portal.views.meeting import meeting_detail
from council_portal.views.regulation import regulation
from council_portal.views.seats import (
    member_appoint,
    member_leave,
    member_resign,
    office_hand_over,
)

__all__ = [
    "body_detail",
    "body_journal",
    "body_list",
    "change_confirm",
    "change_decline",
    "change_detail",
    "change_list",
    "change_record",
    "change_undo",
    "change_withdraw",
    "composition",
    "delegation_record",
    "health",
    "home",
    "meeting_detail",
    "member_appoint",
    "member_leave",
    "member_resign",
    "office_hand_over",
    "regulation",
]
