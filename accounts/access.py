from django.http import Http404

from accounts.models import Notification, User


def own_notification(user: User, pk: int) -> Notification:
    """404 for anybody else's: a person does not even learn that it exists."""
    found = Notification.objects.filter(recipient=user, pk=pk).shown().first()
    if found is None:
        raise Http404
    return found
