"""Votes and ballots."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access.rows import GET, POST, Row


def pdf() -> SimpleUploadedFile:
    """A file to be sent along."""
    return SimpleUploadedFile("b.pdf", b"%PDF-1.4 x", "application/pdf")


# fmt: off
VOTING = [
    Row(
        route="meetings:vote_open", method=GET, on="idle.vote",
        action="Open/close a vote",
        council="200 RC RD RS CTR; 403 RM MIN",
        association="200 UC UD US; 403 MIN UM",
        section="200 SH; 403 MIN U* SM",
    ),
    Row(
        route="meetings:vote_open", method=POST, on="idle.vote",
        action="Open/close a vote",
        council="302 RC; 403 RD RS RM CTR MIN",
        association="302 UC; 403 MIN UD US UM",
        section="302 SH; 403 MIN U* SM",
    ),
    Row(
        route="meetings:vote_close", method=GET, on="sitting.vote",
        action="Open/close a vote",
        council="200 RC RD RS CTR; 403 RM MIN",
        association="200 UC UD US; 403 MIN UM",
        section="200 SH; 403 MIN U* SM",
    ),
    Row(
        route="meetings:vote_close", method=POST, on="sitting.vote",
        action="Open/close a vote",
        council="302 RC; 403 RD RS RM CTR MIN",
        association="302 UC; 403 MIN UD US UM",
        section="302 SH; 403 MIN U* SM",
        data=lambda _place: {"without_casting": "on"},
    ),
    Row(
        route="meetings:vote_result", method=GET, on="sitting.vote",
        action="Discuss item (27.1)",
        council="200 R* CTR; 403 MIN",
        association="200 U*; 403 MIN",
        section="200 S*; 403 MIN U*",
    ),
    Row(
        route="meetings:vote_result", method=GET, on="minutes.signed.vote",
        action="Discuss item (27.1)",
        council="200 R* CTR; 403 MIN",
        association="200 U*; 403 MIN",
        section="200 S*; 403 MIN U*",
    ),
    Row(
        route="meetings:hall_vote_enter", method=GET, on="sitting.vote",
        action="Open/close a vote, by order",
        council="200 RC RD RS CTR; 403 RM MIN",
        association="200 UC UD US; 403 MIN UM",
        section="200 SH; 403 MIN U* SM",
    ),
    Row(
        route="meetings:hall_vote_enter", method=POST, on="sitting.vote",
        action="Open/close a vote, by order",
        council="409 RC RD RS CTR; 403 RM MIN",
        association="409 UC UD US; 403 MIN UM",
        section="409 SH; 403 MIN U* SM",
        data=lambda place: {"membership": place.member.pk, "choice": "for"},
    ),
    Row(
        route="meetings:ballot_cast", method=GET, on="sitting.vote",
        action="Vote (10, 20)",
        council="200 RC RD RM; 403 RS CTR MIN",
        association="200 U*; 403 MIN",
        section="200 S*; 403 MIN U*",
    ),
    Row(
        route="meetings:ballot_cast", method=POST, on="sitting.vote",
        action="Vote (10, 20)",
        council="302 RC RD RM; 403 RS CTR MIN",
        association="302 U*; 403 MIN",
        section="302 S*; 403 MIN U*",
        data=lambda _place: {"choice": "for", "cast": "1"},
    ),
    Row(
        route="meetings:ballot_cast", method=POST, on="approved.vote",
        action="Vote (10, 20)",
        council="200 RC RD RM; 403 RS CTR MIN",
        association="302 UM; 200 UC UD US; 403 MIN",
        section="302 SM; 200 SH; 403 MIN U*",
        data=lambda _place: {"choice": "for", "cast": "1"},
    ),
    Row(
        route="meetings:ballot_receipt", method=GET, on="sitting.ballot",
        action="Vote (10, 20): own",
        council="200 RC",
        association="200 UC",
        section="200 SH",
    ),
    Row(
        route="meetings:absentee_sheet", method=GET, on="approved",
        action="Vote (20)",
        council="200 RC RD RM; 403 RS CTR MIN",
        association="200 U*; 403 MIN",
        section="200 S*; 403 MIN U*",
    ),
    Row(
        route="meetings:absentee_sheet", method=POST, on="approved",
        action="Vote (20)",
        council="200 RC RD RM; 403 RS CTR MIN",
        association="302 UM; 200 UC UD US; 403 MIN",
        section="302 SM; 200 SH; 403 MIN U*",
        data=lambda place: {f"vote_{place['approved.vote'][0]}": "for", "cast": "1"},
    ),
    Row(
        route="meetings:absentee_receipts", method=GET, on="approved",
        action="Vote (20): own",
        council="200 R*; 403 CTR MIN",
        association="200 U*; 403 MIN",
        section="200 S*; 403 MIN U*",
    ),
    Row(
        route="meetings:remote_request", method=GET, on="deserted",
        action="Vote (20)",
        council="200 R*; 403 CTR MIN",
        association="200 U*; 403 MIN",
        section="200 S*; 403 MIN U*",
    ),
    Row(
        route="meetings:remote_request", method=POST, on="deserted",
        action="Vote (20)",
        council="409 R*; 403 CTR MIN",
        association="302 U*; 403 MIN",
        section="302 S*; 403 MIN U*",
        data=lambda _place: {"reason": "Себебі бар"},
    ),
    Row(
        route="meetings:remote_decide", method=GET, on="deserted.request",
        action="Agree electronic method (20)",
        council="403 R* CTR MIN",
        association="200 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
    ),
    Row(
        route="meetings:remote_decide", method=POST, on="deserted.request",
        action="Agree electronic method (20)",
        council="403 R* CTR MIN",
        association="302 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
        data=lambda _place: {"agree": "agreed"},
    ),
    Row(
        route="meetings:written_ballot_enter", method=GET, on="deserted",
        action="Enter written ballot (27.4)",
        council="403 R* CTR MIN",
        association="200 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
    ),
    Row(
        route="meetings:written_ballot_enter", method=POST, on="deserted",
        action="Enter written ballot (27.4)",
        council="403 R* CTR MIN",
        association="302 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
        data=lambda place: {
            "membership": place.member.pk, "scan": pdf(), f"vote_{place['deserted.vote'][0]}": "for",
        },
    ),
]
