"""A field that several forms of the room have."""

from __future__ import annotations

from typing import Any

from django import forms


def prose_field(label: Any, *, rows: int = 5, **kwargs: Any) -> forms.CharField:
    """Words of any length that a person may sensibly type."""
    kwargs.setdefault("max_length", 8000)
    return forms.CharField(label=label, widget=forms.Textarea({"rows": rows}), **kwargs)
