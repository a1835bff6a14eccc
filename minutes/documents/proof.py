"""What anybody may learn of signed minutes: that they exist, who signed, whether a file is they.

Number, body, day, signers and figures are public; what was said and how each voted is not. Tallies
without names leave the body only where its rules publish them (C11).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bodies.models import Body
from bodies.rules.procedure import Publish
from meetings.states import OutcomeKind
from minutes.documents import checking, checking_corrections
from minutes.documents.checking import Verdict
from minutes.documents.marking import touching
from minutes.models import Correction, CorrectionSignature, Extract, Minutes, Signature
from minutes.querysets import MinutesQuerySet
from minutes.states import FileKind
from records.models import JournalEntry

HASH = 64


@dataclass(frozen=True, slots=True)
class Tally:
    """An item by its number alone."""

    number: int
    for_: int
    against: int
    abstain: int
    adopted: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """Signed minutes as a stranger sees them. `anchored`: the journal still leads to its head."""

    minutes: Minutes
    body: Body
    signatures: list[Signature]
    heads: dict[str, Any]
    adopted: int
    rejected: int
    tallies: tuple[Tally, ...]
    position: int
    head: str
    anchored: bool
    corrections: list[Correction]


@dataclass(frozen=True, slots=True)
class CorrectionProof:
    """A signed correction as a stranger sees it: what it is and what it corrects, not a word of it."""

    correction: Correction
    minutes: Minutes
    body: Body
    signatures: list[CorrectionSignature]
    rows: int
    position: int
    head: str
    anchored: bool


@dataclass(frozen=True, slots=True)
class Held:
    """What a file or a hash turned out to be, and of which minutes."""

    verdict: Verdict | None
    extract: Extract | None = None

    @property
    def correction(self) -> Correction | None:
        """The signed correction the file belongs to; others are nobody's business."""
        found = self.verdict.correction if self.verdict else None
        return found if found is not None and found.is_signed else None

    @property
    def outdated(self) -> bool:
        """A genuine extract from before a correction of what it is about."""
        if self.extract is None:
            return False
        rows = touching(self.extract.minutes, self.extract.item)
        return bool(rows) and rows[-1].correction_id != self.extract.after_id

    @property
    def minutes(self) -> Minutes | None:
        """The signed minutes it belongs to; minutes that are not signed are nobody's business."""
        found = self.verdict.minutes if self.verdict else None
        return found if found is not None and found.is_signed else None

    @property
    def kind(self) -> FileKind | None:
        """What the file is; None for bytes that are not known by their hash."""
        if self.verdict is None:
            return None
        return self.verdict.kind if self.minutes or self.correction else FileKind.FOREIGN

    @property
    def tone(self) -> str:
        """How loudly to say it: the signed file, a state it went through, anything else."""
        if self.kind is FileKind.SIGNED:
            return "ok"
        return "warn" if self.kind in (None, FileKind.EARLIER) else "bad"


def public() -> MinutesQuerySet:
    """Signed minutes with what is shown of them."""
    found: MinutesQuerySet = Minutes.objects.signed().select_related(
        "meeting__body", "pdf", "base_pdf"
    )
    return found


def by_number(*, body: int, year: int, number: str) -> list[Minutes]:
    """Signed minutes of a body under a number in a calendar year."""
    return list(
        public().filter(meeting__body=body, number_text=number.strip(), number__year=year)
        .order_by("pk")
    )  # fmt: skip


def bodies() -> Iterable[Body]:
    """Bodies of which there are signed minutes."""
    found: Iterable[Body] = Body.objects.filter(
        pk__in=Minutes.objects.signed().values("meeting__body")
    ).order_by("sort_key")
    return found


def by_hash(digest: str) -> Held:
    """Whether these very bytes were stored; the file itself is not needed."""
    digest = digest.lower()
    if len(digest) != HASH or not digest.isalnum():
        return Held(None)
    extracts = Extract.objects.select_related("minutes", "item").filter(file__sha256=digest)
    if (extract := extracts.first()) is not None:
        return Held(Verdict(FileKind.SIGNED, extract.minutes), extract=extract)
    return Held(checking.exact(digest) or checking_corrections.exact(digest))


def by_file(data: bytes) -> Held:
    """What became of a file, if it is not the one that was signed."""
    held = by_hash(hashlib.sha256(data).hexdigest())
    if held.verdict:
        return held
    return Held(checking_corrections.judge(data) or checking.judge(data))


def proof(minutes: Minutes) -> Proof:
    """The public face of signed minutes. Three queries."""
    document = minutes.document or {}
    meeting = minutes.meeting
    results = [
        (item["number"], item["result"]) for item in document["parts"][0]["items"] if item["result"]
    ]
    outcomes = [result["outcome"] for _number, result in results]
    shown = results if meeting.procedure().publish is Publish.TALLIES else []
    position, head = document["journal_position"], document["journal_hash"]
    kept = JournalEntry.objects.filter(stream=meeting.stream, position=position, hash=head)
    return Proof(
        minutes=minutes,
        body=meeting.body.named_on(meeting.day),
        signatures=list(minutes.signatures.of_version(minutes.version)),
        heads=document["heads"],
        adopted=outcomes.count(OutcomeKind.ADOPTED),
        rejected=len(outcomes) - outcomes.count(OutcomeKind.ADOPTED),
        tallies=tuple(_tally(number, result) for number, result in shown),
        position=position,
        head=head,
        anchored=kept.exists(),
        corrections=list(minutes.corrections.signed().in_order()),
    )


def corrections(prefix: str) -> list[Correction]:
    """The signed correction a printed copy leads to."""
    found = Correction.objects.signed().with_document(prefix)
    return list(found.select_related("minutes__meeting__body", "pdf")[:1])


def correction_proof(correction: Correction) -> CorrectionProof:
    """The public face of a signed correction. Three queries."""
    document, meeting = correction.document or {}, correction.minutes.meeting
    position, head = document["journal_position"], document["journal_hash"]
    kept = JournalEntry.objects.filter(stream=meeting.stream, position=position, hash=head)
    return CorrectionProof(
        correction=correction,
        minutes=correction.minutes,
        body=meeting.body.named_on(meeting.day),
        signatures=list(correction.signatures.select_related("signer").order_by("pk")),
        rows=len(document["changes"]),
        position=position,
        head=head,
        anchored=kept.exists(),
    )


def _tally(number: int, result: dict[str, Any]) -> Tally:
    return Tally(
        number=number, for_=result["for_"], against=result["against"], abstain=result["abstain"],
        adopted=result["outcome"] == OutcomeKind.ADOPTED,
    )  # fmt: skip
