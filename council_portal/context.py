"""What every page shows beside its content: the rail and who one is."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.models import Notification, User
from bodies.access import OVERSEEING
from bodies.offices import Verb
from council_portal.documents.addresses import address
from council_portal.documents.standing import Standing

SHOWN_OFFICES = 2
BESIDE_BODIES = 6
BESIDE_MINUTES = 3


@dataclass(frozen=True)
class Entry:
    """One line of the rail."""

    label: str
    url: str
    icon: str
    current: bool
    badge: int = 0


def navigation(request: HttpRequest) -> dict[str, object]:
    """`navigation` and `office_line`, asked for only where a page shows them."""
    user = getattr(request, "user", None)
    standing = Standing(user, timezone.localdate()) if isinstance(user, User) else None
    return {
        "navigation": SimpleLazyObject(lambda: entries(request, standing) if standing else []),
        "office_line": SimpleLazyObject(lambda: office_line(standing) if standing else ""),
        "help_phone": settings.PORTAL_HELP_PHONE,
        "help_email": settings.PORTAL_HELP_EMAIL,
    }


def entries(request: HttpRequest, standing: Standing) -> list[Entry]:
    """The rail, without the screens that no room has or that this person may not open."""
    person = standing.user
    unread = Notification.objects.filter(recipient=person).shown().unread().count()
    listed = [
        (_("Home page"), "home", "home", 0),
        (_("Meetings"), "meetings:meeting_list", "meeting", 0),
        (_("Minutes"), "minutes:minutes_list", "minutes", 0),
        (_("Decisions"), "minutes:decision_list", "decision", 0),
        (_("Bodies"), "body_list", "people", 0),
        (_("Organisations"), "organisation_list", "organisation", 0),
        (_("Regulation"), "regulation", "rules", 0),
        (_("Notifications"), "notification_list", "notification", unread),
        (_("Your details"), "profile", "person", 0),
    ]
    if standing.granted(*OVERSEEING):
        listed.insert(BESIDE_BODIES, (_("Permissions"), "grant_list", "key", 0))
    if standing.represented or standing.granted(Verb.REVIEW_MINUTES):
        listed.insert(BESIDE_MINUTES, (_("Copies"), "minutes:copy_list", "copies", 0))
    if standing.granted(Verb.REVIEW_MINUTES):
        listed.insert(BESIDE_MINUTES, (_("Review of minutes"), "minutes:review_list", "check", 0))
    if standing.granted(Verb.ADMINISTER):
        listed.append((_("Outgoing mail"), "outbox", "email", 0))
    if person.is_staff:
        listed.append((_("Technical administration"), "admin:index", "settings", 0))
    found = [(label, address(name), icon, badge) for label, name, icon, badge in listed]
    return [
        Entry(label, url, icon, _current(request.path, url), badge)
        for label, url, icon, badge in found
        if url
    ]


def office_line(standing: Standing) -> str:
    """The first offices of a person, for the line under the name."""
    lines = standing.lines
    shown = " / ".join(lines[:SHOWN_OFFICES])
    return shown + " …" if len(lines) > SHOWN_OFFICES else shown


def _current(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
