"""Who sits: appointments, exits, handovers, and the second person's word."""

from tests.access.rows import GET, POST, Row

RECORD = "Record approval of a member (15)"
LEAVE = "Record resignation"
CONFIRM = "Confirm a change of composition: the ministry (four eyes)"
READ = "Body, organisation, field (2, 3): r"

# fmt: off
COMPOSITION = [
    Row(
        route="composition", method=GET, on="body", action=READ,
        council="200 ADM R* CTR MIN",
        association="200 ADM R* CTR MIN U*",
        section="200 ADM R* CTR MIN U* S*",
    ),
    Row(
        route="change_list", method=GET, on="body", action=READ,
        council="200 ADM R* CTR MIN",
        association="200 ADM R* CTR MIN U*",
        section="200 ADM R* CTR MIN U* S*",
    ),
    *[
        Row(
            route=route, method=method, on="body", action=RECORD,
            council="200 ADM RS CTR; 403 RC RD RM MIN",
            association="200 ADM US; 403 R* CTR MIN UC UD UM",
            section="200 US; 403 ADM R* CTR MIN UC UD UM S*",
        )
        for route in ("member_appoint", "office_hand_over")
        for method in (GET, POST)
    ],
    *[
        Row(
            route="member_leave", method=method, on="seat", action=LEAVE,
            council="200 ADM RS CTR; 403 RC RD RM MIN",
            association="200 ADM US; 403 R* CTR MIN UC UD UM",
            section="200 US; 403 ADM R* CTR MIN UC UD UM S*",
        )
        for method in (GET, POST)
    ],
    *[
        Row(
            route="member_resign", method=method, on="seat", action=f"{LEAVE}: own",
            council="200 RM", association="200 UM", section="200 SM",
        )
        for method in (GET, POST)
    ],
    *[
        Row(
            route="change_detail", method=GET, on=f"change.{state}", action=RECORD,
            council="200 ADM RS CTR MIN",
            association="200 ADM MIN US",
            section="200 UC US",
        )
        for state in ("prepared", "proposed")
    ],
    Row(
        route="change_detail", method=GET, on="change.confirmed", action=READ,
        council="200 ADM R* CTR MIN",
        association="200 ADM R* CTR MIN U*",
        section="200 ADM R* CTR MIN U* S*",
    ),
    Row(
        route="change_record", method=GET, on="change.prepared", action=RECORD,
        council="200 ADM; 403 RS CTR MIN",
        association="200 ADM; 403 MIN US",
        section="200 US; 403 UC",
    ),
    Row(
        route="change_record", method=POST, on="change.prepared", action=RECORD,
        council="302 ADM; 403 RS CTR MIN",
        association="302 ADM; 403 MIN US",
        section="302 US; 403 UC",
    ),
    Row(
        route="change_confirm", method=GET, on="change.proposed", action=CONFIRM,
        council="200 MIN; 403 ADM RS CTR",
        association="200 MIN; 403 ADM US",
        section="200 UC; 403 US",
    ),
    Row(
        route="change_confirm", method=POST, on="change.proposed", action=CONFIRM,
        council="302 MIN; 403 ADM RS CTR",
        association="302 MIN; 403 ADM US",
        section="302 UC; 403 US",
    ),
    Row(
        route="change_decline", method=GET, on="change.proposed", action=CONFIRM,
        council="200 ADM RS CTR MIN",
        association="200 ADM MIN US",
        section="200 UC US",
    ),
    Row(
        route="change_decline", method=POST, on="change.proposed", action=CONFIRM,
        council="302 MIN; 403 ADM RS CTR",
        association="302 MIN; 403 ADM US",
        section="302 UC; 403 US",
        data=lambda _place: {"reason": "Себебі бар"},
    ),
    Row(
        route="change_withdraw", method=GET, on="change.proposed", action="Own record",
        council="200 ADM; 403 RS CTR MIN",
        association="200 ADM; 403 MIN US",
        section="200 US; 403 UC",
    ),
    Row(
        route="change_withdraw", method=POST, on="change.proposed", action="Own record",
        council="302 ADM; 403 RS CTR MIN",
        association="302 ADM; 403 MIN US",
        section="302 US; 403 UC",
    ),
    Row(
        route="change_undo", method=GET, on="change.confirmed", action=CONFIRM,
        council="200 MIN; 403 ADM R* CTR",
        association="200 MIN; 403 ADM R* CTR U*",
        section="200 UC; 403 ADM R* CTR MIN UD US UM S*",
    ),
    Row(
        route="change_undo", method=POST, on="change.confirmed", action=CONFIRM,
        council="302 MIN; 403 ADM R* CTR",
        association="302 MIN; 403 ADM R* CTR U*",
        section="302 UC; 403 ADM R* CTR MIN UD US UM S*",
        data=lambda _place: {"reason": "Себебі бар"},
    ),
]
