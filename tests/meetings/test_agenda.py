"""The order of the agenda, its fingerprint, and what an item must have."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.errors import NotPermitted
from bodies.models import Office
from meetings import actions
from meetings.documents.texts import item_text_hash
from meetings.errors import AgendaClosed, ItemRefused
from meetings.models import Meeting
from meetings.states import MeetingState
from records.errors import FileRefused
from records.models import JournalEntry, StoredFile
from tests import factories as f
from tests.meetings.agendas import consent, function, in_consent, item, seats

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def body():
    return f.association(6)


@pytest.fixture
def clerk(body):
    return f.officer(body, Office.SECRETARY).user


def titles(meeting):
    return list(meeting.items.on_agenda().in_order().values_list("position", "title_kk"))


def pdf(name="жоспар.pdf"):
    return SimpleUploadedFile(name, PDF)


def attach(one, by, upload=None):
    return actions.add_material(
        one, by=by, at=timezone.now(), title="Жоспар", upload=upload or pdf()
    )


def test_items_are_numbered_in_the_order_they_are_added(body, clerk):
    meeting = f.meeting(body)

    for title in ("А", "Ә", "Б"):
        actions.add_item(meeting, by=clerk, at=timezone.now(), title_kk=title, function=function())

    assert titles(meeting) == [(1, "А"), (2, "Ә"), (3, "Б")]


@pytest.mark.parametrize(("index", "up", "order"), [
    (0, False, "ӘАБ"), (2, True, "АБӘ"), (0, True, "АӘБ"), (2, False, "АӘБ"),
])  # fmt: skip
def test_an_item_changes_places_with_its_neighbour(body, clerk, index, up, order):
    meeting = f.meeting(body)
    items = [item(meeting, title) for title in "АӘБ"]

    actions.move_item(items[index], by=clerk, at=timezone.now(), up=up)

    assert titles(meeting) == list(enumerate(order, start=1))


def test_removing_closes_the_gap(body, clerk):
    meeting = f.meeting(body)
    items = [item(meeting, title) for title in "АӘБ"]

    actions.remove_item(items[0], by=clerk, at=timezone.now())

    assert titles(meeting) == [(1, "Ә"), (2, "Б")]


@pytest.mark.parametrize("fields", [
    {"title_kk": " "}, {"title_kk": "", "title_ru": "О плане"}, {"function": None},
])  # fmt: skip
def test_an_item_on_the_agenda_has_a_kazakh_title_and_a_function(body, clerk, fields):
    meeting = f.meeting(body)
    given = {"title_kk": "Жоспар", "function": function()} | fields

    with pytest.raises(ItemRefused):
        actions.add_item(meeting, by=clerk, at=timezone.now(), **given)

    assert (meeting.items.count(), JournalEntry.objects.count()) == (0, 0)


def test_history_may_lack_functions(body, clerk):
    meeting = f.meeting(body, retrospective=True)

    actions.add_item(meeting, by=clerk, at=timezone.now(), title_kk="Ескі мәселе")

    assert titles(meeting) == [(1, "Ескі мәселе")]


@pytest.mark.parametrize("office", ["chair", "deputy_chair", "member"])
def test_only_the_secretary_composes_the_agenda(body, office):
    meeting = f.meeting(body)
    one = item(meeting)
    by = f.ordinary(body)[0].user if office == "member" else f.officer(body, office).user
    now = timezone.now()

    for act in (
        lambda: actions.add_item(meeting, by=by, at=now, title_kk="А", function=function()),
        lambda: actions.edit_item(one, by=by, at=now, title_kk="Б"),
        lambda: actions.move_item(one, by=by, at=now, up=True),
        lambda: actions.remove_item(one, by=by, at=now),
        lambda: actions.send_for_consent(meeting, by=by, at=now),
        lambda: attach(one, by),
    ):
        with pytest.raises(NotPermitted):
            act()

    one.refresh_from_db()
    assert (one.title_kk, meeting.items.count(), StoredFile.objects.count()) == (
        "Оқулықты ұсыну туралы", 1, 0
    )  # fmt: skip


def test_each_act_adds_one_journal_entry(body, clerk):
    meeting = f.meeting(body)
    now = timezone.now()

    one = actions.add_item(meeting, by=clerk, at=now, title_kk="А", function=function())
    actions.edit_item(one, by=clerk, at=now, title_kk="Ә")
    attach(one, clerk)
    actions.remove_material(one.materials.get(), by=clerk, at=now)
    actions.remove_item(one, by=clerk, at=now)

    kinds = JournalEntry.objects.filter(stream=body.stream).order_by("position")
    assert list(kinds.values_list("kind", flat=True)) == [
        "item_added", "item_edited", "material_added", "material_removed", "item_removed",
    ]  # fmt: skip


# Materials and the fingerprint


def test_a_material_does_not_void_consents(body, clerk):
    meeting = in_consent(body)
    consent(meeting, seats(body)[:3])

    attach(meeting.items.get(), clerk)

    assert actions.consent_on(meeting, timezone.localdate()).consents == 3


def test_a_refused_file_leaves_nothing_behind(body, clerk):
    one = item(f.meeting(body))

    with pytest.raises(FileRefused):
        attach(one, clerk, SimpleUploadedFile("план.pdf", b"MZ"))

    assert (one.materials.count(), StoredFile.objects.count()) == (0, 0)
    assert not JournalEntry.objects.exists()


def test_after_approval_materials_do_not_change(body, clerk):
    meeting = in_consent(body)
    one = meeting.items.get()
    material = attach(one, clerk)
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.APPROVED, agenda_approved_at=timezone.now()
    )

    with pytest.raises(AgendaClosed):
        attach(one, clerk)
    with pytest.raises(AgendaClosed):
        actions.remove_material(material, by=clerk, at=timezone.now())

    assert list(one.materials.all()) == [material]


@pytest.mark.parametrize("field", [
    "title_kk", "title_ru", "title_en", "resolution_kk", "resolution_ru", "resolution_en",
])  # fmt: skip
def test_every_wording_is_part_of_the_fingerprint(body, field):
    one = item(f.meeting(body))
    before = item_text_hash(one)

    setattr(one, field, "Өзгерген")

    assert item_text_hash(one) != before


def test_files_are_part_of_the_fingerprint_and_who_speaks_is_not(body, clerk):
    one = item(f.meeting(body))
    before = item_text_hash(one)

    one.speaker = "Басқа"
    same = item_text_hash(one)
    attach(one, clerk)

    assert (same, item_text_hash(one) == before) == (before, False)
