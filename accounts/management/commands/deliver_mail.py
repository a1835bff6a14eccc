from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions import deliver
from accounts.models import Notification


class Command(BaseCommand):
    help = "Mails what still waits in the outbox; fails when the mail server does not answer."

    def handle(self, *args: Any, **options: Any) -> None:
        complete = deliver()
        waiting = Notification.objects.undelivered().count()
        self.stdout.write(f"Waiting in the outbox: {waiting}")
        if not complete:
            raise CommandError("The mail server does not answer; run this again later.")
