"""The tools themselves: roles in tests, fonts, benchmarks."""

import json
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import connection
from fontTools.ttLib import TTFont

import benchmarks.__main__ as runner
from council_portal.management.commands import build_fonts
from tests.source import HOME


def test_the_application_role_is_neither_superuser_nor_owner(application_role):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no roles")

    with application_role(), connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


def test_web_fonts_keep_kazakh_letters_and_weights(settings, tmp_path):
    settings.VAR = tmp_path

    call_command("build_fonts", verbosity=0)

    for name in build_fonts.FACES:
        path = tmp_path / "fonts" / name
        with TTFont(path) as font:
            assert set(map(ord, build_fonts.ALPHABET)) <= set(font.getBestCmap())
            assert [axis.axisTag for axis in font["fvar"].axes] == ["wght"]
        assert path.stat().st_size < 200_000


@pytest.mark.parametrize(
    ("line", "passes"),
    [(json.dumps({"seconds": 1}), True), ("[1]", False), ("done", False), ("", False)],
)
def test_a_benchmark_ends_with_an_object_of_figures(line, passes):
    assert runner.figures(line) is passes


def test_an_unknown_benchmark_is_named():
    refused = subprocess.run(
        [sys.executable, "-m", "benchmarks", "nothing"],
        check=False,
        cwd=HOME,
        capture_output=True,
        text=True,
    )

    assert refused.returncode != 0
    assert "No benchmark nothing" in refused.stderr
