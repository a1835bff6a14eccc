"""Signed minutes held against the regulation, point by point (cl. 7, 10, 11, 18, 20 to 23).

Everything is computed anew from the frozen document and the rows beside it; nothing is ticked by
hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meetings.documents.explanation import consent_sentence
from meetings.models import Meeting
from meetings.rules import quorum
from minutes.documents.facts import consent_of
from minutes.documents.model import Document, Heads, Item, Part
from minutes.documents.recipients import missing, receives_copies
from minutes.models import Minutes, Signature

TWO = 2


@dataclass(frozen=True, slots=True)
class Requisite:
    """What a clause asks of minutes, whether these keep it, and by what one sees it."""

    clause: str
    text: str
    kept: bool
    evidence: str


def requisites(minutes: Minutes) -> list[Requisite]:
    """Every point that applies to this body. Six queries."""
    document = Document.from_dict(minutes.document or {})
    part = part_of(document)
    signatures = list(minutes.signatures.of_version(minutes.version))
    return [
        *_head(minutes, document, part),
        *_agenda(minutes.meeting),
        *_votes(part, document.heads.clause),
        *_association(minutes, document),
        *_end(minutes, document, signatures),
    ]


def part_of(document: Document) -> Part:
    """In the reader's language, where the document has it."""
    language = get_language() or "kk"
    spoken = {part.language: part for part in document.parts}
    return spoken.get(language) or document.parts[0]


def _head(minutes: Minutes, document: Document, part: Part) -> Iterator[Requisite]:
    body = minutes.meeting.body
    records = "12" if body.is_council else "23"
    yield Requisite(records, _("Number"), bool(document.number), f"№ {document.number}")
    when = " · ".join(said for said in (part.date, part.place, part.form) if said)
    yield Requisite(body.minutes_clause, _("Date and place"), bool(part.date), when)
    people = ", ".join(name for name in (part.presiding, part.secretary) if name)
    named = bool(part.presiding and part.secretary)
    yield Requisite(body.presiding_clause, _("Presiding person and secretary"), named, people)
    heads = document.heads
    yield Requisite(heads.clause, _("Composition and quorum"), _has_quorum(heads), _quorum(heads))


def _has_quorum(heads: Heads) -> bool:
    """Two thirds of the composition, counted again: 3p ≥ 2n, n above nought."""
    return heads.composition > 0 and heads.participating >= quorum.needed(heads.composition)


def _quorum(heads: Heads) -> str:
    return _("Quorum: %(p)s of %(n)s participate, at least %(q)s required (cl. %(clause)s).") % {
        "n": heads.composition, "p": heads.participating, "q": heads.needed,
        "clause": heads.clause,
    }  # fmt: skip


def _agenda(meeting: Meeting) -> Iterator[Requisite]:
    """Prior consent, where the rules ask for it (cl. 18)."""
    if meeting.body.is_council or not meeting.consent_procedure().consent_required:
        return
    verdict = consent_of(meeting)
    evidence = consent_sentence(verdict) if verdict else _("Nobody was asked.")
    reached = verdict is not None and verdict.reached
    yield Requisite("18", _("Prior consent to the agenda"), reached, evidence)


def _votes(part: Part, clause: str) -> Iterator[Requisite]:
    decided = [item for item in part.items if item.result is not None]
    open_items = [str(i.number) for i in part.items if i.result is None and not i.settled]
    count = ngettext("%(count)s item", "%(count)s items", len(part.items))
    evidence = count % {"count": len(part.items)}
    if open_items:
        evidence = _("Open items: %(items)s.") % {"items": ", ".join(open_items)}
    yield Requisite(clause, _("Every item of the agenda decided or settled"), not open_items,
                    evidence)  # fmt: skip
    wrong = [str(item.number) for item in decided if not _adds_up(item)]
    sums = "; ".join(_sum(item) for item in decided)
    yield Requisite(clause, _("Named votes add up to the tallies"), not wrong, sums or "—")
    poor = [str(i.number) for i in decided if i.result and _adopted_without_quorum(i)]
    yield Requisite(
        clause, _("Quorum at every decision"), not poor,
        _("Without a quorum: %(items)s.") % {"items": ", ".join(poor)} if poor
        else _("At each vote that adopted something."),
    )  # fmt: skip


def _adds_up(item: Item) -> bool:
    result = item.result
    if result is None:
        return True
    named = [vote.choice for vote in result.votes]
    counted = tuple(named.count(choice) for choice in ("for", "against", "abstain"))
    return counted == (result.for_, result.against, result.abstain)


def _sum(item: Item) -> str:
    result = item.result
    if result is None:
        return ""
    return f"{item.number}: {result.for_}/{result.against}/{result.abstain}"


def _adopted_without_quorum(item: Item) -> bool:
    result = item.result
    return result is not None and result.outcome == "adopted" and not _has_quorum(result.heads)


def _association(minutes: Minutes, document: Document) -> Iterator[Requisite]:
    """What clauses 20 and 22 ask of an association alone."""
    if minutes.meeting.body.is_council:
        return
    label = _("Association decisions are recommendatory.")
    yield Requisite(
        "20", _("Recommendatory nature stated"), document.recommendatory,
        label if document.recommendatory else "—",
    )  # fmt: skip
    if receives_copies(minutes.meeting):
        sent, unsent = minutes.copies.count(), missing(minutes)
        words = ngettext("%(count)s copy addressed", "%(count)s copies addressed", sent)
        yield Requisite("22", _("Copies sent"), bool(sent) and not unsent, words % {"count": sent})


def _end(minutes: Minutes, document: Document, signatures: list[Signature]) -> Iterator[Requisite]:
    clause = minutes.meeting.body.minutes_clause
    people = {signature.signer_id for signature in signatures}
    names = ", ".join(
        f"{signature.signer.short_name()} ({signature.get_role_display()})"
        for signature in signatures
    )
    yield Requisite(
        clause, _("Two signatures of different persons"), len(people) >= TWO, names or "—"
    )
    same = document.fingerprint() == minutes.document_hash and all(
        signature.document_hash == minutes.document_hash for signature in signatures
    )
    yield Requisite(
        clause, _("The text is the one that was signed"), same,
        f"SHA-256 {minutes.document_hash[:16]}…",
    )  # fmt: skip
