"""Correcting signed minutes by an annex that cites them (cl. 11, 21; REQ-42).

The signed document, its file, its signatures and its hash stay as they are. What was voted on, how,
by whom and who was there is no matter of words: it is refused here, and a new decision changes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from bodies.rules.procedure import SignMethod as Rule
from meetings.actions.permit import require_existing
from minutes.actions.correction_pages import render_correction
from minutes.actions.permit import drafter
from minutes.documents.correction import Change, draw
from minutes.documents.signers import correction_slots
from minutes.errors import (
    CorrectionRefused,
    Gap,
    IllegalTransition,
    MinutesIncomplete,
    NeverCorrected,
    QualifiedRefused,
    StaleText,
)
from minutes.models import CorrectedText, Correction, Minutes
from minutes.rules.quoting import Span, spans, stands_elsewhere, text_of
from minutes.states import CorrectionState, SignerRole

MOST_ROWS = 60
SIGNERS = 2


@transaction.atomic
def draw_up_correction(minutes: Minutes, *, by: User, at: datetime) -> Correction:
    """Start a correction; while one is open, a second call returns that one.

    Raises NotPermitted for anybody but whoever keeps the records, IllegalTransition before both
    signatures, BodyDissolved, CorrectionRefused for minutes whose text the portal does not hold,
    QualifiedRefused where the body's rules want a personal digital signature.
    """
    _lock(minutes)
    drafter(by, minutes.meeting, at)
    _require_correctable(minutes, at)
    found = minutes.corrections.open().first()
    if found is not None:
        return found
    last = minutes.corrections.aggregate(last=Max("number"))["last"] or 0
    correction = Correction.objects.create(
        minutes=minutes, number=last + 1, drawn_up_by=by, drawn_up_at=at
    )
    minutes.meeting.record(
        "signed_correction_drawn_up", by=by, at=at, minutes=minutes.pk,
        correction=correction.pk, number=correction.number,
    )  # fmt: skip
    return correction


@transaction.atomic
def write_correction(
    correction: Correction, *, edition: int, reason_kk: str, reason_ru: str,
    changes: Sequence[Change], by: User, at: datetime,
) -> Correction:  # fmt: skip
    """Keep the reason and the rows of a draft; `edition` is the one the writer had on screen.

    Raises StaleText when somebody else has saved meanwhile; CorrectionRefused for words that do not
    stand there exactly once, that nothing is changed in or that two rows share; NeverCorrected for
    words about votes, results, attendance and what was put to the vote.
    """
    _lock(correction.minutes)
    correction.lock()
    drafter(by, correction.minutes.meeting, at)
    correction.require(CorrectionState.DRAFT)
    require_quoted(correction.minutes, changes)
    wanted = {
        "reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip(),
        "draft": [asdict(change) for change in changes],
    }  # fmt: skip
    if all(getattr(correction, name) == value for name, value in wanted.items()):
        return correction
    if correction.edition != edition:
        raise StaleText(
            _("Somebody has saved a newer text in the meantime. Compare the two and save again.")
        )
    for name, value in wanted.items():
        setattr(correction, name, value)
    correction.edition += 1
    correction.save()
    return correction


def require_quoted(minutes: Minutes, changes: Sequence[Change]) -> None:
    """Raise CorrectionRefused unless every row quotes words that stand there, each its own."""
    if len(changes) > MOST_ROWS:
        raise _refused(
            minutes, _("One correction has at most %(most)d rows.") % {"most": MOST_ROWS}
        )
    taken: list[tuple[Change, Span]] = []
    for place, change in enumerate(changes):
        try:
            span = _quoted(minutes, change)
            _require_free(minutes, change, span, taken)
        except CorrectionRefused as refusal:
            refusal.row = place
            raise
        taken.append((change, span))


def _require_free(
    minutes: Minutes, change: Change, span: Span, taken: Sequence[tuple[Change, Span]]
) -> None:
    key = (change.item, change.field, change.language)
    for other, its in taken:
        if (other.item, other.field, other.language) == key and span.meets(its):
            raise _refused(minutes, _("Two rows correct the same words."))


def _quoted(minutes: Minutes, change: Change) -> Span:
    document = minutes.document or {}
    if change.printed == change.should_read:
        raise _refused(minutes, _("What is printed and what should be read are the same."))
    if not change.should_read.strip():
        raise _refused(minutes, _("Say what should be read there."))
    text = text_of(
        document, item=change.item, field=change.field, language=change.language
    )  # fmt: skip
    found = spans(text or "", change.printed)
    if not found:
        raise _not_there(minutes, change, wholly=text is None)
    if len(found) > 1:
        raise _refused(
            minutes,
            _("These words stand there more than once, quote more of the sentence: %(words)s")
            % {"words": change.printed},
        )
    return found[0]


def _not_there(minutes: Minutes, change: Change, *, wholly: bool) -> CorrectionRefused:
    """What is not there may be a typing error here, or words no correction may touch."""
    if wholly or stands_elsewhere(minutes.document or {}, change.printed):
        return NeverCorrected(
            _(
                "These words do not stand in that text, or they are no correction's to change. Votes, "
                "results, attendance and the texts put to the vote are never corrected: the body "
                "decides anew. The words: %(words)s"
            )
            % {"words": change.printed},
            clause=minutes.meeting.body.minutes_clause,
        )
    return _refused(
        minutes,
        _("These words do not stand in that place of the signed minutes: %(words)s")
        % {"words": change.printed},
    )


def correction_gaps(correction: Correction, *, at: datetime) -> list[Gap]:
    """What the correction must state and does not."""
    minutes = correction.minutes
    russian = len((minutes.document or {}).get("parts", [])) > 1
    found = []
    if not correction.draft:
        found.append(Gap(_("No words are corrected."), field="printed"))
    if not correction.reason_kk:
        found.append(Gap(_("The reason in Kazakh is missing."), field="reason_kk"))
    if russian and not correction.reason_ru:
        found.append(Gap(_("The reason in Russian is missing."), field="reason_ru"))
    places = correction_slots(minutes.meeting, timezone.localdate(at))
    clerk = any(slot.role is SignerRole.SECRETARY for slot in places)
    if not clerk or len(places) < SIGNERS:
        found.append(Gap(_("An office that signs the correction is vacant today.")))
    return found


@transaction.atomic
def freeze_correction(
    correction: Correction, *, edition: int | None = None, by: User, at: datetime
) -> Correction:
    """Draft → being rendered: the document is frozen and hashed, its rows written for good.

    `edition` is the one that stood on the screen; pressed twice it is frozen once. Raises
    MinutesIncomplete with every gap, StaleText, NotPermitted, IllegalTransition.
    """
    minutes = correction.minutes
    _lock(minutes)
    correction.lock()
    drafter(by, minutes.meeting, at)
    if correction.document is not None and correction.is_open and edition == correction.edition:
        return correction
    correction.require(CorrectionState.DRAFT)
    _require_correctable(minutes, at)
    if edition is not None and edition != correction.edition:
        raise StaleText(_("The correction has changed since you opened this page. Read it again."))
    missing = correction_gaps(correction, at=at)
    if missing:
        raise MinutesIncomplete(
            _("The correction is not complete yet."),
            clause=minutes.meeting.body.minutes_clause, gaps=missing,
        )  # fmt: skip
    document = draw(correction, day=timezone.localdate(at), at=at)
    require_quoted(minutes, document.changes)
    correction.document, correction.document_hash = document.as_dict(), document.fingerprint()
    correction.frozen_at, correction.fault = at, ""
    CorrectedText.objects.bulk_create(
        CorrectedText(correction=correction, position=place, **asdict(change))
        for place, change in enumerate(document.changes, start=1)
    )
    correction.advance(
        CorrectionState.RENDERING, kind="signed_correction_frozen", by=by, at=at,
        document=correction.document_hash, corrects=minutes.document_hash,
    )  # fmt: skip
    render_correction.enqueue(correction.pk)
    correction.refresh_from_db()
    return correction


@transaction.atomic
def withdraw_correction(correction: Correction, *, by: User, at: datetime, reason: str) -> None:
    """An open correction comes to nothing; its number, its pages and the reason stay.

    Whoever keeps the records may do so, and whoever is asked to sign. Raises IllegalTransition for a
    signed one and without a reason; a second press changes nothing.
    """
    _lock(correction.minutes)
    correction.lock()
    if not signs(correction, by):
        drafter(by, correction.minutes.meeting, at)
    if correction.state == CorrectionState.WITHDRAWN:
        return
    if correction.is_signed:
        raise IllegalTransition(
            _("A signed correction stays; a further correction follows it."),
            clause=correction.minutes.meeting.body.minutes_clause,
        )
    if not reason.strip():
        raise _refused(correction.minutes, _("Give a reason."))
    void = correction.signatures.count()
    correction.withdrawn_by, correction.withdrawn_at = by, at
    correction.withdrawal = reason.strip()
    correction.advance(
        CorrectionState.WITHDRAWN, kind="signed_correction_withdrawn", by=by, at=at,
        reason=correction.withdrawal, document=correction.document_hash, void_signatures=void,
    )  # fmt: skip


def signs(correction: Correction, user: User) -> bool:
    """Whether one of the places under a frozen correction is this person's."""
    if correction.frozen_at is None:
        return False
    day = timezone.localdate(correction.frozen_at)
    places = correction_slots(correction.minutes.meeting, day)
    return any(slot.membership.user_id == user.pk for slot in places)


def _require_correctable(minutes: Minutes, at: datetime) -> None:
    clause = minutes.meeting.body.minutes_clause
    if not minutes.is_signed:
        raise IllegalTransition(
            _(
                "Minutes are corrected after both signatures; until then they are returned to draft."
            ),
            clause=clause,
        )
    require_existing(minutes.meeting.body, timezone.localdate(at))
    if minutes.document is None or minutes.pdf is None:
        raise _refused(minutes, _("The portal does not hold the text of these minutes."))
    if minutes.meeting.procedure().sign_method is Rule.EDS:
        raise QualifiedRefused(
            _(
                "By this body's rules minutes are signed with a personal digital signature. The portal "
                "takes none under a correction yet: correct these minutes on paper and register it."
            ),
            clause=clause,
        )


def _refused(minutes: Minutes, text: str) -> CorrectionRefused:
    return CorrectionRefused(text, clause=minutes.meeting.body.minutes_clause)


def _lock(minutes: Minutes) -> None:
    """One after the other: the meeting first, as every act on its minutes does."""
    minutes.meeting.lock()
    minutes.lock()
