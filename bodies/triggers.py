"""One chair and one deputy at a time, nobody twice in a body (REQ-08, REQ-12).

These are truths over spans of days, which a unique constraint cannot say. Rows recorded
afterwards (`retrospective`) are exempt: history is judged, not rewritten.
"""

from records import triggers

OFFICE_TAKEN = "bodies_membership: this office is held on these days"
SEAT_TAKEN = "bodies_membership: this person sits in the body on these days"

_OVERLAP = """
    SELECT 1 FROM "{table}" other
    WHERE other.body_id = NEW.body_id AND other.id <> NEW.id AND NOT other.retrospective
      AND (other.ends_on IS NULL OR other.ends_on >= NEW.starts_on)
      AND (NEW.ends_on IS NULL OR other.starts_on <= NEW.ends_on)
"""
_SAME_OFFICE = (
    _OVERLAP + " AND other.office = NEW.office AND NEW.office IN ('chair', 'deputy_chair')"
)
_SAME_PERSON = _OVERLAP + " AND other.user_id = NEW.user_id"


def declare() -> None:
    """Register the triggers; called once when the app is ready."""
    for name, condition, message in [
        ("one_holder_of_an_office", _SAME_OFFICE, OFFICE_TAKEN),
        ("one_seat_a_person", _SAME_PERSON, SEAT_TAKEN),
    ]:
        triggers.register(
            name,
            "bodies.Membership",
            postgresql=[_function(condition, message), _POSTGRESQL_TRIGGER],
            sqlite=[_sqlite(event, condition, message) for event in ("INSERT", "UPDATE")],
        )
    triggers.never_deleted(
        "bodies.Membership", "bodies.Delegation", "bodies.Grant", "bodies.RulesOfProcedure"
    )


# The body's row is locked first, so two appointments cannot miss each other.
def _function(condition: str, message: str) -> str:
    return f"""
    CREATE OR REPLACE FUNCTION bodies_{{name}}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.retrospective THEN RETURN NEW; END IF;
        PERFORM 1 FROM bodies_body WHERE id = NEW.body_id FOR NO KEY UPDATE;
        IF EXISTS ({condition}) THEN
            RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
                MESSAGE = '{message}';
        END IF;
        RETURN NEW;
    END $$"""


_POSTGRESQL_TRIGGER = """CREATE TRIGGER "{name}" BEFORE INSERT OR UPDATE ON "{table}"
    FOR EACH ROW EXECUTE FUNCTION bodies_{name}()"""


def _sqlite(event: str, condition: str, message: str) -> str:
    # Before an INSERT the new row has no id yet: AFTER compares it with the others.
    return f"""CREATE TRIGGER "{{name}}_{event.lower()}" AFTER {event} ON "{{table}}" FOR EACH ROW
    WHEN NOT NEW.retrospective AND EXISTS ({condition})
    BEGIN SELECT RAISE(ABORT, '{message}'); END"""
