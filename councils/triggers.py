"""What the room's tables refuse by themselves, on both engines."""

from records import triggers


def declare() -> None:
    """Register the triggers; called once when the app is ready."""
    _removals()


def _removals() -> None:
    """A removal keeps its subject and grounds, a statement its words (cl. 14.4)."""
    triggers.append_only("councils.RemovalFile")
    triggers.never_deleted("councils.Removal")
    triggers.freeze_columns(
        "councils.Removal", ["council", "membership", "grounds", "proposed_by", "proposed_at"]
    )
    _once_said(
        "councils_removal_withdrawn_once", "OLD.withdrawn_at IS NOT NULL",
        "what is withdrawn stays as it is",
    )  # fmt: skip
    _once_said(
        "councils_removal_stated_once",
        "OLD.stated_at IS NOT NULL AND NOT (NEW.stated_at = OLD.stated_at"
        " AND NEW.statement = OLD.statement)",
        "a statement stays as it was given",
    )  # fmt: skip


def _once_said(name: str, when: str, message: str) -> None:
    """No update of a removal of which `when` holds."""
    triggers.register(
        name,
        "councils.Removal",
        postgresql=[
            triggers.REFUSE,
            f"""CREATE TRIGGER "{{name}}" BEFORE UPDATE ON "{{table}}" FOR EACH ROW WHEN ({when})
            EXECUTE FUNCTION records_refuse('{{table}}: {message}')""",
        ],
        sqlite=[
            f"""CREATE TRIGGER "{{name}}" BEFORE UPDATE ON "{{table}}" FOR EACH ROW WHEN {when}
            BEGIN SELECT RAISE(ABORT, '{{table}}: {message}'); END"""
        ],
    )
