"""What is recorded about associations and members (cl. 4, 13.11, 14.5, 28)."""

from django.utils import timezone

from tests.access.rows import GET, POST, Row

FUNDING = "Funding record (4)"
VIOLATION = "Register violation (28)"
EVALUATION = "Evaluate ОӘБ/members (13.11)"
PETITION = "Petition for discipline (14.5)"


def today(_place: object) -> str:
    return timezone.localdate().isoformat()


# fmt: off
MONEY = [
    Row(
        route="associations:funding_list", method=GET, on="body", action=FUNDING,
        association="200 MIN U* HEI; 403 ADM R* CTR",
    ),
    Row(
        route="associations:funding_add", method=GET, on="body", action=FUNDING,
        association="200 US; 403 ADM R* CTR MIN UC UD UM HEI",
    ),
    Row(
        route="associations:funding_add", method=POST, on="body", action=FUNDING,
        association="302 US; 403 ADM R* CTR MIN UC UD UM HEI",
        data=lambda place: {
            "payer": getattr(getattr(place.body, "association", None), "base_institution_id", ""),
            "year": timezone.localdate().year, "amount": "700000", "purpose": "Іссапар",
            "act_kind": "order", "act_number": "5", "act_signed_on": today(place),
        },
    ),
    Row(
        route="associations:funding_cancel", method=GET, on="funding", action=FUNDING,
        association="200 US; 403 ADM R* CTR MIN UC UD UM HEI",
    ),
    Row(
        route="associations:funding_cancel", method=POST, on="funding", action=FUNDING,
        association="302 US; 403 ADM R* CTR MIN UC UD UM HEI",
        data=lambda _place: {"reason": "Қате"},
    ),
    Row(
        route="associations:funding_file", method=GET, on="funding", action=FUNDING,
        association="200 MIN U* HEI; 403 ADM R* CTR",
    ),
]
HELD_AGAINST = [
    Row(route="councils:violation_list", method=GET, everywhere="200 *"),
    Row(
        route="councils:violation_record", method=GET, on="body", action=VIOLATION,
        association="200 RS CTR MIN; 403 ADM RC RD RM U*",
    ),
    Row(
        route="councils:violation_record", method=POST, on="body", action=VIOLATION,
        association="302 RS CTR MIN; 403 ADM RC RD RM U*",
        data=lambda place: {"ground": "28.1", "facts": "Фактілер", "happened_on": today(place)},
    ),
    Row(
        route="councils:violation_detail", method=GET, on="violation", action=VIOLATION,
        association="200 RS CTR MIN UC US",
    ),
    Row(
        route="councils:violation_detail", method=GET, on="violation.put",
        action="Register violation (28): read by the Council that considers it",
        association="200 R* CTR MIN UC US",
    ),
    Row(
        route="councils:violation_ask", method=GET, on="violation", action=VIOLATION,
        association="200 RS CTR MIN; 403 UC US",
    ),
    Row(
        route="councils:violation_ask", method=POST, on="violation", action=VIOLATION,
        association="302 RS CTR MIN; 403 UC US",
        data=lambda place: {"answer_by": today(place)},
    ),
    Row(
        route="councils:violation_explain", method=GET, on="violation.asked",
        action="Register violation (28): the association answers",
        association="403 RS CTR MIN; 200 UC US",
    ),
    Row(
        route="councils:violation_explain", method=POST, on="violation.asked",
        action="Register violation (28): the association answers",
        association="403 RS CTR MIN; 302 UC US",
        data=lambda _place: {"text": "Түсіндік."},
    ),
    Row(
        route="councils:violation_put", method=GET, on="violation.explained", action=VIOLATION,
        association="200 RS CTR MIN; 403 UC US",
    ),
    Row(
        route="councils:violation_put", method=POST, on="violation.explained", action=VIOLATION,
        association="200 RS CTR MIN; 403 UC US",
        note="without a meeting nothing is put",
    ),
    Row(
        route="councils:violation_file", method=GET, on="violation.file", action=VIOLATION,
        association="200 RS CTR MIN UC US",
    ),
]
EVALUATED = [
    Row(route="councils:evaluation_list", method=GET, everywhere="200 *"),
    Row(
        route="councils:evaluation_draft", method=GET, on="body", action=EVALUATION,
        association="200 RC RS RM CTR; 403 ADM RD MIN U*",
    ),
    Row(
        route="councils:evaluation_draft", method=POST, on="body", action=EVALUATION,
        association="302 RC RS RM CTR; 403 ADM RD MIN U*",
        data=lambda _place: {"year": "2026", "text": "Қорытынды"},
    ),
    Row(
        route="councils:evaluation_detail", method=GET, on="evaluation", action=EVALUATION,
        association="200 RC RS RM CTR",
    ),
    Row(
        route="councils:evaluation_detail", method=GET, on="evaluation.final", action=EVALUATION,
        association="200 RC RS RM CTR MIN",
    ),
    Row(
        route="councils:evaluation_detail", method=GET, on="evaluation.shown", action=EVALUATION,
        association="200 RC RS RM CTR MIN UC US UM",
    ),
    Row(
        route="councils:evaluation_edit", method=GET, on="evaluation", action=EVALUATION,
        association="200 RC RS RM CTR",
    ),
    Row(
        route="councils:evaluation_edit", method=POST, on="evaluation", action=EVALUATION,
        association="302 RC RS RM CTR",
        data=lambda _place: {"text": "Қорытынды"},
    ),
    Row(
        route="councils:evaluation_finalise", method=POST, on="evaluation", action=EVALUATION,
        association="302 RC RS; 403 RM CTR",
    ),
    Row(
        route="councils:evaluation_show", method=POST, on="evaluation.final", action=EVALUATION,
        association="302 RC RS; 403 RM CTR MIN",
    ),
]
PETITIONED = [
    Row(route="councils:petition_list", method=GET, everywhere="200 *"),
    Row(
        route="councils:petition_draw_up", method=GET, on="body", action=PETITION,
        council="200 RS; 403 ADM RC RD RM CTR MIN",
        association="403 ADM R* CTR MIN U*",
        section="403 ADM R* CTR MIN U* S*",
    ),
    Row(
        route="councils:petition_draw_up", method=POST, on="body", action=PETITION,
        council="200 RS; 403 ADM RC RD RM CTR MIN",
        association="403 ADM R* CTR MIN U*",
        section="403 ADM R* CTR MIN U* S*",
        note="without a decision none is drawn up",
    ),
    Row(
        route="councils:petition_detail", method=GET, on="petition", action=PETITION,
        council="200 R* CTR MIN",
    ),
    Row(
        route="councils:petition_file", method=GET, on="petition.letter", action=PETITION,
        council="200 R* CTR MIN",
    ),
    Row(
        route="councils:petition_send", method=GET, on="petition", action=PETITION,
        council="200 RS; 403 RC RD RM CTR MIN",
    ),
    Row(
        route="councils:petition_send", method=POST, on="petition", action=PETITION,
        council="302 RS; 403 RC RD RM CTR MIN",
        data=lambda place: {"sent_on": today(place), "how": "Пошта"},
    ),
    Row(
        route="councils:petition_answer", method=GET, on="petition.sent", action=PETITION,
        council="200 RS; 403 RC RD RM CTR MIN",
    ),
    Row(
        route="councils:petition_answer", method=POST, on="petition.sent", action=PETITION,
        council="302 RS; 403 RC RD RM CTR MIN",
        data=lambda place: {"answered_on": today(place), "text": "Жауап"},
    ),
]
KEPT = MONEY + HELD_AGAINST + EVALUATED + PETITIONED
