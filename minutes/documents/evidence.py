"""The evidence of one meeting: every row behind its minutes, for the verifier that goes with it.

The same meeting gives the same bytes for ever once it is signed: the journal is taken up to the last
signature, the files in the ZIP bear no time of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings

from meetings.documents.texts import item_texts
from meetings.models import (
    AgendaConsent,
    AgendaItem,
    AttendanceEvent,
    Ballot,
    Guest,
    Meeting,
    OperatorOrder,
    Recusal,
    RollEntry,
    Vote,
    WrittenPaper,
)
from meetings.rules.receipt import canonical_json
from minutes.documents import portal_key
from minutes.documents.evidence_corrections import corrections_of, files_of, row_of
from minutes.evidence import bundle as form
from minutes.evidence.arithmetic import sha256
from minutes.models import Decision, DissentingOpinion, Minutes, Signature
from minutes.states import MinutesState
from records import journal
from records.journal import Head
from records.models import JournalEntry
from records.rules.chain import plain

VERIFIER = Path(settings.BASE_DIR) / "minutes" / "evidence"
LAUNCHER, GUIDE = "verify.py", "README.txt"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
ROLL = (
    "membership_id", "membership__user_id", "position", "office", "voting", "name_kk", "name_ru",
    "organisation_kk", "organisation_ru",
)  # fmt: skip
Row = dict[str, Any]


def pack(meeting: Meeting, *, whole: bool) -> bytes:
    """The bundle as one ZIP file. `whole`: entries of the journal about other matters too.

    Without it they are there by their hashes, which is enough to follow the chain.
    """
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, data in sorted(files(meeting, whole=whole).items()):
            entry = ZipInfo(name, LONG_AGO)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def file_name(meeting: Meeting) -> str:
    """«evidence-6b061-2026-4.zip»."""
    return f"evidence-{meeting.body.code}-{meeting.day.year}-{meeting.number}.zip"


def files(meeting: Meeting, *, whole: bool) -> dict[str, bytes]:
    """Everything in the bundle by name."""
    minutes = Minutes.objects.select_related("pdf", "base_pdf").filter(meeting=meeting).first()
    head = _head(meeting, minutes)
    corrections = corrections_of(minutes)
    own = {form.JOURNAL: _journal(meeting, head, whole=whole), **_papers_of(minutes)}
    for correction in corrections:
        own |= files_of(correction)
    facts = facts_of(meeting, minutes, head) | {
        "files": {name: sha256(data) for name, data in own.items()}
    }
    if corrections:
        facts["corrections"] = [_plain(row_of(one)) for one in corrections]
    return {**own, **verifier(), form.FACTS: canonical_json(facts)}


def verifier() -> dict[str, bytes]:
    """The stand-alone programme with its guide."""
    modules = {f"verifier/{path.name}": path.read_bytes() for path in VERIFIER.glob("*.py")}
    launcher = modules.pop(f"verifier/{LAUNCHER}")
    return {**modules, LAUNCHER: launcher, GUIDE: (VERIFIER / GUIDE).read_bytes()}


def _head(meeting: Meeting, minutes: Minutes | None) -> Head:
    """Where the extract of the journal ends: the last signature, a correction's too, or now."""
    if minutes is not None and minutes.is_signed:
        last = (
            JournalEntry.objects.filter(
                stream=meeting.stream,
                kind__in=("minutes_signed", "minutes_corrected"),
                payload__minutes=minutes.pk,
            )
            .order_by("-position")
            .first()
        )
        if last is not None:
            return Head(last.position, last.hash)
    return journal.head(meeting.stream)


def _journal(meeting: Meeting, head: Head, *, whole: bool) -> bytes:
    """One line for each entry from the first to the head."""
    rows = JournalEntry.objects.filter(stream=meeting.stream, position__lte=head.position)
    lines = [
        canonical_json(_entry(row, withheld=not whole and row.payload.get("meeting") != meeting.pk))
        for row in rows.order_by("position").iterator(chunk_size=2000)
    ]
    return b"\n".join(lines) + b"\n"


def _entry(row: JournalEntry, *, withheld: bool) -> Row:
    links = {"position": row.position, "previous_hash": row.previous_hash, "hash": row.hash}
    if withheld:
        return links
    return _plain(
        links | {
            "stream": row.stream, "kind": row.kind, "actor": row.actor_id, "at": row.at,
            "recorded_at": row.recorded_at, "payload": row.payload,
        }
    )  # fmt: skip


def _papers_of(minutes: Minutes | None) -> dict[str, bytes]:
    """The frozen document, the PDF before and after signing, the authority's certificate.

    Of a personal qualified signature also the CMS and the service's answer.
    """
    found: dict[str, bytes] = {}
    if minutes is None:
        return found
    if minutes.document is not None:
        found[form.DOCUMENT] = canonical_json(minutes.document)
    for name, stored in ((form.BASE_PDF, minutes.base_pdf), (form.PDF, minutes.pdf)):
        if stored is not None:
            found[name] = stored.read()
    if minutes.state in (MinutesState.PARTLY_SIGNED, MinutesState.SIGNED):
        found[form.AUTHORITY] = portal_key.authority_pem().encode()
    for signature in minutes.signatures.of_version(minutes.version):
        for what in ("cms", "checked"):
            kept = getattr(signature, what)
            if kept is not None:
                name = f"signature-{signature.role}-{what}{Path(kept.name).suffix}"
                found[name] = kept.read()
    return found


def facts_of(meeting: Meeting, minutes: Minutes | None, head: Head) -> Row:
    """Every row, as plain JSON; a constant number of queries."""
    items = list(
        AgendaItem.objects.filter(meeting=meeting).on_agenda().in_order()
        .prefetch_related("materials__file")
    )  # fmt: skip
    return _plain(
        {
            "form": form.FORM,
            "meeting": _meeting(meeting),
            "rules": meeting.procedure().as_dict(),
            "consent_rules": meeting.consent_frozen,
            "roll": _roll(meeting),
            "presiding": _presiding(meeting),
            "agenda": [item.pk for item in items],
            "items": [_item(item) for item in items],
            **_sat(meeting),
            **_voted(meeting),
            **_signed(meeting, minutes),
            "head": _anchor(head),
            "anchors": _anchors(meeting, head),
        }
    )


def _plain(value: Mapping[str, object]) -> Row:
    made = plain(value)
    assert isinstance(made, dict)  # noqa: S101 - a mapping stays one
    return made


def _anchor(head: Head) -> Row:
    return {"position": head.position, "hash": head.hash}


def _meeting(meeting: Meeting) -> Row:
    body = meeting.body.named_on(meeting.day)
    return {
        "id": meeting.pk, "number": meeting.number, "year": meeting.year, "day": meeting.day,
        "state": meeting.state, "held": meeting.form, "scheduled_for": meeting.scheduled_for,
        "opened_at": meeting.opened_at, "closed_at": meeting.closed_at,
        "secretary": meeting.secretary_id, "presiding": meeting.presiding_id,
        "retrospective": meeting.retrospective, "agenda_version": meeting.agenda_version,
        "stream": meeting.stream, "decision_clause": body.decision_clause,
        "minutes_clause": body.minutes_clause,
        "body": {
            "id": body.pk, "kind": body.kind, "code": body.code, "name_kk": body.name("kk"),
            "name_ru": body.name("ru"),
        },
    }  # fmt: skip


def _roll(meeting: Meeting) -> list[Row]:
    names = [name.removesuffix("_id").removeprefix("membership__") for name in ROLL]
    rows = RollEntry.objects.filter(meeting=meeting).order_by("position").values_list(*ROLL)
    return [dict(zip(names, row, strict=True)) for row in rows]


def _presiding(meeting: Meeting) -> list[list[object]]:
    """From when on who presided."""
    rows = JournalEntry.objects.filter(
        stream=meeting.stream, kind__in=["meeting_opened", "presiding_handed_over"],
        payload__meeting=meeting.pk,
    ).order_by("position")  # fmt: skip
    return [[row.at, row.payload["presiding"]] for row in rows]


def _item(item: AgendaItem) -> Row:
    return {
        "id": item.pk, "position": item.position, "state": item.state, "votable": item.votable,
        "texts": item_texts(item), "speaker": item.speaker,
        "materials": [
            {"title": one.title, "sha256": one.file.sha256, "size": one.file.size}
            for one in item.materials.all()
        ],
    }  # fmt: skip


def _rows(found: Any, renamed: Mapping[str, str], *names: str) -> list[Row]:
    """Rows as dictionaries: `renamed` maps a column to what it is called in the bundle."""
    columns = [*names, *renamed]
    called = [*names, *renamed.values()]
    return [dict(zip(called, row, strict=True)) for row in found.values_list(*columns)]


def _sat(meeting: Meeting) -> Row:
    """Who was there, who was invited, who held the keys, who consented to the agenda."""
    of = {"meeting": meeting}
    own = {"membership_id": "membership"}
    return {
        "attendance": _rows(
            AttendanceEvent.objects.filter(**of).order_by("pk"),
            own | {"by_id": "by"}, "id", "presence", "reason", "at", "recorded_at",
        ),
        "guests": _rows(Guest.objects.filter(**of).order_by("pk"), {}, "name", "organisation"),
        "orders": _rows(
            OperatorOrder.objects.filter(**of).order_by("pk"),
            {"operator_id": "operator", "ordered_by_id": "ordered_by"}, "at",
        ),
        "consents": _rows(
            AgendaConsent.objects.filter(**of).order_by("pk"), own, "version", "answer", "at"
        ),
    }  # fmt: skip


def _voted(meeting: Meeting) -> Row:
    """Votes, every revision of every ballot, papers, and who did not vote on what."""
    votes = Vote.objects.filter(item__meeting=meeting).order_by("item__position", "pk")
    ballots = Ballot.objects.filter(vote__item__meeting=meeting).order_by("vote", "pk")
    recusals = Recusal.objects.filter(item__meeting=meeting).order_by("pk")
    return {
        "votes": _rows(
            votes,
            {"item_id": "item", "opened_by_id": "opened_by", "closed_by_id": "closed_by",
             "presiding_id": "presiding", "annulled_by_id": "annulled_by"},
            "id", "state", "text_hash", "opened_at", "closed_at", "participants", "result",
            "outcome", "digest", "annulled_at", "annul_reason",
        ),
        "ballots": _rows(
            ballots,
            {"vote_id": "vote", "membership_id": "membership", "entered_by_id": "entered_by",
             "scan__sha256": "scan"},
            "revision", "choice", "channel", "cast_at", "recorded_at", "text_hash", "void_reason",
            "receipt",
        ),
        "papers": [_paper(paper) for paper in _papers(meeting)],
        "recusals": _rows(
            recusals, {"item_id": "item", "membership_id": "membership", "by_id": "by"},
            "reason", "at", "lifted_at",
        ),
    }  # fmt: skip


def _papers(meeting: Meeting) -> Iterable[WrittenPaper]:
    papers = WrittenPaper.objects.filter(meeting=meeting).order_by("pk")
    return papers.select_related("scan").prefetch_related("choices__ballot")


def _paper(paper: WrittenPaper) -> Row:
    return {
        "id": paper.pk, "membership": paper.membership_id, "scan": paper.scan.sha256,
        "state": paper.state, "entered_by": paper.entered_by_id, "entered_at": paper.entered_at,
        "decided_by": paper.decided_by_id, "decided_at": paper.decided_at,
        "decision_reason": paper.decision_reason, "disputed_at": paper.disputed_at,
        "dispute": paper.dispute,
        "choices": [
            {"vote": said.vote_id, "choice": said.choice, "text_hash": said.text_hash,
             "receipt": said.ballot.receipt if said.ballot else ""}
            for said in sorted(paper.choices.all(), key=lambda one: one.pk)
        ],
    }  # fmt: skip


def _signed(meeting: Meeting, minutes: Minutes | None) -> Row:
    """The minutes, the signatures of their version, decisions and dissenting opinions."""
    opinions = DissentingOpinion.objects.filter(item__meeting=meeting, withdrawn_at=None)
    facts: Row = {
        "minutes": None, "signatures": [], "decisions": [],
        "dissents": _rows(
            opinions.order_by("at", "pk"), {"item_id": "item", "membership_id": "membership"},
            "text", "at",
        ),
    }  # fmt: skip
    if minutes is None:
        return facts
    given = Signature.objects.filter(minutes=minutes, version=minutes.version).order_by("pk")
    return facts | {
        "minutes": {
            "id": minutes.pk, "number": minutes.number_text, "version": minutes.version,
            "state": minutes.state, "document_hash": minutes.document_hash,
            "frozen_at": minutes.frozen_at, "signed_at": minutes.signed_at,
            "base_pdf": minutes.base_pdf.sha256 if minutes.base_pdf else "",
            "pdf": minutes.pdf.sha256 if minutes.pdf else "",
        },
        "signatures": _rows(
            given,
            {"signer_id": "signer", "membership_id": "membership", "pdf__sha256": "pdf",
             "pdf__size": "size", "entered_by_id": "entered_by", "scan__sha256": "scan",
             "cms__sha256": "cms", "checked__sha256": "checked"},
            "role", "for_chair", "method", "signed_at", "document_hash", "signed_on", "owner",
            "stamped_at",
        ),
        "decisions": _rows(
            Decision.objects.filter(minutes=minutes).order_by("pk"), {"item_id": "item"}, "number"
        ),
    }  # fmt: skip


def _anchors(meeting: Meeting, head: Head) -> list[Row]:
    """Heads that other minutes of the body have printed, as far as this extract reaches."""
    rows = (
        Minutes.objects.filter(meeting__body=meeting.body_id, document__isnull=False)
        .exclude(meeting=meeting)
        .order_by("pk")
        .values_list("document__journal_position", "document__journal_hash", "number_text")
    )
    return [
        {"position": position, "hash": digest, "printed_in": number}
        for position, digest, number in rows
        if position and position <= head.position
    ]
