"""Word by word: what one text says that another does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORD = re.compile(r"\S+|\s+")
MOST_WORDS = 2000
"""Two longer stretches are shown as wholly replaced, and words that repeat all the time are no anchors
(difflib): comparing would take the cube of their number."""

Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words in a row, with the spaces between them: kept, gone, or new."""

    kind: Kind
    text: str


def differences(old: str, new: str) -> list[Stretch]:
    """From `old` to `new`; the kept and gone stretches give `old`, the kept and new ones `new`."""
    before, after = WORD.findall(old), WORD.findall(new)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    first = before[head : len(before) - tail]
    second = after[head : len(after) - tail]
    found = [_stretch("same", before[:head])]
    if max(len(first), len(second)) > MOST_WORDS:
        found += [_stretch("gone", first), _stretch("new", second)]
    else:
        for tag, a, b, c, d in SequenceMatcher(str.isspace, first, second).get_opcodes():
            if tag == "equal":
                found.append(_stretch("same", first[a:b]))
            else:
                found += [_stretch("gone", first[a:b]), _stretch("new", second[c:d])]
    found.append(_stretch("same", before[len(before) - tail :]))
    return [stretch for stretch in found if stretch.text]


def _common(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    count = 0
    for word, its in zip(one, other, strict=False):
        if word != its:
            break
        count += 1
    return count


def _stretch(kind: Kind, words: list[str]) -> Stretch:
    return Stretch(kind, "".join(words))
