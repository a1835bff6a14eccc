from minutes.actions.dissenting import attach_dissent, takes_dissent, withdraw_dissent
from minutes.actions.drafting import draw_up, return_to_draft, save_text
from minutes.actions.extracts import draw_extract
from minutes.actions.rendering import render, retry
from minutes.actions.signing import sign
from minutes.actions.submission import gaps, submit

__all__ = [
    "attach_dissent",
    "draw_extract",
    "draw_up",
    "gaps",
    "render",
    "retry",
    "return_to_draft",
    "save_text",
    "sign",
    "submit",
    "takes_dissent",
    "withdraw_dissent",
]
