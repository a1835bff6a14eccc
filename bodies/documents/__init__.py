"""Composition and rules of procedure as screens and papers show them."""

from .composition import Composition, Finding, compositions, findings
from .procedure import procedures_on

__all__ = [
    "Composition",
    "Finding",
    "compositions",
    "findings",
    "procedures_on",
]
