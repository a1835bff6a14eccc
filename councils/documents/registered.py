"""Petitions in the Council's register of documents (cl. 12, 14.5)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from councils.models import Petition
from councils.states import PetitionState
from minutes.documents.registered import Told
from minutes.documents.registered import declare as declare_kind


def declare() -> None:
    """Called once when the app is ready."""
    declare_kind("petitions", gettext_lazy("Petition for discipline"), _petitions)


def _petitions(numbers: list[int]) -> dict[int, Told]:
    rows = Petition.objects.filter(number__in=numbers).select_related("drawn_up_by")
    return {
        one.number_id: Told(
            title=one.addressee,
            state=str(one.state.label),
            tag="ok" if one.state == PetitionState.ANSWERED else "warn",
            who=one.drawn_up_by.short_name(),
            url=one.get_absolute_url(),
        )
        for one in rows
    }
