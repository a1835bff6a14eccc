"""Clause 6: the Council stands at the authorised body; every association below the Council."""

from datetime import date

import pytest

from bodies.backends import verbs_on
from bodies.offices import Verb
from council_portal import reference
from councils.models import Council
from tests import factories

pytestmark = pytest.mark.django_db


def test_06_the_council_names_its_authorised_body():
    reference.load()
    council = factories.council()

    assert Council.objects.get(body=council).working_body.key == "ministry"


def test_06_what_is_granted_on_the_council_reaches_the_association_and_its_section():
    council = factories.council()
    body = factories.association(size=3, parent=council)
    section = factories.association(size=3, kind="section", parent=body)
    reviewer = factories.granted("review_minutes", council)

    reached = [Verb.READ_MINUTES in verbs_on(reviewer, each, date(2026, 9, 1))
               for each in (council, body, section)]  # fmt: skip

    assert reached == [True, True, True]
