"""The front door, one's own things, bodies."""

from tests.access.rows import GET, POST, Row

# fmt: off
PORTAL = [
    Row(route="home", method=GET, everywhere="200 *"),
    Row(route="regulation", method=GET, everywhere="200 *"),
    Row(route="health", method=GET, public="200", everywhere="200 *"),
    Row(route="demo_entry", method=POST, public="404", path="demo/secretary/", everywhere=""),
    Row(route="set_language", method=POST, public="302", everywhere="302 *"),
    Row(route="profile", method=GET, everywhere="200 *"),
    Row(route="profile", method=POST, everywhere="200 *"),
    Row(route="notification_list", method=GET, everywhere="200 *"),
    Row(route="notifications_read", method=POST, everywhere="302 *"),
    Row(
        route="notification_open", method=POST, on="notification",
        action="Own record",
        council="302 RM",
        association="302 UM",
        section="302 SM",
    ),
    Row(route="body_list", method=GET, everywhere="200 *"),
    Row(route="meetings:meeting_list", method=GET, everywhere="200 *"),
    Row(route="meetings:my_ballots", method=GET, everywhere="200 *"),
    Row(route="minutes:minutes_list", method=GET, everywhere="200 *"),
    Row(
        route="body_detail", method=GET, on="body",
        action="Body, organisation, field (2, 3): r",
        council="200 ADM R* CTR MIN",
        association="200 ADM R* CTR MIN U*",
        section="200 ADM R* CTR MIN U* S*",
    ),
    Row(
        route="body_journal", method=GET, on="body",
        action="Read audit log",
        council="200 ADM CTR MIN; 403 R*",
        association="200 ADM MIN; 403 R* CTR U*",
        section="200 ADM MIN; 403 R* CTR U* S*",
    ),
    Row(
        route="delegation_record", method=GET, on="body",
        action="Approve the agenda: the deputy by delegation (18)",
        council="200 ADM; 403 R* CTR MIN",
        association="200 ADM; 403 R* CTR MIN U*",
        section="200 US; 403 ADM R* CTR MIN UC UD UM S*",
    ),
    Row(
        route="delegation_record", method=POST, on="body",
        action="Approve the agenda: the deputy by delegation (18)",
        council="200 ADM; 403 R* CTR MIN",
        association="200 ADM; 403 R* CTR MIN U*",
        section="200 US; 403 ADM R* CTR MIN UC UD UM S*",
    ),
]
