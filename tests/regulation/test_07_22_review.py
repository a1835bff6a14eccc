"""Clauses 7 and 22: the ministry reviews what it receives, and changes nothing in it (C21)."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.errors import NotPermitted
from accounts.models import Notification
from meetings.models import Ballot, Vote
from minutes import actions
from minutes.documents.requisites import requisites
from minutes.documents.reviews import standing_review
from minutes.errors import ReviewRefused
from minutes.models import Decision, Minutes, Review, in_force
from records.models import JournalEntry
from tests.minutes import dispatch
from tests.minutes.conftest import NOON
from tests.minutes.dispatch import Sent, signed
from tests.regulation.refusals import refused

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=2)
OUTCOMES = ["noted", "remarks", "returned_form", "taken", "declined"]


@pytest.fixture(autouse=True)
def media() -> None:
    """The files of the one world lie in its own folder."""


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Sent]:
    with django_db_blocker.unblock(), dispatch.world(tmp_path_factory.mktemp("r"), signed) as built:
        yield built


@pytest.fixture
def sent(once) -> Sent:
    return deepcopy(once)


def say(sent, outcome, text="", **more):
    given = {"by": sent.ministry, "at": LATER} | more
    return actions.review(sent.minutes, outcome=outcome, text=text, **given)


def decided(sent):
    """Everything that was voted and decided."""
    return (
        list(Ballot.objects.order_by("pk").values()),
        list(Vote.objects.order_by("pk").values()),
        list(Decision.objects.order_by("pk").values()),
        list(Minutes.objects.values()),
        in_force(sent.held.item),
    )


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_07_22_no_review_alters_a_ballot_or_an_outcome(sent, outcome):
    """REQ-45: whatever is said, votes, outcomes and decisions stay, and stay in force."""
    before = decided(sent)

    said = say(sent, outcome, "Себебі бар")

    assert decided(sent) == before
    assert standing_review(sent.minutes) == said
    entry = JournalEntry.objects.get(kind="minutes_reviewed")
    assert (entry.actor, entry.payload["outcome"]) == (sent.ministry, outcome)
    told = {n.recipient for n in Notification.objects.filter(kind="minutes_reviewed")}
    assert told == {sent.held.clerk, sent.held.chair}
    # Whoever reviews has received the copy.
    assert sent.ministrys.receipts.filter(kind="acknowledged", by=sent.ministry).exists()


@pytest.mark.parametrize("outcome", ["declined", "remarks", "returned_form"])
def test_07_22_a_reason_is_given(sent, outcome):
    assert refused(lambda: say(sent, outcome, "  "), ReviewRefused) == {
        "kk": "Себебін көрсетіңіз.", "ru": "Укажите причину.", "en": "Give a reason.",
    }  # fmt: skip


def test_07_22_one_decision_is_taken_into_account_and_another_declined(sent):
    """Association decisions are recommendatory: each may be answered on its own (cl. 20)."""
    first, second = Decision.objects.order_by("pk")
    say(sent, "taken", decision=first)
    say(sent, "declined", "Қаржы жоқ", decision=second)
    with pytest.raises(ReviewRefused):
        say(sent, "returned_form", "Қате", decision=second)

    assert dict(Review.objects.values_list("decision", "outcome")) == {
        first.pk: "taken", second.pk: "declined",
    }  # fmt: skip
    assert standing_review(sent.minutes) is None
    assert not Minutes.objects.unreviewed().exists()


def test_07_22_the_same_words_twice_are_one_review_and_none_is_ever_changed(sent):
    first = say(sent, "remarks", "Орны жазылмаған")
    assert say(sent, "remarks", "Орны жазылмаған") == first
    second = say(sent, "noted")

    assert list(Review.objects.newest_first()) == [second, first]
    for act in (Review.objects.filter(pk=first.pk).update, Review.objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act(**({"text": "Басқа"} if act.__name__ == "update" else {}))


def test_07_22_only_the_ministry_reviews_and_only_what_is_signed(sent):
    for person in (sent.held.clerk, sent.held.chair, sent.representative):
        with pytest.raises(NotPermitted):
            say(sent, "noted", by=person)
    assert not Review.objects.exists()


def test_07_22_minutes_are_held_against_the_regulation(sent):
    """Computed, never ticked by hand: fifteen points, each with its clause."""
    points = requisites(sent.minutes)

    assert {point.text for point in points if not point.kept} == set()
    clauses = [point.clause for point in points]
    assert set(clauses) == {"18", "19", "20", "21", "22", "23"}
    sums = next(point for point in points if "4/2/0" in point.evidence)
    assert sums.kept

    document = deepcopy(sent.minutes.document)
    for part in document["parts"]:
        part["items"][1]["result"]["for_"] = 5
        part["secretary"] = ""
    document["recommendatory"] = False
    sent.minutes.document = document
    broken = [point.clause for point in requisites(sent.minutes) if not point.kept]

    assert broken == ["19", "20", "20", "21"]


def test_07_22_the_queue_and_the_page_of_the_review(client, sent):
    """What awaits review, filtered by the address; a review leads back to the minutes."""
    client.force_login(sent.ministry)
    asked = []
    for query in ("", "?state=all"):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"/reviews/{query}").content.decode()
        asked.append(len(queries))
        assert f"/minutes/{sent.minutes.pk}/review/" in page
    assert "review/" not in client.get("/reviews/?state=declined").content.decode()

    refusal = client.post(f"/minutes/{sent.minutes.pk}/review/", {"outcome": "declined"})
    kept = client.post(
        f"/minutes/{sent.minutes.pk}/review/",
        {"outcome": "remarks", "text": "Орны жоқ"},
        follow=True,
    ).content.decode()

    assert "Себебін көрсетіңіз" in refusal.content.decode()
    assert "Орны жоқ" in kept
    assert "review/" not in client.get("/reviews/").content.decode()
    assert "review/" in client.get("/reviews/?state=remarks").content.decode()
    assert asked[0] == asked[1]
