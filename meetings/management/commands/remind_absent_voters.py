from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from meetings.actions import reminding
from meetings.models import Meeting


class Command(BaseCommand):
    help = (
        "Reminds members who vote in absentia and have not, in the last day before each meeting. "
        "Run it every hour or so: nobody is reminded twice for the same date."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        due = Meeting.objects.filter(
            state__in=reminding.ANNOUNCED,
            scheduled_for__gt=now,
            scheduled_for__lte=now + reminding.EVE,
        )
        told = sum(reminding.remind_on_the_eve(meeting, at=now) for meeting in due)
        self.stdout.write(f"Reminded: {told}")
