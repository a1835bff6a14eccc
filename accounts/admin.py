from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import invite, take_second_factor
from accounts.errors import RuleViolation
from accounts.models import User
from accounts.requests import SignedInRequest


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """People as the technical administrator sees them.

    No password can be set here and nobody can be signed in as. The address of somebody who has
    signed in is theirs alone to change: with it goes the "forgotten password" letter.
    """

    list_display = ("sorted_name", "email", "language", "is_active", "last_login")
    list_filter = ("is_active", "is_staff", "language")
    ordering = ("sort_key", "pk")
    search_fields = ("search_key", "email")
    actions = ("send_invitation", "take_second_factor")
    readonly_fields = ("date_joined", "last_login", "archive_key")
    fields = (
        ("family_name_kk", "given_name_kk", "patronymic_kk"),
        ("family_name_ru", "given_name_ru", "patronymic_ru"),
        "email", "phone", "language", "is_active", "is_staff", "is_superuser",
        "date_joined", "last_login", "archive_key",
    )  # fmt: skip

    @admin.display(description=gettext_lazy("person"), ordering="sort_key")
    def sorted_name(self, user: User) -> str:
        return user.full_name()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        if "@" in search_term:
            return queryset.filter(email__contains=search_term.strip().lower()), False
        matching = User.objects.named_like(search_term)
        return queryset.filter(pk__in=matching.values("pk")), False

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        locked: tuple[str, ...] = self.readonly_fields
        if obj and obj.last_login:
            locked = (*locked, "email")
        if not request.user.is_superuser:
            locked = (*locked, "is_staff", "is_superuser")
        return locked

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001
        if not change:
            obj.set_unusable_password()
        elif "email" in form.changed_data:
            EmailAddress.objects.filter(user=obj).delete()
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """A person who voted stays in the record; an account is closed, not deleted."""
        return False

    @admin.action(description=gettext_lazy("Send the invitation"))
    def send_invitation(self, request: SignedInRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            try:
                invite(user, by=request.user)
            except RuleViolation as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(
                    request, _("The invitation is on its way to %(email)s.") % {"email": user.email}
                )

    @admin.action(description=gettext_lazy("Take away a lost second factor"))
    def take_second_factor(self, request: SignedInRequest, queryset: QuerySet[User]) -> None:
        taken = [user.full_name() for user in queryset if take_second_factor(user)]
        if taken:
            names = ", ".join(taken)
            messages.success(request, _("Second factor taken away: %(names)s.") % {"names": names})
        else:
            messages.error(request, _("Nobody here has a second factor."))
