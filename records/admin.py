"""The technical admin sees these records and changes none of them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from records.models import (
    Authority,
    AuthorityName,
    DocumentNumber,
    JournalEntry,
    JournalStream,
    LegalAct,
    StoredFile,
)


class ReadOnly(admin.ModelAdmin):
    """Looks, never touches."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Authority)
class AuthorityAdmin(ReadOnly):
    list_display = ["key"]


@admin.register(AuthorityName)
class AuthorityNameAdmin(ReadOnly):
    list_display = ["authority", "name_kk", "starts_on", "ends_on"]
    list_select_related = ["authority"]


@admin.register(LegalAct)
class LegalActAdmin(ReadOnly):
    list_display = ["__str__", "kind", "number", "signed_on", "title"]
    list_filter = ["kind"]


@admin.register(StoredFile)
class StoredFileAdmin(ReadOnly):
    list_display = ["name", "media_type", "size", "uploaded_at", "sha256"]
    exclude = ["content"]


@admin.register(DocumentNumber)
class DocumentNumberAdmin(ReadOnly):
    list_display = ["series", "year", "number", "subject", "issued_at"]


@admin.register(JournalStream)
class JournalStreamAdmin(ReadOnly):
    list_display = ["key", "position", "hash"]


@admin.register(JournalEntry)
class JournalEntryAdmin(ReadOnly):
    list_display = ["stream", "position", "kind", "at", "recorded_at", "hash"]
