"""One chair and one deputy at a time, nobody twice in a body (REQ-08, REQ-12).

These are truths over spans of days, which a unique constraint cannot say. PostgreSQL keeps them by
exclusion constraints, SQLite by triggers; both are worded here once. Rows recorded afterwards
(`retrospective`) are exempt, history is judged and not rewritten, and so are seats taken back.
"""

from records import triggers

OFFICE_TAKEN = "membership_one_holder_of_an_office"
SEAT_TAKEN = "membership_one_seat_a_person"

EXCLUSIONS = {
    OFFICE_TAKEN: (
        "body_id WITH =, office WITH =",
        "office IN ('chair', 'deputy_chair') AND NOT retrospective AND annulled_at IS NULL",
    ),
    SEAT_TAKEN: ("body_id WITH =, user_id WITH =", "NOT retrospective AND annulled_at IS NULL"),
}
"""Name → what may not meet on one day, and in which rows: PostgreSQL's exclusion constraints."""

_OVERLAP = """
    SELECT 1 FROM "{table}" other
    WHERE other.body_id = NEW.body_id AND other.id <> NEW.id AND NOT other.retrospective
      AND other.annulled_at IS NULL
      AND (other.ends_on IS NULL OR other.ends_on >= NEW.starts_on)
      AND (NEW.ends_on IS NULL OR other.starts_on <= NEW.ends_on)
"""
_SAME_OFFICE = _OVERLAP + " AND other.office = NEW.office"
_SAME_PERSON = _OVERLAP + " AND other.user_id = NEW.user_id"
_SINGLE = "NEW.office IN ('chair', 'deputy_chair')"


def declare() -> None:
    """Register the triggers; called once when the app is ready."""
    for message, concerned, condition in [
        (OFFICE_TAKEN, _SINGLE, _SAME_OFFICE),
        (SEAT_TAKEN, "1", _SAME_PERSON),
    ]:
        triggers.register(
            message,
            "bodies.Membership",
            postgresql=[],
            sqlite=[_sqlite(event, concerned, condition) for event in ("INSERT", "UPDATE")],
        )
    triggers.never_deleted(
        "bodies.Membership",
        "bodies.Delegation",
        "bodies.Grant",
        "bodies.RulesOfProcedure",
        "bodies.CompositionChange",
        "bodies.ChangeLine",
        "bodies.RosterImport",
    )
    triggers.freeze_columns(
        "bodies.RosterImport",
        ["body", "file", "sheet", "act_kind", "act_number", "act_signed_on", "effective_on", "by"],
    )
    triggers.freeze_columns(
        "bodies.CompositionChange",
        ["body", "kind", "act", "effective_on", "drawn_up_by", "drawn_up_at"],
    )
    triggers.freeze_columns(
        "bodies.ChangeLine",
        [
            "change",
            "position",
            "verb",
            "person",
            "office",
            "voting",
            "category",
            "represents",
            "ends_on",
            "exit",
        ],
    )


def _sqlite(event: str, concerned: str, condition: str) -> str:
    # Before an INSERT the new row has no id yet: AFTER compares it with the others.
    return f"""CREATE TRIGGER "{{name}}_{event.lower()}" AFTER {event} ON "{{table}}" FOR EACH ROW
    WHEN NOT NEW.retrospective AND NEW.annulled_at IS NULL AND {concerned} AND EXISTS ({condition})
    BEGIN SELECT RAISE(ABORT, '{{name}}'); END"""
