"""The page for watchdogs."""

import pytest

pytestmark = pytest.mark.django_db


def test_health_answers_without_signing_in(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/health")

    assert (answer.status_code, answer.content[:3]) == (200, b"ok ")
