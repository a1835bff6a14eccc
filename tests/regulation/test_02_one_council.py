"""Clause 2: the Council leads the associations; there is one (REQ-01)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from bodies.access import visible_bodies
from bodies.models import Body
from tests import factories

pytestmark = pytest.mark.django_db


def test_02_a_second_active_council_is_refused():
    factories.council()
    second = Body(kind="council", code="second", name_kk="Екінші кеңес", starts_on=factories.SINCE)

    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        second.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()

    assert "There is already an active Council." in refusal.value.messages
    assert Body.objects.councils().count() == 1


def test_02_a_council_that_has_ended_makes_room_for_the_next():
    former = factories.council()
    former.ends_on = timezone.localdate()
    former.save()

    Body(kind="council", code="next", name_kk="Кеңес", starts_on=timezone.localdate()).full_clean()


def test_02_a_grant_on_the_council_shows_every_association():
    council = factories.council()
    associations = {factories.association(size=3, parent=council) for _ in range(3)}
    reviewer = factories.granted("review_minutes", council)

    assert set(visible_bodies(reviewer, timezone.localdate())) == {council, *associations}
