"""What the room's tables refuse by themselves, on both engines."""

from records import triggers


def declare() -> None:
    """Register the triggers; called once when the app is ready."""
    _removals()
    triggers.append_only("councils.ViolationFile")
    triggers.never_deleted("councils.Violation", "councils.Evaluation", "councils.Petition")
    triggers.freeze_columns(
        "councils.Violation",
        ["association", "ground", "wording", "facts", "happened_on", "recorded_by", "recorded_at"],
    )
    _once(
        "councils_violation_explained_once",
        "councils.Violation",
        ["explanation", "explained_by_id", "explained_at"],
        "OLD.explained_at IS NOT NULL",
        "an explanation stays as it was given",
    )
    triggers.freeze_columns(
        "councils.Evaluation",
        ["association", "person", "year", "text", "author", "drafted_at", "finalised_by",
         "finalised_at"],
        when="OLD.state <> 'draft'",
    )  # fmt: skip
    _once(
        "councils_evaluation_only_forward",
        "councils.Evaluation",
        ["state", "shown_by_id", "shown_at"],
        "(OLD.state = 'shown' OR (OLD.state = 'final' AND NEW.state = 'draft'))",
        "an evaluation only goes forward",
    )
    _scores_stay()
    triggers.freeze_columns(
        "councils.Petition",
        [
            "council",
            "item",
            "membership",
            "addressee",
            "grounds",
            "number",
            "drawn_up_by",
            "drawn_up_at",
        ],
    )
    _once(
        "councils_petition_sent_once", "councils.Petition",
        ["letter_id", "sent_on", "sent_how"], "OLD.sent_on IS NOT NULL",
        "what was sent stays as it was sent",
    )  # fmt: skip
    _once(
        "councils_petition_answered_once", "councils.Petition",
        ["answered_on", "answer", "answer_file_id"], "OLD.answered_on IS NOT NULL",
        "an answer stays as it came",
    )  # fmt: skip


def _scores_stay() -> None:
    """The scores of an evaluation that is no draft any more are neither changed nor deleted."""
    frozen = "(SELECT state FROM councils_evaluation WHERE id = {row}.evaluation_id) <> 'draft'"
    message = "councils_evaluationscore: the scores of a final evaluation stay"
    triggers.register(
        "councils_evaluationscore_final",
        "councils.EvaluationScore",
        postgresql=[
            f"""CREATE OR REPLACE FUNCTION councils_scores_stay() RETURNS trigger
            LANGUAGE plpgsql AS $$
            DECLARE line record;
            BEGIN
                IF TG_OP = 'DELETE' THEN line := OLD; ELSE line := NEW; END IF;
                IF {frozen.format(row="line")} THEN
                    RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
                        MESSAGE = '{message}';
                END IF;
                RETURN line;
            END $$""",
            """CREATE TRIGGER "{name}" BEFORE INSERT OR UPDATE OR DELETE ON "{table}"
            FOR EACH ROW EXECUTE FUNCTION councils_scores_stay()""",
        ],
        sqlite=[
            f"""CREATE TRIGGER "{{name}}_{event.lower()}" BEFORE {event} ON "{{table}}" FOR EACH ROW
            WHEN {frozen.format(row=row)} BEGIN SELECT RAISE(ABORT, '{message}'); END"""
            for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
        ],
    )


def _once(name: str, label: str, columns: list[str], when: str, message: str) -> None:
    """These columns no longer change once `when` holds of the row."""

    def changed(differs: str) -> str:
        return " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in columns)

    triggers.register(
        name,
        label,
        postgresql=[
            triggers.REFUSE,
            f"""CREATE TRIGGER "{{name}}" BEFORE UPDATE ON "{{table}}" FOR EACH ROW
            WHEN (({changed("IS DISTINCT FROM")}) AND {when})
            EXECUTE FUNCTION records_refuse('{{table}}: {message}')""",
        ],
        sqlite=[
            f"""CREATE TRIGGER "{{name}}" BEFORE UPDATE ON "{{table}}" FOR EACH ROW
            WHEN ({changed("IS NOT")}) AND {when}
            BEGIN SELECT RAISE(ABORT, '{{table}}: {message}'); END"""
        ],
    )


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
