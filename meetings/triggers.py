"""What the meeting room's tables refuse by themselves, on both engines."""

from records import triggers

CLOSED = "meetings_ballot: this vote takes no ballots"
ARROWS = {
    "remote": ("open", "closed", "withdrawn"),
    "open": ("tied", "closed", "withdrawn", "annulled"),
    "tied": ("closed", "withdrawn", "annulled"),
    "closed": ("annulled",),
    "withdrawn": (),
    "annulled": (),
}

# On a tie only the presiding person's own ballot is still taken (cl. 10, 20).
# Casting takes a share lock on the vote and then looks at its state; closing holds the exclusive
# lock while it counts. So no ballot slips in after the count (measured in the plan: 0 of 8 runs).
_POSTGRESQL_GUARD = f"""
CREATE OR REPLACE FUNCTION meetings_ballot_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE vote_state text; recorded_afterwards boolean; decisive bigint;
BEGIN
    SELECT v.state, m.retrospective, v.presiding_id
    INTO vote_state, recorded_afterwards, decisive
    FROM meetings_vote v
    JOIN meetings_agendaitem i ON i.id = v.item_id
    JOIN meetings_meeting m ON m.id = i.meeting_id
    WHERE v.id = NEW.vote_id
    FOR SHARE OF v;
    IF vote_state NOT IN ('remote', 'open') AND NOT recorded_afterwards
        AND NOT (vote_state = 'tied' AND NEW.membership_id = decisive) THEN
        RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
            MESSAGE = '{CLOSED}';
    END IF;
    RETURN NEW;
END $$"""

_SQLITE_GUARD = f"""CREATE TRIGGER "{{name}}" BEFORE INSERT ON "{{table}}" FOR EACH ROW
WHEN EXISTS (
    SELECT 1 FROM meetings_vote v
    JOIN meetings_agendaitem i ON i.id = v.item_id
    JOIN meetings_meeting m ON m.id = i.meeting_id
    WHERE v.id = NEW.vote_id AND v.state NOT IN ('remote', 'open') AND NOT m.retrospective
        AND NOT (v.state = 'tied' AND v.presiding_id IS NEW.membership_id)
)
BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"""


def declare() -> None:
    """Register the triggers; called once when the app is ready."""
    triggers.append_only(
        "meetings.RollEntry",
        "meetings.AttendanceEvent",
        "meetings.AgendaConsent",
        "meetings.OperatorOrder",
        "meetings.Ballot",
        "meetings.ClosingTime",
    )
    triggers.never_deleted(
        "meetings.Meeting", "meetings.Vote", "meetings.WrittenPaper", "meetings.WrittenChoice",
        "meetings.Comment", "meetings.Speech", "meetings.Recusal",
    )  # fmt: skip
    triggers.freeze_columns(
        "meetings.WrittenPaper", ["meeting", "membership", "scan", "entered_by", "entered_at"]
    )
    triggers.freeze_columns("meetings.WrittenChoice", ["paper", "vote", "choice", "text_hash"])
    triggers.freeze_columns("meetings.Comment", ["item", "membership", "text", "at"])
    triggers.freeze_columns(
        "meetings.Vote",
        ["item", "text_hash", "opened_at", "opened_by", "closed_at", "closed_by", "presiding",
         "participants", "result", "outcome", "digest"],
        when="OLD.state IN ('closed', 'annulled')",
    )  # fmt: skip
    # A vote never opens again: one gone wrong is annulled, and the question taken as another.
    triggers.one_way("meetings.Vote", "state", ARROWS)
    triggers.freeze_columns("meetings.Recusal", ["item", "membership", "reason", "at", "by"])
    triggers.register(
        "meetings_ballot_guard",
        "meetings.Ballot",
        postgresql=[
            _POSTGRESQL_GUARD,
            """CREATE TRIGGER "{name}" BEFORE INSERT ON "{table}"
            FOR EACH ROW EXECUTE FUNCTION meetings_ballot_guard()""",
        ],
        sqlite=[_SQLITE_GUARD],
    )
