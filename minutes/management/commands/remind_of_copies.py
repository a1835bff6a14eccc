from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from minutes.actions import remind
from minutes.models import Copy


class Command(BaseCommand):
    help = (
        "Reminds recipients who have not acknowledged a copy of decisions in time (cl. 22). "
        "Run it once a day or oftener: nobody is reminded twice in one term, or a fourth time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        late = Copy.objects.overdue(timezone.localdate(now)).order_by("pk")
        told = sum(remind(copy, at=now) for copy in late.select_related("minutes__meeting__body"))
        self.stdout.write(f"Reminded: {told}")
