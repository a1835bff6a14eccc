"""What the acts in the journal are called, and what may be wrong with a chain of them.

One table for every screen that shows an entry. A kind is hashed with its entry: its words here
may change, the kind itself may not.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from records.rules.chain import FaultKind

ACTS: dict[str, Promise] = {
    # Accounts
    "signed_in": _("Signed in"),
    "signed_out": _("Signed out"),
    "sign_in_refused": _("Sign-in refused"),
    # Bodies and who may what
    "member_appointed": _("Member appointed"),
    "permission_granted": _("Permission granted"),
    "permission_revoked": _("Permission revoked"),
    "delegation_recorded": _("Delegation recorded"),
    "association_founded": _("Association founded"),
    "association_dissolved": _("Association dissolved"),
    "archive_imported": _("Archive imported"),
    "demo_filled": _("Demo data filled in"),
    # A meeting before it sits
    "meeting_scheduled": _("Meeting scheduled"),
    "meeting_rescheduled": _("Date or place changed"),
    "meeting_repeats": _("Scheduled as a repeat"),
    "meeting_cancelled": _("Meeting cancelled"),
    "item_added": _("Item added to the agenda"),
    "item_edited": _("Item changed"),
    "item_moved": _("Order of the agenda changed"),
    "item_removed": _("Item removed"),
    "item_proposed": _("Item proposed by a member"),
    "item_included": _("Proposal included"),
    "item_declined": _("Proposal declined"),
    "material_added": _("Material added"),
    "material_removed": _("Material removed"),
    "agenda_sent_for_consent": _("Agenda sent for consent"),
    "agenda_answered": _("Agenda answered by a member"),
    "consent_reminder_sent": _("Members reminded"),
    "agenda_approved": _("Agenda approved"),
    "notice_sent": _("Notice sent"),
    "notice_answered": _("Notice answered by a member"),
    "remote_requested": _("Electronic method asked for"),
    "remote_decided": _("Electronic method decided on"),
    # A meeting that sits
    "attendance_marked": _("Attendance marked"),
    "guest_added": _("Guest added"),
    "operator_ordered": _("Operator of the votes ordered"),
    "meeting_opened": _("Meeting opened"),
    "presiding_handed_over": _("Chair handed over"),
    "vote_opened": _("Vote opened"),
    "written_ballot_entered": _("Written ballot entered"),
    "hall_ballot_entered": _("Vote in the hall entered by the secretary"),
    "hall_ballot_taken_back": _("Entered vote taken back"),
    "paper_roll_call_entered": _("Roll call entered from paper"),
    "vote_tied": _("Votes equal, decisive vote asked for"),
    "vote_closed": _("Vote closed"),
    "vote_annulled": _("Vote annulled"),
    "member_recused": _("Member excluded from a vote"),
    "recusal_lifted": _("Member let vote after all"),
    "item_reworded": _("Resolution reworded"),
    "item_settled": _("Item settled without a vote"),
    "meeting_closed": _("Meeting closed"),
    "meeting_failed": _("Meeting did not take place"),
    "meeting_adjourned": _("Meeting adjourned"),
    # Its minutes
    "minutes_drawn_up": _("Minutes drawn up"),
    "minutes_frozen": _("Minutes sent for signing"),
    "minutes_ready": _("Minutes ready to sign"),
    "minutes_signature": _("Minutes signed by one signer"),
    "minutes_signed": _("Minutes signed by all signers"),
    "minutes_returned": _("Minutes returned for correction"),
    "extract_ordered": _("Extract ordered"),
    "extract_drawn": _("Extract drawn up"),
}
FAULTS: dict[FaultKind, Promise] = {
    FaultKind.ALTERED: _("the facts of this entry were altered"),
    FaultKind.MISSING: _("this entry is missing"),
    FaultKind.BROKEN_LINK: _("this entry does not follow from the one before it"),
    FaultKind.HEAD_MISMATCH: _("the recorded head is not the hash of this last entry"),
    FaultKind.TRUNCATED: _("entries from here on were cut off"),
}
