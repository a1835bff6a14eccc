"""What the pages of copies and of the review show, in a constant number of queries."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accounts.models import User
from minutes import access
from minutes.actions.permit import may_send
from minutes.documents import copies
from minutes.documents.requisites import requisites
from minutes.documents.reviews import TAGS, reviews_of
from minutes.forms import ReviewForm
from minutes.models import Copy, Decision, Minutes


def detail(copy: Copy) -> dict[str, Any]:
    """The page of one copy: its decisions and files only once it was opened."""
    line = copies.lines(Copy.objects.filter(pk=copy.pk).with_facts(), timezone.now())[0]
    decisions = Decision.objects.filter(minutes=copy.minutes_id).select_related("item")
    return {
        "copy": copy,
        "line": line,
        "minutes": copy.minutes,
        "meeting": copy.minutes.meeting,
        "decisions": decisions.prefetch_related("item__extracts__file").order_by("item__position")
        if line.opened
        else [],
    }


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
    return [{"review": one, "kind": TAGS[one.outcome]} for one in reviews_of(minutes)]  # type: ignore[index]
