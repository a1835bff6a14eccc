"""What the ministry has said of minutes, and what stands (cl. 7, 22; C21)."""

from __future__ import annotations

from minutes.models import Minutes, Review
from minutes.states import ReviewOutcome

TAGS = {
    ReviewOutcome.NOTED: "ok",
    ReviewOutcome.TAKEN: "ok",
    ReviewOutcome.REMARKS: "warn",
    ReviewOutcome.RETURNED: "bad",
    ReviewOutcome.DECLINED: "bad",
}
WITH_REASON = frozenset({ReviewOutcome.REMARKS, ReviewOutcome.RETURNED, ReviewOutcome.DECLINED})


def reviews_of(minutes: Minutes) -> list[Review]:
    """Everything said, the newest first. One query."""
    rows = Review.objects.filter(minutes=minutes).select_related("by", "decision__item")
    return list(rows.newest_first())


def standing_review(minutes: Minutes) -> Review | None:
    """The newest statement about the minutes as a whole."""
    found: Review | None = minutes.reviews.of_the_whole().newest_first().first()
    return found
