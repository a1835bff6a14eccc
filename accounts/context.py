from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import Notification


def notifications(request: HttpRequest) -> dict[str, object]:
    """`unread_notifications`: a number, counted only where a template shows it."""

    def count() -> int:
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return 0
        return Notification.objects.filter(recipient=user).shown().unread().count()

    return {"unread_notifications": SimpleLazyObject(count)}
