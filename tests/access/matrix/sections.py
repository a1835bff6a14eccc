"""Associations from founding to dissolution, and their sections."""

from tests.access.rows import GET, POST, Row

# fmt: off
SECTIONS = [
    Row(
        route="associations:association_found", method=method,
        action="Create/edit body, organisation, field (2, 3)",
        everywhere="403 *; 200 ADM",
    )
    for method in (GET, POST)
] + [
    Row(
        route="associations:body_rename", method=method, on="body",
        action="Create/edit body, organisation, field (2, 3)",
        council="200 ADM; 403 R* CTR MIN",
        association="200 ADM; 403 R* CTR MIN U*",
        section="200 ADM; 403 R* CTR MIN U* S*",
    )
    for method in (GET, POST)
] + [
    Row(
        route=f"associations:{name}", method=method, on="body", action=action,
        association="200 ADM; 403 R* CTR MIN U*",
    )
    for name, action in (
        ("association_rebase", "Create/edit body, organisation, field (2, 3)"),
        ("association_directions", "Create/edit body, organisation, field (2, 3)"),
        ("association_dissolve", "Register Minister's dissolution order (29)"),
    )
    for method in (GET, POST)
] + [
    Row(
        route="associations:section_propose", method=method, on="body",
        action="Propose section (16), by vote: the secretary drafts",
        association="200 US; 403 ADM R* CTR MIN UC UD UM",
    )
    for method in (GET, POST)
] + [
    Row(
        route="associations:section_proposal", method=GET, on="proposal",
        action="Propose section (16): r",
        council="200 ADM R* CTR MIN U*",
        association="200 ADM R* CTR MIN U*",
        section="200 ADM R* CTR MIN U*",
    ),
] + [
    Row(
        route=f"associations:{name}", method=method, on="proposal", action=action,
        council="200 US; 403 ADM R* CTR MIN UC UD UM",
        association="200 US; 403 ADM R* CTR MIN UC UD UM",
        section="200 US; 403 ADM R* CTR MIN UC UD UM",
    )
    for name, action in (
        ("section_edit", "Propose section (16), by vote: the secretary drafts"),
        ("section_put", "Propose section (16), by vote: the secretary puts it on the agenda"),
        ("section_carry_out", "Approve section (16): the secretary carries it out"),
    )
    for method in (GET, POST)
] + [
    Row(
        route="associations:section_submit", method=method, on="proposal",
        action="Approve section (16), by vote: the secretary puts it on the agenda",
        council="200 RS CTR; 403 ADM RC RD RM MIN U*",
        association="200 RS CTR; 403 ADM RC RD RM MIN U*",
        section="200 RS CTR; 403 ADM RC RD RM MIN U*",
    )
    for method in (GET, POST)
] + [
    Row(
        route=f"associations:{name}", method=method, on="body", action=action,
        section="200 US; 403 ADM R* CTR MIN UC UD UM S*",
    )
    for name, action in (
        ("section_compose", "Set section composition (16), by vote: the secretary enters it"),
        ("section_close", "Propose section (16), by vote: the secretary drafts its closing"),
    )
    for method in (GET, POST)
] + [
    Row(
        route="associations:section_item_pass", method=method, on="minutes.signed.item",
        action="Propose item: a section to its association (16)",
        council="403 RC RD RM MIN",
        association="403 UC UD UM MIN",
        section="403 U* S* MIN",
        note="only the section's own secretary, who has no column",
    )
    for method in (GET, POST)
]
