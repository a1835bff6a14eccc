"""The disk: a file has its name when all of it is written, and not before."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Writes beside the place, asks the disk to keep it, and only then moves it there.

    A full disk leaves nothing behind, a killed process at most a `.part` that nothing names.
    """

    def _save(self, name: str, content: Any) -> str:
        part, place = f"{name}.part", Path(self.path(name))
        try:
            written = Path(self.path(super()._save(part, content)))  # type: ignore[misc]
            with written.open("rb") as file:
                os.fsync(file.fileno())
            written.replace(place)
        except OSError:
            Path(self.path(part)).unlink(missing_ok=True)
            raise
        return name
