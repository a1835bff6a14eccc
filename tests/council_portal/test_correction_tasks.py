"""What a correction puts on the desks of the secretary and of the chair."""

import pytest
from django.utils import translation

from council_portal.documents.correction_tasks import correction_tasks
from council_portal.documents.standing import Standing
from minutes import actions
from tests.minutes.conftest import (
    association,
    draft,
    held,
    plain_paper,
    ready,
    signed,
    signing_key,
)
from tests.minutes.correcting import LATER, drawn, sign, write

__all__ = ["association", "draft", "held", "plain_paper", "ready", "signed", "signing_key"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_paper", "signing_key")]


def titles(person):
    with translation.override("en"):
        return [task.title for task in correction_tasks(Standing(person, LATER.date()))]


def test_a_correction_is_on_the_desk_of_whoever_is_to_act(signed, held):
    correction = write(drawn(signed, held), held.clerk)
    assert (titles(held.clerk), titles(held.chair)) == (["Correction to finish"], [])

    actions.freeze_correction(correction, by=held.clerk, at=LATER)
    assert titles(held.clerk) == titles(held.chair) == ["Correction to sign"]
    assert titles(held.deputy) == titles(held.member) == []
    sign(correction, held.clerk)
    assert (titles(held.clerk), titles(held.chair)) == ([], ["Correction to sign"])
    sign(correction, held.chair)
    assert titles(held.chair) == []
