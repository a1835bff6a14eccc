"""A file dropped on the public page is judged by a hash that the browser computes itself."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from minutes.documents import fields
from tests.meetings import sittings as room
from tests.minutes import proving
from tests.minutes.conftest import blank_stamp


@pytest.fixture
def minutes(transactional_db, monkeypatch, settings, tmp_path):
    settings.PORTAL_SIGNING_KEY = tmp_path / "portal.p12"
    monkeypatch.setattr(fields, "_drawn", lambda _stamp: blank_stamp())
    with ThreadPoolExecutor(1) as thread:  # signing wants an event loop; Playwright has this one's
        return thread.submit(_signed).result()


def _signed():
    try:
        return proving.signed(proving.frozen(proving.rich()))
    finally:
        connection.close()


def test_only_the_hash_of_a_dropped_file_leaves_the_browser(minutes, arrive):
    person = arrive(room.clerk(minutes.meeting), width=360)
    sent = []
    person.page.on("request", lambda request: sent.append((request.method, request.url)))
    file = {"name": "x.pdf", "mimeType": "application/pdf", "buffer": minutes.pdf.read()}

    person.visit("/verify/")
    person.page.set_input_files("input[type=file]", file)
    person.page.locator("form[data-hash] button").first.click()
    person.page.wait_for_url("**/verify/?file=*")

    assert "Дәл қол қойылған файл" in person.text()
    assert minutes.pdf.sha256 in person.text()
    assert all(method == "GET" for method, _url in sent)
    assert any(url.endswith(f"?file={minutes.pdf.sha256}") for _method, url in sent)

    # Changed by one byte the hash says nothing; the file itself is then sent on one's own press.
    file["buffer"] = file["buffer"].replace(b"%PDF-1.7", b"%PDF-1.6", 1)
    person.page.set_input_files("input[type=file]", file)
    person.page.locator("form[data-hash] button").first.click()
    person.page.wait_for_url(lambda url: "?file=" in url and minutes.pdf.sha256 not in url)
    person.page.set_input_files("input[type=file]", file)
    person.page.locator("[data-whole]").click()
    person.page.wait_for_load_state()
    assert person.page.url.endswith("/verify/")
    assert person.page.locator(".banner.bad").count() == 1
