"""What the pages of copies and of the review show, in a constant number of queries."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from accounts.models import User
from meetings.models import AgendaItem
from minutes import access
from minutes.actions.permit import may_send
from minutes.documents import copies
from minutes.documents.requisites import requisites
from minutes.documents.reviews import TAGS, reviews_of
from minutes.forms import ReviewForm
from minutes.models import Copy, Correction, Decision, Extract, Minutes, Review
from minutes.states import ReviewOutcome
from minutes.views import correction_pages


def detail(copy: Copy) -> dict[str, Any]:
    """The page of one copy: its decisions and files only once it was opened."""
    line = copies.lines(Copy.objects.filter(pk=copy.pk).with_facts(), timezone.now())[0]
    decisions = Decision.objects.filter(minutes=copy.minutes_id).select_related("item")
    newest = Extract.objects.select_related("file").order_by("-pk")
    return {
        "copy": copy,
        "line": line,
        "minutes": copy.minutes,
        "meeting": copy.minutes.meeting,
        "decisions": decisions.prefetch_related(Prefetch("item__extracts", newest)).order_by(
            "item__position"
        )
        if line.opened
        else [],
        "corrected": _corrected(copy) if line.opened else [],
    }


def _corrected(copy: Copy) -> list[dict[str, Any]]:
    """Signed corrections; an organisation sees the rows about what it was sent (C20)."""
    told = correction_pages.signed_with_rows(copy.minutes)
    if copy.is_ministrys:
        return told
    order = AgendaItem.objects.filter(meeting=copy.minutes.meeting_id).on_agenda().in_order()
    decided = set(copy.minutes.decisions.values_list("item", flat=True))
    sent = {0} | {
        place for place, pk in enumerate(order.values_list("pk", flat=True), 1) if pk in decided
    }
    for line in told:
        line["rows"] = [row for row in line["rows"] if row["item"] in sent]
    return told


def proof(minutes: Minutes, user: User) -> dict[str, Any]:
    """The page of all copies of one minutes."""
    now = timezone.now()
    return {
        "minutes": minutes,
        "tally": copies.tally(minutes.pk, now),
        "sends": may_send(user, minutes.meeting, now),
        "now": now,
    }


def review(minutes: Minutes, form: ReviewForm) -> dict[str, Any]:
    """The page of the review: the requisites, what was said before, the form."""
    points = requisites(minutes)
    return {
        "minutes": minutes,
        "form": form,
        "points": points,
        "kept": sum(point.kept for point in points),
        "reviews": said(minutes),
        "corrected": correction_pages.signed_with_rows(minutes),
    }


def oversight(minutes: Minutes, user: User) -> dict[str, Any]:
    """On the page of signed minutes: how far the copies are, and what the ministry said."""
    if not minutes.is_signed:
        return {}
    now = timezone.now()
    follows = access.follows_copies(user, minutes, now)
    return {
        "copies": copies.tally(minutes.pk, now) if follows else None,
        "reviews": said(minutes),
        "may_review": access.may_review(user, minutes),
    }


def said(minutes: Minutes) -> list[dict[str, Any]]:
    """What the ministry said, newest first, with how it is drawn."""
    given = list(minutes.corrections.signed().in_order())
    return [
        {"review": one, "kind": TAGS[one.outcome], "answered": _answer(one, given)}  # type: ignore[index]
        for one in reviews_of(minutes)
    ]


def _answer(review: Review, given: list[Correction]) -> Correction | None:
    """The first correction signed after minutes were returned for form."""
    if review.outcome != ReviewOutcome.RETURNED:
        return None
    return next((one for one in given if one.signed_at and one.signed_at > review.at), None)
