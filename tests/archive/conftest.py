import pytest

from tests.archive.files import Folder


@pytest.fixture
def folder(tmp_path, db):
    return Folder(tmp_path)
