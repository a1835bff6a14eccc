"""A full disk and a worker killed at its work: no half PDF, no signature, made again afterwards."""

import errno
import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from minutes import actions
from minutes.actions import rendering
from minutes.errors import IllegalTransition
from minutes.states import MinutesState
from records.errors import DiskFull
from records.models import StoredFile
from tests.minutes.conftest import NOON

WORKER = """
import json, signal, sys
from pathlib import Path
import django
django.setup()
from django.core.files.base import ContentFile
from minutes.documents import pdf
from minutes.documents.model import Document

def slowly(self, chunk_size=None):
    data = self.read()
    yield data[:20_000]
    print("half", flush=True)
    signal.pause()

data = pdf.render(Document.from_dict(json.loads(Path(sys.argv[1]).read_text())))
ContentFile.chunks = slowly
from records.models import StoredFile
StoredFile().content.save("h.pdf", ContentFile(data), save=False)
"""


@pytest.fixture
def frozen(draft, held, monkeypatch):
    """Numbered and frozen; the task that makes the pages is ordered and not run."""
    with monkeypatch.context() as waiting:
        waiting.setattr(rendering, "render", lambda *_args: None)
        actions.submit(draft, by=held.clerk, at=NOON)
    return draft


@pytest.fixture
def full_disk(monkeypatch):
    """While it lasts the disk takes the first bytes of a file and no more."""

    @contextmanager
    def disk():
        whole = ContentFile.chunks

        def first_bytes(self, size=None):
            if sys._getframe(1).f_code.co_name != "_save":
                yield from whole(self, size)
                return
            yield self.read()[:100]
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(ContentFile, "chunks", first_bytes)
            yield

    return disk


def test_a_full_disk_leaves_nothing_and_the_signers_are_told_why(
    draft, held, full_disk, settings, plain_paper
):
    before, on_disk = StoredFile.objects.count(), files_on(settings.MEDIA_ROOT)
    with full_disk():
        actions.submit(draft, by=held.clerk, at=NOON)

        draft.refresh_from_db()
        with pytest.raises(IllegalTransition, match=r"диск|disk"):
            actions.sign(draft, by=held.chair, at=NOON, password_confirmed=True)
    assert (draft.state, draft.fault.split(":")[0], draft.pdf) == (
        MinutesState.RENDERING, "disk_full", None,
    )  # fmt: skip
    assert (StoredFile.objects.count(), files_on(settings.MEDIA_ROOT)) == (before, on_disk)

    actions.retry(draft, by=held.clerk, at=NOON)

    draft.refresh_from_db()
    assert (draft.state, draft.fault) == (MinutesState.READY, "")
    with full_disk(), pytest.raises(DiskFull):
        actions.sign(draft, by=held.chair, at=NOON, password_confirmed=True)
    draft.refresh_from_db()
    assert (draft.state, draft.signatures.count()) == (MinutesState.READY, 0)
    assert actions.sign(draft, by=held.chair, at=NOON, password_confirmed=True).pdf.is_intact()


def test_a_worker_killed_while_it_writes_leaves_no_half_pdf_and_another_one_finishes(
    frozen, held, settings, tmp_path
):
    before = files_on(settings.MEDIA_ROOT)
    document = tmp_path / "document.json"
    document.write_text(json.dumps(frozen.document))
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(document)],
        env=os.environ | {"MEDIA_ROOT": str(settings.MEDIA_ROOT)},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert worker.stdout.readline() == "half\n"
    worker.send_signal(signal.SIGKILL)
    worker.stdout.close()
    assert worker.wait() == -signal.SIGKILL

    left = files_on(settings.MEDIA_ROOT) - before
    assert [path.suffix for path in left] == [".part"]
    assert (frozen.state, frozen.pdf) == (MinutesState.RENDERING, None)
    with pytest.raises(IllegalTransition):
        actions.sign(frozen, by=held.chair, at=NOON, password_confirmed=True)
    assert not frozen.is_stuck(NOON + timedelta(minutes=1))
    assert frozen.is_stuck(NOON + timedelta(minutes=6))

    assert actions.resume(at=NOON + timedelta(minutes=1)) == 0
    assert actions.resume(at=NOON + timedelta(minutes=6)) == 1

    frozen.refresh_from_db()
    assert frozen.state == MinutesState.READY
    assert frozen.pdf.is_intact()
    assert frozen.pdf.read().startswith(b"%PDF")
    assert actions.resume(at=timezone.now() + timedelta(days=1)) == 0


def test_the_command_orders_what_waits(frozen, capsys, plain_paper):
    frozen.frozen_at = timezone.now() - timedelta(hours=1)
    frozen.save()

    call_command("render_waiting_minutes")
    call_command("render_waiting_minutes")

    frozen.refresh_from_db()
    assert (frozen.state, capsys.readouterr().out) == (
        MinutesState.READY, "Ordered: 1\nOrdered: 0\n",
    )  # fmt: skip


def files_on(root) -> set[Path]:
    return {path for path in Path(root).rglob("*") if path.is_file()}
