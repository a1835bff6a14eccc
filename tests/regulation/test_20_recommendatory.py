"""Clause 20: an association's decisions are recommendatory, and nobody makes them otherwise."""

import pytest
from django.utils import translation

from bodies.rules.procedure import CouncilNature
from minutes.errors import RecommendatoryOnly
from minutes.models import Decision
from minutes.states import Nature
from tests import factories as make
from tests.minutes.executing import decided
from tests.regulation.refusals import refused

pytestmark = pytest.mark.django_db
REFUSED = {
    "kk": "ОӘБ шешімдері ұсынымдық сипатта болады.",
    "ru": "Решения УМО носят рекомендательный характер.",
    "en": "Association decisions are recommendatory.",
}


@pytest.fixture
def council():
    return make.council(size=4)


def test_20_the_nature_follows_from_the_body_and_is_set_by_nobody(council):
    association = make.association(size=4, parent=council)
    section = make.association(size=3, kind="section", parent=association)
    recommended, proposed = decided(association), decided(section)

    assert {recommended.nature, proposed.nature} == {Nature.RECOMMENDATORY}
    assert refused(lambda: setattr(recommended, "nature", "binding"), RecommendatoryOnly) == REFUSED
    assert (
        refused(lambda: Decision(item=recommended.item, nature="binding"), RecommendatoryOnly)
        == REFUSED
    )
    assert recommended.nature == Nature.RECOMMENDATORY


def test_20_the_councils_decision_bears_its_own_label(council):
    decision = decided(council)
    with translation.override("kk"):
        assert str(decision.nature.label) == "РОӘК шешімі"
    rules = council.procedure_on(decision.item.meeting.day).as_dict()
    decision.item.meeting.procedure_frozen = rules | {
        "council_nature": CouncilNature.RECOMMENDATORY.value
    }

    assert decision.nature == Nature.RECOMMENDATORY  # where the Council's own rules say so (C22)
