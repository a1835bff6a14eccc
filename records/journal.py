"""The append-only journal: every legal act adds one entry to the chain of its stream."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from accounts.models import User
from records.models import JournalEntry, JournalStream
from records.rules.chain import Fault, FaultKind, Head, Link, faults, plain

__all__ = ["Fault", "FaultKind", "Head", "append", "head", "verify"]


def append(
    *, stream: str, kind: str, actor: User | None, at: datetime, payload: dict[str, object]
) -> JournalEntry:
    """Add the next entry of `stream` and return it. Three queries (five for its first entry).

    Locks the stream's row until the caller's transaction ends, so entries of one stream wait
    for each other and are rolled back with the act they record. The payload holds no floats.
    """
    facts = plain(payload)
    with transaction.atomic(savepoint=False):
        chain = _lock(stream)
        link = Link(
            stream=stream,
            position=chain.position + 1,
            kind=kind,
            actor=actor.pk if actor else None,
            at=at,
            payload=facts,
            previous_hash=chain.hash,
        )
        entry = JournalEntry.objects.create(
            stream=stream,
            position=link.position,
            kind=kind,
            actor=actor,
            at=at,
            payload=facts,
            previous_hash=link.previous_hash,
            hash=link.fingerprint(),
        )
        JournalStream.objects.filter(pk=chain.pk).update(position=link.position, hash=entry.hash)
    return entry


def head(stream: str) -> Head:
    """Where the chain of `stream` stands: what is printed in minutes and mailed out."""
    chain = JournalStream.objects.filter(key=stream).first()
    return Head(chain.position, chain.hash) if chain else Head()


def verify(stream: str, *, anchors: Iterable[Head] = (), since: Head | None = None) -> list[Fault]:
    """Every fault of `stream`, by position; an empty list means the chain is whole.

    Only an anchor kept outside the database shows a chain that was rewritten to its very end,
    or cut short together with its head. `since` leaves out what was verified before.
    """
    links = _links(stream, after=since.position if since else 0)
    return list(faults(links, head(stream), anchors, since=since))


def _lock(stream: str) -> JournalStream:
    chain = JournalStream.objects.select_for_update().filter(key=stream).first()
    if chain is None:
        JournalStream.objects.bulk_create([JournalStream(key=stream)], ignore_conflicts=True)
        chain = JournalStream.objects.select_for_update().get(key=stream)
    return chain


def _links(stream: str, *, after: int = 0) -> Iterator[Link]:
    entries = JournalEntry.objects.filter(stream=stream, position__gt=after).order_by("position")
    for entry in entries.iterator(chunk_size=2000):
        yield Link(
            stream=entry.stream,
            position=entry.position,
            kind=entry.kind,
            actor=entry.actor_id,
            at=entry.at,
            payload=entry.payload,
            previous_hash=entry.previous_hash,
            hash=entry.hash,
        )
