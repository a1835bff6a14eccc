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
    Row(
        route="body_permissions", method=GET, on="body",
        action="Read audit log",
        council="200 ADM CTR MIN; 403 R*",
        association="200 ADM MIN; 403 R* CTR U*",
        section="200 ADM MIN; 403 R* CTR U* S*",
    ),
    Row(
        route="body_history", method=GET, on="body",
        action="Read audit log",
        council="200 ADM CTR MIN; 403 R*",
        association="200 ADM MIN; 403 R* CTR U*",
        section="200 ADM MIN; 403 R* CTR U* S*",
    ),
    Row(
        route="person_permissions", method=GET, on="person",
        action="Read audit log", everywhere="200 ADM MIN",
    ),
    Row(route="grant_list", method=GET, action="Read audit log", everywhere="403 *; 200 ADM MIN"),
    Row(
        route="grant_act", method=GET, on="grant",
        action="Read audit log", everywhere="200 ADM MIN",
    ),
    Row(
        route="grant_give", method=GET,
        action="Change policy settings", everywhere="403 *; 200 ADM",
    ),
    Row(
        route="grant_give", method=POST,
        action="Change policy settings", everywhere="403 *; 200 ADM",
    ),
    Row(
        route="grant_revoke", method=GET, on="grant",
        action="Change policy settings", everywhere="403 MIN; 200 ADM",
    ),
    Row(
        route="grant_revoke", method=POST, on="grant",
        action="Change policy settings", everywhere="403 MIN; 200 ADM",
    ),
    Row(
        route="organisation_list", method=GET,
        action="Body, organisation, field (2, 3): r", everywhere="200 *",
    ),
    Row(
        route="organisation_detail", method=GET, on="organisation",
        action="Body, organisation, field (2, 3): r", everywhere="200 *",
    ),
    Row(
        route="organisation_enter", method=GET,
        action="Create/edit body, organisation, field (2, 3)", everywhere="403 *; 200 ADM",
    ),
    Row(
        route="organisation_enter", method=POST,
        action="Create/edit body, organisation, field (2, 3)", everywhere="403 *; 200 ADM",
    ),
    Row(
        route="organisation_edit", method=GET, on="organisation",
        action="Create/edit body, organisation, field (2, 3)", everywhere="403 *; 200 ADM",
    ),
    Row(
        route="organisation_edit", method=POST, on="organisation",
        action="Create/edit body, organisation, field (2, 3)", everywhere="403 *; 200 ADM",
    ),
    Row(
        route="roster_import", method=GET, on="body",
        action="Prepare or record a member (15): a roster",
        council="200 ADM RS CTR; 403 RC RD RM MIN",
        association="200 ADM US; 403 R* CTR MIN UC UD UM",
        section="200 US; 403 ADM R* CTR MIN UC UD UM S*",
    ),
    Row(
        route="roster_import", method=POST, on="body",
        action="Prepare or record a member (15): a roster",
        council="200 ADM RS CTR; 403 RC RD RM MIN",
        association="200 ADM US; 403 R* CTR MIN UC UD UM",
        section="200 US; 403 ADM R* CTR MIN UC UD UM S*",
    ),
    Row(
        route="roster_template", method=GET, on="body",
        action="Prepare or record a member (15): a roster",
        council="200 ADM RS CTR; 403 RC RD RM MIN",
        association="200 ADM US; 403 R* CTR MIN UC UD UM",
        section="200 US; 403 ADM R* CTR MIN UC UD UM S*",
    ),
    Row(
        route="roster_detail", method=GET, on="roster",
        action="Prepare or record a member (15): a roster",
        council="200 ADM RS CTR; 403 RC RD RM MIN",
        association="200 ADM US; 403 R* CTR MIN UC UD UM",
        section="200 ADM US; 403 R* CTR MIN UC UD UM",
        note="A section has none: its association's (cl. 16).",
    ),
    Row(
        route="roster_confirm", method=POST, on="roster",
        action="Prepare or record a member (15): a roster",
        council="302 ADM RS CTR; 403 RC RD RM MIN",
        association="302 ADM US; 403 R* CTR MIN UC UD UM",
        section="302 ADM US; 403 R* CTR MIN UC UD UM",
        note="A section has none: its association's (cl. 16).",
    ),
    Row(
        route="roster_export", method=GET, on="body",
        action="Body, organisation, field (2, 3): r",
        council="200 ADM R* CTR MIN",
        association="200 ADM R* CTR MIN U*",
        section="200 ADM R* CTR MIN U* S*",
    ),
]
