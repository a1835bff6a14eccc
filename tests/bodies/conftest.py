"""An association, who records its composition and who confirms."""

import pytest

from tests import factories as make


@pytest.fixture
def body():
    return make.association(size=6)


@pytest.fixture
def admin(body):
    return make.granted("administer", body)


@pytest.fixture
def reviewer(body):
    return make.granted("review_minutes", body)
