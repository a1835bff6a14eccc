"""Every message speaks Kazakh and Russian, with the same placeholders, and refusals in their own words."""

import ast
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import source
from tests.source import HOME, ROOMS

LANGUAGES = ("kk", "ru")
CATALOGUES = {
    "kk": HOME / "locale/kk/LC_MESSAGES/django.po",
    "ru": HOME / "locale/ru/LC_MESSAGES/django.po",
    "kk, of Django": HOME / "council_portal/formats/catalogue/kk/LC_MESSAGES/django.po",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sdr]|\{\w*\}")
# Kazakh endings follow the vowels of the word before them, which a placeholder hides. Whole words
# behind a hyphen are no endings: «20-тармақ», «3-мәселе».
GLUED = re.compile(r"(?:\)[sdr]|%[sdr]|\})-?(?!(?<=-)(?:тарма[қғ]|мәселе))[^\W\d_]")
REFUSING = re.compile(r"/(?:actions|errors|access)\b")


@dataclass
class Message:
    """One entry: its words in English, and in the language of the catalogue."""

    context: str = ""
    words: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    places: str = ""
    fuzzy: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.words[0]


def read(path: Path) -> Iterator[Message]:
    """The entries of a catalogue, its header left out."""
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
        message = Message()
        for keyword, text in re.findall(r'^(msg\S+) ((?:"[^\n]*"\n?)+)', block, re.MULTILINE):
            value = "".join(ast.literal_eval(line) for line in text.splitlines())
            if keyword == "msgctxt":
                message.context = value
            elif keyword.startswith("msgid"):
                message.words.append(value)
            else:
                message.said.append(value)
        message.places = " ".join(re.findall(r"^#: (.*)", block, re.MULTILINE))
        message.fuzzy = bool(re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE))
        if message.words and message.words[0]:
            yield message


@pytest.fixture(scope="module", params=CATALOGUES)
def catalogue(request) -> list[Message]:
    return list(read(CATALOGUES[request.param]))


def test_nothing_is_left_in_english(catalogue):
    silent = [m.key for m in catalogue if m.fuzzy or not m.said or not all(m.said)]

    assert silent == []


def test_placeholders_are_those_of_the_message(catalogue):
    differing = [
        (message.key, said)
        for message in catalogue
        for said in message.said
        if not any(placeholders(said) == placeholders(words) for words in message.words)
    ]

    assert differing == []


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def test_no_kazakh_ending_is_glued_to_a_placeholder():
    glued = [
        said
        for name in ("kk", "kk, of Django")
        for message in read(CATALOGUES[name])
        for said in message.said
        if GLUED.search(said)
    ]

    assert glued == []


@pytest.mark.parametrize("text", ["%(n)sді", "%(n)s-ге", "%dтан", "{name}ның"])
def test_an_ending_behind_a_placeholder_is_found(text):
    assert GLUED.search(text)


def test_a_kazakh_noun_does_not_change_after_a_number():
    changing = [
        message.said
        for name in ("kk", "kk, of Django")
        for message in read(CATALOGUES[name])
        if len(set(message.said)) > 1
    ]

    assert changing == []


def test_a_refusal_is_worded_anew_in_each_language():
    kazakh, russian = (
        {m.key: m.said for m in read(CATALOGUES[code]) if REFUSING.search(m.places)}
        for code in LANGUAGES
    )
    alike = [
        key
        for key, said in kazakh.items()
        if key[1].endswith(".") and (said == russian.get(key) or key[1] in said)
    ]

    assert kazakh
    assert alike == []


def test_messages_are_marked_by_names_that_makemessages_knows():
    aliased = [
        f"{source.name(path)}: {alias}"
        for path in source.python()
        for alias in re.findall(r"\bgettext\w* as (?!_\b)\w+", path.read_text())
    ]

    assert aliased == []


def test_the_catalogues_know_every_message_of_the_source(tmp_path, monkeypatch):
    """When this fails, translate what this adds:

    manage.py makemessages -l kk -l ru --add-location=file --no-wrap --no-obsolete -i .venv -i var
        -i tests -i benchmarks -i bin -i "council_portal/formats/*"
    """
    for name in (*ROOMS, "templates"):
        shutil.copytree(
            HOME / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.[mp]o")
        )
    (tmp_path / "locale").mkdir()
    monkeypatch.chdir(tmp_path)

    call_command(
        "makemessages", locale=["kk"], verbosity=0, ignore_patterns=["council_portal/formats/*"]
    )

    found = {m.key for m in read(tmp_path / "locale/kk/LC_MESSAGES/django.po")}
    for code in LANGUAGES:
        known = {m.key for m in read(CATALOGUES[code])}
        assert (sorted(found - known), sorted(known - found)) == ([], []), code
