"""Who receives copies of an association's decisions, and who reads for them (cl. 22; C20)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from bodies.backends import holders
from bodies.models import BodyKind, Grant, Membership, Organisation, OrganisationKind
from bodies.offices import Verb
from bodies.rules.procedure import ExtraCopies
from meetings.models import Meeting
from minutes.models import Copy, Minutes
from minutes.states import CopyGround
from records.models import Authority

MINISTRY = "ministry"

_bases: list[Callable[[Meeting], Organisation | None]] = []


@dataclass(frozen=True, slots=True)
class Recipient:
    """One to whom a copy is addressed: the authorised body or an organisation, and why."""

    ground: CopyGround
    authority: Authority | None = None
    organisation: Organisation | None = None

    @property
    def key(self) -> tuple[int | None, int | None]:
        """As the columns of a copy hold it."""
        return (
            self.authority.pk if self.authority else None,
            self.organisation.pk if self.organisation else None,
        )


def based_by(told: Callable[[Meeting], Organisation | None]) -> None:
    """Ask `told` for the base institution on a meeting's day: the room above keeps bases (cl. 3)."""
    _bases.append(told)


def receives_copies(meeting: Meeting) -> bool:
    """Whether clause 22 speaks of this body: of associations, not of the Council or sections."""
    return bool(meeting.body.kind == BodyKind.ASSOCIATION)


def recipients(meeting: Meeting) -> list[Recipient]:
    """The authorised body, then every institution with a member on the meeting's day (REQ-43).

    Each once, however many members represent it. The base institution comes too, where the rules
    of procedure that the meeting froze say so (C20) and nobody represents it.
    """
    ministry = Authority.objects.filter(key=MINISTRY).first()
    represented = _represented(meeting)
    found = [Recipient(CopyGround.MINISTRY, authority=ministry)] if ministry else []
    found += [Recipient(CopyGround.REPRESENTED, organisation=each) for each in represented]
    if meeting.procedure().extra_copies == ExtraCopies.BASE_INSTITUTION:
        bases = [base for told in _bases if (base := told(meeting)) and base not in represented]
        found += [Recipient(CopyGround.BASE, organisation=base) for base in bases[:1]]
    return found


def missing(minutes: Minutes) -> list[Recipient]:
    """Those to whom no copy of these minutes is addressed yet."""
    known = set(minutes.copies.values_list("authority", "organisation"))
    return [one for one in recipients(minutes.meeting) if one.key not in known]


def _represented(meeting: Meeting) -> list[Organisation]:
    seats = Membership.objects.on(meeting.day).filter(body=meeting.body)
    institutions = Organisation.objects.filter(
        kind=OrganisationKind.INSTITUTION, pk__in=seats.values("represents")
    )
    return list(institutions.alphabetical())


def readers(copies: Iterable[Copy], day: date) -> dict[int, list[User]]:
    """By copy, those who read it for its recipient that day: reviewers, representatives.

    All copies are of one body. Two queries for the organisations, and the holders of the ministry's
    permission.
    """
    listed = list(copies)
    by_organisation = _representatives(
        [c.organisation_id for c in listed if c.organisation_id], day
    )
    return {
        copy.pk: holders(copy.minutes.meeting.body, Verb.REVIEW_MINUTES, day)
        if copy.is_ministrys
        else by_organisation.get(copy.organisation_id or 0, [])
        for copy in listed
    }


def _representatives(organisations: list[int], day: date) -> dict[int, list[User]]:
    grants = (
        Grant.dated.on(day)
        .on_organisations(organisations)
        .filter(permission__codename="represent", user__is_active=True)
        .select_related("user")
        .order_by("user")
    )
    found: dict[int, dict[int, User]] = defaultdict(dict)
    for grant in grants:
        found[int(grant.object_pk)][grant.user_id] = grant.user
    return {organisation: list(people.values()) for organisation, people in found.items()}
