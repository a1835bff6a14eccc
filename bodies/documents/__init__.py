"""Composition, permissions, rules and edits as screens and papers show them."""

from .comparison import Comparison, Row, compare
from .composition import Composition, Finding, compositions, findings
from .late import late_changes
from .permissions import Allowed, what_could, who_could
from .procedure import procedures_on
from .timeline import Change, Line, Timeline

__all__ = [
    "Allowed",
    "Change",
    "Comparison",
    "Composition",
    "Finding",
    "Line",
    "Row",
    "Timeline",
    "compare",
    "compositions",
    "findings",
    "late_changes",
    "procedures_on",
    "what_could",
    "who_could",
]
