"""How an act is refused: the same sentence in three languages, and nothing changed after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import translation

from accounts.errors import RuleViolation
from tests.hostile.hall import changed, everything


def refused(act: Callable[[], object], kind: type[RuleViolation]) -> dict[str, str]:
    """What `act` is answered in Kazakh, Russian and English; the database stays as it was."""
    before, said = everything(), {}
    for language in ("kk", "ru", "en"):
        with translation.override(language), pytest.raises(kind) as refusal:
            act()
        said[language] = str(refusal.value)
    assert changed(before) == []
    assert len(set(said.values())) == 3, said
    return said
