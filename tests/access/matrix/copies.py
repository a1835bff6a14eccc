"""Copies of an association's decisions, their receipt, and the ministry's review (cl. 7, 22)."""

from tests.access.rows import GET, POST, Row

READERS = "403 ADM R* CTR MIN U*"
SENDER = "302 US; 403 ADM R* CTR MIN UC UD UM"
SENDING = "200 US; 403 ADM R* CTR MIN UC UD UM"


def alike(cell: str) -> dict[str, str]:
    """Copies are an association's alone: the world's other places lead to the same one."""
    return {"council": cell, "association": cell, "section": cell}


# fmt: off
COPIES = [
    Row(
        route="minutes:copy_list", method=GET, action="Acknowledge a copy",
        everywhere="200 *", note="Each sees what is addressed to one's own organisations.",
    ),
    Row(
        route="minutes:copy_overdue", method=GET, action="Send copies (22)",
        everywhere="200 *", note="Each sees the bodies one sends for or reviews.",
    ),
    Row(
        route="minutes:copy_detail", method=GET, on="copy", action="Acknowledge a copy",
        **alike(f"200 HEI; {READERS}"),
    ),
    Row(
        route="minutes:copy_detail", method=GET, on="copy.ministrys", action="Acknowledge a copy",
        **alike("200 MIN; 403 ADM R* CTR U*"),
    ),
    Row(
        route="minutes:copy_open", method=POST, on="copy", action="Acknowledge a copy",
        **alike(f"302 HEI; {READERS}"),
    ),
    Row(
        route="minutes:copy_acknowledge", method=POST, on="copy", action="Acknowledge a copy",
        **alike(f"302 HEI; {READERS}"),
    ),
    Row(
        route="minutes:copy_minutes", method=GET, on="copy.ministrys", action="Acknowledge a copy",
        **alike("200 MIN; 403 ADM R* CTR U*"),
    ),
    Row(
        route="minutes:copy_correction", method=GET, on="copy.correction",
        action="Acknowledge a copy",
        **alike("200 MIN; 403 ADM R* CTR U*"),
    ),
    Row(
        route="minutes:copy_extract", method=GET, on="copy.extract", action="Acknowledge a copy",
        **alike(f"200 HEI; {READERS}"),
    ),
    Row(
        route="minutes:copy_send_again", method=POST, on="copy", action="Send copies (22)",
        **alike(f"{SENDER} HEI"), data=lambda _place: {"seen": 1},
    ),
    Row(
        route="minutes:copy_hand_over", method=GET, on="copy", action="Send copies (22)",
        **alike(f"{SENDING} HEI"),
    ),
    Row(
        route="minutes:copy_hand_over", method=POST, on="copy", action="Send copies (22)",
        **alike(f"{SENDER} HEI"), data=lambda _place: {"note": "Кеңсеге"},
    ),
    Row(
        route="minutes:copy_paper", method=GET, on="copy.paper", action="Send copies (22)",
        **alike("200 MIN UC US; 403 ADM R* CTR UD UM"),
    ),
    Row(
        route="minutes:minutes_copies", method=GET, on="minutes.signed", action="Send copies (22)",
        association="200 MIN UC US; 403 ADM R* CTR UD UM",
    ),
    Row(
        route="minutes:copies_send", method=POST, on="minutes.signed", action="Send copies (22)",
        association=SENDER,
    ),
    Row(
        route="minutes:copies_add", method=GET, on="minutes.signed", action="Send copies (22)",
        association=SENDING,
    ),
    Row(
        route="minutes:copies_add", method=POST, on="minutes.signed", action="Send copies (22)",
        association=SENDER, data=lambda place: {"recipient": place["organisation"][0]},
    ),
    Row(
        route="outbox", method=GET, action="Send copies (22)",
        everywhere="403 *; 200 ADM RS CTR MIN US",
        note="How long letters wait, for those who send them by office.",
    ),
    Row(
        route="minutes:review_list", method=GET, action="Review minutes/decisions (7, 22)",
        everywhere="200 *", note="Each sees what one may review: for most, nothing.",
    ),
    Row(
        route="minutes:minutes_review", method=GET, on="minutes.signed",
        action="Review minutes/decisions (7, 22)",
        council="200 MIN; 403 ADM R* CTR",
        association="200 MIN; 403 ADM R* CTR U*",
        section="403 ADM R* CTR MIN U* S*",
    ),
    Row(
        route="minutes:minutes_review", method=POST, on="minutes.signed",
        action="Review minutes/decisions (7, 22)",
        council="302 MIN; 403 ADM R* CTR",
        association="302 MIN; 403 ADM R* CTR U*",
        section="403 ADM R* CTR MIN U* S*",
        data=lambda _place: {"outcome": "noted"},
    ),
]
