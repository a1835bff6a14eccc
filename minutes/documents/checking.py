"""Is this file the one that was signed, and if not, what became of it? (REQ-42, F6).

The stored bytes are the measure: a file either is one of the states they went through (frozen, one
signature, all signatures) or it is told in which way it differs. What was added or replaced follows
from comparing with the stored bytes, which is both quicker and stricter than guessing which change a
reader would tolerate.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.db.models import Q
from pyhanko.pdf_utils.reader import PdfFileReader

from meetings.rules.receipt import fingerprint
from minutes.models import Correction, Minutes, Signature
from minutes.states import FileKind

logger = logging.getLogger(__name__)

MOST_PAGES = 3000
LONGEST_DATA = 32 * 1024 * 1024
LIKELIEST = 5
END = b"%%EOF"
IDENTITY = 16
"""A rendering made anew differs in at least so many bytes: those of its identity."""
CLAIM = re.compile(r"SHA-256 ([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file is. `signatures` counts those of the state it is, or grew from."""

    kind: FileKind
    minutes: Minutes | None = None
    signatures: int = 0
    pages: tuple[int, ...] = ()
    bytes_changed: int = 0
    correction: Correction | None = None

    @property
    def genuine(self) -> bool:
        """Nothing but what the portal itself stored."""
        return self.kind in {FileKind.SIGNED, FileKind.EARLIER, FileKind.WITHDRAWN}

    @property
    def says(self) -> str:
        """What it is, in a few words."""
        return str(self.kind.label)

    @property
    def explains(self) -> str:
        """What that means for whoever holds it."""
        return self.kind.explanation


def judge(data: bytes) -> Verdict:
    """Which minutes `data` is or pretends to be, and what became of it. Never raises for bad bytes.

    Looks among all minutes, so whoever shows the verdict decides whether these may be known.
    """
    stored = exact(hashlib.sha256(data).hexdigest())
    if stored is not None:
        return stored
    minutes = _of_same_size(data)
    claims = None if minutes is not None else Claims.read(data)
    if claims is not None and claims.document:
        minutes = Minutes.objects.filter(document_hash=claims.document).first()
        if minutes is None and _was_returned(claims.document):
            return Verdict(FileKind.WITHDRAWN_COPY)
    stages = _stages(minutes) if minutes is not None else []
    if minutes is None or not stages:
        return Verdict(FileKind.FOREIGN)
    return compare(data, stages, minutes=minutes)


def compare(data: bytes, stages: Sequence[bytes], *, minutes: Minutes | None = None) -> Verdict:
    """Hold `data` against the states one file went through, the oldest first."""
    numbered = list(enumerate(stages))[::-1]
    for count, stage in numbered:
        if data == stage:
            kind = FileKind.SIGNED if stage is stages[-1] else FileKind.EARLIER
            return Verdict(kind, minutes, count)
        if mostly(data, stage):
            changed = sum(here != there for here, there in zip(data, stage, strict=True))
            if changed >= IDENTITY and _made_anew(data, stage):
                return Verdict(FileKind.RERENDERED, minutes)
            return Verdict(FileKind.CHANGED, minutes, count, bytes_changed=changed)
    for count, stage in numbered:
        if data.startswith(stage) and not stages[-1].startswith(data):
            return _grown(data, stage, Verdict(FileKind.ADDED, minutes, count))
    if stages[-1].startswith(data):
        return Verdict(FileKind.CUT, minutes)
    return _rewritten(data, stages[-1], minutes)


@dataclass(frozen=True, slots=True)
class Claims:
    """What can be read in a file: which document it names, its data, its pages' own bytes."""

    document: str = ""
    data: str = ""
    pages: tuple[str, ...] = ()
    signatures: int = 0

    @classmethod
    def read(cls, data: bytes) -> Claims | None:
        """None where the bytes are no PDF that can be read, even without what follows its end."""
        return cls._of(data) or cls._of(data[: data.rfind(END) + len(END)])

    @classmethod
    def _of(cls, data: bytes) -> Claims | None:
        try:
            reader = PdfFileReader(BytesIO(data), strict=False)
            attached = _attached(reader)
            return cls(
                document=attached or _named(reader),
                data=attached,
                pages=tuple(_pages(reader.root["/Pages"], {})),
                signatures=len(reader.embedded_signatures),
            )
        except Exception:  # noqa: BLE001 - whatever a stranger's bytes do to the reader
            logger.info("A file could not be read as PDF")
            return None


def exact(digest: str) -> Verdict | None:
    """The very bytes of one state of some minutes."""
    given = Signature.objects.filter(pdf__sha256=digest).select_related("minutes__pdf").first()
    if given is not None:
        minutes, version = given.minutes, given.version
        earlier = minutes.signatures.filter(version=version, pk__lte=given.pk).count()
        if version != minutes.version:
            return Verdict(FileKind.WITHDRAWN, minutes, earlier)
        whole = minutes.is_signed and minutes.pdf_id == given.pdf_id
        return Verdict(FileKind.SIGNED if whole else FileKind.EARLIER, minutes, earlier)
    frozen = Minutes.objects.filter(base_pdf__sha256=digest).first()
    if frozen is not None:
        return Verdict(FileKind.EARLIER, frozen)
    returned = Minutes.history.filter(base_pdf__sha256=digest).values("id")
    withdrawn = Minutes.objects.filter(pk__in=returned).first()
    return Verdict(FileKind.WITHDRAWN, withdrawn) if withdrawn else None


def _of_same_size(data: bytes) -> Minutes | None:
    """Minutes with a state of the same length, most of whose bytes these are."""
    found = Minutes.objects.filter(
        Q(base_pdf__size=len(data)) | Q(signatures__pdf__size=len(data))
    ).distinct()
    for minutes in found.order_by("-pk")[:LIKELIEST]:
        if any(mostly(data, stage) for stage in _stages(minutes)):
            return minutes
    return None


def mostly(data: bytes, stage: bytes) -> bool:
    """As long as `stage`, and most of its bytes in their places."""
    if len(data) != len(stage):
        return False
    return 2 * sum(here == there for here, there in zip(data, stage, strict=True)) > len(data)


def _was_returned(document: str) -> bool:
    return Minutes.history.filter(document_hash=document).exists()


def _stages(minutes: Minutes) -> list[bytes]:
    """The stored bytes as frozen and after each signature; none where they cannot be read."""
    files = [minutes.base_pdf, *(s.pdf for s in minutes.signatures.of_version(minutes.version))]
    try:
        return [file.read() for file in files if file is not None]
    except OSError:
        logger.exception("The files of minutes %s cannot be read", minutes.pk)
        return []


def _grown(data: bytes, stage: bytes, verdict: Verdict) -> Verdict:
    """Something follows the stored bytes: another signature, other pages, anything else."""
    now, then = Claims.read(data), Claims.read(stage)
    if now is None or then is None:
        return verdict
    pages = _replaced(now.pages, then.pages)
    kind = verdict.kind
    if pages:
        kind = FileKind.PAGES
    elif now.signatures > then.signatures:
        kind = FileKind.ADDED_SIGNATURE
    return Verdict(kind, verdict.minutes, verdict.signatures, pages)


def _made_anew(data: bytes, stage: bytes) -> bool:
    """The same pages and data under another identity: each rendering bears its own."""
    now, then = Claims.read(data), Claims.read(stage)
    if now is None or then is None:
        return False
    return (now.pages, now.data, now.signatures) == (then.pages, then.data, 0)


def _rewritten(data: bytes, stage: bytes, minutes: Minutes | None) -> Verdict:
    """None of the stored bytes at the beginning: the whole file was written by something else."""
    now, then = Claims.read(data), Claims.read(stage)
    if now is None or then is None:
        return Verdict(FileKind.CHANGED, minutes)
    pages = _replaced(now.pages, then.pages)
    if set(now.pages) & set(then.pages) and pages:
        return Verdict(FileKind.PAGES, minutes, pages=pages)
    if now.data != then.data:
        return Verdict(FileKind.FOREIGN)
    return Verdict(FileKind.RERENDERED, minutes)


def _replaced(now: Sequence[str], then: Sequence[str]) -> tuple[int, ...]:
    """The numbers of pages that are missing, further or not what they were."""
    most = max(len(now), len(then))
    return tuple(
        number + 1
        for number in range(most)
        if now[number : number + 1] != then[number : number + 1]
    )


def _pages(node: Any, passed: dict[int, Any]) -> Iterator[str]:
    """A hash of each page's own stream, as it is stored; nothing of a stranger's is unpacked."""
    if id(node) in passed or len(passed) > MOST_PAGES:
        return
    passed[id(node)] = node
    if "/Kids" not in node:
        has = "/Contents" in node  # `get` would not follow a reference
        yield _stream_hash(node["/Contents"]) if has else _stream_hash([])
        return
    kids = node["/Kids"]
    for place in range(len(kids)):
        yield from _pages(kids[place], passed)


def _stream_hash(content: Any) -> str:
    many = isinstance(content, list)
    streams = [content[place] for place in range(len(content))] if many else [content]
    return hashlib.sha256(b"".join(one.encoded_data for one in streams)).hexdigest()


def _attached(reader: PdfFileReader) -> str:
    """The fingerprint of the attached document.json; empty where there is none."""
    if "/Names" not in reader.root or "/EmbeddedFiles" not in reader.root["/Names"]:
        return ""
    names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    for place in range(0, len(names) - 1, 2):
        if str(names[place]) == "document.json":
            stream = names[place + 1]["/EF"]["/F"]
            text = zlib.decompressobj().decompress(stream.encoded_data, LONGEST_DATA)
            return str(fingerprint(json.loads(text)))
    return ""


def _named(reader: PdfFileReader) -> str:
    """The fingerprint among the keywords."""
    info = reader.trailer_view.get("/Info")
    said = CLAIM.search(str(info.get("/Keywords", ""))) if info is not None else None
    return said.group(1) if said else ""
