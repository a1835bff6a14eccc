"""Questions about bodies, organisations and memberships. Time is always an argument."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.kazakh.alphabet import search_key
from bodies.rules.composition import LATE_CHANGE

if TYPE_CHECKING:
    from accounts.models import User
    from bodies.models import Grant, Membership


def in_force(day: date, prefix: str = "") -> Q:
    """Started on or before `day` and not ended before it; both days inclusive."""
    return (Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": day})) & Q(
        **{f"{prefix}starts_on__lte": day}
    )


class DatedQuerySet(models.QuerySet[Any]):
    """Rows with a first day and a last day."""

    def on(self, day: date) -> Self:
        """In force on `day`, first and last day included."""
        return self.filter(in_force(day))


class BodyQuerySet(DatedQuerySet):
    """Bodies."""

    def councils(self) -> Self:
        """The Council, past and present."""
        return self.filter(kind="council")

    def associations(self) -> Self:
        """Associations (ОӘБ)."""
        return self.filter(kind="association")

    def with_member(self, user: User, day: date) -> Self:
        """Bodies in which `user` holds an office on `day`."""
        return self.filter(
            in_force(day, "memberships__"),
            memberships__user=user,
            memberships__annulled_at=None,
        ).distinct()

    def matching(self, folded: str) -> Self:
        """Whose name contains the folded text (see `accounts.kazakh.alphabet.search_key`)."""
        return self.filter(search_key__contains=folded)

    def by_rank(self) -> Self:
        """The Council, then associations, then sections, each by the Kazakh alphabet."""
        ranks = {"council": 0, "association": 1, "section": 2}
        rank = models.Case(
            *(models.When(kind=kind, then=place) for kind, place in ranks.items()),
            output_field=models.IntegerField(),
        )
        return self.order_by(rank, "sort_key", "pk")

    def reached_from(self, above: Iterable[int]) -> Self:
        """Those with these primary keys and everything below them."""
        pks = list(above)
        return self.filter(Q(pk__in=pks) | Q(parent__in=pks) | Q(parent__parent__in=pks))


class OrganisationQuerySet(models.QuerySet[Any]):
    """Institutions, employers and the others of clause 15."""

    def named_like(self, words: str) -> Self:
        """Whose name contains every one of `words`, Kazakh letters or not."""
        condition = Q()
        for word in search_key(words).split():
            condition &= Q(search_key__contains=word)
        return self.filter(condition)

    def alphabetical(self) -> Self:
        """By the Kazakh alphabet."""
        return self.order_by("sort_key", "pk")


class MembershipQuerySet(DatedQuerySet):
    """Memberships."""

    def on(self, day: date) -> Self:
        """In force on `day`, first and last day included; a seat taken back never was."""
        return super().on(day).standing()

    def standing(self) -> Self:
        """Without the seats that were taken back before anybody used them."""
        return self.filter(annulled_at=None)

    def ending_within(self, days: int, *, of: date) -> Self:
        """In force on `of`, with a last day no more than `days` later."""
        return self.on(of).filter(ends_on__lte=of + timedelta(days=days))

    def overlapping(self, other: Membership) -> Self:
        """Those of the same body that share a day with `other`, itself and history left out."""
        shared = Q(ends_on=None) | Q(ends_on__gte=other.starts_on)
        if other.ends_on is not None:
            shared &= Q(starts_on__lte=other.ends_on)
        rows = self.standing().filter(shared, body=other.body_id, retrospective=False)
        return rows.exclude(pk=other.pk)

    def voting(self) -> Self:
        """With a voting right."""
        return self.filter(voting=True)

    def holding(self, office: str) -> Self:
        """In this office."""
        return self.filter(office=office)

    def of(self, user: User) -> Self:
        """One person's."""
        return self.filter(user=user)

    def in_roll_order(self) -> Self:
        """Chair, deputy, secretary, then members by the Kazakh alphabet."""
        return self.select_related("user", "represents").order_by("office_rank", "user__sort_key")

    def with_rank(self) -> Self:
        """Annotate `office_rank`: 0 chair, 1 deputy, 2 secretary, 3 member."""
        ranks = {"chair": 0, "deputy_chair": 1, "secretary": 2}
        return self.annotate(
            office_rank=models.Case(
                *(models.When(office=office, then=rank) for office, rank in ranks.items()),
                default=3,
                output_field=models.IntegerField(),
            )
        )


class ChangeQuerySet(models.QuerySet[Any]):
    """Changes of composition."""

    def waiting(self) -> Self:
        """Prepared or proposed: nobody has decided yet."""
        return self.filter(state__in=["prepared", "proposed"])

    def awaiting_confirmation(self) -> Self:
        """Recorded by an administrator, to be confirmed by a second person."""
        return self.filter(state="proposed")

    def in_effect(self) -> Self:
        """Confirmed and not taken back."""
        return self.filter(state="confirmed")

    def of(self, bodies: Iterable[Any]) -> Self:
        """Changes in these bodies."""
        return self.filter(body__in=bodies)

    def shortly_before(self, moment: datetime) -> Self:
        """Confirmed, or first in effect, within 72 hours before `moment` (assurance threat 2)."""
        since = moment - LATE_CHANGE
        days = [timezone.localdate(since), timezone.localdate(moment)]
        return self.in_effect().filter(
            Q(decided_at__gte=since, decided_at__lte=moment)
            | Q(took_effect_on__range=days, decided_at__lte=moment)
        )

    def newest_first(self) -> Self:
        """By the moment they were drawn up."""
        return self.order_by("-drawn_up_at", "-pk")

    def with_people(self) -> Self:
        """With the act, and whoever stands behind each."""
        return self.select_related(
            "body", "act", "act__issuer", "drawn_up_by", "proposed_by", "decided_by"
        )

    def with_first_lines(self, most: int) -> Self:
        """With the first `most` lines of each as `first_lines`: a roster has thousands."""
        lines = self.model._meta.get_field("lines").related_model.objects  # noqa: SLF001
        first = lines.select_related("user", "membership__user").order_by("position")[:most]
        return self.prefetch_related(models.Prefetch("lines", first, to_attr="first_lines"))


class RulesOfProcedureQuerySet(models.QuerySet[Any]):
    """Dated rules of procedure."""

    def in_force_on(self, day: date) -> Self:
        """The newest first among those that had started by `day`."""
        return self.filter(starts_on__lte=day).order_by("-starts_on", "-pk")


class GrantQuerySet(DatedQuerySet):
    """Dated grants of permissions."""

    def on(self, day: date) -> Self:
        """In force on `day`: within its term, and not revoked on that day or before it."""
        return super().on(day).filter(Q(revoked_on=None) | Q(revoked_on__gt=day))

    def standing(self) -> Self:
        """Never revoked, whatever their days."""
        return self.filter(revoked_on=None)

    def not_over_by(self, day: date) -> Self:
        """Neither ended nor revoked by `day`: in force on it, or still to begin."""
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=day), Q(revoked_on=None) | Q(revoked_on__gt=day)
        )

    def revoked_during(self, day: date) -> Self:
        """Revoked on that day, and until then in force."""
        return self.filter(in_force(day), revoked_on=day)

    def told(self) -> list[Grant]:
        """With everything a screen says of a grant, by person. Two queries."""
        rows = self.select_related("user", "permission", "basis", "granted_by", "revoked_by")
        ordered = rows.order_by("user__sort_key", "-starts_on", "-pk")
        return list(ordered.prefetch_related("content_object"))

    def on_bodies(self, pks: Iterable[int] | None = None) -> Self:
        """On bodies; on these only when primary keys are given."""
        return self._on("body", pks)

    def on_organisations(self, pks: Iterable[int] | None = None) -> Self:
        """On organisations; on these only when primary keys are given."""
        return self._on("organisation", pks)

    def _on(self, model: str, pks: Iterable[int] | None) -> Self:
        found = self.filter(content_type=ContentType.objects.get_by_natural_key("bodies", model))
        return found if pks is None else found.filter(object_pk__in=[str(pk) for pk in pks])

    def overlapping(self, other: Grant) -> Self:
        """The same permission of the same person on the same thing, sharing a day with `other`."""
        shared = Q(ends_on=None) | Q(ends_on__gte=other.starts_on)
        if other.ends_on is not None:
            shared &= Q(starts_on__lte=other.ends_on)
        return self.filter(
            shared, user=other.user_id, permission=other.permission_id, object_pk=other.object_pk
        ).exclude(pk=other.pk)

    def of(self, user: User) -> Self:
        """One person's."""
        return self.filter(user=user)
