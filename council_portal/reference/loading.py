"""Bring the reference data that stands beside this file into the database.

Loading twice changes nothing; a corrected file corrects the rows. Nothing is ever deleted: a row
that left the files stays where something may point to it.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from associations.models import TrainingDirection
from bodies.models import Organisation, OrganisationKind
from meetings.models import ItemFunction
from records.models import Authority, AuthorityName, LegalAct

HERE = Path(__file__).parent
LONGEST_KEY = 80


@dataclass(slots=True)
class Loaded:
    """Rows made by one loading; a second one makes none."""

    training_directions: int = 0
    institutions: int = 0
    authorities: int = 0
    functions: int = 0
    acts: int = 0

    def counts(self) -> dict[str, int]:
        """By kind."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@transaction.atomic
def load() -> Loaded:
    """Load everything; returns how many rows are new."""
    return Loaded(
        training_directions=_load_directions(),
        institutions=_load_institutions(),
        authorities=load_authorities(),
        functions=_load_functions(),
        acts=_load_regulation(),
    )


def load_authorities() -> int:
    """The ministry, the Minister and the Centre with their dated names (cl. 7, 12, 29)."""
    made = 0
    for entry in _json("authorities.json"):
        authority, new = Authority.objects.get_or_create(key=entry["key"])
        made += new
        for name in entry["names"]:
            AuthorityName.objects.update_or_create(
                authority=authority,
                starts_on=date.fromisoformat(name["starts_on"]),
                defaults={f"name_{language}": name[language] for language in ("kk", "ru", "en")},
            )
    return made


def _load_directions() -> int:
    columns = [
        "level", "field_code", "field_kk", "field_ru", "field_en", "name_kk", "name_ru", "name_en",
    ]  # fmt: skip
    known = {direction.code: direction for direction in TrainingDirection.objects.all()}
    made, changed = [], []
    for row in _rows("training_directions.csv"):
        values = {column: row[column] for column in columns}
        if (direction := known.get(row["code"])) is None:
            made.append(TrainingDirection(code=row["code"], **values))
        elif _take(direction, values):
            changed.append(direction)
    TrainingDirection.objects.bulk_create(made)
    TrainingDirection.objects.bulk_update(changed, columns, batch_size=100)
    return len(made)


def _load_institutions() -> int:
    known = {
        organisation.key: organisation
        for organisation in Organisation.objects.filter(key__startswith="ref-")
    }
    made = 0
    for row in _rows("institutions.csv"):
        key = f"ref-{slugify(row['name_en'])}"[:LONGEST_KEY].rstrip("-")
        values = {
            "kind": OrganisationKind.INSTITUTION.value,
            "name_kk": row["name_kk"], "name_ru": row["name_ru"], "name_en": row["name_en"],
            "short_kk": row["short_name_kk"], "short_ru": row["short_name"],
            "city_kk": row["city_kk"], "city_ru": row["city_ru"], "city_en": row["city_en"],
            "website": row["website"],
        }  # fmt: skip
        if (organisation := known.get(key)) is None:
            Organisation.objects.create(key=key, **values)
            made += 1
        elif _take(organisation, values):
            organisation.save()
    return made


def _load_functions() -> int:
    known = {function.code: function for function in ItemFunction.objects.all()}
    made = 0
    for position, row in enumerate(_rows("item_functions.csv"), start=1):
        code = row.pop("code")
        values = {**row, "position": position}
        if (function := known.get(code)) is None:
            ItemFunction.objects.create(code=code, **values)
            made += 1
        elif _take(function, values):
            function.save()
    return made


def _load_regulation() -> int:
    facts = _json("regulation.json")
    _, new = LegalAct.objects.get_or_create(
        kind=LegalAct.Kind.REGULATION,
        title=facts["title"],
        defaults={"issuer": Authority.objects.get(key=facts["issuer"])},
    )
    return int(new)


def _take(row: Any, values: dict[str, Any]) -> bool:
    """Set what differs; whether anything did."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _json(name: str) -> Any:
    return json.loads((HERE / name).read_text(encoding="utf-8"))
