from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from minutes.actions import remind_of_execution


class Command(BaseCommand):
    help = "Tells of decisions that are due soon or overdue; run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        told = remind_of_execution(timezone.localdate())
        self.stdout.write(f"Decisions told of: {told}")
