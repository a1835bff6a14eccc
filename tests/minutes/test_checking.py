"""What becomes of a signed file is told apart and named; an independent reader agrees."""

import json
import subprocess
from io import BytesIO

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import translation
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader, PdfWriter

from minutes import actions
from minutes.documents import pdf, portal_key
from minutes.documents.checking import judge
from minutes.documents.model import Document
from minutes.models import Minutes
from minutes.states import FileKind
from tests.minutes.conftest import NOON, hold, new_body, write_texts

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def files(django_db_setup, django_db_blocker, tmp_path_factory):
    """Minutes printed and signed once: the bytes as frozen, with one signature, with both."""
    folder = tmp_path_factory.mktemp("signed")
    key = tmp_path_factory.getbasetemp() / "keys" / "portal.p12"
    given = {"MEDIA_ROOT": folder, "PORTAL_SIGNING_KEY": key, "PORTAL_SIGNING_PASSPHRASE": ""}
    with django_db_blocker.unblock(), override_settings(**given), transaction.atomic():
        held = hold(new_body())
        minutes = actions.draw_up(held.meeting, by=held.clerk, at=NOON)
        write_texts(minutes)
        minutes = actions.submit(minutes, by=held.clerk, at=NOON)
        stages = [minutes.pdf.read()]
        for person in (held.clerk, held.chair):
            actions.sign(minutes, by=person, at=NOON, password_confirmed=True)
            stages.append(minutes.pdf.read())
        yield stages
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def media() -> None:
    """The files of the one world lie in its own folder."""


def validated(data: bytes) -> dict:
    """What pyHanko says of every signature, by its field."""
    context = ValidationContext(trust_roots=[portal_key.authority()], allow_fetching=False)
    return {
        one.field_name: validate_pdf_signature(one, context, skip_diff=True)
        for one in PdfFileReader(BytesIO(data)).embedded_signatures
    }


def pdfsig(data: bytes, tmp_path) -> str:
    """What poppler says of every signature; "" where it finds none."""
    path = tmp_path / "held.pdf"
    path.write_bytes(data)
    done = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, check=False)
    return done.stdout.decode()


def with_signature(data: bytes, field: str) -> bytes:
    """Signed once more by whoever holds a key, in a field of their own."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    signer = PdfSigner(
        PdfSignatureMetadata(field_name=field), portal_key.signer(),
        new_field_spec=SigFieldSpec(field, on_page=0),
    )  # fmt: skip
    return signer.sign_pdf(writer).getvalue()


def appended(data: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(data))
    writer.root["/Lang"] = writer.root.raw_get("/Lang")
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def swapped(data: bytes) -> bytes:
    """The second page in the place of the first, data and all else kept."""
    writer = PdfWriter(clone_from=BytesIO(data))
    pages = writer.root_object["/Pages"]["/Kids"]
    pages[0], pages[1] = pages[1], pages[0]
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def flipped(data: bytes, place: int) -> bytes:
    changed = bytearray(data)
    changed[place] ^= 1
    return bytes(changed)


def told(data: bytes):
    verdict = judge(data)
    return verdict.kind, verdict.signatures, verdict.minutes == Minutes.objects.get()


def test_the_signed_file_and_its_earlier_states_are_known(files, tmp_path):
    frozen, once, signed = files

    assert told(signed) == (FileKind.SIGNED, 2, True)
    assert told(once) == (FileKind.EARLIER, 1, True)
    assert told(frozen) == (FileKind.EARLIER, 0, True)
    for found in (seen := validated(signed)).values():
        assert (found.intact, found.valid, found.trusted) == (True, True, True)
    assert set(seen) == {"presiding", "secretary"}
    poppler = pdfsig(signed, tmp_path)
    assert poppler.count("Signature is Valid.") == 2
    assert "Total document signed" in poppler


def test_one_flipped_byte_is_found_wherever_it_lies(files, tmp_path):
    frozen, _once, signed = files

    for place in (len(frozen) // 2, len(frozen) - 10, len(signed) - 200, 0):
        verdict = judge(flipped(signed, place))
        assert (verdict.kind, verdict.bytes_changed) == (FileKind.CHANGED, 1)
    within = flipped(signed, len(frozen) // 2)
    assert not any(found.intact for found in validated(within).values())
    assert pdfsig(within, tmp_path).count("Digest Mismatch") == 2


def test_other_pages_are_named_by_number(files):
    verdict = judge(swapped(files[2]))

    assert (verdict.kind, verdict.pages[:2]) == (FileKind.PAGES, (1, 2))
    assert verdict.minutes == Minutes.objects.get()


def test_a_copy_rendered_again_is_not_the_signed_file(files):
    document = Document.from_dict(Minutes.objects.get().document)

    again = pdf.render(document)

    attached = PdfReader(BytesIO(again)).attachments["document.json"][0]
    assert Document.from_dict(json.loads(attached)).fingerprint() == document.fingerprint()
    assert told(again) == (FileKind.RERENDERED, 0, True)


def test_a_third_signature_and_any_other_addition_are_told_apart(files):
    _frozen, once, signed = files

    assert told(with_signature(signed, "third")) == (FileKind.ADDED_SIGNATURE, 2, True)
    assert told(with_signature(once, "third")) == (FileKind.ADDED_SIGNATURE, 1, True)
    assert told(appended(signed)) == (FileKind.ADDED, 2, True)
    assert told(signed + b"\n") == (FileKind.ADDED, 2, True)
    assert told(signed[:-300]) == (FileKind.CUT, 0, True)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x00" * 9000, b"hattama.docx"])
def test_a_foreign_file_is_called_one(files, data):
    verdict = judge(data)

    assert (verdict.kind, verdict.minutes, verdict.genuine) == (FileKind.FOREIGN, None, False)


def test_every_kind_is_worded_in_three_languages():
    for kind in FileKind:
        worded = []
        for language in ("kk", "ru", "en"):
            with translation.override(language):
                worded.append((str(kind.label), str(kind.explanation)))
        assert len(set(worded)) == 3
