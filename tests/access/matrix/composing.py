"""Nominations (cl. 27.5) and removals (cl. 14.4)."""

from tests.access.rows import GET, POST, Row

NOMINATE = "Nominate an association's candidate (27.5)"
APPROVE = "Record approval of a member (15)"
PROPOSE = "Propose an item to the Council"
COMPOSE = "Compose the agenda"
EXECUTE = "Execute a removal with a decision (14.4)"
OWN = "Own record"

# fmt: off
NOMINATIONS = [
    Row(
        route="associations:nomination_list", method=GET, on="body",
        action=NOMINATE,
        association="200 ADM MIN U*; 403 R* CTR",
    ),
    *(
        Row(
            route="associations:nominate", method=method, on="body",
            action=NOMINATE,
            association="200 U*; 403 ADM R* CTR MIN",
        )
        for method in (GET, POST)
    ),
    *(
        Row(
            route=f"associations:{route}", method=GET, on=on,
            action=NOMINATE,
            council="200 RM",
            association="200 ADM MIN U*",
            section="200 SM",
        )
        for route, on in (("nomination_detail", "nomination"), ("nomination_file", "nomination.file"))
    ),
    Row(
        route="associations:nomination_attach", method=POST, on="nomination",
        action=OWN,
        council="200 RM",
        association="200 UM; 403 ADM MIN UC UD US",
        section="200 SM",
    ),
    *(
        Row(
            route="associations:nomination_put", method=method, on="nomination",
            action=COMPOSE,
            council="403 RM",
            association="200 US; 403 ADM MIN UC UD UM",
            section="403 SM",
        )
        for method in (GET, POST)
    ),
    *(
        Row(
            route=f"associations:nomination_{verb}", method=method, on="nomination",
            action=APPROVE,
            council="403 RM",
            association="200 ADM; 403 MIN U*",
            section="403 SM",
        )
        for verb in ("approve", "reject") for method in (GET, POST)
    ),
    *(
        Row(
            route="associations:nomination_withdraw", method=method, on="nomination",
            action=OWN,
            council=f"{status} RM",
            association=f"{status} UM; 403 ADM MIN UC UD US",
            section=f"{status} SM",
        )
        for method, status in ((GET, 200), (POST, 302))
    ),
]
REMOVALS = [
    Row(route="councils:removal_list", method=GET, everywhere="200 *"),
    *(
        Row(
            route="councils:removal_propose", method=method, on="membership",
            action=PROPOSE,
            council="200 R* CTR MIN; 403 ADM",
            association="200 R* CTR MIN; 403 ADM U*",
            section="200 R* CTR MIN; 403 ADM U* S*",
        )
        for method in (GET, POST)
    ),
    *(
        Row(
            route=f"councils:{route}", method=GET, on=on,
            action=PROPOSE,
            council="200 ADM R* CTR MIN",
            association="200 ADM R* CTR MIN UM",
            section="200 ADM R* CTR MIN SM",
        )
        for route, on in (("removal_detail", "removal"), ("removal_file", "removal.file"))
    ),
    *(
        Row(
            route="councils:removal_put", method=method, on="removal",
            action=COMPOSE,
            council="200 RS CTR; 403 ADM RC RD RM MIN",
            association="200 RS CTR; 403 ADM RC RD RM MIN UM",
            section="200 RS CTR; 403 ADM RC RD RM MIN SM",
        )
        for method in (GET, POST)
    ),
    *(
        Row(
            route="councils:removal_answer", method=method, on="removal",
            action=OWN,
            council="200 RM; 403 ADM RC RD RS CTR MIN",
            association="200 UM; 403 ADM R* CTR MIN",
            section="200 SM; 403 ADM R* CTR MIN",
        )
        for method in (GET, POST)
    ),
    *(
        Row(
            route="councils:removal_execute", method=method, on="removal",
            action=EXECUTE,
            council="200 ADM; 403 R* CTR MIN",
            association="200 ADM; 403 R* CTR MIN UM",
            section="200 ADM; 403 R* CTR MIN SM",
        )
        for method in (GET, POST)
    ),
    *(
        Row(
            route="councils:removal_withdraw", method=method, on="removal",
            action=OWN,
            council=f"{status} RC; 403 ADM RD RS RM CTR MIN",
            association=f"{status} RC; 403 ADM RD RS RM CTR MIN UM",
            section=f"{status} RC; 403 ADM RD RS RM CTR MIN SM",
        )
        for method, status in ((GET, 200), (POST, 302))
    ),
]
COMPOSING = NOMINATIONS + REMOVALS
