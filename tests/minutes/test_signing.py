from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from accounts.models import Notification
from bodies.rules.procedure import Procedure
from minutes import actions
from minutes.documents import checking, portal_key
from minutes.documents.checking import judge
from minutes.errors import FileDamaged, IllegalTransition, NotASigner, NotConfirmed
from minutes.models import Decision, Minutes, Signature, in_force
from minutes.states import FileKind, MinutesState
from records import journal
from records.models import StoredFile
from tests.minutes.conftest import NOON, hold, new_body, write_texts

pytestmark = pytest.mark.usefixtures("plain_paper")

LATER = NOON + timedelta(days=2)


def checked(data: bytes) -> list:
    context = ValidationContext(trust_roots=[portal_key.authority()], allow_fetching=False)
    return [
        validate_pdf_signature(one, context)
        for one in PdfFileReader(BytesIO(data)).embedded_signatures
    ]


def sign(minutes: Minutes, by) -> Signature:
    return actions.sign(minutes, by=by, at=LATER, password_confirmed=True)


def test_both_signatures_stand_over_the_same_bytes(signed):
    data = signed.pdf.read()

    assert data.startswith(signed.base_pdf.read())
    verdicts = checked(data)
    assert [(one.intact, one.valid, one.trusted, one.bottom_line) for one in verdicts] == [
        (True, True, True, True), (True, True, True, True),
    ]  # fmt: skip


def test_a_flipped_byte_no_longer_matches(signed):
    data = bytearray(signed.pdf.read())
    data[len(signed.base_pdf.read()) // 2] ^= 1

    assert not any(one.intact for one in checked(bytes(data)))


def test_signing_in_either_order_is_the_same(ready, held):
    sign(ready, held.chair)
    assert ready.state == MinutesState.PARTLY_SIGNED
    sign(ready, held.clerk)

    assert ready.state == MinutesState.SIGNED
    assert ready.signed_at == LATER
    assert all(one.intact for one in checked(ready.pdf.read()))


def test_decisions_are_numbered_and_in_force_only_after_both(ready, held):
    sign(ready, held.chair)
    assert not in_force(held.item)
    assert Decision.objects.count() == 0

    sign(ready, held.clerk)

    assert in_force(held.item)
    assert sorted(one.number for one in Decision.objects.all()) == ["1/2", "1/3"]


def test_members_are_told_once(signed, held):
    told = Notification.objects.filter(kind="minutes_signed")

    assert {one.recipient for one in told} == {member.user for member in held.members}
    assert told.count() == len(held.members)


def test_one_person_signs_once(ready, held):
    sign(ready, held.chair)

    with pytest.raises(NotASigner):
        sign(ready, held.chair)
    assert ready.signatures.count() == 1


def test_a_member_does_not_sign(ready, held):
    with pytest.raises(NotASigner) as refusal:
        sign(ready, held.member)

    assert refusal.value.clause == "21"
    assert (ready.state, ready.signatures.count()) == (MinutesState.READY, 0)


def test_nobody_signs_without_the_password(ready, held):
    with pytest.raises(NotConfirmed):
        actions.sign(ready, by=held.chair, at=LATER, password_confirmed=False)

    assert ready.signatures.count() == 0


def test_nothing_is_signed_twice_or_before_it_is_ready(draft, held):
    with pytest.raises(IllegalTransition):
        sign(draft, held.chair)


def test_signed_minutes_take_no_third_signature(signed, held):
    with pytest.raises(IllegalTransition):
        sign(signed, held.chair)


def test_a_deputy_who_presided_signs_for_the_chair(db):
    held = hold(new_body(), presiding=1)
    minutes = frozen(held)

    with pytest.raises(NotASigner):
        sign(minutes, held.chair)
    signature = sign(minutes, held.deputy)

    assert (signature.role, signature.for_chair) == ("presiding", True)


def test_by_its_own_rules_the_chair_signs_beside_the_deputy(db):
    held = hold(new_body(), presiding=1, procedure=Procedure(signer="both"))
    minutes = frozen(held)

    for person in (held.deputy, held.clerk):
        sign(minutes, person)
    assert minutes.state == MinutesState.PARTLY_SIGNED
    sign(minutes, held.chair)

    assert minutes.state == MinutesState.SIGNED
    assert len(checked(minutes.pdf.read())) == 3


def frozen(held) -> Minutes:
    minutes = actions.draw_up(held.meeting, by=held.clerk, at=NOON)
    write_texts(minutes)
    return actions.submit(minutes, by=held.clerk, at=NOON)


def test_signatures_survive_the_end_of_an_office(ready, held):
    for member in held.members:
        member.ends_on = NOON.date()
        member.save()

    sign(ready, held.clerk)
    sign(ready, held.chair)

    assert ready.state == MinutesState.SIGNED


def test_signatures_and_signed_minutes_refuse_the_database_too(signed):
    for change in (
        lambda: Signature.objects.update(signed_at=NOON),
        lambda: Minutes.objects.update(number_text="5"),
        lambda: Minutes.objects.update(pdf=None),
        lambda: Minutes.objects.update(document={}),
        lambda: Minutes.objects.update(state=MinutesState.DRAFT),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_file_of_a_version_that_was_returned_is_called_withdrawn(ready, held):
    frozen, document = ready.pdf.read(), ready.document_hash
    once = sign(ready, held.chair).pdf.read()
    assert judge(once).kind == FileKind.EARLIER

    actions.return_to_draft(ready, by=held.clerk, at=LATER, reason="Қате")

    assert [judge(data).kind for data in (frozen, once)] == [FileKind.WITHDRAWN] * 2
    assert judge(once).minutes == ready
    assert checking._was_returned(document)


def test_what_is_being_signed_is_kept(ready):
    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.update(document={})


def test_every_act_stands_in_the_journal(signed):
    stream = signed.meeting.stream
    kinds = list(
        journal.JournalEntry.objects.filter(stream=stream)
        .order_by("position")
        .values_list("kind", flat=True)
    )

    assert [kind for kind in kinds if kind.startswith("minutes_")] == [
        "minutes_drawn_up", "minutes_frozen", "minutes_ready", "minutes_signature",
        "minutes_signed",
    ]  # fmt: skip
    assert journal.verify(stream) == []


def test_all_stored_bytes_are_intact(signed):
    assert all(one.is_intact() for one in StoredFile.objects.filter(media_type="application/pdf"))


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"%PDF-1.7 changed"),
                                    lambda path: path.unlink()], ids=["changed", "lost"])  # fmt: skip
def test_nobody_signs_bytes_that_are_not_the_frozen_ones(ready, media, damage):
    damage(media / ready.pdf.content.name)

    with pytest.raises(FileDamaged):
        sign(ready, ready.meeting.secretary)

    ready.refresh_from_db()
    assert (ready.state, ready.signatures.count()) == (MinutesState.READY, 0)


def test_in_production_a_missing_key_is_an_error(tmp_path):
    with (
        override_settings(
            PORTAL_SIGNING_KEY=tmp_path / "none.p12", PORTAL_ADDRESS="https://portal.example.kz",
            DEBUG=False, PORTAL_DEMO=False,
        ),
        pytest.raises(Exception, match="create_signing_key"),
    ):  # fmt: skip
        portal_key.signer()
