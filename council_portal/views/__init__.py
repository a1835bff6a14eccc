"""Screens of the front door."""

from council_portal.views.bodies import (
    body_detail,
    body_journal,
    body_list,
    delegation_record,
    member_appoint,
)
from council_portal.views.health import health
from council_portal.views.home import home
from council_portal.views.meeting import meeting_detail
from council_portal.views.regulation import regulation

__all__ = [
    "body_detail",
    "body_journal",
    "body_list",
    "delegation_record",
    "health",
    "home",
    "meeting_detail",
    "member_appoint",
    "regulation",
]
