"""Drawing up a correction: why, and row by row what is printed and what should be read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minutes.documents.correction import Change
from minutes.errors import CorrectionRefused
from minutes.models import Correction
from minutes.rules.quoting import OF_AN_ITEM, OF_THE_WHOLE, text_of
from minutes.states import CorrectedField

LONGEST = 4000
EMPTY_ROWS = 2


class ReasonForm(forms.Form):
    """Why the minutes are corrected; `edition` is the draft that stood on the screen."""

    use_required_attribute = False

    reason_kk = forms.CharField(
        label=gettext_lazy("Reason, in Kazakh"), max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "kk"}),
        error_messages={"required": gettext_lazy("Give a reason.")},
    )  # fmt: skip
    reason_ru = forms.CharField(
        label=gettext_lazy("Reason, in Russian"), max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "ru"}),
        error_messages={"required": gettext_lazy("Give a reason.")},
    )  # fmt: skip
    edition = forms.IntegerField(widget=forms.HiddenInput)


class EditionForm(forms.Form):
    """The draft that stood on the screen when it was found good."""

    use_required_attribute = False

    edition = forms.IntegerField(widget=forms.HiddenInput)


class RowForm(forms.Form):
    """One place in the signed text."""

    use_required_attribute = False

    where = forms.ChoiceField(
        label=gettext_lazy("Where it stands"),
        error_messages={"required": gettext_lazy("Choose where the words stand.")},
    )
    printed = forms.CharField(
        label=gettext_lazy("Printed in the minutes"), max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Copy the words as they are printed.")},
    )  # fmt: skip
    should_read = forms.CharField(
        label=gettext_lazy("Should read"), max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Say what should be read there.")},
    )  # fmt: skip

    def __init__(
        self, *args: Any, places: list[Any], document: dict[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.document = document
        self.fields["where"].choices = [("", "—"), *places]  # type: ignore[attr-defined]

    def change(self) -> Change:
        """The row as the correction keeps it; line ends as they are in the signed text."""
        given = self.cleaned_data
        item, field, language = given["where"].split(":")
        text = text_of(self.document, item=int(item), field=field, language=language) or ""
        ends = "\r\n" if "\r\n" in text else "\n"
        printed, should_read = (
            ends.join(given[name].splitlines()) for name in ("printed", "should_read")
        )
        return Change(int(item), field, language, printed, should_read)


class CorrectionSheet:
    """The reason and the rows together, as one page sends them. An empty row is no row."""

    def __init__(self, correction: Correction, data: Any = None) -> None:
        document = correction.minutes.document or {}
        self.correction = correction
        self.newer: Correction | None = None
        reasons = {name: getattr(correction, name) for name in ("reason_kk", "reason_ru")}
        self.form = ReasonForm(data, initial=reasons | {"edition": correction.edition})
        if len(document["parts"]) < 2:  # noqa: PLR2004 - the minutes are kept in Kazakh alone
            del self.form.fields["reason_ru"]
        rows = forms.formset_factory(RowForm, extra=EMPTY_ROWS, max_num=100)
        typed = [_as_typed(row) for row in correction.draft] if data is None else None
        self.rows = rows(
            data, prefix="row", initial=typed,
            form_kwargs={
                "places": places(document), "document": document, "empty_permitted": True,
            },
        )  # fmt: skip

    def is_valid(self) -> bool:
        """Both are asked, so that every fault is named at once."""
        return all([self.form.is_valid(), self.rows.is_valid()])

    def written(self) -> list[RowForm]:
        """The rows in which anything stands."""
        return [row for row in self.rows if row.cleaned_data]

    def given(self) -> dict[str, Any]:
        """As the act takes it."""
        said = self.form.cleaned_data
        return {
            "edition": said["edition"],
            "reason_kk": said["reason_kk"],
            "reason_ru": said.get("reason_ru", ""),
            "changes": [row.change() for row in self.written()],
        }

    def refuse(self, refusal: CorrectionRefused, text: str) -> None:
        """Say it above and, where one row is meant, at that row too."""
        if refusal.row is None:
            self.form.add_error(NON_FIELD_ERRORS, text)
            return
        self.written()[refusal.row].add_error("printed", text)
        place = self.rows.forms.index(self.written()[refusal.row]) + 1
        self.form.add_error(None, _("Row %(number)d: %(text)s") % {"number": place, "text": text})

    def take_notice_of(self, newer: Correction) -> None:
        """After a refusal: the writer has seen the newer draft and may save over it."""
        self.form.data = {**self.form.data.dict(), "edition": str(newer.edition)}  # type: ignore[attr-defined]
        self.newer = newer


def places(document: dict[str, Any]) -> list[Any]:
    """Every text that may be corrected and is not empty, under its item."""
    parts = document["parts"]
    found = [(_("The minutes as a whole"), _choices(document, 0, OF_THE_WHOLE))]
    for item in parts[0]["items"]:
        label = f"{item['number']}. {item['title']}"
        found.append((label, _choices(document, item["number"], OF_AN_ITEM)))
    return [(label, choices) for label, choices in found if choices]


def _choices(
    document: dict[str, Any], item: int, names: tuple[str, ...]
) -> list[tuple[str, str]]:  # fmt: skip
    number = f"{item}. " if item else ""
    languages = {"kk": _("text in Kazakh"), "ru": _("text in Russian")}
    return [
        (f"{item}:{name}:{part['language']}",
         f"{number}{CorrectedField(name).label} · {languages[part['language']]}")
        for name in names
        for part in document["parts"]
        if text_of(document, item=item, field=name, language=part["language"])
    ]  # fmt: skip


def _as_typed(row: dict[str, Any]) -> dict[str, Any]:
    where = f"{row['item']}:{row['field']}:{row['language']}"
    return {"where": where, "printed": row["printed"], "should_read": row["should_read"]}
