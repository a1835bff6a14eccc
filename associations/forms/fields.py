"""Choosing training directions among many: typed, found by code or name, several at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from associations.models import TrainingDirection

BLANK_LINES = 3


class DirectionInputs(forms.TextInput):
    """One line for each direction chosen and some more; the browser searches the list."""

    template_name = "django/forms/widgets/directions.html"
    offered: list[tuple[str, str]]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Every line that holds something."""
        lines = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [line for line in lines if line.strip()]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The lines, and what is offered."""
        context = super().get_context(name, None, attrs)
        lines = [*(value or []), *[""] * BLANK_LINES]
        context["widget"] |= {"lines": lines, "offered": self.offered}
        return context


class DirectionsField(forms.Field):
    """Training directions by their codes; at least one (REQ-02)."""

    widget = DirectionInputs

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["required"] = _("Name at least one training direction.")

    def to_python(self, value: Any) -> list[TrainingDirection]:
        """The directions of these codes; what follows a code on its line is its name."""
        codes = [line.split()[0] for line in value or [] if line.split()]
        found = {row.code: row for row in TrainingDirection.objects.filter(code__in=codes)}
        for code in codes:
            if code not in found:
                raise ValidationError(
                    gettext("There is no training direction with this code: %(code)s.")
                    % {"code": code[:20]}
                )
        return list(found.values())

    def offer(self) -> None:
        """Read what there is to choose from."""
        rows = TrainingDirection.objects.order_by("code")
        self.widget.offered = [(row.code, row.name()) for row in rows]
