"""Files that are not what they say, or too much of it: refused with the numbers, nothing kept."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from records.models import StoredFile
from records.rules.file_types import CONTENT_TYPES, DOCX, MEGABYTE
from tests.access.place import PDF
from tests.hostile.acts import ACTS
from tests.hostile.hall import changed, everything, undone

pytestmark = pytest.mark.django_db

MATERIAL = next(act for act in ACTS if act.route == "meetings:material_add")
PAPER = next(act for act in ACTS if act.route == "meetings:written_ballot_enter")


def docx(*parts: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(CONTENT_TYPES, f'<Override ContentType="{DOCX.part}"/>')
        for name, data in parts:
            package.writestr(name, data)
    return packed.getvalue()


def bomb() -> bytes:
    """201 MB of nothing in a few hundred kilobytes."""
    return docx(*((f"word/{n}.xml", bytes(67 * MEGABYTE)) for n in range(3)))


REFUSED = {
    "empty": ("a.pdf", lambda: b"", "Файл бос."),
    "too large": ("a.pdf", lambda: PDF + bytes(21 * MEGABYTE), "21,1 МБ"),
    "a program named PDF": ("a.pdf", lambda: b"MZ\x90\0" + bytes(100), "PDF"),
    "a PDF named DOCX": ("a.docx", lambda: PDF, "DOCX"),
    "a program": ("a.exe", lambda: b"MZ", "EXE"),
    "a page": ("a.html", lambda: b"<script>alert(1)</script>", "HTML"),
    "a picture with a script": ("a.svg", lambda: b"<svg onload=alert(1)>", "SVG"),
    "without an ending": ("a", lambda: PDF, "PDF"),
    "two endings": ("a.pdf.exe", lambda: PDF, "EXE"),
    "a packed bomb": ("a.docx", bomb, "200 МБ"),
    "a broken package": ("a.docx", lambda: b"PK\x03\x04" + bytes(50), "DOCX"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_is_refused_with_what_it_is_and_what_may_be(visitor, name):
    called, content, says = REFUSED[name]
    before = everything()

    answer = visitor.do(
        MATERIAL, {"title": "Терілген", "upload": SimpleUploadedFile(called, content())}
    )

    (error,) = answer.context["form"].errors["upload"]
    assert answer.status_code == 200
    assert says in error
    assert answer.context["form"]["title"].value() == "Терілген"
    assert changed(before) == []


def test_a_scan_is_a_pdf_or_a_picture_and_the_answers_stay(visitor):
    before = everything()
    fields = PAPER.fields(visitor.hall.own)
    fields["scan"] = SimpleUploadedFile("a.docx", docx(("word/document.xml", b"<w/>")))

    answer = visitor.do(PAPER, fields)

    form = answer.context["form"]
    assert "PDF, JPG, PNG" in form.errors["scan"][0]
    assert str(form["membership"].value()) == str(fields["membership"])
    assert [field.value() for _vote, field in form.rows] == ["for"]
    assert changed(before) == []


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Әлия\\Қорытынды №5.pdf", "Қорытынды №5.pdf"),
        ("бір\r\nSet-Cookie: a=b.pdf", ""),
        ('"><script>alert(1)<／script>.pdf', "script"),
        ("Ә" * 400 + ".PDF", ".PDF"),
        ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
    ],
    ids=["path", "Kazakh", "newline", "script", "long", "right to left"],
)
def test_a_files_name_leads_nowhere(visitor, sent, kept):
    with undone():
        upload = SimpleUploadedFile("x.pdf", PDF)
        upload._name = sent  # the client's words, whatever Django's own class makes of them
        answer = visitor.do(MATERIAL, {"title": "", "upload": upload})

        if "\n" in sent:  # the name ends at the break, and so without telling a type
            assert "upload" in answer.context["form"].errors
            return
        assert answer.status_code == 302
        stored = StoredFile.objects.latest("pk")
        assert kept in stored.name
        assert len(stored.name) <= 255
        assert "/" not in stored.name
        assert "\\" not in stored.name
        page = visitor.client.get(answer["Location"]).content.decode()
        assert "<script>alert" not in page
