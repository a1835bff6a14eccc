"""Decisions as the minutes number them, and extracts from the minutes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.kazakh.alphabet import search_key
from bodies.rules.procedure import CouncilNature, MinutesInForce
from meetings.models import AgendaItem
from meetings.states import OutcomeKind
from minutes.errors import RecommendatoryOnly
from minutes.models.minutes import Minutes
from minutes.querysets import DecisionQuerySet
from minutes.states import Nature


class Decision(models.Model):
    """An adopted item under its number («4/3»: minutes 4, item 3). In force once signed."""

    item = models.OneToOneField("meetings.AgendaItem", models.PROTECT, related_name="decision")
    minutes = models.ForeignKey("minutes.Minutes", models.PROTECT, related_name="decisions")
    number = models.CharField(_("number"), max_length=80)
    search_key = models.TextField(default="", editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return f"№ {self.number}"

    def get_absolute_url(self) -> str:
        """Its passport."""
        return reverse("minutes:decision_detail", args=[self.pk])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the derived key beside the words it is computed from."""
        self.derive_keys()
        super().save(*args, **kwargs)

    @classmethod
    def numbered(cls, item: AgendaItem, *, minutes: Minutes, number: str) -> Self:
        """A decision ready for a bulk insert: with its derived key."""
        decision = cls(item=item, minutes=minutes, number=number)
        decision.derive_keys()
        return decision

    def derive_keys(self) -> None:
        """Number, titles and resolutions in every language, folded for the search."""
        item = self.item
        words = [self.number, *(
            getattr(item, f"{part}_{language}")
            for part in ("title", "resolution")
            for language in ("kk", "ru", "en")
        )]  # fmt: skip
        self.search_key = search_key(" ".join(words))

    @property
    def nature(self) -> Nature:
        """Recommendatory of an association or a section; the Council's own by its rules (C22)."""
        meeting = self.item.meeting
        if not meeting.body.is_council:
            return Nature.RECOMMENDATORY
        council = meeting.procedure().council_nature
        only_recommends = council is CouncilNature.RECOMMENDATORY
        return Nature.RECOMMENDATORY if only_recommends else Nature.COUNCIL

    @nature.setter
    def nature(self, _value: object) -> None:
        """Nobody chooses it (REQ-38). Raises RecommendatoryOnly."""
        raise RecommendatoryOnly(gettext("Association decisions are recommendatory."), clause="20")


class Extract(models.Model):
    """An extract from signed minutes on one item, certified by the secretary.

    `after` is the newest signed correction about that item which it cites; an earlier extract stays.
    """

    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="extracts")
    minutes = models.ForeignKey("minutes.Minutes", models.PROTECT, related_name="extracts")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    file = models.ForeignKey("records.StoredFile", models.PROTECT, null=True, related_name="+")
    after = models.ForeignKey(
        "minutes.Correction", models.PROTECT, null=True, editable=False, related_name="+"
    )

    fault = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("extract")
        verbose_name_plural = _("extracts")
        constraints = [
            models.UniqueConstraint(
                name="one_extract_per_item", fields=["item"], condition=Q(after=None)
            ),
            models.UniqueConstraint(name="one_extract_per_correction", fields=["item", "after"]),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} · {self.item}"


def in_force(item: AgendaItem) -> bool:
    """Whether the decision on `item` is in effect: the one question rooms above ask.

    It is once the minutes that record it carry every signature, never at the vote alone. A body
    whose rules want earlier minutes confirmed waits for that item of a later meeting too.
    """
    return item.pk in those_in_force([item.pk])


def those_in_force(items: Iterable[Any]) -> set[int]:
    """Primary keys of those agenda items whose decisions are in effect. One query."""
    decisions = (
        Decision.objects.in_force()
        .filter(item__in=items)
        .select_related("minutes__meeting__body", "minutes__confirmed_in")
        .prefetch_related("minutes__confirmed_in__votes")
    )
    return {each.item_id for each in decisions if _in_effect(each.minutes)}


def outcome_in_force(item: AgendaItem) -> str:
    """What the vote on `item` came to, adopted or not, once that is in effect; "" before.

    For rooms that ask of a rejected item too; `in_force` says the same of an adopted one. Asks
    nothing of the database when `item` was selected with `WITH_OUTCOME` and `VOTES_OF_OUTCOME`
    were prefetched.
    """
    vote = item.vote
    minutes = getattr(item.meeting, "minutes", None)
    if vote is None or minutes is None or not minutes.is_signed or not _in_effect(minutes):
        return ""
    return vote.outcome


WITH_OUTCOME = ("meeting__body", "meeting__minutes__confirmed_in")
VOTES_OF_OUTCOME = ("votes", "meeting__minutes__confirmed_in__votes")


def _in_effect(minutes: Minutes) -> bool:
    """Of signed minutes: whether the rules of the body ask for nothing more."""
    if minutes.meeting.procedure().minutes_in_force is not MinutesInForce.CONFIRMED:
        return True
    vote = minutes.confirmed_in.vote if minutes.confirmed_in else None
    return vote is not None and vote.outcome == OutcomeKind.ADOPTED
