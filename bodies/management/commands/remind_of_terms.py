from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from bodies.actions import remind_of_terms


class Command(BaseCommand):
    help = "Tells members, secretaries and administrators of terms that end soon; run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        told = remind_of_terms(timezone.localdate())
        self.stdout.write(f"Terms told of: {told}")
