"""Rows that are read again under a lock before they change."""

from __future__ import annotations

from typing import Self

from django.db import models


class Lockable(models.Model):
    """A row that others may be changing at the same moment."""

    class Meta:
        abstract = True

    def lock(self) -> Self:
        """Re-read this row under an exclusive lock, inside a transaction."""
        fresh = type(self)._default_manager.select_for_update().get(pk=self.pk)  # noqa: SLF001
        for field in self._meta.concrete_fields:
            setattr(self, field.attname, getattr(fresh, field.attname))
        return self
