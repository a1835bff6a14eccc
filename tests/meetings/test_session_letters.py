"""The letters of the sitting, in three languages."""

import pytest

from accounts.documents import letter
from accounts.models import Notification
from tests import factories as make

pytestmark = pytest.mark.django_db

FACTS = {"body": "АКТ ОӘБ", "number": "4"}
LETTERS = [
    ("meeting_failed", {"reason": "Кворум жоқ"}),
    ("meeting_adjourned", {"reason": "Кеш болды"}),
    ("ballot_voided", {"why": "arrived"}),
    ("ballot_voided", {"why": "text_changed"}),
    ("ballot_voided", {"why": "not_on_roll"}),
    (
        "ballot_entered",
        {"title": {"kk": "Жоспар"}, "choice": "for", "channel": "written", "receipt": "3f2a"},
    ),
    ("remote_requested", {"member": "Тұрсынов Д.Б.", "reason": "Іссапар"}),
    ("remote_decided", {"agreed": True, "reason": ""}),
    ("remote_decided", {"agreed": False, "reason": "Кеш сұралды"}),
]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(("kind", "facts"), LETTERS)
def test_every_letter_names_body_and_meeting_and_says_why(kind, facts, language):
    person = make.user(language=language)
    told = Notification(recipient=person, kind=kind, params=FACTS | facts, path="/meetings/1/")

    worded = letter(told)

    assert "АКТ ОӘБ" in worded.subject
    assert "4" in worded.subject
    assert facts.get("reason", "") in worded.body
    assert facts.get("receipt", "") in worded.body
    assert worded.body.count("/meetings/1/") == 1
    assert "\n" not in worded.subject


def test_a_voided_ballots_letter_says_which_of_the_three_reasons_it_was():
    person = make.user(language="en")
    bodies = {
        letter(Notification(recipient=person, kind=kind, params=FACTS | facts, path="")).body
        for kind, facts in LETTERS
        if kind == "ballot_voided"
    }

    assert len(bodies) == 3
