"""Form fields of this room."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.widgets import Widget
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from records.actions import accept, upload_limit
from records.errors import FileRefused
from records.rules.file_types import DOCUMENTS, MEGABYTE, FileType

MOST_FILES = 10


class DocumentField(forms.FileField):
    """A file of an allowed type; a refusal shows on the field, worded as `store_file` words it.

    Its cleaned value is the upload, ready for `records.actions.store_file`.
    """

    def __init__(self, *, allowed: Sequence[FileType] = DOCUMENTS, **kwargs: Any) -> None:
        self.allowed = tuple(allowed)
        kwargs.setdefault("help_text", lazy(self._accepted, str)())
        kwargs["allow_empty_file"] = True  # ours is the wording for an empty file
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload, checked."""
        value = super().clean(data, initial)
        if isinstance(value, UploadedFile):
            try:
                accept(value, self.allowed)
            except FileRefused as refusal:
                raise ValidationError(refusal.message, code="refused") from refusal
        return value

    def widget_attrs(self, widget: Widget) -> dict[str, Any]:
        """Let the file picker offer only what is accepted."""
        endings = [ending for kind in self.allowed for ending in kind.extensions]
        return {**super().widget_attrs(widget), "accept": ",".join(endings)}

    def _accepted(self) -> str:
        return _("%(types)s, at most %(limit)s MB") % {
            "types": ", ".join(kind.label for kind in self.allowed),
            "limit": upload_limit() // MEGABYTE,
        }


class SeveralFiles(forms.ClearableFileInput):
    """A picker of any number of files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """All the files of that name."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class DocumentsField(DocumentField):
    """Files of allowed types; its cleaned value is a list of uploads, empty when there are none."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Every upload, checked; too many are refused."""
        given = [one for one in data or [] if one]
        if not given:
            super().clean(None, initial)
            return []
        if len(given) > MOST_FILES:
            raise ValidationError(
                _("At most %(limit)s files are accepted at once.") % {"limit": MOST_FILES},
                code="refused",
            )
        return [super(DocumentsField, self).clean(one, initial) for one in given]
