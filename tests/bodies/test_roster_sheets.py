"""Files that are no rosters, and texts that would be commands."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from openpyxl.utils import get_column_letter

from bodies.documents.roster_reading import read_sheet
from bodies.documents.roster_writing import composition_sheet, template_sheet
from bodies.models import Membership
from bodies.rules import roster
from records.errors import FileRefused
from records.models import StoredFile
from records.rules.file_types import CONTENT_TYPES, MEGABYTE, XLSX
from tests import factories as make
from tests.bodies.sheets import HEADINGS, opened, repacked, upload, xlsx

ROW = ["a@example.kz", "Сейітқали", "Мәди"]
NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def bomb() -> bytes:
    """201 MB of nothing in a few hundred kilobytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(CONTENT_TYPES, f'<Override ContentType="{XLSX.part}"/>')
        for n in range(3):
            package.writestr(f"xl/{n}.xml", bytes(67 * MEGABYTE))
    return out.getvalue()


def swollen() -> bytes:
    """More than a roster needs, less than a document may be."""
    return repacked(xlsx(ROW), **{"xl/media/a.bin": bytes(50 * MEGABYTE)})


def drawn(rows: str) -> bytes:
    """A sheet whose XML is written by hand."""
    sheet = b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (NAMESPACE, rows.encode())
    return repacked(xlsx(ROW), sheet=sheet)


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def far_below() -> bytes:
    return drawn(
        f'<row r="1">{cell("A1", "email")}</row>'
        f'<row r="99999999">{cell("A99999999", "a@example.kz")}</row>'
    )


def wide() -> bytes:
    cells = "".join(cell(f"{get_column_letter(n)}1", f"c{n}") for n in range(1, 5000))
    return drawn(f'<row r="1">{cells}</row>')


def laughing() -> bytes:
    """A billion laughs: entities that unfold into each other."""
    entities = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)
    )  # fmt: skip
    text = f'<!DOCTYPE w [<!ENTITY l0 "ха">{entities}]>'
    return entity(text, "&l9;")


def entity(declared: str, used: str) -> bytes:
    rows = f'<row r="1">{cell("A1", "email")}</row><row r="2">{cell("A2", used)}</row>'
    sheet = f"{declared}<worksheet {NAMESPACE.decode()}><sheetData>{rows}</sheetData></worksheet>"
    return repacked(xlsx(ROW), sheet=sheet.encode())


def outside() -> bytes:
    """An entity that would read a file of the server's."""
    text = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return entity(text, "&x;")


UNREADABLE = (
    "The file cannot be read as a sheet: open it in Excel and save it anew as XLSX.",
    "Файл не удаётся прочитать как таблицу: откройте его в Excel и сохраните заново в формате XLSX.",
    "Файлды кесте ретінде оқу мүмкін болмады: оны Excel-де ашып, XLSX түрінде қайта сақтаңыз.",
)
TOO_MANY_ROWS = (
    "The sheet has more than 10000 rows, which is not accepted.",
    "В таблице слишком много строк, допускается не более 10000.",
    "Кестедегі жолдар саны шектен асты, ең көбі: 10000.",
)
NO_CONTENT = (
    "The file's content is not XLSX although its name says so.", "XLSX", "XLSX",
)  # fmt: skip
REFUSED = {
    "empty": ("a.xlsx", lambda: b"", ("The file is empty.", "Файл пуст.", "Файл бос.")),
    "50 MB": ("a.xlsx", lambda: b"PK\x03\x04" + bytes(50 * MEGABYTE),
              ("The file is 50.1 MB; at most 20 MB is accepted.", "50,1 МБ", "50,1 МБ")),
    "of the wrong type": ("a.pdf", lambda: b"%PDF-1.4 x", ("PDF files are not accepted", "PDF", "PDF")),
    "with macros by its name": ("a.xlsm", lambda: xlsx(ROW), ("XLSM files are not", "XLSM", "XLSM")),
    "with macros inside": ("a.xlsx", lambda: repacked(xlsx(ROW), macros=b"x"), (
        "The file holds macros: save it as XLSX without them.",
        "В файле есть макросы: сохраните его в формате XLSX без них.",
        "Файлда макростар бар: оны макроссыз XLSX түрінде сақтаңыз.")),
    "protected by a password": ("a.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), (
        "The file is protected by a password or of an old kind: save it as XLSX without one.",
        "Файл защищён паролем или сохранён в старом формате: сохраните его в формате XLSX без пароля.",
        "Файл құпиясөзбен қорғалған немесе ескі форматта: оны құпиясөзсіз XLSX түрінде сақтаңыз.")),
    "a text with that name": ("a.xlsx", lambda: b"email;name", NO_CONTENT),
    "a broken package": ("a.xlsx", lambda: b"PK\x03\x04" + bytes(50), NO_CONTENT),
    "a bomb": ("a.xlsx", bomb, ("unpacks to more than 200 MB", "200 МБ", "200 МБ")),
    "swollen": ("a.xlsx", swollen, ("unpacks to more than 40 MB", "40 МБ", "40 МБ")),
    "a package without a sheet": ("a.xlsx", lambda: repacked(xlsx(ROW), sheet=b"<nothing"), UNREADABLE),
    "entities that unfold": ("a.xlsx", laughing, UNREADABLE),
    "an entity from outside": ("a.xlsx", outside, UNREADABLE),
    "a row far below": ("a.xlsx", far_below, TOO_MANY_ROWS),
    "too many rows": ("a.xlsx", lambda: xlsx(*[["a"]] * 12, headings=["email"]), TOO_MANY_ROWS),
    "thousands of columns": ("a.xlsx", wide, (
        "The sheet has more than 100 columns, which is not accepted.",
        "В таблице слишком много столбцов, допускается не более 100.",
        "Кестедегі бағандар саны шектен асты, ең көбі: 100.")),
    "without headings": ("a.xlsx", lambda: xlsx(ROW, headings=["Аты"]), (
        "No column is headed “E-mail”: take the template, or head the columns as it does.",
        "Нет столбца «Электронная почта»: возьмите шаблон или назовите столбцы так же, как в нём.",
        "деген баған жоқ: үлгіні алыңыз немесе бағандарды үлгідегідей атаңыз.")),
    "with a heading twice": ("a.xlsx", lambda: xlsx(ROW, headings=["email", "Почта"]), (
        "Two columns hold the same: A and B (E-mail).", "A и B", "A және B")),
    "with headings only": ("a.xlsx", xlsx, (
        "The sheet names nobody: there is no row below the headings.",
        "В таблице никого нет: под заголовками не заполнено ни одной строки.",
        "Кестеде ешкім жоқ: тақырыптардың астында бірде-бір жол толтырылмаған.")),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_roster_is_refused_in_three_languages(name, monkeypatch):
    called, content, sentences = REFUSED[name]
    if name == "too many rows":
        monkeypatch.setattr("bodies.documents.roster_reading.PATIENCE", 10)
    file = ContentFile(content(), name=called)

    for language, sentence in zip(("en", "ru", "kk"), sentences, strict=True):
        with translation.override(language), pytest.raises(FileRefused) as refusal:
            read_sheet(file)
        assert sentence in str(refusal.value)
    assert StoredFile.objects.count() == 0


def test_a_lie_about_the_size_is_not_believed():
    rows = f'<row r="1">{cell("A1", "email")}</row><row r="2">{cell("A2", "a@example.kz")}</row>'
    sheet = (
        f'<worksheet {NAMESPACE.decode()}><dimension ref="A1:XFD1048576"/>'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )

    read = read_sheet(upload(repacked(xlsx(ROW), sheet=sheet.encode())))

    assert [row.cells for row in read.rows] == [{"email": "a@example.kz"}]


def test_a_formula_is_not_taken_for_its_value():
    read = read_sheet(upload(xlsx(["a@example.kz", '=CMD|" /C calc"!A0'])))

    assert read.rows[0].faults == {"family_name_kk": roster.Problem.FORMULA}


def test_what_cannot_be_seen_is_left_out():
    read = read_sheet(upload(xlsx([" a@example.kz\u200b", "\u202eСейіт\u00a0 қали\n"])))

    assert read.rows[0].cells == {"email": "a@example.kz", "family_name_kk": "Сейіт қали"}


@pytest.mark.django_db
@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_what_looks_like_a_command_goes_out_as_a_text(sign):
    body = make.association(size=1)
    command = f'{sign}HYPERLINK("http://example.kz","Ә")'
    chair = make.officer(body, "chair").user
    type(chair).objects.filter(pk=chair.pk).update(family_name_kk=command)
    seats = Membership.objects.filter(body=body).select_related("user", "represents", "starts_act")

    page = opened(composition_sheet(seats, addresses=True)).worksheets[0]

    (written,) = [each for each in page[2] if each.value == command]
    assert (written.data_type, written.number_format, written.quotePrefix) == ("s", "@", True)


@pytest.mark.django_db
def test_addresses_go_only_to_whoever_keeps_the_composition():
    body = make.association(size=2)
    seats = Membership.objects.filter(body=body).select_related("user", "represents", "starts_act")

    page = opened(composition_sheet(seats, addresses=False)).worksheets[0]

    assert "@" not in "".join(str(each.value) for line in page for each in line)


def test_the_template_offers_what_may_be_entered_and_explains_itself():
    book = opened(template_sheet())
    first, lists, *instructions = book.worksheets

    chosen = first.data_validations.dataValidation
    assert [each.type for each in chosen] == ["list"] * 3
    assert [str(each.sqref) for each in chosen] == ["H2:H10001", "I2:I10001", "K2:K10001"]
    assert [lists.cell(n, 1).value for n in range(1, 5)] == [
        "Төраға", "Төраға орынбасары", "Хатшы", "Мүше",
    ]  # fmt: skip
    assert lists.sheet_state == "hidden"
    assert [page.title for page in instructions] == [
        "Қалай толтырылады (қазақша)", "Как заполнять (по-русски)", "How to fill it in (English)",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_template_can_be_read_back(language):
    with translation.override(language):
        book = opened(template_sheet())
    book.worksheets[0].append(["a@example.kz", *["Ә"] * 6, "Мүше"])
    out = io.BytesIO()
    book.save(out)

    read = read_sheet(upload(out.getvalue()))

    assert (len(read.columns), read.unknown) == (12, [])
    assert read.rows[0].cells["office"] == "Мүше"


def test_headings_of_the_tests_are_all_known():
    assert read_sheet(upload(xlsx(ROW))).unknown == []
    assert len(read_sheet(upload(xlsx(ROW))).columns) == len(HEADINGS)
