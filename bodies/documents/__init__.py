"""Composition and rules of procedure as screens and papers show them."""

from .comparison import Comparison, Row, compare
from .composition import Composition, Finding, compositions, findings
from .late import late_changes
from .procedure import procedures_on

__all__ = [
    "Comparison",
    "Composition",
    "Finding",
    "Row",
    "compare",
    "compositions",
    "findings",
    "late_changes",
    "procedures_on",
]
