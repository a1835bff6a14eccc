"""Clause 5: the four directions of activity are functions an agenda item may serve."""

import pytest

from council_portal import reference
from meetings.models import ItemFunction


@pytest.mark.django_db
def test_05_the_four_directions_are_there_for_associations():
    reference.load()

    directions = ItemFunction.objects.filter(code__startswith="5.", kind="association")

    assert sorted(directions.values_list("code", flat=True)) == ["5.1", "5.2", "5.3", "5.4"]
