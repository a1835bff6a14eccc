"""Files: what is taken in, what is refused and in what words, how they are handed out."""

import hashlib
import io
import zipfile

import pytest
from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import translation

from records.actions import store_bytes, store_file
from records.actions.files import tidy_name
from records.errors import FileRefused
from records.forms import DocumentField
from records.models import StoredFile
from records.responses import file_response
from records.rules import file_types
from records.rules.file_types import DOCX, SCANS, XLSX

pytestmark = pytest.mark.django_db

PDF_BYTES = b"%PDF-1.7\n%%EOF\n"
JPG_BYTES = b"\xff\xd8\xff\xe0 picture"
PNG_BYTES = b"\x89PNG\r\n\x1a\n picture"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def secretary(django_user_model):
    return django_user_model.objects.create(email="clerk@example.kz", family_name_kk="Әбдіқадыр")


def office_document(part: str = DOCX.part, parts: dict[str, bytes] | None = None) -> bytes:
    """A package as Word and Excel write it, with the parts that matter here."""
    types = f'<Types><Override PartName="/main.xml" ContentType="{part}"/></Types>'
    return package({file_types.CONTENT_TYPES: types.encode()} | (parts or {"main.xml": b"<a/>"}))


def package(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return data.getvalue()


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def refusal(name: str, data: bytes, **options: object) -> str:
    with pytest.raises(FileRefused) as refused:
        store_file(upload(name, data), by=None, **options)
    assert not StoredFile.objects.exists()
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("Хаттама.pdf", PDF_BYTES, "application/pdf"),
        ("ХАТТАМА.PDF", PDF_BYTES, "application/pdf"),
        ("хат.docx", office_document(), DOCX.media_type),
        ("кесте.xlsx", office_document(XLSX.part), XLSX.media_type),
        ("сурет.jpg", JPG_BYTES, "image/jpeg"),
        ("сурет.jpeg", JPG_BYTES, "image/jpeg"),
        ("сурет.png", PNG_BYTES, "image/png"),
    ],
)
def test_a_document_is_kept_as_it_is(name, data, media_type, secretary):
    stored = store_file(upload(name, data), by=secretary)

    stored.refresh_from_db()
    assert (stored.name, stored.media_type, stored.size) == (name, media_type, len(data))
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    assert (stored.uploaded_by, stored.read()) == (secretary, data)
    assert stored.is_intact()


def test_the_stored_path_tells_nothing(media):
    stored = store_file(upload("Құпия.pdf", PDF_BYTES), by=None)

    (kept,) = [path for path in media.rglob("*") if path.is_file()]
    assert kept.name == stored.content.name.rsplit("/")[-1]
    assert len(kept.name) == 32
    assert kept.suffix == ""


def test_the_same_bytes_twice_are_two_records():
    first = store_file(upload("a.pdf", PDF_BYTES), by=None)
    second = store_file(upload("a.pdf", PDF_BYTES), by=None)

    assert first.sha256 == second.sha256
    assert first.content.name != second.content.name


def test_changed_bytes_are_noticed(media):
    stored = store_file(upload("a.pdf", PDF_BYTES), by=None)

    (media / stored.content.name).write_bytes(b"%PDF-1.7\n%%EOF!")

    assert not stored.is_intact()


def test_a_stored_file_is_never_deleted():
    stored = store_file(upload("a.pdf", PDF_BYTES), by=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        stored.delete()

    assert StoredFile.objects.filter(name="a.pdf").exists()


def test_an_empty_file_is_refused():
    assert refusal("a.pdf", b"") == "The file is empty."


def test_a_file_that_is_too_large_is_refused_with_both_sizes(settings):
    settings.PORTAL_MAX_UPLOAD_MB = 2
    data = PDF_BYTES.ljust(int(3.41 * 1024 * 1024), b" ")

    assert refusal("a.pdf", data) == "The file is 3.5 MB; at most 2 MB is accepted."


def test_the_size_is_told_as_the_language_writes_it(settings):
    settings.PORTAL_MAX_UPLOAD_MB = 1

    with translation.override("kk"):
        assert "1,1" in refusal("a.pdf", PDF_BYTES.ljust(1024 * 1024 + 1))


def test_a_file_of_exactly_the_limit_is_accepted(settings):
    settings.PORTAL_MAX_UPLOAD_MB = 1

    assert store_file(upload("a.pdf", PDF_BYTES.ljust(1024 * 1024)), by=None).size == 1024 * 1024


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.exe", "EXE files are not accepted; accepted: PDF, DOCX, XLSX, JPG, PNG."),
        ("a.pdf.svg", "SVG files are not accepted; accepted: PDF, DOCX, XLSX, JPG, PNG."),
        (
            "pdf",
            "The file's name does not tell its type; accepted: PDF, DOCX, XLSX, JPG, PNG.",
        ),
    ],
)
def test_a_file_of_another_type_is_refused(name, message):
    assert refusal(name, PDF_BYTES) == message


def test_a_scan_is_a_pdf_or_a_picture():
    message = refusal("хат.docx", office_document(), allowed=SCANS)

    assert message == "DOCX files are not accepted; accepted: PDF, JPG, PNG."


ENCRYPTED_FLAG = 6


def damaged() -> bytes:
    data = bytearray(office_document(parts={"main.xml": b"<document/>" * 50}))
    start = data.index(b"main.xml") + len("main.xml")
    data[start + 4] ^= 0xFF
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(office_document())
    data[ENCRYPTED_FLAG] |= 1
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "data", "claimed"),
    [
        ("a.pdf", b"<html><script>alert(1)</script>", "PDF"),
        ("a.pdf", b" %PDF-1.7", "PDF"),
        ("a.pdf", b"MZ\x90", "PDF"),
        ("a.jpg", PNG_BYTES, "JPG"),
        ("a.png", JPG_BYTES, "PNG"),
        ("a.docx", PDF_BYTES, "DOCX"),
        ("a.docx", b"PK\x03\x04 and no more", "DOCX"),
        ("a.docx", package({"main.xml": b"<a/>"}), "DOCX"),
        ("a.docx", office_document(XLSX.part), "DOCX"),
        ("a.xlsx", office_document(DOCX.part), "XLSX"),
        (
            "a.docx",
            office_document("application/vnd.ms-word.document.macroEnabled.main+xml"),
            "DOCX",
        ),
        ("a.docx", damaged(), "DOCX"),
        ("a.docx", encrypted(), "DOCX"),
        ("a.docx", office_document()[:-30], "DOCX"),
    ],
)
def test_a_file_that_lies_about_its_type_is_refused(name, data, claimed):
    assert refusal(name, data) == (
        f"The file's content is not {claimed} although its name says so."
    )


def test_a_zip_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(file_types, "MOST_UNPACKED", 1024 * 1024)
    bomb = office_document(parts={"main.xml": b" " * (1024 * 1024 + 1)})

    assert refusal("a.docx", bomb) == ("The file unpacks to more than 1 MB, which is not accepted.")


def test_an_endless_list_of_content_types_is_refused(monkeypatch):
    monkeypatch.setattr(file_types, "LARGEST_CONTENT_TYPES", 10)

    assert "unpacks to more than" in refusal("a.docx", office_document())


def test_a_file_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(file_types, "MOST_PARTS", 3)
    crowd = office_document(parts={f"{number}.xml": b"<a/>" for number in range(3)})

    assert refusal("a.docx", crowd) == (
        "The file consists of more than 3 parts, which is not accepted."
    )


def test_what_the_portal_made_is_kept_under_its_name(secretary):
    stored = store_bytes(PDF_BYTES, name="Хаттама № 4.pdf", media_type="application/pdf", by=None)

    assert (stored.name, stored.uploaded_by, stored.read()) == ("Хаттама № 4.pdf", None, PDF_BYTES)
    with pytest.raises(FileRefused):
        store_bytes(b"", name="a.pdf", media_type="application/pdf", by=secretary)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\docs\\хат.pdf", "хат.pdf"),
        ("../../etc/хат.pdf", "хат.pdf"),
        ("хат\r\n\u202efdp.pdf", "хатfdp.pdf"),
        ("И\u0306од.pdf", "Йод.pdf"),
        ("ұ" * 300 + ".pdf", "ұ" * 251 + ".pdf"),
    ],
)
def test_names_are_tidied(given, kept):
    assert tidy_name(given) == kept


def test_a_file_is_handed_out_under_its_kazakh_name():
    stored = store_bytes(PDF_BYTES, name="Құрам.pdf", media_type="application/pdf", by=None)

    response = file_response(stored)

    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D2%9A%D2%B1%D1%80%D0%B0%D0%BC.pdf"
    )
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(PDF_BYTES))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert b"".join(response.streaming_content) == PDF_BYTES
    response.close()


@pytest.mark.parametrize(
    ("media_type", "disposition"),
    [("application/pdf", "inline"), (DOCX.media_type, "attachment"), ("text/html", "attachment")],
)
def test_only_pdf_and_pictures_are_shown_in_the_browser(media_type, disposition):
    stored = store_bytes(PDF_BYTES, name="a", media_type=media_type, by=None)

    response = file_response(stored, inline=True)

    assert response["Content-Disposition"].split(";")[0] == disposition
    response.close()


class ScanForm(forms.Form):
    scan = DocumentField(allowed=SCANS)
    paper = DocumentField(required=False)


def test_a_form_shows_the_refusal_on_its_field():
    form = ScanForm({}, {"scan": upload("a.pdf", b"MZ"), "paper": upload("b.pdf", b"")})

    assert form.errors == {
        "scan": ["The file's content is not PDF although its name says so."],
        "paper": ["The file is empty."],
    }


def test_a_form_hands_over_an_upload_that_can_be_stored():
    form = ScanForm({}, {"scan": upload("a.pdf", PDF_BYTES)})

    assert form.is_valid()
    assert store_file(form.cleaned_data["scan"], by=None, allowed=SCANS).read() == PDF_BYTES
    assert form.cleaned_data["paper"] is None


def test_a_form_still_asks_for_a_required_file():
    assert ScanForm({}, {}).errors == {"scan": ["This field is required."]}


def test_a_form_offers_only_what_is_accepted():
    field = ScanForm()["scan"]

    assert 'accept=".pdf,.jpg,.jpeg,.png"' in str(field)
    assert str(field.help_text) == "PDF, JPG, PNG, at most 20 MB"


def test_content_without_a_name_is_refused():
    with pytest.raises(FileRefused, match="does not tell its type"):
        store_file(ContentFile(PDF_BYTES), by=None)
