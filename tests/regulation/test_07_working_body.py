"""Clause 7: the ministry is the working body: it reads and reviews, under its name of the day."""

from datetime import date

import pytest
from django.utils import timezone

from bodies.backends import verbs_on
from bodies.offices import Verb
from council_portal import reference
from records.models import Authority
from tests import factories

pytestmark = pytest.mark.django_db


def test_07_the_ministry_bears_the_name_of_the_day():
    reference.load()
    ministry = Authority.objects.get(key="ministry")

    before, after = (ministry.name_on(date(year, 6, 1), "en") for year in (2019, 2025))

    assert before == "Ministry of Education and Science of the Republic of Kazakhstan"
    assert after == "Ministry of Science and Higher Education of the Republic of Kazakhstan"


def test_07_the_reviewer_reads_and_reviews_and_neither_votes_nor_signs():
    council = factories.council()
    body = factories.association(size=3, parent=council)
    verbs = verbs_on(factories.granted("review_minutes", council), body, timezone.localdate())

    assert verbs >= {Verb.READ_MINUTES, Verb.REVIEW_MINUTES, Verb.READ_JOURNAL}
    assert not verbs & {Verb.VOTE, Verb.SIGN_MINUTES, Verb.PRESIDE, Verb.MANAGE_MEMBERS}


def test_07_the_ministry_may_put_items_to_the_council_only():
    council = factories.council()
    body = factories.association(size=3, parent=council)
    reviewer = factories.granted("review_minutes", council)
    today = timezone.localdate()

    assert Verb.PROPOSE_ITEM in verbs_on(reviewer, council, today)
    assert Verb.PROPOSE_ITEM not in verbs_on(reviewer, body, today)
