"""One world for the whole folder; every test and every blow is taken back."""

import pytest
from django.core.cache import cache
from django.test.utils import override_settings
from django.utils import timezone

from tests.hostile import hall as halls


@pytest.fixture(scope="package")
def standing(django_db_setup, django_db_blocker, tmp_path_factory):
    """The hall, in a transaction that ends with the folder."""
    folder = tmp_path_factory.mktemp("hostile-media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder), halls.undone():
        hall = halls.build()
        visitor = halls.Visitor(hall)
        for who in ("chair", "deputy", "clerk", "member", "outsider", "administrator", "reviewer",
                    "centre", "foreign_clerk", "foreign_chair", "council_clerk", "council_chair",
                    "council_member", "portal_administrator"):  # fmt: skip
            visitor.sign_in(who)
        with django_db_blocker.block():
            yield visitor, folder, timezone.localdate()


@pytest.fixture
def media(settings, standing):
    """The files of the hall lie in its own folder."""
    settings.MEDIA_ROOT = standing[1]
    return settings.MEDIA_ROOT


@pytest.fixture
def visitor(standing, db, media):
    if standing[2] != timezone.localdate():
        pytest.skip("midnight has passed: the meetings of this hall were yesterday's")
    cache.clear()
    return standing[0]


@pytest.fixture
def hall(visitor):
    return visitor.hall
