"""Clauses 11 and 21: what the paper of the minutes states, in both languages (REQ-39)."""

import pytest

from minutes import actions
from minutes.actions import rendering
from minutes.documents.building import draw
from minutes.documents.printed import printed
from minutes.documents.wording import WORDS
from minutes.errors import IllegalTransition, MinutesIncomplete
from minutes.states import MinutesState
from records.models import DocumentNumber
from tests.minutes.conftest import NOON, hold, new_body, plain_paper, signing_key, write_texts

__all__ = ["plain_paper", "signing_key"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_paper", "signing_key")]


@pytest.fixture
def held():
    return hold(new_body())


@pytest.fixture
def draft(held):
    drawn = actions.draw_up(held.meeting, by=held.clerk, at=NOON)
    write_texts(drawn)
    return drawn


def test_21_the_minutes_state_who_met_what_was_heard_how_each_voted_and_what_was_resolved(draft):
    for part in printed(draw(draft)):
        w = WORDS[part["language"]]
        says = [fact["says"] for fact in part["facts"]]
        item = part["items"][1]
        named = [
            name
            for group in item["result"]["groups"]
            for way in group["ways"]
            for name in way["names"]
        ]

        assert says[:6] == [
            w["date"],
            w["place"],
            w["form"],
            w["presiding"],
            w["secretary"],
            w["all_members"],
        ]
        assert {w["attended"], w["invited"], w["not_attended"]} < set(says)
        assert part["quorum"][0] in {"Кворум бар.", "Кворум имеется."}
        assert (item["heard"] != "", item["spoke"] != "", len(named)) == (True, True, 7)
        assert [one["number"] for one in item["resolution"]] == ["2.1", "2.2"]
        assert item["outcome"].endswith(w["recommendatory"])  # cl. 20
        assert [one["kind"] for one in part["annexes"]] == ["attendance", "materials"]


def test_11_21_incomplete_minutes_take_no_number_and_say_what_is_missing_and_where(draft, held):
    draft.texts.filter(item=held.item).update(heard_kk="")

    with pytest.raises(MinutesIncomplete) as refusal:
        actions.submit(draft, by=held.clerk, at=NOON)

    (gap,) = refusal.value.gaps
    assert (gap.item, gap.field, refusal.value.clause) == (held.item.pk, "heard_kk", "21")
    draft.refresh_from_db()
    assert (draft.state, DocumentNumber.objects.count()) == (MinutesState.DRAFT, 0)


def test_21_nobody_signs_minutes_that_have_no_pages_yet(draft, held, monkeypatch):
    with monkeypatch.context() as waiting:
        waiting.setattr(rendering, "render", lambda *_args: None)
        actions.submit(draft, by=held.clerk, at=NOON)

    with pytest.raises(IllegalTransition) as refusal:
        actions.sign(draft, by=held.chair, at=NOON, password_confirmed=True)

    assert refusal.value.clause == "21"
    assert draft.signatures.count() == 0
