"""Clause 21: the chair and the secretary sign; in whichever way, each for themself, and nobody
else (C25)."""

import pytest
from django.urls import reverse
from django.utils import translation

from minutes import actions
from minutes.errors import (
    IllegalTransition,
    NotASigner,
    NotPermitted,
    NotRecorded,
    QualifiedRefused,
)
from minutes.states import MinutesState
from tests.factories import PASSWORD
from tests.minutes.conftest import NOON, association, draft, held, plain_paper, ready, signing_key
from tests.minutes.test_signing_ways import by_rule, kept, record, scan, sign, substitute

__all__ = [
    "association",
    "draft",
    "held",
    "plain_paper",
    "ready",
    "scan",
    "signing_key",
    "substitute",
]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_paper", "signing_key")]


def refused(kind, act) -> None:
    """In three languages, each with the clause."""
    said = set()
    for language in ("kk", "ru", "en"):
        with translation.override(language), pytest.raises(kind) as refusal:
            act()
        assert refusal.value.clause == "21"
        said.add(str(refusal.value))
    assert len(said) == 3


def test_21_whoever_signs_records_no_other_persons_signature_on_paper(ready, held, scan):
    by_rule(ready, "scan")

    refused(NotRecorded, lambda: record(ready, held.chair, held.clerk, scan))

    assert kept(ready) == (MinutesState.READY, 0)


def test_21_a_substitute_records_the_chairs_signature_and_the_secretary_signs(
    ready, held, scan, substitute
):
    by_rule(ready, "scan")

    record(ready, held.chair, substitute, scan)
    assert kept(ready) == (MinutesState.PARTLY_SIGNED, 1)
    refused(NotRecorded, lambda: record(ready, held.clerk, substitute, scan))
    refused(NotRecorded, lambda: record(ready, held.chair, substitute, scan))
    sign(ready, held.clerk)

    assert kept(ready) == (MinutesState.SIGNED, 2)


def test_21_where_the_rules_say_nothing_of_paper_it_is_refused(ready, held, scan):
    refused(NotRecorded, lambda: record(ready, held.clerk, held.clerk, scan))

    assert kept(ready) == (MinutesState.READY, 0)


def test_21_a_member_neither_signs_on_paper_nor_records(ready, held, scan):
    by_rule(ready, "scan")

    refused(NotASigner, lambda: record(ready, held.member, held.clerk, scan))
    with pytest.raises(NotPermitted):
        record(ready, held.chair, held.member, scan)

    assert kept(ready) == (MinutesState.READY, 0)


def test_21_a_signer_returns_what_was_recorded_in_their_name(ready, held, scan, substitute):
    by_rule(ready, "scan")
    record(ready, held.chair, substitute, scan)

    actions.return_to_draft(ready, by=held.chair, at=NOON, reason="Мен қол қойған жоқпын")

    assert ready.state == MinutesState.DRAFT
    assert not ready.signatures.filter(version=ready.version).exists()


def test_21_the_same_person_twice_a_third_signature_and_another_person_are_refused(ready, held):
    sign(ready, held.clerk)
    refused(NotASigner, lambda: sign(ready, held.clerk))
    refused(NotASigner, lambda: sign(ready, held.member))
    sign(ready, held.chair)

    refused(IllegalTransition, lambda: sign(ready, held.chair))

    assert kept(ready) == (MinutesState.SIGNED, 2)


def test_21_what_was_not_on_the_screen_is_not_signed(ready, held, client):
    client.force_login(held.chair)

    page = client.post(
        reverse("minutes:minutes_sign", args=[ready.pk]),
        {"document": "0" * 64, "password": PASSWORD},
    )

    assert "21-тармақ" in page.content.decode()
    assert kept(ready) == (MinutesState.READY, 0)


def test_21_a_body_that_signs_with_digital_signatures_takes_no_other(ready, held):
    by_rule(ready, "eds")

    refused(QualifiedRefused, lambda: sign(ready, held.chair))

    assert kept(ready) == (MinutesState.READY, 0)
