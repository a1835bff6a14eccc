from accounts.models.notification import Notification
from accounts.models.user import Language, User

__all__ = ["Language", "Notification", "User"]
