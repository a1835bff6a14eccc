"""Composition, permissions, rules and edits as screens and papers show them."""

from .composition import Composition, Finding, compositions, findings
from .permissions import Allowed, what_could, who_could
from .procedure import procedures_on
from .timeline import Change, Line, Timeline

__all__ = [
    "Allowed",
    "Change",
    "Composition",
    "Finding",
    "Line",
    "Timeline",
    "compositions",
    "findings",
    "procedures_on",
    "what_could",
    "who_could",
]
