"""How the portal's mail stands: what waits and since when, what left last, what cannot leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Notification
from bodies.offices import Verb
from council_portal.documents.standing import Standing

PATIENCE = timedelta(minutes=15)
"""A letter that waits longer says that the mail server does not answer."""
OVERSEERS = (Verb.ADMINISTER, Verb.REVIEW_MINUTES, Verb.ACT_FOR_CENTRE)
HOUR = 60


@dataclass(frozen=True)
class Outbox:
    """The queue at one moment."""

    now: datetime
    waiting: int
    oldest: datetime | None
    last: datetime | None
    failures: list[tuple[str, int]]

    @property
    def age(self) -> timedelta:
        """How long the oldest letter has waited."""
        return max(timedelta(0), self.now - self.oldest) if self.oldest else timedelta(0)

    @property
    def stuck(self) -> bool:
        """Whether nothing seems to leave."""
        return self.age > PATIENCE

    @property
    def age_in_words(self) -> str:
        """«23 сағ 40 мин», to the minute."""
        minutes = int(self.age.total_seconds()) // 60
        if minutes < HOUR:
            return _("%(minutes)s min") % {"minutes": minutes}
        return _("%(hours)s h %(minutes)s min") % {
            "hours": minutes // HOUR, "minutes": minutes % HOUR,
        }  # fmt: skip

    @property
    def count_in_words(self) -> str:
        """«12 хат»."""
        words = ngettext("%(count)s letter", "%(count)s letters", self.waiting)
        return words % {"count": self.waiting}


def outbox(now: datetime) -> Outbox:
    """Three queries, on the index of what is not delivered and by reason."""
    queue = Notification.objects.undelivered().aggregate(n=Count("pk"), first=Min("created_at"))
    last = Notification.objects.aggregate(at=Max("delivered_at"))["at"]
    found = Notification.objects.exclude(failure="").values_list("failure")
    counted = found.annotate(count=Count("pk")).order_by("failure")
    words = dict(Notification.Failure.choices)
    failures = [(str(words[reason]), count) for reason, count in counted]
    return Outbox(now, queue["n"], queue["first"], last, failures)


def sees_outbox(standing: Standing) -> bool:
    """Whoever sends letters by office: administrators, secretaries, the Centre, the ministry."""
    return standing.granted(*OVERSEERS) or bool(standing.clerked)
