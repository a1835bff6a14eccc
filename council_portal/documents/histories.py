"""The edits behind a body and behind an organisation, from every room that keeps some of them."""

from __future__ import annotations

from typing import Any

from associations.models import Association, Section
from bodies.documents import Timeline
from bodies.models import Body, Membership, Organisation, RulesOfProcedure
from council_portal.documents.procedure import departures_in_words


def body_history(body: Body) -> Timeline:
    """The body, its seats, its rules, and what it is as an association or a section."""
    return Timeline(
        body.history.all(),
        Membership.history.filter(body_id=body.pk),
        RulesOfProcedure.history.filter(body_id=body.pk),
        Association.history.filter(body_id=body.pk),
        Section.history.filter(body_id=body.pk),
        worded={"departures": lambda _row, facts: _departures(body, facts)},
    )


def organisation_history(organisation: Organisation) -> Timeline:
    """What was known of it, and when."""
    return Timeline(organisation.history.all())


def _departures(body: Body, facts: dict[str, Any] | None) -> dict[str, str]:
    return departures_in_words(body, facts or {})
