"""Ballots in writing after they were entered, voting from afar, the discussion, dissent."""

from tests.access.rows import GET, POST, Row

WRITTEN = "Enter written ballot (27.4)"
DISCUSS = "Discuss item (27.1)"

# fmt: off
AFAR = [
    Row(
        route="meetings:paper_detail", method=GET, on="deserted.paper", action=WRITTEN,
        council="200 R* CTR; 403 MIN",
        association="200 U*; 403 MIN",
        section="200 S*; 403 MIN U*",
        note="UM and SM are the member whose paper it is",
    ),
    Row(
        route="meetings:paper_scan", method=GET, on="deserted.paper", action=WRITTEN,
        council="200 R* CTR; 403 MIN",
        association="200 U*; 403 MIN",
        section="200 S*; 403 MIN U*",
    ),
    Row(
        route="meetings:paper_confirm", method=POST, on="deserted.paper", action=WRITTEN,
        council="409 RC RD; 403 RS RM CTR MIN",
        association="302 UC UD; 403 MIN US UM",
        section="302 SH; 403 MIN U* SM",
        note="the second person: never whoever entered it",
    ),
    Row(
        route="meetings:paper_refuse", method=POST, on="deserted.paper", action=WRITTEN,
        council="302 RC RD RS; 403 RM CTR MIN",
        association="302 UC UD US; 403 MIN UM",
        section="302 SH; 403 MIN U* SM",
        data=lambda _place: {"reason": "Сканы оқылмайды"},
    ),
    Row(
        route="meetings:paper_dispute", method=POST, on="deserted.paper", action="Vote (20): own",
        council="302 RM; 403 RC RD RS CTR MIN",
        association="302 UM; 403 MIN UC UD US",
        section="302 SM; 403 MIN U* SH",
    ),
    Row(
        route="meetings:ballot_keep", method=POST, on="sitting.vote", action="Vote (10, 20)",
        council="200 RC RD RM; 204 RS CTR MIN",
        association="200 U*; 204 MIN",
        section="200 S*; 204 MIN U*",
        data=lambda _place: {"choice": "against"},
        note="204 keeps nothing",
    ),
    Row(
        route="meetings:absentee_keep", method=POST, on="approved", action="Vote (20)",
        council="204 R* CTR MIN",
        association="200 UM; 204 UC UD US MIN",
        section="200 SM; 204 SH MIN U*",
        data=lambda place: {f"vote_{place['approved.vote'][0]}": "for"},
        note="204 keeps nothing",
    ),
    Row(
        route="meetings:absentee_remind", method=POST, on="approved",
        action="Agree electronic method (20)",
        council="403 R* CTR MIN",
        association="302 US; 403 MIN UC UD UM",
        section="403 MIN U* S*",
    ),
    Row(
        route="meetings:vote_announce", method=POST, on="sitting.vote",
        action="Open/close a vote",
        council="302 RC; 403 RD RS RM CTR MIN",
        association="302 UC; 403 MIN UD US UM",
        section="302 SH; 403 MIN U* SM",
        data=lambda _place: {"minutes": "2"},
    ),
    Row(
        route="meetings:item_discussion", method=GET, on="sitting.item", action=DISCUSS,
        council="200 R* CTR; 403 MIN",
        association="200 U*; 403 MIN",
        section="200 S*; 403 MIN U*",
    ),
    Row(
        route="meetings:item_discussion", method=POST, on="sitting.item", action=DISCUSS,
        council="302 R*; 403 CTR MIN",
        association="302 U*; 403 MIN",
        section="302 S*; 403 MIN U*",
        data=lambda _place: {"text": "Үшінші тармақ нақтылансын."},
    ),
    Row(
        route="meetings:comment_withdraw", method=POST, on="sitting.comment", action=DISCUSS,
        council="302 RM; 403 RC RD RS CTR MIN",
        association="302 UM; 403 MIN UC UD US",
        section="302 SM; 403 MIN U* SH",
        note="its author alone",
    ),
    Row(
        route="meetings:floor_ask", method=POST, on="sitting.item", action=DISCUSS,
        council="302 R*; 403 CTR MIN",
        association="302 U*; 403 MIN",
        section="302 S*; 403 MIN U*",
    ),
    Row(
        route="meetings:floor_give", method=POST, on="sitting.item",
        action="Preside (8, 19), mark attendance",
        council="302 RC RS CTR; 403 RD RM MIN",
        association="302 UC US; 403 MIN UD UM",
        section="302 SH; 403 MIN U* SM",
        data=lambda place: {"membership": place.member.pk},
    ),
    Row(
        route="meetings:floor_end", method=POST, on="sitting.item",
        action="Preside (8, 19), mark attendance",
        council="302 RC RS CTR; 403 RD RM MIN",
        association="302 UC US; 403 MIN UD UM",
        section="302 SH; 403 MIN U* SM",
    ),
    Row(
        route="minutes:dissent", method=GET, on="minutes.draft.item", action="Vote (10, 20): own",
        council="200 RC RD RM; 403 RS CTR MIN",
        association="200 U*; 403 MIN",
        section="200 S*; 403 MIN U*",
    ),
    Row(
        route="minutes:dissent", method=POST, on="minutes.draft.item", action="Vote (10, 20): own",
        council="302 RC RD RM; 403 RS CTR MIN",
        association="302 U*; 403 MIN",
        section="302 S*; 403 MIN U*",
        data=lambda _place: {"text": "Мен бұл шешіммен келіспеймін."},
    ),
    Row(
        route="minutes:dissent_withdraw", method=POST, on="minutes.draft.item",
        action="Vote (10, 20): own",
        council="302 RC RD RM; 403 RS CTR MIN",
        association="302 U*; 403 MIN",
        section="302 S*; 403 MIN U*",
    ),
]
