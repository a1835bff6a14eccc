"""One thing to do, as the home page shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

URGENT, SOON, LATER = 0, 1, 2


@dataclass(frozen=True, order=True)
class Task:
    """One thing to do: what, why, and the one button that leads to it."""

    urgency: int
    due: datetime
    title: str = field(compare=False)
    hint: str = field(compare=False)
    url: str = field(compare=False)
    action: str = field(compare=False)

    @property
    def primary(self) -> bool:
        """Drawn as the main button when it stands first."""
        return self.urgency == URGENT
