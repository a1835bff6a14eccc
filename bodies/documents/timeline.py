"""The edits behind a thing as a story to be read: who, when, what changed, why.

django-simple-history keeps whole rows; here each is compared with the one before it, and what
differs is said in words: fields by their names, choices by their labels, other rows by theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, overload

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User

# Kept for machines, or said by the page itself: no reader learns anything from them.
SILENT = frozenset({"archive_key", "archive_facts", "key", "body"})
# Rows that are many behind one thing: by which of their fields each is told from the others.
NAMED_BY = {"membership": "user", "rulesofprocedure": "starts_on"}

Worded = Callable[[Any, Any], Mapping[str, str]]
Key = tuple[datetime, int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after; empty where there was nothing, or is nothing any more."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Line:
    """One edit."""

    at: datetime
    who: User | None
    subject: str
    kind: str
    changes: list[Change]
    why: str

    @property
    def words(self) -> str:
        """What was done to the row."""
        return {"+": _("Entered"), "~": _("Changed"), "-": _("Removed")}[self.kind]


class Timeline(Sequence[Line]):
    """The edits of several tables in one order, the newest first; made for a paginator.

    A page of it asks a constant number of queries: the keys of every edit; for each table on the
    page the versions of its rows, once for each table they refer to.
    `worded` says what a field of facts holds: from the row and the value to labels and texts.
    """

    def __init__(
        self, *histories: QuerySet[Any], worded: Mapping[str, Worded] | None = None
    ) -> None:
        self.histories = histories
        self.worded = worded or {}
        keys: list[Key] = []
        for table, edits in enumerate(histories):
            rows = edits.order_by().values_list("history_date", "history_id")
            keys += [(at, pk, table) for at, pk in rows]
        self.keys = sorted(keys, reverse=True)

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, part: int) -> Line: ...
    @overload
    def __getitem__(self, part: slice) -> list[Line]: ...
    def __getitem__(self, part: int | slice) -> Line | list[Line]:
        """A page of lines, or one."""
        if isinstance(part, int):
            return self[part : part + 1 or None][0]
        wanted: dict[int, list[int]] = defaultdict(list)
        for _at, pk, table in self.keys[part]:
            wanted[table].append(pk)
        steps = [step for table, pks in wanted.items() for step in self._steps(table, pks)]
        names = Names.of(steps)
        lines = {(step.table, step.after.history_id): self._line(step, names) for step in steps}
        return [lines[table, pk] for _at, pk, table in self.keys[part]]

    def _steps(self, table: int, pks: list[int]) -> list[Step]:
        """Each of these edits with the version before it. Two queries, and one for each list."""
        edits = self.histories[table]
        pk_name = edits.model.instance_type._meta.pk.attname  # noqa: SLF001
        things = edits.model.objects.filter(history_id__in=pks).values(pk_name)
        versions = list(
            edits.model.objects.filter(**{f"{pk_name}__in": things})
            .select_related("history_user")
            .order_by(pk_name, "history_date", "history_id")
        )
        listed = lists_of(edits.model, versions)
        before: dict[Any, Any] = {}
        steps = []
        for version in versions:
            thing = getattr(version, pk_name)
            steps.append(Step(table, before.get(thing), version, listed))
            before[thing] = version
        kept = set(pks)
        return [step for step in steps if step.after.history_id in kept]

    def _line(self, step: Step, names: Names) -> Line:
        edit = step.after
        return Line(
            at=edit.history_date,
            who=edit.history_user,
            subject=subject(edit, names),
            kind=edit.history_type,
            changes=[] if edit.history_type == "-" else self._changes(step, names),
            why=edit.history_change_reason or "",
        )

    def _changes(self, step: Step, names: Names) -> list[Change]:
        changes = []
        for each in fields_of(step.after):
            old, new = step.value(step.before, each), step.value(step.after, each)
            if old != new:
                changes += self._said(step, each, old, new, names)
        return changes

    def _said(
        self, step: Step, each: models.Field[Any, Any], old: Any, new: Any, names: Names
    ) -> list[Change]:
        word = self.worded.get(each.name)
        if word is None:
            label = capfirst(str(each.verbose_name))
            texts = Change(label, names.text(each, old), names.text(each, new))
            return [texts] if (texts.old, texts.new) != ("", "") else []
        before = word(step.before, old) if step.before is not None else {}
        after = word(step.after, new)
        return [
            Change(label, before.get(label, ""), after.get(label, ""))
            for label in dict.fromkeys([*before, *after])
            if before.get(label, "") != after.get(label, "")
        ]


@dataclass(frozen=True, slots=True)
class Step:
    """One version of a row, the version before it, and what its lists held."""

    table: int
    before: Any
    after: Any
    lists: Mapping[tuple[str, int], tuple[int, ...]]

    def value(self, version: Any, each: models.Field[Any, Any]) -> Any:
        """What the field held in that version; of a list the primary keys, in order."""
        if version is None:
            return None
        if each.many_to_many:
            return self.lists.get((each.name, version.history_id), ())
        return getattr(version, each.attname)

    def referred(self, version: Any, each: models.Field[Any, Any]) -> set[Any]:
        """The primary keys the field pointed to in that version."""
        held = self.value(version, each)
        if held is None:
            return set()
        return set(held) if each.many_to_many else {held}


@dataclass(frozen=True, slots=True)
class Names:
    """What the rows are called that the edits refer to: one query for each of their tables."""

    known: Mapping[tuple[type[models.Model], Any], str] = field(default_factory=dict)

    @classmethod
    def of(cls, steps: Iterable[Step]) -> Names:
        """Look up every row that a version in these steps points to."""
        referred: dict[type[models.Model], set[Any]] = defaultdict(set)
        for step in steps:
            for each in [*fields_of(step.after), *naming(step.after)]:
                if each.related_model is not None:
                    for version in (step.before, step.after):
                        referred[related(each)] |= step.referred(version, each)
        known: dict[tuple[type[models.Model], Any], str] = {}
        for model, pks in referred.items():
            rows = model._base_manager.select_related().filter(pk__in=pks)  # noqa: SLF001
            known |= {(model, row.pk): str(row) for row in rows}
        return cls(known)

    def text(self, each: models.Field[Any, Any], value: Any) -> str:
        """A value as people read it."""
        if value is None or value in ("", (), [], {}):
            return ""
        if each.many_to_many:
            return "; ".join(self.name(related(each), pk) for pk in value)
        if each.related_model is not None:
            return self.name(related(each), value)
        return plain(each, value)

    def name(self, model: type[models.Model], pk: Any) -> str:
        """The row's name, or its number where it is no more."""
        return self.known.get((model, pk), f"№ {pk}")


def related(each: models.Field[Any, Any]) -> type[models.Model]:
    """The model a field points to."""
    model = each.related_model
    assert isinstance(model, type)  # noqa: S101 - resolved once the apps are ready
    return model


def plain(each: models.Field[Any, Any], value: Any) -> str:
    """A value of no other table: choices by label, yes and no, days and moments in figures."""
    if each.choices:
        return str(dict(each.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return str(value)


def fields_of(version: Any) -> list[models.Field[Any, Any]]:
    """What a person may have edited and the line does not name: the fields, then the lists."""
    silent = SILENT | {each.name for each in naming(version)}
    shown = [
        each
        for each in version.tracked_fields
        if each.editable and not each.primary_key and each.name not in silent
    ]
    return [*shown, *version._history_m2m_fields]  # noqa: SLF001 - where simple-history lists them


def lists_of(
    history: type[models.Model], versions: Iterable[Any]
) -> dict[tuple[str, int], tuple[int, ...]]:
    """What every list held in each version, by its name. One query for each list."""
    held: dict[tuple[str, int], tuple[int, ...]] = {}
    for each in history._history_m2m_fields:  # type: ignore[attr-defined]  # noqa: SLF001
        target = each.m2m_reverse_field_name()
        rows = getattr(history, each.name).model.objects.filter(history__in=versions)
        for version, pk in rows.order_by(target).values_list("history", target):
            held[each.name, version] = (*held.get((each.name, version), ()), pk)
    return held


def naming(version: Any) -> list[models.Field[Any, Any]]:
    """The field that tells this row from the others of its kind, where there are many."""
    meta = version.instance_type._meta  # noqa: SLF001
    return [meta.get_field(NAMED_BY[meta.model_name])] if meta.model_name in NAMED_BY else []


def subject(version: Any, names: Names) -> str:
    """What was edited: the kind of row, and which one where there are many."""
    label = capfirst(str(version.instance_type._meta.verbose_name))  # noqa: SLF001
    told = [names.text(each, getattr(version, each.attname)) for each in naming(version)]
    return ": ".join([label, *told])
