"""What a person may do about a body itself, as links on its page (cl. 3, 16, 29)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from bodies.backends import verbs_on
from bodies.models import Body, BodyKind
from bodies.offices import Verb


@dataclass(frozen=True)
class Deed:
    """One link; the main one is a button beside the heading."""

    label: str
    url: str
    main: bool = False


def deeds(body: Body, user: User, today: date) -> list[Deed]:
    """For the association's secretary and the administrator; none of a body that is no more."""
    if body.ends_on is not None and body.ends_on < today:
        return []
    verbs = verbs_on(user, body, today)
    found: list[Deed] = []
    if body.kind == BodyKind.ASSOCIATION and Verb.COMPOSE_AGENDA in verbs:
        found.append(_deed(_("Propose a section"), "associations:section_propose", body))
    if body.kind == BodyKind.SECTION and hasattr(body, "section"):
        found += _of_section(body, user, verbs, today)
    if Verb.ADMINISTER in verbs:
        found += _of_administrator(body)
    return found


def _of_section(body: Body, user: User, verbs: frozenset[str], today: date) -> list[Deed]:
    """The association's secretary composes it by decision, and may propose to close it."""
    found = []
    if Verb.MANAGE_MEMBERS in verbs:
        found.append(
            _deed(_("Compose by decision"), "associations:section_compose", body, main=True)
        )
    if body.parent is not None and Verb.COMPOSE_AGENDA in verbs_on(user, body.parent, today):
        found.append(_deed(_("Propose to close the section"), "associations:section_close", body))
    return found


def _of_administrator(body: Body) -> list[Deed]:
    found = [_deed(_("Rename"), "associations:body_rename", body)]
    if body.kind == BodyKind.ASSOCIATION:
        found += [
            _deed(_("Change the base institution"), "associations:association_rebase", body),
            _deed(_("Change the training directions"), "associations:association_directions", body),
            _deed(_("Register dissolution"), "associations:association_dissolve", body),
        ]
    return found


def _deed(label: str, name: str, body: Body, *, main: bool = False) -> Deed:
    return Deed(label, reverse(name, args=[body.pk]), main)
