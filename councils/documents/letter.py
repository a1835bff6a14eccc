"""The Council's petition as a letter: set once, as a PDF in Kazakh (cl. 14.5)."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.kazakh import dates
from bodies.models import Membership, Office
from councils.models import Petition
from minutes.documents import paper

LANGUAGE = "kk"


def render(petition: Petition) -> bytes:
    """The letter, signed on paper by whoever is the Council's chair on the day it is drawn up."""
    with translation.override(LANGUAGE):
        html = render_to_string("councils/documents/petition.html", letter(petition))
    return paper.press(html)


def letter(petition: Petition) -> dict[str, object]:
    """What the letter says, in words."""
    drawn_up = timezone.localtime(petition.drawn_up_at).date()
    seats = Membership.objects.on(drawn_up).holding(Office.CHAIR).select_related("user")
    chair = seats.filter(body=petition.council_id).first()
    member, meeting = petition.membership, petition.item.meeting
    return {
        "council": petition.council.name(LANGUAGE),
        "number": petition.number.number,
        "date": dates.long_date(drawn_up, LANGUAGE),
        "addressee": petition.addressee,
        "person": member.user.full_name(LANGUAGE),
        "office": member.get_office_display(),
        "body": member.body.name(LANGUAGE),
        "decision": petition.item.decision.number,
        "decided_on": dates.long_date(meeting.day, LANGUAGE),
        "resolution": petition.item.resolution_kk,
        "grounds": petition.grounds,
        "chair": chair.user.signature_name(LANGUAGE) if chair else "",
    }
