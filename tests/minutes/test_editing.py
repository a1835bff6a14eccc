import random

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minutes import actions
from minutes.models import FrozenVersion, ItemText
from minutes.rules.differences import differences
from minutes.states import MinutesState
from tests.minutes.conftest import NOON, new_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_paper")]


def address(name, minutes, *args):
    return reverse(f"minutes:{name}", args=[minutes.pk, *args])


def words(edition, **texts):
    return {"heard_ru": "", "spoke_kk": "", "spoke_ru": "", "edition": edition} | texts


def test_what_is_typed_is_saved_by_itself_and_a_stale_text_loses_nothing(client, draft, held):
    client.force_login(held.clerk)
    send = address("minutes_autosave", draft, held.item.pk)
    rows = ItemText.history.filter(minutes=draft.pk).count()

    first = client.post(send, words(1, heard_kk="Бірінші"))
    again = client.post(send, words(1, heard_kk="Бірінші"))
    other_editor = client.post(send, words(1, heard_kk="Екінші <b>"))
    own = client.post(send, words(2, heard_kk="Бірінші, толық"))

    assert (first.status_code, first.json()["edition"]) == (200, 2)
    assert ":" in first.json()["saved"]
    assert (again.status_code, again.json()["edition"]) == (200, 2)  # the same text is no edition
    assert (other_editor.status_code, other_editor.json()["edition"]) == (409, 2)
    assert "Бірінші" in other_editor.json()["newer"]
    assert other_editor.json()["refused"]
    assert (own.status_code, own.json()["edition"]) == (200, 3)
    assert draft.texts.get(item=held.item).heard_kk == "Бірінші, толық"
    assert ItemText.history.filter(minutes=draft.pk).count() == rows + 2


def test_what_cannot_be_saved_says_so_and_changes_nothing(client, draft, held):
    client.force_login(held.clerk)
    send = address("minutes_autosave", draft, held.item.pk)
    before = draft.texts.get(item=held.item).heard_kk

    for wrong in (
        {"heard_kk": "Ә" * 20_001, "edition": 1},
        {"heard_kk": "Ә", "edition": "көп"},
        {},
    ):
        answer = client.post(send, wrong)
        assert (answer.status_code, bool(answer.json()["refused"])) == (422, True)
    actions.submit(draft, by=held.clerk, at=NOON)
    frozen = client.post(send, words(1, heard_kk="Кеш"))

    assert frozen.status_code == 422
    assert draft.texts.get(item=held.item).heard_kk == before
    assert client.get(send).status_code == 405


def test_every_item_is_reached_from_the_editor_and_results_are_no_fields(client, draft, held):
    client.force_login(held.clerk)
    page = client.get(address("minutes_edit", draft, held.item.pk))
    shown = page.content.decode()

    for item in held.meeting.items.all():
        assert address("minutes_edit", draft, item.pk) in shown
    assert 'rel="prev"' in shown
    assert 'rel="next"' in shown
    assert set(page.context["form"].fields) == {
        "heard_kk", "spoke_kk", "heard_ru", "spoke_ru", "edition",
    }  # fmt: skip
    assert "ДАУЫС БЕРУ" in shown.upper()
    assert "Шешім қабылданды" in shown

    after = client.post(
        address("minutes_edit", draft, held.item.pk),
        words(1, heard_kk="Жаңа", next="1", outcome="rejected", resolution_kk="Басқа", vote="for"),
    )

    last = held.meeting.items.get(position=3)
    assert after.url == address("minutes_edit", draft, last.pk)
    held.item.vote.refresh_from_db()
    assert held.item.vote.outcome == "adopted"
    assert held.item.resolution_kk.startswith("1.")


def test_the_editor_takes_the_same_queries_for_three_items_and_for_nine(client, draft, held):
    client.force_login(held.clerk)
    page, changes = address("minutes_edit", draft, held.item.pk), address("minutes_changes", draft)
    client.get(page)
    with CaptureQueriesContext(connection) as three:
        client.get(page)
        client.get(changes)
    for position in range(4, 10):
        item = new_item(held.meeting, position, f"{position}-мәселе", votable=False, state="noted")
        draft.texts.create(item=item, heard_kk="Тыңдалды.")

    with CaptureQueriesContext(connection) as nine:
        client.get(page)
        client.get(changes)

    assert len(nine) == len(three)


def test_a_returned_version_stays_marked_as_void_and_cannot_be_changed(client, ready, held):
    actions.sign(ready, by=held.chair, at=NOON, password_confirmed=True)
    document, digest, pdf = ready.document, ready.document_hash, ready.pdf
    actions.return_to_draft(ready, by=held.clerk, at=NOON, reason="Аты қате")

    row = ready.void_versions.get()

    assert (row.version, row.document, row.document_hash) == (1, document, digest)
    assert (row.pdf, row.reason, row.returned_by) == (pdf, "Аты қате", held.clerk)
    for act in (row.delete, lambda: FrozenVersion.objects.update(reason="")):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    client.force_login(held.member)
    page = client.get(address("minutes_version", ready, 1)).content.decode()
    assert "Аты қате" in page
    assert "жарамсыз" in page
    assert client.get(address("minutes_version", ready, 2)).status_code == 404
    listed = client.get(ready.get_absolute_url()).content.decode()
    assert address("minutes_version", ready, 1) in listed


def test_what_changed_since_a_version_is_shown_word_by_word(client, ready, held):
    actions.return_to_draft(ready, by=held.clerk, at=NOON, reason="Қате")
    text = ready.texts.get(item=held.item)
    new = {"heard_kk": text.heard_kk.replace("екі", "үш"), "spoke_kk": text.spoke_kk}
    actions.save_text(
        ready, item=held.item, edition=text.edition, texts=new, by=held.clerk, at=NOON
    )
    client.force_login(held.member)

    page = client.get(address("minutes_changes", ready), {"since": "v1"})

    (change,) = page.context["changes"]
    assert (change.item, [line.field.value for line in change.fields]) == (held.item, ["heard_kk"])
    assert [one.text for one in change.fields[0].stretches if one.kind != "same"] == ["екі", "үш"]
    assert "<del>" in page.content.decode()
    actions.submit(ready, by=held.clerk, at=NOON)
    assert ready.state == MinutesState.READY
    again = client.get(address("minutes_changes", ready), {"since": "v1"})
    assert [one.item for one in again.context["changes"]] == [held.item]
    first = client.get(address("minutes_changes", ready), {"since": "first", "until": "v1"})
    assert len(first.context["changes"]) == 3
    for nonsense in ("v9", "'; --", "\u0000"):
        assert client.get(address("minutes_changes", ready), {"since": nonsense}).status_code == 200


def test_differences_give_both_texts_back():
    dice = random.Random(5)  # noqa: S311 - chance, not a secret
    for _ in range(60):
        old, new = (
            " ".join(
                dice.choices(["Ә", "оқулық", "туралы.", "\n", "баяндады"], k=dice.randint(0, 9))
            )
            for _side in range(2)
        )
        found = differences(old, new)
        assert "".join(one.text for one in found if one.kind != "new") == old
        assert "".join(one.text for one in found if one.kind != "gone") == new
    long = differences("а " * 5000, "б " * 5000)
    assert {one.kind for one in long} == {"gone", "new", "same"}
