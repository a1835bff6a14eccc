from accounts.views.language import set_language
from accounts.views.notifications import notification_list, notification_open, notifications_read
from accounts.views.profile import profile

__all__ = [
    "notification_list",
    "notification_open",
    "notifications_read",
    "profile",
    "set_language",
]
