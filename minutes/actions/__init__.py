from minutes.actions.copying import add_recipient, address_copies, hand_over, remind, send_again
from minutes.actions.correcting import (
    correction_gaps,
    draw_up_correction,
    freeze_correction,
    withdraw_correction,
    write_correction,
)
from minutes.actions.correction_pages import resume_corrections, retry_correction, why_not_yet
from minutes.actions.correction_signing import sign_correction
from minutes.actions.dissenting import attach_dissent, takes_dissent, withdraw_dissent
from minutes.actions.drafting import draw_up, return_to_draft, save_text
from minutes.actions.execution import (
    assign_execution,
    cancel_execution,
    close_execution,
    extend_execution,
    hand_over_execution,
    report_execution,
    return_execution,
    start_execution,
)
from minutes.actions.execution_letters import remind_of_execution
from minutes.actions.extracts import draw_extract
from minutes.actions.layout import choose_layout
from minutes.actions.on_paper import may_be_on_paper, record_paper_signature
from minutes.actions.qualified import sign_qualified
from minutes.actions.receiving import acknowledge, open_copy
from minutes.actions.registering import cancel_document, register_document
from minutes.actions.remarks import (
    accept_change,
    close_reading,
    decline_change,
    open_reading,
    propose_changes,
    say_no_remarks,
)
from minutes.actions.rendering import render, resume, retry, why_no_pages
from minutes.actions.reviewing import review
from minutes.actions.signing import sign
from minutes.actions.submission import gaps, submit

__all__ = [
    "accept_change",
    "acknowledge",
    "add_recipient",
    "address_copies",
    "assign_execution",
    "attach_dissent",
    "cancel_document",
    "cancel_execution",
    "choose_layout",
    "close_execution",
    "close_reading",
    "correction_gaps",
    "decline_change",
    "draw_extract",
    "draw_up",
    "draw_up_correction",
    "extend_execution",
    "freeze_correction",
    "gaps",
    "hand_over",
    "hand_over_execution",
    "may_be_on_paper",
    "open_copy",
    "open_reading",
    "propose_changes",
    "record_paper_signature",
    "register_document",
    "remind",
    "remind_of_execution",
    "render",
    "report_execution",
    "resume",
    "resume_corrections",
    "retry",
    "retry_correction",
    "return_execution",
    "return_to_draft",
    "review",
    "save_text",
    "say_no_remarks",
    "send_again",
    "sign",
    "sign_correction",
    "sign_qualified",
    "start_execution",
    "submit",
    "takes_dissent",
    "why_no_pages",
    "why_not_yet",
    "withdraw_correction",
    "withdraw_dissent",
    "write_correction",
]
