"""The register of decisions and the execution of the Council's (cl. 12)."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.access.rows import GET, POST, Row

TRACK = "Track РОӘК decision execution (12)"
OWN = "Track РОӘК decision execution (12): own"
CLOSE = "Track РОӘК decision execution (12): the Centre closes"
READ = "Download signed PDF"


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("report.pdf", b"%PDF-1.4 x", "application/pdf")


def next_week(_place: object) -> str:
    return (timezone.localdate() + timedelta(days=7)).isoformat()


# fmt: off
EXECUTING = [
    Row(route="minutes:decision_list", method=GET, everywhere="200 *"),
    Row(route="minutes:decision_sheet_export", method=GET, everywhere="200 *"),
    Row(
        route="minutes:decision_paper_export", method=GET, path="decisions/paper/?q=xyzzy",
        everywhere="302 *", note="where nothing matches nothing is set",
    ),
    Row(
        route="minutes:decision_detail", method=GET, on="decision", action=READ,
        council="200 ADM R* CTR MIN",
        association="200 ADM R* CTR MIN U*",
        section="200 ADM R* CTR MIN U* S*",
    ),
    Row(
        route="minutes:decision_detail", method=GET, on="execution", action=OWN,
        council="200 ADM R* CTR MIN UC US HEI",
    ),
    Row(
        route="minutes:decision_assign", method=GET, on="decision", action=TRACK,
        council="200 RS CTR; 403 ADM RC RD RM MIN",
        association="403 ADM R* CTR MIN U*",
        section="403 ADM R* CTR MIN U* S*",
    ),
    Row(
        route="minutes:decision_assign", method=POST, on="decision", action=TRACK,
        council="302 RS CTR; 403 ADM RC RD RM MIN",
        association="403 ADM R* CTR MIN U*",
        section="403 ADM R* CTR MIN U* S*",
        data=lambda place: {"email": place.member.user.email, "due_on": next_week(place)},
    ),
    Row(
        route="minutes:execution_hand_over", method=GET, on="execution", action=TRACK,
        council="200 RS CTR; 403 ADM RC RD RM MIN UC US HEI",
    ),
    Row(
        route="minutes:execution_hand_over", method=POST, on="execution", action=TRACK,
        council="302 RS CTR; 403 ADM RC RD RM MIN UC US HEI",
        data=lambda place: {"email": place.member.user.email, "reason": "Себебі"},
    ),
    Row(
        route="minutes:execution_extend", method=GET, on="execution", action=TRACK,
        council="200 RS CTR; 403 ADM RC RD RM MIN UC US HEI",
    ),
    Row(
        route="minutes:execution_extend", method=POST, on="execution", action=TRACK,
        council="302 RS CTR; 403 ADM RC RD RM MIN UC US HEI",
        data=lambda place: {"due_on": next_week(place), "reason": "Себебі"},
    ),
    Row(
        route="minutes:execution_cancel", method=GET, on="execution", action=TRACK,
        council="200 RS CTR; 403 ADM RC RD RM MIN UC US HEI",
    ),
    Row(
        route="minutes:execution_cancel", method=POST, on="execution", action=TRACK,
        council="200 RS CTR; 403 ADM RC RD RM MIN UC US HEI",
        note="without a later decision nothing is cancelled",
    ),
    Row(
        route="minutes:execution_start", method=POST, on="execution", action=OWN,
        council="302 UC US HEI; 403 ADM R* CTR MIN",
    ),
    Row(
        route="minutes:execution_report", method=GET, on="execution", action=OWN,
        council="200 UC US HEI; 403 ADM R* CTR MIN",
    ),
    Row(
        route="minutes:execution_report", method=POST, on="execution", action=OWN,
        council="302 UC US HEI; 403 ADM R* CTR MIN",
        data=lambda _place: {"text": "Орындалды.", "uploads": scan()},
    ),
    Row(
        route="minutes:execution_close", method=GET, on="execution.reported", action=CLOSE,
        council="200 CTR; 403 ADM R* MIN UC US HEI",
    ),
    Row(
        route="minutes:execution_close", method=POST, on="execution.reported", action=CLOSE,
        council="302 CTR; 403 ADM R* MIN UC US HEI",
    ),
    Row(
        route="minutes:execution_return", method=GET, on="execution.reported", action=CLOSE,
        council="200 CTR; 403 ADM R* MIN UC US HEI",
    ),
    Row(
        route="minutes:execution_return", method=POST, on="execution.reported", action=CLOSE,
        council="302 CTR; 403 ADM R* MIN UC US HEI",
        data=lambda _place: {"reason": "Себебі"},
    ),
    Row(
        route="minutes:execution_file", method=GET, on="execution.file", action=OWN,
        council="200 ADM R* CTR MIN UC US HEI",
    ),
]
