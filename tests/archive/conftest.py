from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.archive.files import Folder


@pytest.fixture
def folder(tmp_path, db):
    return Folder(tmp_path)


@pytest.fixture(autouse=True)
def english(kazakh) -> Iterator[None]:
    """Messages as they are written in the code."""
    with translation.override("en"):
        yield
