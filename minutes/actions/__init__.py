from minutes.actions.drafting import draw_up, return_to_draft, save_text
from minutes.actions.extracts import draw_extract
from minutes.actions.rendering import render, retry
from minutes.actions.signing import sign
from minutes.actions.submission import gaps, submit

__all__ = [
    "draw_extract",
    "draw_up",
    "gaps",
    "render",
    "retry",
    "return_to_draft",
    "save_text",
    "sign",
    "submit",
]
