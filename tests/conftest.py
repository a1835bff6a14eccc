"""What every test stands on; the people and meetings of tests come from tests/factories.py."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation

from tests import databases

BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """What lies under tests/browser drives a browser; hostile input is thorough.

    A second run, on another engine, leaves out what asks no engine anything.
    """
    if os.environ.get("PORTAL_TEST_ONLY_DATABASE"):
        idle = [item for item in items if not databases.asked(item)]
        config.hook.pytest_deselected(items=idle)
        items[:] = [item for item in items if databases.asked(item)]
    tests = Path(__file__).parent
    for item in items:
        if tests / "browser" in item.path.parents:
            item.add_marker(pytest.mark.browser)
        if tests / "hostile" in item.path.parents:
            item.add_marker(pytest.mark.thorough)
        if item.path == tests / "test_access_matrix.py":
            item.add_marker(pytest.mark.matrix)


@pytest.fixture(autouse=True)
def kazakh() -> Iterator[None]:
    """The portal's own language, whatever the test before left active."""
    with translation.override("kk"):
        yield


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    """A folder of its own for the files of each test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def _append_only_lifted_for_the_flush(request) -> Iterator[None]:
    """Let a transactional test's tables be emptied after it; post_migrate restores the triggers.

    Asking for pytest-django's own fixture puts our teardown before its flush.
    """
    flushed = databases.transactional(request)
    if flushed:
        request.getfixturevalue("_django_db_helper")
    yield
    if flushed:
        databases.lift()


@pytest.fixture
def application_role(db):
    """`with application_role():` acts as a role that is neither owner nor superuser.

    On SQLite, which has no roles, the same statements run as they are.
    """
    return (
        contextmanager(databases.as_application)
        if connection.vendor == "postgresql"
        else (contextmanager(databases.as_anyone))
    )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium; its absence fails the tests that need it."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.fail("No Chromium here: apt-get install chromium")
    return {
        **browser_type_launch_args,
        "executable_path": path,
        "headless": True,
        "args": BROWSER_FLAGS,
    }
