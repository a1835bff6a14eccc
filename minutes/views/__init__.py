from minutes.views.dissenting import dissent, dissent_withdraw
from minutes.views.drafting import (
    minutes_draw_up,
    minutes_edit,
    minutes_retry,
    minutes_return,
    minutes_submit,
)
from minutes.views.evidence import evidence_download
from minutes.views.extracts import extract_create, extract_pdf
from minutes.views.reading import minutes_detail, minutes_list, minutes_pdf
from minutes.views.signing import minutes_sign
from minutes.views.verification import minutes_verify

__all__ = [
    "dissent",
    "dissent_withdraw",
    "evidence_download",
    "extract_create",
    "extract_pdf",
    "minutes_detail",
    "minutes_draw_up",
    "minutes_edit",
    "minutes_list",
    "minutes_pdf",
    "minutes_retry",
    "minutes_return",
    "minutes_sign",
    "minutes_submit",
    "minutes_verify",
]
