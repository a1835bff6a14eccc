"""The reference data: loaded once, loaded twice, as the files say."""

import csv
import re
from datetime import date

import pytest
from django.core.management import call_command

from associations.models import TrainingDirection
from bodies.models import Organisation
from council_portal import reference
from council_portal.reference import loading
from meetings.models import ItemFunction
from records.models import Authority, LegalAct

pytestmark = pytest.mark.django_db

CODES = (
    [f"5.{n}" for n in range(1, 5)]
    + ["9", "12"]
    + [f"13.{n}" for n in range(1, 12)]
    + [f"14.{n}" for n in range(1, 6)]
    + [str(n) for n in range(15, 25)]
    + [f"25.{n}" for n in range(1, 10)]
    + [f"26.{n}" for n in range(1, 5)]
    + [f"27.{n}" for n in range(1, 6)]
    + ["procedural"]
)


def test_loading_brings_what_the_files_hold():
    loaded = reference.load()

    assert loaded.counts() == {
        "training_directions": 136, "institutions": 117, "authorities": 3, "functions": 51,
        "acts": 1,
    }  # fmt: skip
    assert TrainingDirection.objects.get(code="6B011").name_kk == "Педагогика және психология"
    assert Organisation.objects.filter(kind="institution", short_kk="ҚазҰУ").count() == 1


def test_loading_twice_makes_nothing_new(capsys):
    reference.load()

    call_command("load_reference")

    assert set(re.findall(r" (\d+)", capsys.readouterr().out)) == {"0"}


def test_a_corrected_file_corrects_the_row():
    reference.load()
    TrainingDirection.objects.filter(code="6B011").update(name_kk="Педагогика")

    reference.load()

    assert TrainingDirection.objects.get(code="6B011").name_kk == "Педагогика және психология"


def test_only_current_directions_with_their_sources_are_kept():
    with (loading.HERE / "training_directions.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert {row["status"] for row in rows} == {"current"}
    assert all(row["source"] for row in rows)


def test_functions_are_the_clauses_of_the_regulation():
    reference.load()

    functions = ItemFunction.objects.order_by("position")

    assert [function.code for function in functions] == CODES
    assert all(f.name_kk and f.name_ru and f.name_en for f in functions)
    assert {f.kind for f in functions} == {"council", "association", ""}


@pytest.mark.parametrize(
    ("key", "day", "name"),
    [
        ("ministry", date(2019, 5, 1), "Қазақстан Республикасы Білім және ғылым министрлігі"),
        (
            "ministry",
            date(2026, 5, 1),
            "Қазақстан Республикасы Ғылым және жоғары білім министрлігі",
        ),
        ("minister", date(2018, 10, 12), "Қазақстан Республикасының Білім және ғылым министрі"),
        ("centre", date(2026, 5, 1), "Болон процесі және академиялық ұтқырлық орталығы"),
    ],
)
def test_authorities_bear_dated_names(key, day, name):
    reference.load()

    assert Authority.objects.get(key=key).name_on(day, "kk") == name


def test_the_regulation_is_an_act_without_number_and_date():
    reference.load()

    act = LegalAct.objects.get(kind="regulation")

    assert (act.number, act.signed_on, act.issuer.key) == ("", None, "minister")
