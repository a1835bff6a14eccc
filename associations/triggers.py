"""What the room's tables refuse by themselves, on both engines."""

from records import triggers


def declare() -> None:
    """Register the triggers; called once when the app is ready."""
    triggers.never_deleted("associations.FundingRecord")
    triggers.freeze_columns(
        "associations.FundingRecord",
        ["association", "payer", "year", "amount", "purpose", "act", "recorded_by", "recorded_at"],
    )
    triggers.register(
        "associations_fundingrecord_cancelled_once",
        "associations.FundingRecord",
        postgresql=[
            triggers.REFUSE,
            """CREATE TRIGGER "{name}" BEFORE UPDATE ON "{table}" FOR EACH ROW
            WHEN (OLD.cancelled_at IS NOT NULL)
            EXECUTE FUNCTION records_refuse('{table}: what is cancelled stays as it is')""",
        ],
        sqlite=[
            """CREATE TRIGGER "{name}" BEFORE UPDATE ON "{table}" FOR EACH ROW
            WHEN OLD.cancelled_at IS NOT NULL
            BEGIN SELECT RAISE(ABORT, '{table}: what is cancelled stays as it is'); END"""
        ],
    )
