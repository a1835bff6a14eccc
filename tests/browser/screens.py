"""The screens of the portal: who sees each, and where it is in the world of these tests."""

from __future__ import annotations

from collections.abc import Callable

from meetings.models import Ballot, RemoteRequest
from tests.browser.composing import nomination, removal, seat_to_remove
from tests.browser.correcting import correction
from tests.browser.keeping import kept_as
from tests.browser.proving import passkey
from tests.browser.returning import past_of
from tests.browser.screen import Screen, choose, press
from tests.browser.world import World


def meeting(state: str) -> Callable[[World], list[object]]:
    return lambda world: [world.meetings[state].pk]


def item(state: str, position: int = 1) -> Callable[[World], list[object]]:
    return lambda world: [world.item(state, position).pk]


def vote(state: str, position: int = 1) -> Callable[[World], list[object]]:
    return lambda world: [world.vote(state, position).pk]


def paper(place: int) -> Callable[[World], list[object]]:
    return lambda world: [world.papers[place].pk]


def minutes(state: str) -> Callable[[World], list[object]]:
    return lambda world: [world.minutes[state].pk]


def body(world: World) -> list[object]:
    return [world.body.pk]


def roster(world: World) -> list[object]:
    return [world.roster.pk]


def seat(world: World) -> list[object]:
    return [world.meetings["in_session"].pk, world.seats()[4].pk]


def asked(world: World) -> list[object]:
    requests = RemoteRequest.objects.filter(meeting=world.meetings["notified"])
    return [requests.get(state="requested").pk]


def ballot(world: World) -> list[object]:
    return [Ballot.objects.filter(membership__user=world.people["longest"]).latest("pk").pk]


def text_of(world: World) -> list[object]:
    return [world.minutes["drawn_up"].pk, world.meetings["drawn_up"].items.get(position=2).pk]


def copy(world: World) -> list[object]:
    return [world.copy.pk]


def unreached(world: World) -> list[object]:
    return [world.unreached.pk]


def document(world: World) -> list[object]:
    return [world.minutes["signed"].document_hash[:16]]


def no_document(_world: World) -> list[object]:
    return ["0123456789abcdef"]


def reset(world: World) -> list[object]:
    uid, _, key = world.reset_link().partition("/reset/key/")[2].strip("/").partition("-")
    return [uid, key]


M, A, C = "meetings:", "associations:", "councils:"
SCREENS = [
    # Coming in
    Screen("account_login", ""),
    Screen("account_login", "", case="refused", then=press),
    Screen("account_reset_password", ""),
    Screen("account_reset_password_done", ""),
    Screen("account_reset_password_from_key", "", reset),
    Screen("account_reset_password_from_key_done", ""),
    Screen("account_logout", "member"),
    Screen("account_reauthenticate", "member"),
    Screen("account_change_password", "member"),
    Screen("mfa_index", "member"),
    Screen("mfa_index", "keyed"),
    Screen("mfa_list_webauthn", "member"),
    Screen("mfa_list_webauthn", "keyed"),
    # Behind the password typed again
    Screen("mfa_activate_totp", "proved"),
    Screen("mfa_activate_totp", "proved", case="refused", then=press),
    Screen("mfa_deactivate_totp", "keyed"),
    Screen("mfa_view_recovery_codes", "keyed"),
    Screen("mfa_generate_recovery_codes", "keyed"),
    Screen("mfa_add_webauthn", "proved"),
    Screen("mfa_edit_webauthn", "keyed", passkey),
    Screen("mfa_remove_webauthn", "keyed", passkey),
    Screen("mfa_reauthenticate", "keyed"),
    Screen("account_email", "member"),
    Screen("account_email_verification_sent", "member"),
    Screen("minutes:verify", ""),
    Screen("minutes:verify", "", case="refused", then=press),
    Screen("minutes:minutes_verify", "", document),
    Screen("minutes:minutes_verify", "", no_document, case="unknown", status=404),
    # Everybody's
    *[
        Screen("home", who)
        for who in (
            "member",
            "clerk",
            "chair",
            "deputy",
            "past_chair",
            "council_clerk",
            "reviewer",
            "administrator",
            "university",
            "nobody",
        )
    ],
    Screen("regulation", "member"),
    Screen("profile", "member"),
    Screen("notification_list", "clerk"),
    Screen("notification_list", "nobody", case="empty"),
    Screen("body_list", "administrator"),
    Screen("body_detail", "member", body),
    Screen("body_detail", "administrator", body),
    Screen("body_journal", "administrator", body),
    Screen("member_appoint", "administrator", body),
    Screen("member_appoint", "administrator", body, case="refused", then=press),
    Screen("roster_import", "administrator", body),
    Screen("roster_import", "administrator", body, case="refused", then=press),
    Screen("roster_detail", "administrator", roster),
    Screen("delegation_record", "administrator", body),
    # Who comes and who goes
    Screen(A + "nomination_list", "member", body),
    Screen(A + "nominate", "member", body),
    Screen(A + "nominate", "member", body, case="refused", then=press),
    Screen(A + "nomination_detail", "longest", nomination),
    Screen(A + "nomination_put", "clerk", nomination),
    Screen(A + "nomination_approve", "administrator", nomination),
    Screen(A + "nomination_approve", "administrator", nomination, case="refused", then=press),
    Screen(A + "nomination_reject", "administrator", nomination),
    Screen(A + "nomination_withdraw", "member", nomination),
    Screen(C + "removal_list", "council_clerk"),
    Screen(C + "removal_list", "nobody", case="empty"),
    Screen(C + "removal_propose", "reviewer", seat_to_remove),
    Screen(C + "removal_detail", "removed", removal),
    Screen(C + "removal_put", "council_clerk", removal),
    Screen(C + "removal_answer", "removed", removal),
    Screen(C + "removal_execute", "administrator", removal),
    Screen(C + "removal_withdraw", "council_clerk", removal),
    # Preparing a meeting
    Screen(M + "meeting_list", "clerk"),
    Screen(M + "meeting_list", "nobody", case="empty"),
    Screen(M + "meeting_schedule", "clerk", body),
    Screen(M + "meeting_schedule", "clerk", body, case="refused", then=press),
    *[
        Screen("meeting_with_papers", "clerk", meeting(state), case=state)
        for state in (
            "draft",
            "consent",
            "to_approve",
            "approved",
            "notified",
            "in_session",
            "cancelled",
            "failed",
            "adjourned",
        )
    ],
    Screen("meeting_with_papers", "past_clerk", meeting("closed"), case="closed"),
    Screen("meeting_with_papers", "past_clerk", meeting("signed"), case="signed"),
    Screen("meeting_with_papers", "member", meeting("consent"), case="consent"),
    Screen("meeting_with_papers", "longest", meeting("notified"), case="notified"),
    Screen("meeting_with_papers", "chair", meeting("to_approve"), case="to_approve"),
    Screen("meeting_with_papers", "reviewer", meeting("in_session"), case="in_session"),
    Screen(M + "meeting_reschedule", "clerk", meeting("notified")),
    Screen(M + "meeting_cancel", "clerk", meeting("notified")),
    Screen(M + "meeting_repeat", "clerk", meeting("failed")),
    Screen(M + "item_add", "clerk", meeting("draft")),
    Screen(M + "item_add", "clerk", meeting("draft"), case="refused", then=press),
    Screen(M + "item_propose", "member", meeting("draft")),
    Screen(M + "item_detail", "clerk", item("draft"), case="draft"),
    Screen(M + "item_detail", "member", item("notified")),
    Screen(M + "item_edit", "clerk", item("draft")),
    Screen(M + "item_remove", "clerk", item("draft")),
    Screen(M + "item_decline", "clerk", lambda world: [world.proposal().pk]),
    Screen(M + "agenda_answer", "member", meeting("consent"), query="?answer=consent"),
    Screen(M + "agenda_answer", "member", meeting("consent"), query="?answer=object", case="no"),
    Screen(M + "agenda_approve", "chair", meeting("to_approve")),
    Screen(M + "agenda_approve", "chair", meeting("consent"), case="too_few"),
    Screen(M + "notice_answer", "longest", meeting("notified"), query="?answer=excused"),
    # Voting from afar
    Screen(M + "remote_request", "member", meeting("notified")),
    Screen(M + "remote_decide", "clerk", asked),
    Screen(M + "absentee_sheet", "absent", meeting("notified")),
    Screen(M + "absentee_sheet", "absent", meeting("notified"), case="check", then=choose),
    Screen(M + "absentee_receipts", "voted", meeting("notified")),
    Screen(M + "written_ballot_enter", "clerk", meeting("notified")),
    Screen(M + "paper_detail", "chair", paper(2), case="confirm"),
    Screen(M + "paper_detail", "on_paper", paper(2), case="own"),
    Screen(M + "paper_detail", "clerk", paper(1), case="disputed"),
    # The sitting
    Screen(M + "meeting_console", "clerk", meeting("in_session")),
    Screen(M + "meeting_console", "chair", meeting("in_session")),
    Screen(M + "meeting_console", "other_clerk", meeting("today"), case="before"),
    Screen(M + "attendance_mark", "clerk", meeting("in_session")),
    Screen(M + "attendance_edit", "clerk", seat),
    Screen(M + "guest_add", "clerk", meeting("in_session")),
    Screen(M + "meeting_open", "other_chair", meeting("today")),
    Screen(M + "meeting_fail", "other_clerk", meeting("today")),
    Screen(M + "meeting_hand_over", "chair", meeting("in_session")),
    Screen(M + "meeting_adjourn", "chair", meeting("in_session")),
    Screen(M + "meeting_close", "chair", meeting("in_session")),
    Screen(M + "item_settle", "chair", item("in_session", 4)),
    Screen(M + "item_reword", "chair", item("in_session", 3)),
    Screen(M + "vote_open", "chair", vote("in_session", 3)),
    Screen(M + "vote_close", "chair", vote("in_session", 2)),
    Screen(M + "vote_result", "member", vote("in_session")),
    Screen(M + "hall_vote_enter", "clerk", vote("in_session", 2)),
    Screen(M + "vote_roll_call", "clerk", vote("in_session", 2)),
    Screen(M + "paper_enter", "clerk", vote("in_session", 2)),
    Screen(M + "paper_sheets", "clerk", meeting("in_session")),
    Screen(M + "vote_annul", "chair", vote("in_session", 1)),
    Screen(M + "item_recuse", "chair", item("in_session", 3)),
    Screen(M + "meeting_room", "member", meeting("in_session")),
    Screen(M + "hall_display", "chair", meeting("in_session")),
    Screen(M + "hall_display", "other_chair", meeting("today"), case="before"),
    Screen(M + "meeting_room", "other_chair", meeting("today"), case="before"),
    Screen(M + "item_discussion", "member", item("in_session", 2)),
    Screen(M + "item_discussion", "clerk", item("in_session", 2)),
    Screen(M + "item_discussion", "member", item("in_session", 2), case="refused", then=press),
    Screen(M + "item_discussion", "longest", item("notified"), case="empty"),
    Screen("minutes:dissent", "member", item("in_session")),
    Screen("minutes:dissent", "dissenter", item("in_session"), case="attached"),
    Screen(M + "ballot_cast", "member", vote("in_session", 2)),
    Screen(M + "ballot_cast", "member", vote("in_session", 2), case="refused", then=press),
    Screen(M + "ballot_cast", "member", vote("in_session", 2), case="check", then=choose),
    Screen(M + "ballot_cast", "clerk", vote("in_session", 1), case="closed"),
    Screen(M + "ballot_receipt", "longest", ballot),
    Screen(M + "my_ballots", "longest"),
    Screen(M + "my_ballots", "nobody", case="empty"),
    # Minutes
    Screen("minutes:receipt_find", "longest"),
    Screen("minutes:minutes_list", "past_clerk"),
    *[
        Screen("minutes:minutes_detail", "past_clerk", minutes(state), case=state)
        for state in ("drawn_up", "ready", "partly", "signed")
    ],
    Screen("minutes:minutes_detail", "past_chair", minutes("partly"), case="partly"),
    Screen("minutes:minutes_edit", "past_clerk", text_of),
    Screen("minutes:minutes_layout", "past_clerk", minutes("drawn_up")),
    Screen("minutes:minutes_submit", "past_clerk", minutes("drawn_up")),
    Screen("minutes:minutes_sign", "past_chair", minutes("partly")),
    Screen("minutes:minutes_sign", "past_chair", minutes("partly"), case="refused", then=press),
    Screen("minutes:minutes_sign_on_paper", "past_clerk", minutes("ready")),
    Screen(
        "minutes:minutes_sign_on_paper", "past_clerk", minutes("ready"), case="refused", then=press
    ),
    Screen("minutes:minutes_return", "past_clerk", minutes("ready")),
    Screen("minutes:minutes_remarks", "past_clerk", minutes("drawn_up")),
    Screen("minutes:minutes_remarks", "past_chair", minutes("ready"), case="ended"),
    Screen("minutes:minutes_changes", "past_clerk", minutes("drawn_up")),
    Screen("minutes:minutes_version", "past_clerk", past_of("minutes.ready.version")),
    Screen("minutes:reading_close", "past_clerk", minutes("drawn_up")),
    Screen("minutes:change_propose", "past_chair", text_of),
    Screen("minutes:change_propose", "past_chair", text_of, case="refused", then=press),
    Screen("minutes:change_decline", "past_clerk", past_of("minutes.ready.change")),
    Screen("minutes:correction_detail", "past_clerk", correction("signed")),
    Screen("minutes:correction_edit", "past_clerk", correction("draft")),
    Screen("minutes:correction_submit", "past_clerk", correction("draft")),
    Screen("minutes:correction_sign", "past_chair", correction("ready")),
    Screen("minutes:correction_withdraw", "past_clerk", correction("draft")),
    # What becomes of signed minutes
    Screen("minutes:copy_list", "university"),
    Screen("minutes:copy_list", "nobody", case="empty"),
    Screen("minutes:copy_detail", "university", copy),
    Screen("minutes:copy_overdue", "past_clerk"),
    Screen("minutes:minutes_copies", "past_clerk", minutes("signed")),
    Screen("minutes:copies_add", "past_clerk", minutes("signed")),
    Screen("minutes:copy_hand_over", "past_clerk", unreached),
    Screen("minutes:copy_hand_over", "past_clerk", unreached, case="refused", then=press),
    Screen("minutes:review_list", "reviewer"),
    Screen("minutes:minutes_review", "reviewer", minutes("signed")),
    Screen("minutes:minutes_review", "reviewer", minutes("signed"), case="refused", then=press),
    Screen("outbox", "administrator"),
    # Registers
    Screen("minutes:decision_list", "council_clerk"),
    Screen("minutes:decision_detail", "council_clerk", kept_as("execution.reported")),
    Screen("minutes:decision_assign", "council_clerk", kept_as("decision")),
    Screen(
        "minutes:decision_assign", "council_clerk", kept_as("decision"), case="refused", then=press
    ),
    Screen("minutes:execution_hand_over", "council_clerk", kept_as("execution")),
    Screen("minutes:execution_report", "clerk", kept_as("execution")),
    Screen("minutes:execution_close", "centre", kept_as("execution.reported")),
    Screen("minutes:execution_return", "centre", kept_as("execution.reported")),
    Screen("minutes:execution_extend", "council_clerk", kept_as("execution")),
    Screen("minutes:execution_cancel", "council_clerk", kept_as("execution")),
    Screen("minutes:document_detail", "council_clerk", kept_as("document")),
    Screen("minutes:document_cancel", "council_clerk", kept_as("document")),
    Screen("minutes:document_list", "clerk", body),
    Screen("minutes:document_register", "clerk", body),
    # Who sits, and how that changes
    Screen("composition", "member", body, query="?against=2020-09-02"),
    Screen("change_list", "administrator", body),
    Screen("change_detail", "reviewer", kept_as("change.leaving")),
    Screen("change_record", "administrator", kept_as("change.prepared")),
    Screen("change_confirm", "reviewer", kept_as("change.leaving")),
    Screen("change_decline", "reviewer", kept_as("change.proposed")),
    Screen("change_decline", "reviewer", kept_as("change.proposed"), case="refused", then=press),
    Screen("change_withdraw", "administrator", kept_as("change.proposed")),
    Screen("change_undo", "reviewer", kept_as("change.confirmed")),
    Screen("office_hand_over", "administrator", body),
    Screen("member_leave", "administrator", kept_as("seat")),
    Screen("member_resign", "member", kept_as("own seat")),
    # Associations and sections
    Screen(A + "association_found", "administrator"),
    Screen(A + "body_rename", "administrator", body),
    Screen(A + "association_rebase", "administrator", body),
    Screen(A + "association_directions", "administrator", body),
    Screen(A + "association_dissolve", "administrator", body),
    Screen(A + "section_propose", "clerk", body),
    Screen(A + "section_propose", "clerk", body, case="refused", then=press),
    Screen(A + "section_proposal", "clerk", kept_as("proposal")),
    Screen(A + "section_edit", "clerk", kept_as("proposal")),
    Screen(A + "section_put", "clerk", kept_as("proposal")),
    Screen(A + "section_compose", "clerk", kept_as("section")),
    Screen(A + "section_close", "clerk", kept_as("section")),
    # Who may
    Screen("grant_list", "administrator"),
    Screen("grant_give", "administrator"),
    Screen("grant_give", "administrator", case="refused", then=press),
    Screen("grant_revoke", "administrator", kept_as("grant")),
    Screen("organisation_list", "administrator"),
    Screen("organisation_detail", "administrator", kept_as("organisation")),
    Screen("organisation_enter", "administrator"),
    Screen("organisation_edit", "administrator", kept_as("organisation")),
    Screen("body_permissions", "administrator", body),
    Screen("body_history", "administrator", body),
    Screen("person_permissions", "administrator", kept_as("person")),
    # What is recorded
    Screen(A + "funding_list", "clerk", body),
    Screen(A + "funding_add", "clerk", body),
    Screen(A + "funding_cancel", "clerk", kept_as("funding")),
    Screen(C + "violation_list", "council_clerk"),
    Screen(C + "violation_record", "council_clerk", body),
    Screen(C + "violation_detail", "council_clerk", kept_as("violation")),
    Screen(C + "violation_ask", "council_clerk", kept_as("violation")),
    Screen(C + "violation_explain", "clerk", kept_as("violation.asked")),
    Screen(C + "violation_put", "council_clerk", kept_as("violation.explained")),
    Screen(C + "evaluation_list", "council_clerk"),
    Screen(C + "evaluation_draft", "council_clerk", body),
    Screen(C + "evaluation_detail", "council_clerk", kept_as("evaluation")),
    Screen(C + "evaluation_edit", "council_clerk", kept_as("evaluation")),
    Screen(C + "petition_list", "council_clerk"),
    # Pages that refuse
    Screen(M + "meeting_detail", "member", lambda _world: [999_999], case="unknown", status=404),
    Screen(M + "meeting_cancel", "member", meeting("notified"), case="forbidden", status=403),
]
LONGEST = {
    "meeting_with_papers-clerk-notified",
    "meeting_console-clerk",
    "body_detail-member",
    "vote_result-member",
    "minutes_detail-past_clerk-signed",
}
