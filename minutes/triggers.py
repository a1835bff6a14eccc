"""What the minutes' tables refuse by themselves, on both engines (REQ-42)."""

from minutes.states import CORRECTION_ARROWS, EXECUTION_ARROWS
from records import triggers

KEPT = ("document", "document_hash", "base_pdf_id", "number_id", "number_text", "version")
MESSAGE = "minutes_minutes: what is being signed is kept until it returns to the draft"
WHILE_SIGNING = "OLD.state IN ('ready', 'partly_signed') AND NEW.state <> 'draft'"


def declare() -> None:
    """Register the triggers; called once when the app is ready."""
    _execution()
    _register()
    _corrections()
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


def _execution() -> None:
    """Acts stay as they were done; a state goes one way (cl. 12, REQ-46)."""
    triggers.append_only(
        "minutes.ExecutionEvent", "minutes.ExecutionFile", "minutes.ExecutionAlert"
    )
    triggers.never_deleted("minutes.Execution")
    triggers.one_way("minutes.Execution", "state", EXECUTION_ARROWS)
    triggers.freeze_columns("minutes.Execution", ["decision"])
    triggers.freeze_columns("minutes.Decision", ["item", "minutes", "number"])


def _register() -> None:
    """A registered document stays; it is cancelled once (cl. 12, 23; REQ-67)."""
    triggers.never_deleted("minutes.RegisteredDocument")
    triggers.freeze_columns(
        "minutes.RegisteredDocument",
        ["body", "direction", "number", "title", "correspondent", "their_number", "dated_on",
         "file", "registered_by", "registered_at"],
    )  # fmt: skip
    cancelled = ("cancelled_by_id", "cancelled_at", "cancel_reason")
    when = "OLD.cancelled_at IS NOT NULL"
    message = "{table}: a cancelled document stays cancelled"
    triggers.register(
        "minutes_document_cancelled_once",
        "minutes.RegisteredDocument",
        postgresql=[
            triggers.REFUSE,
            f"""CREATE TRIGGER "{{name}}" BEFORE UPDATE ON "{{table}}" FOR EACH ROW
            WHEN (({_changed("IS DISTINCT FROM", cancelled)}) AND {when})
            EXECUTE FUNCTION records_refuse('{message}')""",
        ],
        sqlite=[
            f"""CREATE TRIGGER "{{name}}" BEFORE UPDATE ON "{{table}}" FOR EACH ROW
            WHEN ({_changed("IS NOT", cancelled)}) AND {when}
            BEGIN SELECT RAISE(ABORT, '{message}'); END""",
        ],
    )


def _corrections() -> None:
    """A correction is never deleted, goes one way, and is kept as it was frozen (REQ-42)."""
    triggers.append_only("minutes.CorrectedText", "minutes.CorrectionSignature")
    triggers.never_deleted("minutes.Correction")
    triggers.one_way("minutes.Correction", "state", CORRECTION_ARROWS)
    triggers.freeze_columns(
        "minutes.Correction",
        ["reason_kk", "reason_ru", "draft", "edition", "document", "document_hash", "frozen_at"],
        when="OLD.state <> 'draft'",
    )
    message = "{table}: what a correction belongs to, its pages and its end are kept"
    triggers.register(
        "minutes_correction_kept",
        "minutes.Correction",
        postgresql=[
            triggers.REFUSE,
            f"""CREATE TRIGGER "{{name}}" BEFORE UPDATE ON "{{table}}" FOR EACH ROW
            WHEN ({_correction_differs("IS DISTINCT FROM")})
            EXECUTE FUNCTION records_refuse('{message}')""",
        ],
        sqlite=[
            f"""CREATE TRIGGER "{{name}}" BEFORE UPDATE ON "{{table}}" FOR EACH ROW
            WHEN {_correction_differs("IS NOT")}
            BEGIN SELECT RAISE(ABORT, '{message}'); END""",
        ],
    )


def _correction_differs(differs: str) -> str:
    own = ("minutes_id", "number", "drawn_up_by_id", "drawn_up_at")
    end = ("pdf_id", "signed_at", "withdrawn_by_id", "withdrawn_at", "withdrawal")
    return (
        f"({_changed(differs, own)}) "
        f"OR (({_changed(differs, ('base_pdf_id',))}) AND OLD.base_pdf_id IS NOT NULL) "
        f"OR (({_changed(differs, end)}) AND OLD.state IN ('signed', 'withdrawn'))"
    )


def _changed(differs: str, columns: tuple[str, ...] = KEPT) -> str:
    return " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in columns)
