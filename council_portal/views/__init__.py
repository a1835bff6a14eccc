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
from council_portal.views.grants import (
    grant_act,
    grant_give,
    grant_list,
    grant_revoke,
)
from council_portal.views.health import (
    health,
)
from council_portal.views.home import (
    home,
)
from council_portal.views.meeting import (
    meeting_detail,
)
from council_portal.views.organisations import (
    organisation_detail,
    organisation_edit,
    organisation_enter,
    organisation_list,
)
from council_portal.views.outbox import (
    outbox,
)
from council_portal.views.permissions import (
    body_history,
    body_permissions,
    person_permissions,
)
from council_portal.views.regulation import (
    regulation,
)
from council_portal.views.rosters import (
    roster_confirm,
    roster_detail,
    roster_export,
    roster_import,
    roster_template,
)
from council_portal.views.seats import (
    member_appoint,
    member_leave,
    member_resign,
    office_hand_over,
)

__all__ = [
    "body_detail",
    "body_history",
    "body_journal",
    "body_list",
    "body_permissions",
    "change_confirm",
    "change_decline",
    "change_detail",
    "change_list",
    "change_record",
    "change_undo",
    "change_withdraw",
    "composition",
    "delegation_record",
    "grant_act",
    "grant_give",
    "grant_list",
    "grant_revoke",
    "health",
    "home",
    "meeting_detail",
    "member_appoint",
    "member_leave",
    "member_resign",
    "office_hand_over",
    "organisation_detail",
    "organisation_edit",
    "organisation_enter",
    "organisation_list",
    "outbox",
    "person_permissions",
    "regulation",
    "roster_confirm",
    "roster_detail",
    "roster_export",
    "roster_import",
    "roster_template",
]
