"""Why a file is refused: which file, which value in it, what was expected there."""

from __future__ import annotations

import json
from typing import Any, Final

from django.utils.translation import gettext as _

NOTHING: Final = object()
SHOWN = 60


class Misfit(Exception):
    """One value of a document is not what the format asks for.

    Raised without its whole path; every level it passes adds its own step with `inside`.
    """

    def __init__(self, expected: str, *path: str | int, found: object = NOTHING) -> None:
        super().__init__(expected)
        self.expected = expected
        self.path = path
        self.found = found

    def inside(self, *path: str | int) -> Misfit:
        """The same misfit, seen from further out."""
        self.path = (*path, *self.path)
        return self

    def place(self) -> str:
        """«meetings[0].agenda[2].title», or empty for the document as a whole."""
        steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return "".join(steps).removeprefix(".")


class ArchiveRefused(Exception):
    """Nothing of the file was taken: `file`, the `place` in it and what was `expected`."""

    def __init__(self, *, file: str, place: str, expected: str, found: object = NOTHING) -> None:
        self.file = file
        self.place = place
        self.expected = expected
        self.found = "" if found is NOTHING else shown(found)
        super().__init__(str(self))

    @classmethod
    def of(cls, misfit: Misfit, file: str) -> ArchiveRefused:
        """The refusal of the file in which a misfit was found."""
        return cls(file=file, place=misfit.place(), expected=misfit.expected, found=misfit.found)

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        expected = _("expected: %(expected)s") % {"expected": self.expected}
        found = _("found: %(found)s") % {"found": self.found} if self.found else ""
        return "; ".join(part for part in (f"{where}: {expected}", found) if part)

    def as_dict(self) -> dict[str, str]:
        """For the report."""
        return {
            "file": self.file, "path": self.place, "expected": self.expected, "found": self.found,
        }  # fmt: skip


def shown(value: Any) -> str:
    """A value as JSON, shortened: enough to recognise it."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        text = str(value)
    text = text.encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
