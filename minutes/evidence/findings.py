"""What a check finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Facts = dict[str, Any]
Place = tuple[tuple[str, str], ...]
"""Where: ("item", "2"), ("member", "Тұрсынов Д.Б."), ("entry", "17"), ("file", "minutes.pdf")."""


@dataclass(frozen=True)
class Finding:
    """Something that does not agree: its kind (`words.py`) and where."""

    kind: str
    where: Place = ()


@dataclass
class Report:
    """All findings, and notes: what could not be checked here and why. Notes are no faults."""

    findings: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Everything that can be checked agrees."""
        return not self.findings

    @property
    def kinds(self) -> set[str]:
        """What was found, whatever the place."""
        return {finding.kind for finding in self.findings}


Found = Iterator[Finding]


def at(**where: object) -> Place:
    """A place by its names."""
    return tuple((name, str(value)) for name, value in where.items())
