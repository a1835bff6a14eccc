"""Clause 22: decisions reach the ministry; before both signatures there is nothing to send.

What is held here is who reads the minutes themselves; copies have tests of their own.
"""

import pytest
from django.http import Http404
from django.utils import timezone, translation

from minutes import actions
from minutes.access import minutes_to_read, visible_minutes
from minutes.errors import IllegalTransition, NotPermitted
from minutes.models import Extract, Minutes
from tests import factories
from tests.minutes.conftest import NOON, hold, new_body, plain_paper, signing_key, write_texts

__all__ = ["plain_paper", "signing_key"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_paper", "signing_key")]


@pytest.fixture
def held():
    return hold(new_body(parent=factories.council(size=3)))


@pytest.fixture
def ready(held) -> Minutes:
    minutes = actions.draw_up(held.meeting, by=held.clerk, at=NOON)
    write_texts(minutes)
    return actions.submit(minutes, by=held.clerk, at=NOON)


@pytest.fixture
def ministry(held):
    return factories.granted("review_minutes", held.meeting.body.parent)


def sign(minutes, *people):
    for person in people:
        actions.sign(minutes, by=person, at=NOON, password_confirmed=True)
    minutes.refresh_from_db()


def seen_by(person):
    return list(visible_minutes(person, timezone.localdate()))


def test_22_the_ministry_reads_minutes_with_both_signatures(held, ready, ministry):
    sign(ready, held.clerk, held.chair)

    assert minutes_to_read(ministry, ready.pk) == ready
    assert seen_by(ministry) == [ready]


def test_22_minutes_with_one_signature_are_not_the_ministrys_yet(held, ready, ministry):
    sign(ready, held.clerk)

    with pytest.raises(Http404):
        minutes_to_read(ministry, ready.pk)
    assert seen_by(ministry) == []


def test_22_the_ministry_downloads_the_very_file_that_was_signed(client, held, ready, ministry):
    sign(ready, held.clerk, held.chair)
    client.force_login(ministry)

    answer = client.get(f"/minutes/{ready.pk}/pdf/newest/")

    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == ready.pdf.read()


def test_22_the_ministry_changes_nothing_in_them(client, held, ready, ministry):
    sign(ready, held.clerk, held.chair)
    client.force_login(ministry)

    answer = client.post(f"/minutes/{ready.pk}/return/", {"reason": "Қате"})

    ready.refresh_from_db()
    assert (answer.status_code, ready.is_signed, ready.version) == (403, True, 1)


def test_22_whoever_has_no_part_in_it_does_not_know_of_them(held, ready):
    sign(ready, held.clerk, held.chair)
    stranger = factories.officer(factories.association(size=3), "secretary").user

    with pytest.raises(Http404):
        minutes_to_read(stranger, ready.pk)


def test_22_no_extract_of_a_decision_before_both_signatures(held, ready):
    sign(ready, held.clerk)

    with translation.override("en"), pytest.raises(IllegalTransition) as refusal:
        actions.draw_extract(held.item, by=held.clerk, at=NOON)

    assert str(refusal.value) == "Extracts are drawn from signed minutes."
    assert not Extract.objects.exists()


def test_22_only_the_secretary_draws_an_extract(held, ready, ministry):
    sign(ready, held.clerk, held.chair)

    with pytest.raises(NotPermitted):
        actions.draw_extract(held.item, by=ministry, at=NOON)
    # Those that go out with the copies are certified by the secretary.
    assert set(Extract.objects.values_list("requested_by", flat=True)) == {held.clerk.pk}
