"""What the room's tables refuse by themselves, on both engines."""

from records import triggers


def declare() -> None:
    """Register the triggers; called once when the app is ready."""
    _nominations()
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


def _nominations() -> None:
    """A nomination keeps its candidate and reasons, and ends once (cl. 27.5)."""
    triggers.append_only("associations.NominationFile")
    triggers.never_deleted("associations.Nomination")
    triggers.freeze_columns(
        "associations.Nomination",
        ["body", "user", "person", "office", "category", "represents", "reasons", "nominated_by",
         "nominated_at"],
    )  # fmt: skip
    ended = "(OLD.rejected_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL)"
    triggers.register(
        "associations_nomination_ended_once",
        "associations.Nomination",
        postgresql=[
            triggers.REFUSE,
            f"""CREATE TRIGGER "{{name}}" BEFORE UPDATE ON "{{table}}" FOR EACH ROW WHEN {ended}
            EXECUTE FUNCTION records_refuse('{{table}}: what has ended stays as it is')""",
        ],
        sqlite=[
            f"""CREATE TRIGGER "{{name}}" BEFORE UPDATE ON "{{table}}" FOR EACH ROW WHEN {ended}
            BEGIN SELECT RAISE(ABORT, '{{table}}: what has ended stays as it is'); END"""
        ],
    )
