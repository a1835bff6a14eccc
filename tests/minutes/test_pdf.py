"""What the printed pages say, read back out of the PDF."""

import json
import re
import subprocess
from io import BytesIO

import pytest
from pypdf import PdfReader

from meetings.rules.receipt import fingerprint
from minutes import actions
from minutes.documents import paper
from minutes.models import Minutes
from tests.minutes.conftest import NOON

NAMES = [
    "Тұрсынов Д.Б.", "Қыдырәлі Ғ.Ө.", "Оразбаева А.Б.", "Әбдіқадыр Ә.С.", "Жүнісов Е.Қ.",
    "Һасанова Ү.І.", "Есенғалиева Қ.Ұ.",
]  # fmt: skip


PRINTED: list[str] = []


@pytest.fixture
def text(request) -> str:
    """All pages of the same minutes, printed once for the tests that only read them."""
    if not PRINTED:
        PRINTED.append(read(request.getfixturevalue("ready").base_pdf.read()))
    return PRINTED[0]


def read(data: bytes) -> str:
    """The text of all pages, its spaces evened out."""
    pages = PdfReader(BytesIO(data)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_the_pages_state_what_the_form_asks_for(text):
    for said in [
        "Қазақстан Республикасы",
        "оқу-әдістемелік бірлестік",
        "ХАТТАМА № 1",
        "ОӘБ 6B061 отырысы · 2026 жылғы 30 қараша",
        "Алматы қ., Манас к-сі, 34/1, 700-ауд.",
        "залда және онлайн · 12:00–14:00",
        "Тұрсынов Дархан Бақытұлы, төраға",
        "Оразбаева Анар Бекзатқызы",
        "7 мүше: залда 5, онлайн 2 (тізім қоса беріледі)",
        "Ермек Ж. (Цифрлық даму министрлігі)",
        "дәлелді себеппен 1: Өтегенов Б.Т.; себепсіз 1: Сейітқали М.",
        "Құрам: 9, қатысты: 7, кемінде қажеті: 6",
        "Ереженің 20-тармағы",
        "Тек залда қатысқандар: 5.",
        "Кворум онлайн қатысқан мүшелердің есебінен құралды.",
        "КҮН ТӘРТІБІ",
        "ТЫҢДАЛДЫ",
        "СӨЗ СӨЙЛЕДІ",
        "ДАУЫС БЕРУ ҚОРЫТЫНДЫСЫ",
        "ҚАУЛЫ ЕТТІ",
        "2.1. «Деректер ғылымы» оқулығы 6B061 даярлау бағыты үшін ұсынылсын.",
        "Шешім ұсынымдық сипатта болады.",
        "Отырысқа қатысу тізімі",
        "1 / ",
    ]:
        assert said in text


def test_every_named_vote_is_printed_by_choice_and_channel_and_everybody_with_organisation(text):
    assert (
        "жақтағандар залда 3 Тұрсынов Д.Б., Қыдырәлі Ғ.Ө., Оразбаева А.Б. "
        "жақтағандар сырттай 1 Һасанова Ү.І. "
        "қарсы болғандар онлайн 1 Әбдіқадыр Ә.С. қарсы болғандар залда 1 Жүнісов Е.Қ. "
        "дауыс бермегендер залда 1 Есенғалиева Қ.Ұ."
    ) in text
    assert "5 Жүнісов Е.Қ. «Қазақтелеком» АҚ залда 11:55–14:00" in text
    assert all(name in text for name in NAMES)


def test_kazakh_letters_survive(text):
    assert set("ӘҒҚҢӨҰҮҺІәғқңөұүі№«»–") - set(text) == set()


def test_both_signers_stand_under_the_boxes(text):
    assert "Төрағалық етуші / Председательствующий" in text
    assert "Д.Б. Тұрсынов" in text
    assert "А.Б. Оразбаева" in text


def test_the_russian_part_follows(text):
    assert text.index("ПРОТОКОЛ № 1") > text.index("ҚАУЛЫ ЕТТІ")
    assert "2.2. Авторам дополнить третью главу до 15 января 2027 года." in text


def test_the_hash_is_printed_and_the_data_that_gives_it_attached(ready):
    text = read(ready.base_pdf.read())
    attached = PdfReader(BytesIO(ready.base_pdf.read())).attachments["document.json"][0]

    assert fingerprint(json.loads(attached)) == ready.document_hash
    assert ready.document_hash in text.replace(" ", "")
    assert f"/verify/{ready.document_hash[:16]}/" in text


def test_the_page_is_tagged_archival_and_a4(ready):
    reader = PdfReader(BytesIO(ready.base_pdf.read()))
    catalog = reader.trailer["/Root"]

    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "kk"
    assert b'pdfaid:part="3" pdfaid:conformance="A"' in catalog["/Metadata"].get_data()
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    assert all(embedded(font) for font in fonts(reader))


def fonts(reader: PdfReader) -> list:
    return [
        font.get_object()
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    ]


def embedded(font) -> bool:
    return "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def test_nothing_is_fetched_from_outside():
    with pytest.raises(ValueError, match="disallowed"):
        paper.OwnFiles().fetch("https://example.kz/tracker.png")
    with pytest.raises(ValueError, match="disallowed"):
        paper.OwnFiles().fetch("file:///etc/hostname")


def test_what_members_typed_is_text_and_not_markup(draft, held):
    minuted = draft.texts.get(item=held.item)
    minuted.heard_kk = "<b>5 < 6</b> & <img src=x>"
    minuted.save()

    actions.submit(draft, by=held.clerk, at=NOON)

    assert "<b>5 < 6</b> & <img src=x>" in read(draft.base_pdf.read())


def test_an_extract_carries_one_item_and_who_vouches_for_it(signed, held):
    extract = actions.draw_extract(held.item, by=held.clerk, at=NOON)

    said = read(extract.file.read())

    assert "ХАТТАМАДАН ҮЗІНДІ КӨШІРМЕ № 1" in said
    assert "2.1. «Деректер ғылымы» оқулығы" in said
    assert "жұмыс жоспары туралы" not in said
    assert "Үзінді дұрыс: А.Б. Оразбаева" in said
    assert "Құрам: 9, қатысты: 7" in said


def test_the_fields_are_there_before_the_first_signature_and_lie_in_the_boxes(ready):
    pages = PdfReader(BytesIO(ready.base_pdf.read())).pages
    fields = {
        note["/T"]: [int(side) for side in note["/Rect"]]
        for page in pages
        for note in (ref.get_object() for ref in page.get("/Annots", []))
        if note.get("/FT") == "/Sig"
    }

    assert set(fields) == {"presiding", "secretary"}
    (left, bottom, right, top), other = fields["presiding"], fields["secretary"]
    assert (right - left, top - bottom) == (238, 68)
    assert left == 57
    assert other[0] > right


def test_the_stamp_is_printed_with_embedded_letters(signed):
    text = stamps(signed)

    assert "Жүйеде қол қойылды" in text
    assert "Д.Б. Тұрсынов" in text
    assert "А.Б. Оразбаева" in text
    assert "02.12.2026 12:00 (Астана уақыты)" in text
    assert "ЭЦҚ" not in text


def stamps(minutes: Minutes) -> str:
    """What a reader sees, signatures' own drawings included."""
    pdf = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],
        input=minutes.pdf.read(),
        capture_output=True,
        check=True,
    )
    return pdf.stdout.decode()
