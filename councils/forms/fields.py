"""Fields that several forms of the room have."""

from __future__ import annotations

from typing import Any

from django import forms


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """A day, picked from a calendar."""
    picker = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=picker, **kwargs)


def prose_field(label: Any, *, rows: int = 5, **kwargs: Any) -> forms.CharField:
    """Words of any length that a person may sensibly type."""
    kwargs.setdefault("max_length", 8000)
    return forms.CharField(label=label, widget=forms.Textarea({"rows": rows}), **kwargs)
