"""What a draft laid before those who sat puts on the desks of a member and of the secretary."""

from datetime import timedelta

import pytest
from django.utils import translation

from council_portal.documents.reading_tasks import reading_tasks
from council_portal.documents.standing import Standing
from minutes import actions
from tests import factories
from tests.minutes.conftest import NOON, hold, new_body, write_texts

pytestmark = pytest.mark.django_db


def titles(person, at=NOON):
    with translation.override("en"):
        return [task.title for task in reading_tasks(Standing(person, at.date()), at)]


def test_a_draft_is_on_the_desk_until_it_is_answered(django_assert_num_queries):
    held = hold(new_body())
    draft = actions.draw_up(held.meeting, by=held.clerk, at=NOON)
    write_texts(draft)
    text = draft.texts.get(item=held.item)

    assert titles(held.member) == []
    actions.open_reading(draft, by=held.clerk, at=NOON)
    assert titles(held.member) == titles(held.chair) == ["Draft minutes to read"]
    assert titles(held.clerk) == titles(factories.user()) == []
    assert titles(held.member, NOON + timedelta(days=4)) == []

    actions.say_no_remarks(draft, by=held.chair, at=NOON)
    actions.propose_changes(
        text, edition=text.edition, texts={"spoke_kk": "Басқаша."}, why="Дәлірек",
        by=held.member, at=NOON,
    )  # fmt: skip
    assert titles(held.member) == titles(held.chair) == []
    standing = Standing(held.clerk, NOON.date())
    assert standing.clerked
    with django_assert_num_queries(2), translation.override("en"):
        found = [task.title for task in reading_tasks(standing, NOON)]
    assert found == ["Corrections to answer: 1"]
