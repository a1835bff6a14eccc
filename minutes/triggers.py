"""What the minutes' tables refuse by themselves, on both engines (REQ-42)."""

from records import triggers

KEPT = ("document", "document_hash", "base_pdf_id", "number_id", "number_text", "version")
MESSAGE = "minutes_minutes: what is being signed is kept until it returns to the draft"
WHILE_SIGNING = "OLD.state IN ('ready', 'partly_signed') AND NEW.state <> 'draft'"


def declare() -> None:
    """Register the triggers; called once when the app is ready."""
    triggers.append_only("minutes.Signature", "minutes.FrozenVersion", "minutes.NoRemarks")
    triggers.append_only(
        "minutes.Copy", "minutes.Sending", "minutes.CopyLetter", "minutes.Receipt",
        "minutes.Review",
    )  # fmt: skip
    triggers.never_deleted(
        "minutes.Minutes", "minutes.Decision", "minutes.DissentingOpinion",
        "minutes.DraftReading", "minutes.ProposedChange",
    )  # fmt: skip
    triggers.freeze_columns(
        "minutes.ProposedChange",
        ["reading", "text", "field", "membership", "old", "new", "why", "at"],
    )
    triggers.freeze_columns(
        "minutes.Minutes",
        ["meeting", "state", "version", "number", "number_text", "document", "document_hash",
         "base_pdf", "pdf", "frozen_at", "signed_at"],
        when="OLD.state = 'signed'",
    )  # fmt: skip
    triggers.register(
        "minutes_minutes_while_signing",
        "minutes.Minutes",
        postgresql=[
            triggers.REFUSE,
            f"""CREATE TRIGGER "{{name}}" BEFORE UPDATE ON "{{table}}" FOR EACH ROW
            WHEN (({_changed("IS DISTINCT FROM")}) AND {WHILE_SIGNING})
            EXECUTE FUNCTION records_refuse('{MESSAGE}')""",
        ],
        sqlite=[
            f"""CREATE TRIGGER "{{name}}" BEFORE UPDATE ON "{{table}}" FOR EACH ROW
            WHEN ({_changed("IS NOT")}) AND {WHILE_SIGNING}
            BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
        ],
    )


def _changed(differs: str) -> str:
    return " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in KEPT)
