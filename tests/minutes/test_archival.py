"""PDF/A-3a and its tags, read by a library that had no part in making the file.

veraPDF is not to be had here; what can be asked of the objects themselves is asked.
"""

import json
import re
from collections import Counter
from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from meetings.rules.receipt import fingerprint
from minutes.documents.typesetting import printable
from minutes.documents.wording import WORDS

KEPT: dict[str, bytes] = {}
REQUISITES = (
    "state", "minutes", "date", "place", "form", "presiding", "secretary", "all_members",
    "attended", "in_hall", "online", "invited", "not_attended", "excused", "absent", "form_of_minutes",
    "quorum", "composition", "participating", "needed", "agenda", "speaker", "heard", "spoke",
    "materials", "result", "for", "against", "abstain", "not_voted", "vote", "channel",
    "members_named", "resolved", "recommendatory", "notes", "annexes", "annex_title",
    "materials_title", "represents", "came_and_left", "file_hash",
)  # fmt: skip


@pytest.fixture
def pdf(request) -> PdfReader:
    """The same minutes, made once for the tests that only read them."""
    if not KEPT:
        ready = request.getfixturevalue("ready")
        KEPT["pdf"], KEPT["hash"] = ready.base_pdf.read(), ready.document_hash.encode()
    return PdfReader(BytesIO(KEPT["pdf"]), strict=True)


def elements(node, language="kk", path=()):
    """Every structure element with the language it stands in and the types above it."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from elements(child, language, path)
    elif isinstance(node, DictionaryObject):
        language = node.get("/Lang", language)
        kind = node.get("/S")
        if kind:
            yield kind, language, path, node
        if "/K" in node:
            yield from elements(node["/K"], language, (*path, kind) if kind else path)


def test_the_file_states_pdf_a_3a_and_has_what_that_takes(pdf):
    catalog = pdf.trailer["/Root"]
    stated = catalog["/Metadata"].get_data().decode()
    intent = catalog["/OutputIntents"][0]
    fonts = {
        id(font.get_object()): font.get_object()
        for page in pdf.pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert re.search(r"pdfaid:part(>|=\")3", stated)
    assert re.search(r"pdfaid:conformance(>|=\")A", stated)
    assert (intent["/S"], intent["/DestOutputProfile"]["/N"]) == ("/GTS_PDFA1", 3)
    assert "/Encrypt" not in pdf.trailer
    assert {"/JavaScript", "/OpenAction"} & set(catalog) == set()
    assert len(fonts) >= 2
    for font in fonts.values():
        inner = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(inner)
        assert "/ToUnicode" in font


def test_the_data_is_attached_and_gives_the_printed_hash(pdf):
    (attached,) = pdf.trailer["/Root"]["/AF"]
    file = attached.get_object()

    assert (file["/F"], file["/AFRelationship"]) == ("document.json", "/Data")
    assert file["/EF"]["/F"].get_object()["/Subtype"] == "/application/json"
    data = file["/EF"]["/F"].get_object().get_data()
    assert fingerprint(json.loads(data)).encode() == KEPT["hash"]


def test_the_pages_are_tagged_in_both_languages_with_heads_of_tables(pdf):
    catalog = pdf.trailer["/Root"]
    tree = list(elements(catalog["/StructTreeRoot"]))
    kinds = Counter(kind for kind, *_ in tree)
    heads = [(path, node) for kind, _language, path, node in tree if kind == "/TH"]

    assert catalog["/Lang"] == "kk"
    assert catalog["/MarkInfo"]["/Marked"]
    assert all("/StructParents" in page for page in pdf.pages)
    assert {language for *_, language, _path, _node in tree} == {"kk", "ru"}
    assert Counter(language for kind, language, *_ in tree if kind == "/H1") == {"kk": 1, "ru": 1}
    assert kinds["/H2"] >= 8
    assert kinds["/H3"] >= 12
    assert kinds["/Table"] == kinds["/THead"] == kinds["/TBody"] == 8
    assert len(heads) == 2 * (2 * 4 + 5 + 4)
    for path, node in heads:
        assert "/THead" in path
        assert node["/A"].get_object()[0].get_object()["/Scope"] == "/Column"
    assert all(node["/Alt"].startswith("QR") for kind, *_, node in tree if kind == "/Figure")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_requisite_is_found_in_the_text_of_each_language(pdf, language):
    pages = [re.sub(r"\s+", " ", page.extract_text()) for page in pdf.pages]
    wanted = {name: str(WORDS[language][name]) for name in REQUISITES}
    said = " ".join(pages).casefold()

    assert {name for name, word in wanted.items() if word.casefold() not in said} == set()
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page
        assert "Хаттама № 1 · 30.11.2026 · ОӘБ 6B061 SHA-256" in page
        assert f"/verify/{KEPT['hash'][:16].decode()}/" in page


def test_the_annexes_are_named_with_their_number_and_pages(pdf):
    pages = [re.sub(r"\s+", " ", page.extract_text()) for page in pdf.pages]
    said = " ".join(pages)

    for says, listed in (
        ("1-қосымша", r"1-қосымша\. Отырысқа қатысу тізімі – 1 бет \((\d+)-бет\)"),
        ("2-қосымша", r"2-қосымша\. Материалдар тізімі – 1 бет \((\d+)-бет\)"),
        ("Приложение 1", r"Приложение 1\. Список участия в заседании – 1 стр\. \(с\. (\d+)\)"),
        ("Приложение 2", r"Приложение 2\. Перечень материалов – 1 стр\. \(с\. (\d+)\)"),
    ):
        page = int(re.search(listed, said).group(1))
        assert f"{says} · " in pages[page - 1]


def test_the_signatures_stand_on_the_page_of_the_last_decision(pdf):
    (page,) = [
        page.extract_text() for page in pdf.pages if "Хатшы / Секретарь" in page.extract_text()
    ]

    assert "3.1." in page
    assert "ПРИЛОЖЕНИЯ" in page


def test_signs_no_font_has_are_spelt_out_and_nothing_else_changes():
    assert printable({"a": ["Ә «№ 5» ₸ –", 7, None]}) == {"a": ["Ә «№ 5» ₸ –", 7, None]}
    assert printable("бір\u202eекі\x07 👩 漢\u2028үш") == "бірекі [U+1F469] [U+6F22] үш"
    assert printable("й") == "й"
