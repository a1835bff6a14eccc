from datetime import timedelta

import pytest

from accounts.models import Notification
from meetings.models import Vote
from minutes import actions
from minutes.actions import rendering
from minutes.actions.submission import gaps
from minutes.errors import IllegalTransition, MinutesIncomplete, NotPermitted, StaleText
from minutes.models import Minutes
from minutes.states import MinutesState
from records.models import DocumentNumber, StoredFile
from tests.factories import user
from tests.minutes.conftest import NOON, hold, write_texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_paper")]


def draw_up(held, by=None) -> Minutes:
    return actions.draw_up(held.meeting, by=by or held.clerk, at=NOON)


def test_drawing_up_twice_gives_the_same_draft(held):
    minutes = draw_up(held)

    assert draw_up(held) == minutes
    assert minutes.texts.count() == 3
    assert minutes.state == MinutesState.DRAFT


def test_no_minutes_while_a_vote_is_open(association):
    held = hold(association)
    item = held.meeting.items.create(position=9, title_kk="Ашық")
    Vote.objects.create(item=item, state="open", text_hash="0" * 64)

    with pytest.raises(IllegalTransition) as refusal:
        draw_up(held)

    assert refusal.value.clause == "21"
    assert Minutes.objects.count() == 0


def test_no_minutes_before_the_meeting_is_closed(held):
    held.meeting.state = "in_session"
    held.meeting.save()

    with pytest.raises(IllegalTransition):
        draw_up(held)


def test_only_the_secretary_draws_up(held):
    for person in (held.chair, held.member, user()):
        with pytest.raises(NotPermitted):
            draw_up(held, by=person)


def test_the_secretary_of_the_meeting_finishes_after_leaving_office(held):
    held.members[2].ends_on = NOON.date() - timedelta(days=1)
    held.members[2].save()

    assert draw_up(held).state == MinutesState.DRAFT


def save(minutes, held, edition=1, **texts):
    return actions.save_text(
        minutes, item=held.item, edition=edition, texts=texts, by=held.clerk, at=NOON
    )


def test_texts_are_saved_and_counted(held):
    minutes = draw_up(held)

    text = save(minutes, held, heard_kk="Баяндады.")

    assert (text.heard_kk, text.edition) == ("Баяндады.", 2)


def test_nobody_overwrites_a_text_they_have_not_seen(held):
    minutes = draw_up(held)
    save(minutes, held, heard_kk="Бірінші")

    with pytest.raises(StaleText):
        save(minutes, held, heard_kk="Екінші")

    assert minutes.texts.get(item=held.item).heard_kk == "Бірінші"


def test_texts_of_other_items_do_not_get_in_the_way(held):
    minutes = draw_up(held)
    other = held.meeting.items.get(position=3)
    save(minutes, held, heard_kk="Бірінші")

    saved = actions.save_text(
        minutes, item=other, edition=1, texts={"heard_kk": "Екінші"}, by=held.clerk, at=NOON
    )

    assert saved.heard_kk == "Екінші"


def test_after_freezing_no_text_changes(ready, held):
    with pytest.raises(IllegalTransition):
        save(ready, held, heard_kk="Басқа")


def test_what_is_missing_is_listed_with_its_item(held):
    minutes = draw_up(held)
    item = held.item
    item.title_ru = ""
    item.save()
    held.meeting.place = ""
    held.meeting.save()
    minutes.refresh_from_db()

    found = gaps(minutes)

    assert found[0].item is None
    assert len([gap for gap in found if gap.item == item.pk]) == 3
    with pytest.raises(MinutesIncomplete) as refusal:
        actions.submit(minutes, by=held.clerk, at=NOON)
    assert list(refusal.value.gaps) == found
    assert DocumentNumber.objects.count() == 0


def test_freezing_numbers_hashes_renders_and_calls_the_signers(ready, held):
    assert (ready.number_text, ready.state, ready.version) == ("1", MinutesState.READY, 1)
    assert ready.number.series == f"minutes:{held.meeting.body_id}"
    assert len(ready.document_hash) == 64
    assert ready.base_pdf == ready.pdf
    called = Notification.objects.filter(kind="minutes_ready").values_list("recipient", flat=True)
    assert set(called) == {held.chair.pk, held.clerk.pk}


def test_numbers_run_on_within_the_body_and_year(ready, held):
    second = hold(ready.meeting.body, seat=held.members)
    minutes = actions.draw_up(second.meeting, by=held.clerk, at=NOON)
    write_texts(minutes)

    actions.submit(minutes, by=held.clerk, at=NOON)

    assert (minutes.number_text, minutes.number.year) == ("2", 2026)


def test_rendering_twice_stores_once(ready):
    before = StoredFile.objects.count()

    rendering.render(ready.pk, ready.version)

    assert StoredFile.objects.count() == before


def test_a_withdrawn_version_is_not_rendered(ready, held):
    actions.return_to_draft(ready, by=held.clerk, at=NOON, reason="Қате")

    rendering.render(ready.pk, 1)

    ready.refresh_from_db()
    assert (ready.state, ready.pdf) == (MinutesState.DRAFT, None)


def test_a_failed_rendering_is_told_and_can_be_tried_again(draft, held, monkeypatch):
    def fail(document):
        raise OSError("диск толы")

    files = StoredFile.objects.count()
    with monkeypatch.context() as broken:
        broken.setattr(rendering.pdf, "render", fail)
        actions.submit(draft, by=held.clerk, at=NOON)
    assert (draft.state, draft.fault) == (MinutesState.RENDERING, "not_written: OSError: диск толы")
    assert StoredFile.objects.count() == files

    actions.retry(draft, by=held.clerk, at=NOON)

    draft.refresh_from_db()
    assert (draft.state, draft.fault, draft.number_text) == (MinutesState.READY, "", "1")


def test_a_return_keeps_the_number_and_voids_the_signatures(ready, held):
    actions.sign(ready, by=held.chair, at=NOON, password_confirmed=True)

    actions.return_to_draft(ready, by=held.clerk, at=NOON, reason="Мәтінде қате бар")

    assert (ready.state, ready.version, ready.number_text) == (MinutesState.DRAFT, 2, "1")
    assert (ready.document, ready.pdf, ready.base_pdf) == (None, None, None)
    assert ready.signatures.count() == 1
    write_texts(ready)
    actions.submit(ready, by=held.clerk, at=NOON)
    for person in (held.chair, held.clerk):
        actions.sign(ready, by=person, at=NOON, password_confirmed=True)
    assert (ready.state, ready.number_text) == (MinutesState.SIGNED, "1")
    assert DocumentNumber.objects.count() == 1


def test_a_return_wants_a_reason_and_the_right_person(ready, held):
    with pytest.raises(NotPermitted):
        actions.return_to_draft(ready, by=held.clerk, at=NOON, reason="  ")
    with pytest.raises(NotPermitted):
        actions.return_to_draft(ready, by=held.member, at=NOON, reason="Қате")

    assert ready.state == MinutesState.READY


def test_signed_minutes_do_not_return(signed, held):
    with pytest.raises(IllegalTransition):
        actions.return_to_draft(signed, by=held.clerk, at=NOON, reason="Қате")

    signed.refresh_from_db()
    assert (signed.state, signed.version) == (MinutesState.SIGNED, 1)


def test_an_extract_is_drawn_once_from_signed_minutes(signed, held):
    extract = actions.draw_extract(held.item, by=held.clerk, at=NOON)

    assert actions.draw_extract(held.item, by=held.clerk, at=NOON) == extract
    assert extract.file.name == "uzindi-6b061-2026-1-2.pdf"
    assert extract.fault == ""


def test_no_extract_from_unsigned_minutes(ready, held):
    with pytest.raises(IllegalTransition):
        actions.draw_extract(held.item, by=held.clerk, at=NOON)
