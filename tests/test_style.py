"""The style guide where a machine can hold it."""

import ast
import re

import pytest
from django.apps import apps
from django.template.loader import get_template

from tests import source
from tests.source import ROOMS

LONGEST_VIEW = 15
LONGEST_FILE = 400
HOMELESS = {"utils", "helpers", "services", "managers", "common", "misc"}
BOAST = "success" + "fully"
INLINE = re.compile(
    r"""\s(style|on[a-z]+)\s*=\s*["']|<style\b|<script(?![^>]*\bsrc=)""", re.IGNORECASE
)
UNTRIMMED = re.compile(r"{%\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)[^%]*%}")


def test_views_are_at_most_fifteen_lines():
    long = [
        f"{source.name(path)}: {function.name} has {lines(function)} lines"
        for path in source.python()
        if source.part(path, "views")
        for function in source.functions(path)
        if function.args.args
        and function.args.args[0].arg == "request"
        and lines(function) > LONGEST_VIEW
    ]

    assert long == []


def lines(function: ast.FunctionDef) -> int:
    """From `def` to the last statement, the docstring left out."""
    total = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        total -= (first.end_lineno or first.lineno) - first.lineno + 1
    return total


def test_no_file_outgrows_its_reader():
    long = [
        f"{source.name(path)}: {count} lines"
        for path in source.python(rooms_only=False)
        if (count := len(path.read_text().splitlines())) > LONGEST_FILE
    ]

    assert long == []


def test_every_module_is_named_for_what_it_holds():
    homeless = [source.name(path) for path in source.python() if path.stem in HOMELESS]

    assert homeless == []


def test_rules_use_no_floats():
    floats = [
        f"{source.name(path)}:{node.lineno}"
        for path in source.python()
        if source.part(path, "rules")
        for node in ast.walk(source.tree(path))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]

    assert floats == []


def test_no_model_orders_itself():
    ordered = [
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in ROOMS
        and model._meta.ordering
        and not model.__name__.startswith("Historical")
    ]

    assert ordered == []


def test_messages_do_not_boast():
    boasts = [
        source.name(path)
        for path in source.tracked()
        if path.suffix in {".py", ".html", ".txt", ".po"}
        and not {"requirements", "catalogue"} & set(path.parts)  # other people's words
        and BOAST in path.read_text().lower()
    ]

    assert boasts == []


def test_no_file_knows_the_machine_it_was_written_on():
    # A path under somebody's home or a build folder, or a package index of one's own.
    local = re.compile(r"(?<![\w.])/(?:home|root|work|Users)/\w+|(?:index|find)-(?:url|links)[ =]")
    found = [
        source.name(path)
        for path in source.tracked()
        if path.suffix in {".py", ".html", ".txt", ".md", ".toml", ".css", ".js", ".in", ".po"}
        and path.name not in {"test_style.py", "lock.py"}
        and local.search(path.read_text())
    ]

    assert found == []


def html() -> list[str]:
    return [str(path.relative_to(source.TEMPLATES)) for path in source.templates()]


@pytest.mark.parametrize("name", html())
def test_templates_parse(name):
    get_template(name)


def test_pages_have_no_inline_script_or_style():
    inline = [
        source.name(path)
        for path in source.templates()
        # A document is drawn by WeasyPrint, never by a browser under our policy.
        if path.suffix == ".html"
        and "documents" not in path.parts
        and INLINE.search(path.read_text())
    ]

    assert inline == []


def test_translated_blocks_are_trimmed():
    untrimmed = [
        f"{source.name(path)}: {tag}"
        for path in source.templates()
        if path.suffix == ".html"
        for tag in UNTRIMMED.findall(path.read_text())
    ]

    assert untrimmed == []


def test_components_begin_with_their_parameters():
    silent = [
        source.name(path)
        for path in source.templates()
        if "components" in path.parts and not path.read_text().startswith(("{#", "{% comment"))
    ]

    assert silent == []
