from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q

from accounts.kazakh.alphabet import search_key

if TYPE_CHECKING:
    from accounts.models import Notification, User  # noqa: F401  (the type named below)

MAIL_ONLY = ("invitation", "password_reset")


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> Self:
        """Whose account is open."""
        return self.filter(is_active=True)

    def alphabetical(self) -> Self:
        """By the Kazakh alphabet; namesakes in the order they were entered."""
        return self.order_by("sort_key", "pk")

    def named_like(self, words: str) -> Self:
        """Whose name, in either spelling, contains every one of `words`, Kazakh letters or not."""
        condition = Q()
        for word in search_key(words).split():
            condition &= Q(search_key__contains=word)
        return self.filter(condition)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)["User"]):  # type: ignore[misc]
    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "User":
        """A new person; without a password the account waits for its invitation."""
        user: User = self.model(email=email or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Opens the technical admin; gives no vote, chair or signature."""
        return self.create_user(
            email, password, **{"is_staff": True, "is_superuser": True} | fields
        )

    def get_by_natural_key(self, username: str | None) -> "User":
        """By e-mail, in whatever case it was typed."""
        user: User = self.get(email=(username or "").strip().lower())
        return user


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)

    def undelivered(self) -> Self:
        """Not mailed yet, and nothing says it never will be."""
        return self.filter(delivered_at=None, failure="")

    def unclaimed(self, *, since: datetime) -> Self:
        """Which no process has been mailing since `since`."""
        return self.filter(Q(claimed_at=None) | Q(claimed_at__lt=since))

    def shown(self) -> Self:
        """Which a person reads on screen: letters with a link to set a password are mail only."""
        return self.exclude(kind__in=MAIL_ONLY)

    def oldest_first(self) -> Self:
        return self.order_by("pk")

    def newest_first(self) -> Self:
        return self.order_by("-pk")
