"""The regulation as a readable page: parts, clauses with anchors, numbered indents."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

TEXT = Path(__file__).parent.parent / "reference" / "regulation.kk.txt"
_PART = re.compile(r"^\d-бөлім\.")
_CLAUSE = re.compile(r"^(\d+)\.\s+(.*)$", re.DOTALL)


@dataclass
class Indent:
    """A line of a list: numbered for reference, as the analysis of the text numbers it."""

    number: str
    text: str


@dataclass
class Clause:
    """A clause with its further paragraphs."""

    number: str
    text: str
    indents: list[Indent] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


@dataclass
class Part:
    """A part of the regulation."""

    title: str
    clauses: list[Clause] = field(default_factory=list)


@dataclass
class Regulation:
    """The whole text: what stands above the first part, and the parts."""

    preamble: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


@cache
def regulation() -> Regulation:
    """The text as it was received, split where it numbers itself. A stray page number is left out."""
    read = Regulation()
    for paragraph in TEXT.read_text(encoding="utf-8").splitlines():
        line = " ".join(paragraph.split())
        if line and not line.isdecimal():
            _take(read, line)
    return read


def _take(read: Regulation, line: str) -> None:
    if _PART.match(line):
        read.parts.append(Part(line))
    elif not read.parts:
        read.preamble.append(line)
    elif clause := _CLAUSE.match(line):
        read.parts[-1].clauses.append(Clause(clause[1], clause[2]))
    else:
        _continue(read.parts[-1].clauses[-1], line)


def _continue(clause: Clause, line: str) -> None:
    if line.startswith(("-", "–")):
        number = f"{clause.number}.{len(clause.indents) + 1}"
        clause.indents.append(Indent(number, line.lstrip("-– ")))
    else:
        clause.paragraphs.append(line)
