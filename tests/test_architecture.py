"""What holds the house up, beside the import contracts in pyproject.toml."""

import ast
import re
import tomllib

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from records import triggers
from records.actions import take_number
from records.models import DocumentNumber
from tests import addresses, databases, source
from tests.source import ROOMS

FLOOR = {room: number for number, room in enumerate(ROOMS)}

# Pages without sign-in, each with its reason. The view carries @login_not_required.
PUBLIC = {
    "demo_entry": "that is what it is for; outside a demo it does not exist",
    "health": "a watchdog has no account",
    "minutes:minutes_verify": "whoever holds printed minutes may hold them against the portal",
    "minutes:verify": "so may whoever holds its number or its file",
    "set_language": "the sign-in page speaks three languages too",
}

# Written once; a trigger refuses every change on both engines.
APPEND_ONLY = {
    "meetings.AttendanceEvent",
    "meetings.Ballot",
    "meetings.RollEntry",
    "minutes.Signature",
    "records.DocumentNumber",
    "records.JournalEntry",
    "records.StoredFile",
}

URL_TAG = re.compile(r"""{%\s*url\s+["']([\w:.-]+)["']""")
REVERSING = {"reverse", "reverse_lazy", "redirect", "resolve_url"}


def test_every_room_is_installed_and_bound_by_the_contracts():
    contracts = tomllib.loads((source.HOME / "pyproject.toml").read_text())["tool"]["importlinter"]

    assert {config.name for config in apps.get_app_configs()} >= set(ROOMS)
    assert set(contracts["root_packages"]) == set(ROOMS)
    assert contracts["contracts"][0]["layers"] == list(reversed(ROOMS))


def test_foreign_keys_point_downwards():
    upwards = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in FLOOR
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and field.related_model
        and field.related_model._meta.app_label in FLOOR
        and FLOOR[field.related_model._meta.app_label] > FLOOR[model._meta.app_label]
    ]

    assert upwards == []


def test_no_room_names_an_address_of_a_room_above():
    floors = {
        address.name: FLOOR[address.room]
        for address in addresses.every()
        if address.name and address.room
    }
    found = [
        f"{source.name(path)}: {name}"
        for path, name in [*names_in_templates(), *names_in_python()]
        if floors.get(name, 0) > FLOOR.get(owner(path), FLOOR["council_portal"])
    ]

    assert found == []


def owner(path):
    """The room of a file: of a template, the folder under templates/."""
    parts = path.relative_to(source.HOME).parts
    return parts[1] if parts[0] == "templates" else parts[0]


def names_in_templates():
    return [
        (path, name) for path in source.templates() for name in URL_TAG.findall(path.read_text())
    ]


def names_in_python():
    return [
        (path, node.args[0].value)
        for path in source.python()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in REVERSING
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    ]


def test_pages_without_sign_in_are_declared():
    public = {address.name for address in addresses.every() if address.public and address.room}

    assert public == set(PUBLIC)


def test_every_address_has_a_name_of_its_own():
    names = [address.name for address in addresses.every() if address.room]

    assert "" not in names
    assert sorted(names) == sorted(set(names))


@pytest.mark.django_db
def test_every_declared_trigger_stands_in_the_database():
    assert triggers.missing(connection) == []


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(APPEND_ONLY))
def test_append_only_tables_refuse_update_and_delete(label):
    table = apps.get_model(label)._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
                [table],
            )
        else:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table]
            )
        standing = {name for (name,) in cursor.fetchall()}
    ends = ["update", "delete", *(["truncate"] if connection.vendor == "postgresql" else [])]

    assert standing >= {f"{table}_no_{end}" for end in ends}


@pytest.mark.django_db(transaction=True)
def test_a_flush_between_browser_tests_empties_append_only_tables_and_restores_triggers():
    with transaction.atomic():
        take_number(series="test", year=2026, subject="test")

    databases.lift()
    call_command("flush", interactive=False, verbosity=0)

    assert (DocumentNumber.objects.count(), triggers.missing(connection)) == (0, [])
