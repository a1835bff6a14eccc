from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from minutes import actions


class Command(BaseCommand):
    help = (
        "Orders the PDF of frozen minutes or corrections again where it failed (a full disk) or where the worker "
        "died over it. Run it every few minutes: a PDF that is there is never made twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        ordered = actions.resume(at=now) + actions.resume_corrections(at=now)
        self.stdout.write(f"Ordered: {ordered}")
