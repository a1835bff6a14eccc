from minutes.views.copying import (
    copies_add,
    copies_send,
    copy_hand_over,
    copy_overdue,
    copy_paper,
    copy_send_again,
    minutes_copies,
)
from minutes.views.decisions import decision_list, decision_paper_export, decision_sheet_export
from minutes.views.dissenting import dissent, dissent_withdraw
from minutes.views.drafting import minutes_draw_up, minutes_retry, minutes_return, minutes_submit
from minutes.views.editing import minutes_autosave, minutes_edit
from minutes.views.evidence import evidence_download
from minutes.views.execution import (
    decision_assign,
    decision_detail,
    execution_cancel,
    execution_close,
    execution_extend,
    execution_file,
    execution_hand_over,
    execution_report,
    execution_return,
    execution_start,
)
from minutes.views.extracts import extract_create, extract_pdf
from minutes.views.layout import minutes_layout
from minutes.views.past import minutes_changes, minutes_version, minutes_version_pdf
from minutes.views.reading import minutes_detail, minutes_list, minutes_pdf
from minutes.views.receiving import (
    copy_acknowledge,
    copy_detail,
    copy_extract,
    copy_list,
    copy_minutes,
    copy_open,
)
from minutes.views.registered import (
    document_cancel,
    document_detail,
    document_file,
    document_list,
    document_register,
    document_sheet_export,
)
from minutes.views.remarks import (
    change_accept,
    change_decline,
    change_propose,
    minutes_remarks,
    no_remarks,
    reading_close,
    reading_open,
)
from minutes.views.reviewing import minutes_review, review_list
from minutes.views.signing import minutes_sign, minutes_sign_on_paper, signature_scan
from minutes.views.tracing import receipt_find
from minutes.views.verification import minutes_verify, verify

__all__ = [
    "change_accept",
    "change_decline",
    "change_propose",
    "copies_add",
    "copies_send",
    "copy_acknowledge",
    "copy_detail",
    "copy_extract",
    "copy_hand_over",
    "copy_list",
    "copy_minutes",
    "copy_open",
    "copy_overdue",
    "copy_paper",
    "copy_send_again",
    "decision_assign",
    "decision_detail",
    "decision_list",
    "decision_paper_export",
    "decision_sheet_export",
    "dissent",
    "dissent_withdraw",
    "document_cancel",
    "document_detail",
    "document_file",
    "document_list",
    "document_register",
    "document_sheet_export",
    "evidence_download",
    "execution_cancel",
    "execution_close",
    "execution_extend",
    "execution_file",
    "execution_hand_over",
    "execution_report",
    "execution_return",
    "execution_start",
    "extract_create",
    "extract_pdf",
    "minutes_autosave",
    "minutes_changes",
    "minutes_copies",
    "minutes_detail",
    "minutes_draw_up",
    "minutes_edit",
    "minutes_layout",
    "minutes_list",
    "minutes_pdf",
    "minutes_remarks",
    "minutes_retry",
    "minutes_return",
    "minutes_review",
    "minutes_sign",
    "minutes_sign_on_paper",
    "minutes_submit",
    "minutes_verify",
    "minutes_version",
    "minutes_version_pdf",
    "no_remarks",
    "reading_close",
    "reading_open",
    "receipt_find",
    "review_list",
    "signature_scan",
    "verify",
]
