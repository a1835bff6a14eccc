from django.db import migrations

from bodies.triggers import EXCLUSIONS

OLD = ("one_holder_of_an_office", "one_seat_a_person")


def exclude(apps, schema_editor):
    """One chair and one deputy at a time, nobody twice in a body; SQLite has triggers instead."""
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    for name in OLD:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON bodies_membership")
        schema_editor.execute(f"DROP FUNCTION IF EXISTS bodies_{name}()")
    for name, (columns, condition) in EXCLUSIONS.items():
        schema_editor.execute(
            f"ALTER TABLE bodies_membership ADD CONSTRAINT {name} EXCLUDE USING gist "
            f"({columns}, daterange(starts_on, ends_on, '[]') WITH &&) WHERE ({condition})"
        )


def include(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in EXCLUSIONS:
            schema_editor.execute(f"ALTER TABLE bodies_membership DROP CONSTRAINT {name}")


class Migration(migrations.Migration):
    dependencies = [("bodies", "0002_composition_changes")]

    operations = [migrations.RunPython(exclude, include)]
