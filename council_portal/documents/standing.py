"""What a person is today: the offices held and the grants in force, over all bodies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import User
from bodies.models import Body, Grant, Membership, Office, Organisation
from bodies.offices import Verb

OVERSEEING = (Verb.REVIEW_MINUTES, Verb.ADMINISTER, Verb.ACT_FOR_CENTRE)


@dataclass(frozen=True)
class Granted:
    """A grant in force: the verb and the primary key of what it is given on."""

    verb: str
    on_body: bool
    pk: int


class Standing:
    """One person on one day. Three queries, each asked once and only when needed."""

    def __init__(self, user: User, day: date) -> None:
        self.user = user
        self.day = day

    @cached_property
    def seats(self) -> list[Membership]:
        """The memberships in force, the offices first."""
        rows = Membership.objects.on(self.day).of(self.user).select_related("body").with_rank()
        return list(rows.order_by("office_rank", "body__sort_key", "pk"))

    @cached_property
    def grants(self) -> list[Granted]:
        """The grants in force."""
        rows = Grant.dated.on(self.day).of(self.user).values_list(
            "permission__codename", "content_type__model", "object_pk"
        )  # fmt: skip
        return [Granted(verb, model == "body", int(pk)) for verb, model, pk in rows]

    @cached_property
    def councils(self) -> list[Body]:
        """The Council, on which grants reach every body below it."""
        return list(Body.objects.councils().on(self.day))

    def bodies(self, *offices: str) -> list[Body]:
        """Where one of these offices is held; everywhere one sits when none is named."""
        return [seat.body for seat in self.seats if not offices or seat.office in offices]

    def granted(self, *verbs: str) -> bool:
        """Whether one of these verbs is granted on any body."""
        return any(grant.on_body and grant.verb in verbs for grant in self.grants)

    @property
    def clerked(self) -> list[Body]:
        """Bodies whose papers this person keeps: as secretary, or the Council for the Centre."""
        own = self.bodies(Office.SECRETARY)
        if self.granted(Verb.ACT_FOR_CENTRE):
            known = {body.pk for body in own}
            own += [body for body in self.councils if body.pk not in known]
        return own

    @property
    def oversees(self) -> bool:
        """Reviewer, administrator or Centre: sees bodies without sitting in them."""
        return self.granted(*OVERSEEING)

    @property
    def represented(self) -> list[int]:
        """Primary keys of the organisations whose copies this person receives."""
        return [g.pk for g in self.grants if not g.on_body and g.verb == "represent"]

    @property
    def lines(self) -> list[str]:
        """Who this person is, a line for each office and grant."""
        lines = [f"{seat.get_office_display()} · {seat.body}" for seat in self.seats]
        words = {
            Verb.REVIEW_MINUTES: _("Ministry reviewer"),
            Verb.ADMINISTER: _("Administrator"),
            Verb.ACT_FOR_CENTRE: _("The Centre"),
        }
        lines += [word for verb, word in words.items() if self.granted(verb)]
        if self.represented:
            names = Organisation.objects.filter(pk__in=self.represented)
            lines += [
                _("Representative · %(organisation)s") % {"organisation": name.short_name()}
                for name in names
            ]
        return lines
