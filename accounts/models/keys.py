"""The two keys derived from names: one to sort by, one to search in."""

from __future__ import annotations

from django.db import models

from accounts.kazakh.alphabet import search_key, sort_key


def derive_keys(row: models.Model, *, sorted_by: str, found_by: str) -> None:
    """Set `sort_key` and `search_key` of a row, cut to what their columns hold.

    PostgreSQL refuses a longer value. Names that differ only beyond the cut sort as equals.
    """
    keys = {"sort_key": sort_key(sorted_by), "search_key": search_key(found_by)}
    for name, key in keys.items():
        column = row._meta.get_field(name)  # noqa: SLF001
        assert isinstance(column, models.CharField)  # noqa: S101 - rows that have the two keys
        setattr(row, name, key[: column.max_length])
