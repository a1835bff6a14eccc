"""When a composition may change at all."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from bodies.errors import BodyEnded, ChangeRefused, CompositionHeld
from bodies.models import Body


def require_free_composition(body: Body) -> None:
    """Refuse a change of composition while something above holds it (an open meeting)."""
    if body.composition_held_by:
        raise CompositionHeld(
            _("A meeting of this body is in session: its composition cannot change until it ends.")
        )


def require_existing(body: Body, day: date) -> None:
    """REQ-06: a dissolved association takes no members, nor one that is still to come."""
    if body.ends_on is not None and day > body.ends_on:
        raise ended(body)
    if day < body.starts_on:
        raise BodyEnded(_("The body does not exist on that day yet."))


def require_to_come(body: Body, day: date, today: date) -> None:
    """Who sat on a day that is over is history."""
    if day < today:
        raise ChangeRefused(
            _("A composition does not change in the past: the first day is %(day)s or later.")
            % {"day": first_free_day(body, today).strftime("%d.%m.%Y")}
        )


def ended(body: Body) -> BodyEnded:
    """The refusal of a body that is no more: dissolved (REQ-06), or a section that was closed."""
    if body.ended_with_its_association:
        return BodyEnded(
            _("The association has been dissolved; records are read-only."), clause="29"
        )
    return BodyEnded(_("The section has been closed; its records are read-only."), clause="16")


def first_free_day(body: Body, today: date) -> date:
    """Today, or tomorrow when a meeting has used today's composition already."""
    if body.composition_used_on is not None and body.composition_used_on >= today:
        return today + timedelta(days=1)
    return today
