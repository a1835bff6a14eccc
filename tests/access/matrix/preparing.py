"""A meeting until its notice: scheduling, agenda, consent, approval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access.rows import GET, POST, Row

if TYPE_CHECKING:
    from tests.access.place import Place


def pdf() -> SimpleUploadedFile:
    """A file to be sent along."""
    return SimpleUploadedFile("b.pdf", b"%PDF-1.4 x", "application/pdf")


def wording(place: Place) -> dict[str, Any]:
    """An item as its form asks for it."""
    return {
        "title_kk": "Ұсыныс",
        "resolution_kk": "Ұсынылсын.",
        "speaker": "Ә.С.",
        "function": place.function,
    }


# fmt: off
PREPARING = [
    Row(
        route="meetings:meeting_schedule", method=GET, on="body",
        action="Schedule a meeting (12, 24)",
        council="200 RS CTR; 403 ADM RC RD RM MIN",
        association="200 US; 403 ADM R* CTR MIN UC UD UM",
        section="403 ADM R* CTR MIN U* S*",
    ),
    Row(
        route="meetings:meeting_schedule", method=POST, on="body",
        action="Schedule a meeting (12, 24)",
        council="200 RS CTR; 403 ADM RC RD RM MIN",
        association="200 US; 403 ADM R* CTR MIN UC UD UM",
        section="403 ADM R* CTR MIN U* S*",
    ),
    Row(
        route="meeting_with_papers", method=GET, on="draft",
        action="Schedule a meeting (12, 24): r",
        council="200 R* CTR MIN",
        association="200 U*",
        section="200 S*",
    ),
    Row(
        route="meeting_with_papers", method=GET, on="consent",
        action="Schedule a meeting (12, 24): r",
        council="200 R* CTR MIN",
        association="200 MIN U*",
        section="200 MIN U* S*",
    ),
    Row(
        route="meeting_with_papers", method=GET, on="sitting",
        action="Schedule a meeting (12, 24): r",
        council="200 R* CTR MIN",
        association="200 MIN U*",
        section="200 MIN U* S*",
    ),
    Row(
        route="meeting_with_papers", method=GET, on="held",
        action="Schedule a meeting (12, 24): r",
        council="200 R* CTR MIN",
        association="200 MIN U*",
        section="200 MIN U* S*",
    ),
    Row(
        route="meetings:meeting_detail", method=GET, on="notified",
        action="Schedule a meeting (12, 24): r",
        council="200 R* CTR MIN",
        association="200 MIN U*",
        section="200 MIN U* S*",
    ),
    Row(
        route="meetings:meeting_reschedule", method=GET, on="approved",
        action="Schedule a meeting (12, 24)",
        council="200 RS CTR; 403 RC RD RM MIN",
        association="200 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
    ),
    Row(
        route="meetings:meeting_reschedule", method=POST, on="approved",
        action="Schedule a meeting (12, 24)",
        council="200 RS CTR; 403 RC RD RM MIN",
        association="200 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
    ),
    Row(
        route="meetings:meeting_cancel", method=GET, on="approved",
        action="Schedule a meeting (12, 24)",
        council="200 RS CTR; 403 RC RD RM MIN",
        association="200 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
    ),
    Row(
        route="meetings:meeting_cancel", method=POST, on="approved",
        action="Schedule a meeting (12, 24)",
        council="302 RS CTR; 403 RC RD RM MIN",
        association="302 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
        data=lambda _place: {"reason": "Себебі бар"},
    ),
    Row(
        route="meetings:meeting_repeat", method=GET, on="failed",
        action="Schedule a meeting (12, 24)",
        council="200 RS CTR; 403 RC RD RM MIN",
        association="200 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
    ),
    Row(
        route="meetings:meeting_repeat", method=POST, on="failed",
        action="Schedule a meeting (12, 24)",
        council="200 RS CTR; 403 RC RD RM MIN",
        association="200 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
    ),
    Row(
        route="meetings:notice_send", method=POST, on="approved",
        action="Schedule a meeting (12, 24)",
        council="302 RS CTR; 403 RC RD RM MIN",
        association="302 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
    ),
    Row(
        route="meetings:notice_answer", method=GET, on="notified",
        action="A member's answer to the notice (24)",
        council="200 R*; 403 CTR MIN",
        association="200 U*; 403 MIN",
        section="200 S*; 403 MIN U*",
    ),
    Row(
        route="meetings:notice_answer", method=POST, on="notified",
        action="A member's answer to the notice (24)",
        council="302 R*; 403 CTR MIN",
        association="302 U*; 403 MIN",
        section="302 S*; 403 MIN U*",
        data=lambda _place: {"answer": "hall"},
    ),
    Row(
        route="meetings:item_add", method=GET, on="draft",
        action="Compose agenda",
        council="200 RS CTR; 403 RC RD RM MIN",
        association="200 US; 403 UC UD UM",
        section="403 S*",
    ),
    Row(
        route="meetings:item_add", method=POST, on="draft",
        action="Compose agenda",
        council="302 RS CTR; 403 RC RD RM MIN",
        association="302 US; 403 UC UD UM",
        section="403 S*",
        data=wording,
    ),
    Row(
        route="meetings:item_propose", method=GET, on="draft",
        action="Propose item (27.3)",
        council="200 R* CTR MIN",
        association="200 U*",
        section="200 S*",
    ),
    Row(
        route="meetings:item_propose", method=POST, on="draft",
        action="Propose item (27.3)",
        council="302 R* CTR MIN",
        association="302 U*",
        section="302 S*",
        data=wording,
    ),
    Row(
        route="meetings:item_propose", method=POST, on="consent",
        action="Propose item (27.3)",
        council="302 R* CTR MIN",
        association="302 U*; 403 MIN",
        section="302 S*; 403 MIN U*",
        data=wording,
    ),
    Row(
        route="meetings:agenda_send", method=POST, on="draft",
        action="Compose agenda",
        council="302 RS CTR; 403 RC RD RM MIN",
        association="302 US; 403 UC UD UM",
        section="403 S*",
    ),
    Row(
        route="meetings:agenda_answer", method=GET, on="consent",
        action="Consent to the agenda (18)",
        council="200 R*; 403 CTR MIN",
        association="200 U*; 403 MIN",
        section="200 S*; 403 MIN U*",
    ),
    Row(
        route="meetings:agenda_answer", method=POST, on="consent",
        action="Consent to the agenda (18)",
        council="302 R*; 403 CTR MIN",
        association="302 U*; 403 MIN",
        section="302 S*; 403 MIN U*",
        data=lambda place: {"version": place.versions["consent"], "answer": "consent"},
    ),
    Row(
        route="meetings:agenda_remind", method=POST, on="consent",
        action="Compose agenda",
        council="302 RS CTR; 403 RC RD RM MIN",
        association="302 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
    ),
    Row(
        route="meetings:agenda_approve", method=GET, on="agreed",
        action="Approve the agenda (18)",
        council="200 RC; 403 RD RS RM CTR MIN",
        association="200 UC; 403 MIN UD US UM",
        section="200 SH; 403 MIN U* SM",
    ),
    Row(
        route="meetings:agenda_approve", method=POST, on="agreed",
        action="Approve the agenda (18)",
        council="302 RC; 403 RD RS RM CTR MIN",
        association="302 UC; 403 MIN UD US UM",
        section="302 SH; 403 MIN U* SM",
        data=lambda place: {"version": place.versions["agreed"]},
    ),
    Row(
        route="meetings:item_detail", method=GET, on="draft.item",
        action="Read the agenda (18)",
        council="200 RC RS CTR",
        association="200 UC US",
        section="200 SH",
    ),
    Row(
        route="meetings:item_detail", method=GET, on="consent.item",
        action="Read the agenda (18)",
        council="200 R* CTR MIN",
        association="200 MIN U*",
        section="200 MIN U* S*",
    ),
    Row(
        route="meetings:item_detail", method=GET, on="consent.proposal",
        action="Read the agenda (18)",
        council="200 RS RM CTR",
        association="200 US UM",
        section="200 SM",
    ),
    Row(
        route="meetings:item_detail", method=GET, on="approved.item",
        action="Read the agenda (18)",
        council="200 R* CTR MIN",
        association="200 MIN U*",
        section="200 MIN U* S*",
    ),
    Row(
        route="meetings:item_edit", method=GET, on="consent.item",
        action="Compose agenda",
        council="200 RS CTR; 403 RC RD RM MIN",
        association="200 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
    ),
    Row(
        route="meetings:item_edit", method=POST, on="consent.item",
        action="Compose agenda",
        council="302 RS CTR; 403 RC RD RM MIN",
        association="302 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
        data=wording,
    ),
    Row(
        route="meetings:item_move", method=POST, on="consent.item",
        action="Compose agenda",
        council="302 RS CTR; 403 RC RD RM MIN",
        association="302 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
    ),
    Row(
        route="meetings:item_remove", method=GET, on="consent.item",
        action="Compose agenda",
        council="200 RS CTR; 403 RC RD RM MIN",
        association="200 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
    ),
    Row(
        route="meetings:item_remove", method=POST, on="consent.item",
        action="Compose agenda",
        council="302 RS CTR; 403 RC RD RM MIN",
        association="302 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
    ),
    Row(
        route="meetings:item_include", method=POST, on="consent.proposal",
        action="Compose agenda",
        council="302 RS CTR; 403 RM",
        association="302 US; 403 UM",
        section="403 SM",
    ),
    Row(
        route="meetings:item_decline", method=GET, on="consent.proposal",
        action="Compose agenda",
        council="200 RS CTR; 403 RM",
        association="200 US; 403 UM",
        section="403 SM",
    ),
    Row(
        route="meetings:item_decline", method=POST, on="consent.proposal",
        action="Compose agenda",
        council="302 RS CTR; 403 RM",
        association="302 US; 403 UM",
        section="403 SM",
        data=lambda _place: {"reason": "Себебі бар"},
    ),
    Row(
        route="meetings:material_add", method=POST, on="consent.item",
        action="Compose agenda",
        council="302 RS CTR; 403 RC RD RM MIN",
        association="302 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
        data=lambda _place: {"upload": pdf()},
    ),
    Row(
        route="meetings:material_file", method=GET, on="draft.material",
        action="Read the agenda (18)",
        council="200 RC RS CTR",
        association="200 UC US",
        section="200 SH",
    ),
    Row(
        route="meetings:material_file", method=GET, on="consent.material",
        action="Read the agenda (18)",
        council="200 R* CTR MIN",
        association="200 MIN U*",
        section="200 MIN U* S*",
    ),
    Row(
        route="meetings:material_remove", method=POST, on="consent.material",
        action="Compose agenda",
        council="302 RS CTR; 403 RC RD RM MIN",
        association="302 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
    ),
]
