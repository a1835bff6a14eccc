"""The ways of signing beside the portal's own: on paper, with trusted time, with ЭЦҚ."""

import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.db import IntegrityError, transaction
from django.urls import reverse
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from accounts.models import Notification
from bodies.offices import Verb
from minutes import actions
from minutes.documents import evidence, fields, portal_key
from minutes.documents.fields import Stamp
from minutes.errors import NotRecorded, QualifiedRefused, ServiceSilent
from minutes.models import Minutes, Signature
from minutes.states import MinutesState, SignMethod
from records import journal
from records.actions import store_bytes
from tests import factories
from tests.minutes import standins
from tests.minutes.conftest import NOON

pytestmark = pytest.mark.usefixtures("plain_paper")

LATER = NOON + timedelta(days=2)
DAY = LATER.date()
NAME = "ТҰРСЫНОВ ДАРХАН"


def by_rule(minutes: Minutes, way: str) -> Minutes:
    """The rules of procedure the meeting opened under say so."""
    minutes.meeting.procedure_frozen |= {"sign_method": way}
    minutes.meeting.save()
    return minutes


@pytest.fixture
def on_paper(ready) -> Minutes:
    return by_rule(ready, "scan")


@pytest.fixture
def scan(db):
    return store_bytes(b"%PDF-1.7 scan", name="scan.pdf", media_type="application/pdf", by=None)


@pytest.fixture
def substitute(held):
    """A member who keeps the records by a named permission."""
    person = held.member
    factories.granted(Verb.DRAW_UP_MINUTES, held.meeting.body, person)
    return person


def record(minutes, signer, by, scan, on=DAY):
    return actions.record_paper_signature(
        minutes, signer=signer, signed_on=on, scan=scan, by=by, at=LATER
    )


def sign(minutes, by):
    return actions.sign(minutes, by=by, at=LATER, password_confirmed=True)


def kept(minutes) -> tuple[str, int]:
    minutes.refresh_from_db()
    return minutes.state, minutes.signatures.count()


def last_entry(minutes):
    stream = minutes.meeting.stream
    return journal.JournalEntry.objects.filter(stream=stream).latest("position").payload


# On paper


def test_a_signature_on_paper_is_named_as_exactly_that(on_paper, held, scan, client):
    signature = record(on_paper, held.clerk, held.clerk, scan)
    assert kept(on_paper) == (MinutesState.PARTLY_SIGNED, 1)
    assert last_entry(on_paper)["scan"] == scan.sha256
    told = Notification.objects.get(kind="paper_signature_recorded")
    assert told.recipient == held.clerk

    sign(on_paper, held.chair)

    assert kept(on_paper) == (MinutesState.SIGNED, 2)
    assert (signature.method, signature.scan, signature.signed_on) == (
        SignMethod.ON_PAPER, scan, LATER.date(),
    )  # fmt: skip
    public = client.get(f"/verify/{on_paper.document_hash[:16]}/").content.decode()
    assert "Қағазда қол қойылды, скан тіркелген · 2026 жылғы 2 желтоқсан" in public
    assert "Жүйеде қол қойылды" in public
    client.force_login(held.member)
    assert "Қағазда қол қойылды" in client.get(on_paper.get_absolute_url()).content.decode()
    file = client.get(reverse("minutes:signature_scan", args=[signature.pk]))
    assert b"".join(file) == scan.read()


@pytest.mark.parametrize(
    ("on", "refusal"),
    [(NOON.date() - timedelta(days=1), NotRecorded), (LATER.date() + timedelta(days=1), NotRecorded)],
)  # fmt: skip
def test_a_day_on_which_nobody_can_have_signed_is_refused(on_paper, held, scan, on, refusal):
    with pytest.raises(refusal):
        record(on_paper, held.clerk, held.clerk, scan, on)

    assert kept(on_paper) == (MinutesState.READY, 0)


def test_without_a_scan_nothing_is_recorded(on_paper, held):
    with pytest.raises(NotRecorded):
        record(on_paper, held.clerk, held.clerk, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(
            minutes=on_paper, version=1, role="secretary", signer=held.clerk, method="on_paper",
            membership=held.members[2], signed_at=LATER, document_hash="0" * 64,
            pdf=on_paper.pdf,
        )  # fmt: skip

    assert kept(on_paper) == (MinutesState.READY, 0)


# Trusted time


def test_a_signature_with_trusted_time_carries_its_token(ready, held, settings):
    with standins.serving(standins.Time()) as address:
        settings.PORTAL_TSA = address
        first = sign(ready, held.clerk)
        second = sign(ready, held.chair)

    assert (first.stamped_at, second.stamped_at) == (NOON, NOON)
    roots = [portal_key.authority(), standins.plain(standins.root())]
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=NOON)
    stamps = []
    for one in PdfFileReader(BytesIO(second.pdf.read())).embedded_signatures:
        status = validate_pdf_signature(one, context, ts_validation_context=context, skip_diff=True)
        stamps.append((status.intact, status.timestamp_validity.valid,
                       status.timestamp_validity.trusted, status.timestamp_validity.timestamp))  # fmt: skip
    assert stamps == [(True, True, True, NOON)] * 2


def test_where_the_time_service_is_silent_nothing_is_signed(ready, held, settings):
    settings.PORTAL_TSA = "http://127.0.0.1:9"

    with pytest.raises(ServiceSilent):
        sign(ready, held.clerk)

    assert kept(ready) == (MinutesState.READY, 0)


# ЭЦҚ


@pytest.fixture
def checker(settings):
    service = standins.Checker()
    with standins.serving(service) as address:
        settings.PORTAL_NCANODE = address
        yield service


def seal(minutes, **given) -> str:
    owner = standins.certificate(NAME, **given)
    return standins.sealed(minutes.base_pdf.read(), owner, NAME)


def sign_qualified(minutes, by, cms):
    return actions.sign_qualified(minutes, cms, by=by, at=LATER, password_confirmed=True)


def test_a_personal_signature_is_checked_kept_and_only_then_called_so(ready, held, checker, client):
    standins_cms = seal(ready, patronymic="БАҚЫТҰЛЫ")
    signature = sign_qualified(ready, held.chair, standins_cms)
    sign(ready, held.clerk)

    assert kept(ready) == (MinutesState.SIGNED, 2)
    assert signature.method == SignMethod.QUALIFIED
    assert signature.owner == "ТҰРСЫНОВ ДАРХАН БАҚЫТҰЛЫ"
    assert b'"by": "OCSP"' in signature.checked.read()
    assert checker.asked[0]["revocationCheck"] == ["OCSP"]
    answer = client.get(f"/verify/{ready.document_hash[:16]}/").content.decode()
    assert answer.count("Жеке ЭЦҚ қойылды") == 1
    assert openssl_accepts(signature.cms.read(), ready.base_pdf.read())
    taken = evidence.files(held.meeting, whole=False)
    packed = {name.partition(".")[0]: data for name, data in taken.items()}
    assert packed["signature-presiding-cms"] == signature.cms.read()
    assert packed["signature-presiding-checked"] == signature.checked.read()


def openssl_accepts(cms: bytes, data: bytes) -> bool:
    """An independent validator, which knows nothing of the portal."""
    with TemporaryDirectory() as folder:
        paths = {name: Path(folder) / name for name in ("cms", "data", "root")}
        paths["cms"].write_bytes(cms)
        paths["data"].write_bytes(data)
        paths["root"].write_bytes(standins.root().public_bytes(Encoding.PEM))
        done = subprocess.run(
            ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", paths["cms"],
             "-content", paths["data"], "-CAfile", paths["root"], "-purpose", "any",
             "-attime", str(int(NOON.timestamp())), "-out", "/dev/null"],
            capture_output=True, check=False,
        )  # fmt: skip
    return done.returncode == 0


def test_every_flaw_of_a_personal_signature_is_refused(ready, held, checker):
    other = standins.certificate("ҚЫДЫРӘЛІ ҒАЛЫМ")
    own = standins.certificate(NAME)
    standins.root("stranger")
    flaws = {
        "нысан": "AAAA",
        "not base64": "<xml/>",
        "another text": standins.sealed(b"another text", own, NAME),
        "somebody else": standins.sealed(ready.base_pdf.read(), other, "ҚЫДЫРӘЛІ ҒАЛЫМ"),
        "authority": seal(ready, by="stranger"),
        "out of date": seal(ready, until=LATER - timedelta(hours=1)),
        "for entering": seal(ready, usage="AUTH"),
        "another patronymic": seal(ready, patronymic="САМАТҰЛЫ"),
    }
    revoked = standins.certificate(NAME)
    checker.revoked.add(revoked.serial_number)
    flaws["revoked"] = standins.sealed(ready.base_pdf.read(), revoked, NAME)

    said = set()
    for what, cms in flaws.items():
        with pytest.raises(QualifiedRefused) as refusal:
            sign_qualified(ready, held.chair, cms)
        said.add(str(refusal.value))
        assert kept(ready) == (MinutesState.READY, 0), what

    assert len(said) >= 6


def test_a_silent_or_absent_checking_service_signs_nothing(ready, held, settings):
    with pytest.raises(QualifiedRefused):
        sign_qualified(ready, held.chair, seal(ready))
    settings.PORTAL_NCANODE = "http://127.0.0.1:9"
    with pytest.raises(ServiceSilent):
        sign_qualified(ready, held.chair, seal(ready))

    assert kept(ready) == (MinutesState.READY, 0)


def test_the_page_speaks_to_the_signers_machine_only_where_it_is_switched_on(
    ready, held, client, settings
):
    client.force_login(held.chair)
    page = client.get(reverse("minutes:minutes_sign", args=[ready.pk]))
    assert "13579" not in page["Content-Security-Policy"] + page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert f"/minutes/{ready.pk}/pdf/newest/?inline" in page.content.decode()
    file = client.get(reverse("minutes:minutes_pdf", args=[ready.pk, "newest"]) + "?inline")
    assert file["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in file["Content-Security-Policy"]
    file.getvalue()  # to its end: a file is closed by being read

    settings.PORTAL_NCANODE = "http://127.0.0.1:9"
    page = client.get(reverse("minutes:minutes_sign", args=[ready.pk]))

    assert "connect-src 'self' wss://127.0.0.1:13579" in page["Content-Security-Policy"]
    assert "js/ncalayer" in page.content.decode()


@pytest.mark.parametrize(
    ("how", "said"),
    [("signed", "Жүйеде қол қойылды"), ("signed_on_paper", "Қағазда қол қойылды, скан тіркелген"),
     ("signed_qualified", "ЭЦҚ қойылды, тексерілген")],
)  # fmt: skip
def test_the_stamp_names_the_way(monkeypatch, how, said):
    monkeypatch.undo()
    stamp = Stamp(
        field="chair", name="Д.Б. Тұрсынов", role="Төраға", at=LATER, fingerprint="a" * 64, how=how,
        on=LATER.date() if how == "signed_on_paper" else None, note="енгізген А.Б. Оразбаева",
        trusted=True,
    )  # fmt: skip

    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=fields._drawn(stamp), capture_output=True,
        check=True,
    ).stdout.decode()  # fmt: skip

    assert said in text
    assert ("ЭЦҚ" in text) == (how == "signed_qualified")
    assert "уақыт белгісі" in text
    assert "02.12.2026" in text
