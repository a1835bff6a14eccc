"""What the pages of corrections show, and the acts they ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.errors import RuleViolation
from accounts.models import User
from accounts.requests import SignedInRequest
from meetings.views.acting import by_now, worded
from minutes import actions
from minutes.actions.correcting import signs
from minutes.actions.permit import may_draw_up
from minutes.documents.correction import document_of
from minutes.documents.correction_paper import printed
from minutes.documents.marking import corrected_texts, mark
from minutes.documents.model import Document
from minutes.documents.printed import printed as minutes_printed
from minutes.documents.signers import CorrectionSlot, correction_slots
from minutes.documents.wording import grouped
from minutes.errors import CorrectionRefused, IllegalTransition, StaleText
from minutes.forms import CorrectionSheet, SignForm
from minutes.models import Correction, CorrectionSignature, Minutes
from minutes.states import CorrectionState

TAGS = {
    CorrectionState.DRAFT: "idle",
    CorrectionState.RENDERING: "now",
    CorrectionState.READY: "warn",
    CorrectionState.PARTLY_SIGNED: "warn",
    CorrectionState.SIGNED: "ok",
    CorrectionState.WITHDRAWN: "bad",
}
FROZEN = (CorrectionState.READY, CorrectionState.PARTLY_SIGNED)


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A place for a signature on screen: whose, and whether it is filled."""

    slot: CorrectionSlot
    signature: CorrectionSignature | None


def detail(correction: Correction, user: User) -> dict[str, Any]:
    """Everything on the page of a correction."""
    keeper = may_draw_up(user, correction.minutes.meeting, timezone.now())
    lines = slot_lines(correction)
    mine = [one for one in lines if one.slot.membership.user_id == user.pk]
    asked = correction.state in FROZEN
    return {
        "correction": correction,
        "minutes": correction.minutes,
        "parts": printed(document_of(correction)),
        "slots": lines,
        "kind": TAGS[CorrectionState(correction.state)],
        "hash": grouped(correction.document_hash),
        "keeper": keeper,
        "may_sign": asked and any(one.signature is None for one in mine),
        "may_withdraw": correction.is_open and (keeper or bool(mine)),
        **waiting(correction),
    }


def of_the_minutes(
    minutes: Minutes, parts: list[dict[str, Any]], user: User, *, keeper: bool
) -> dict[str, Any]:
    """On the page of signed minutes: their corrections, and the marks beside the printed words.

    `corrected`: the signed ones with their rows; `corrections`: all that `user` may know of.
    """
    if not minutes.is_signed:
        return {}
    rows = list(minutes.corrections.in_order())
    for one in rows:
        one.minutes = minutes
    known = [one for one in rows if keeper or one.is_signed or (one.is_open and signs(one, user))]
    signed = [one for one in known if one.is_signed]
    if signed:
        mark(parts, minutes, corrected_texts(minutes))
    return {
        "corrections": [
            {"correction": one, "kind": TAGS[CorrectionState(one.state)]} for one in known
        ],
        "corrected": [told(one) for one in signed],
        "correcting": any(one.is_open for one in known),
    }


def signed_with_rows(minutes: Minutes) -> list[dict[str, Any]]:
    """Every signed correction of these minutes, the oldest first. One query."""
    rows = list(minutes.corrections.signed().in_order().select_related("pdf"))
    for one in rows:
        one.minutes = minutes
    return [told(one) for one in rows]


def told(correction: Correction) -> dict[str, Any]:
    """A signed correction in the reader's language, as far as the document has it."""
    language = (get_language() or "kk")[:2]
    parts = printed(document_of(correction))
    part = next((one for one in parts if one["language"] == language), parts[0])
    return {
        "correction": correction, "language": part["language"], "reason": part["reason"],
        "rows": part["rows"], "w": part["words"],
    }  # fmt: skip


def editor(sheet: CorrectionSheet) -> dict[str, Any]:
    """The rows, and the signed text to copy from."""
    correction = sheet.correction
    document = Document.from_dict(correction.minutes.document or {})
    return {
        "correction": correction,
        "minutes": correction.minutes,
        "form": sheet.form,
        "rows": sheet.rows,
        "parts": minutes_printed(document),
        "newer": printed(document_of(sheet.newer)) if sheet.newer else [],
    }


def check(correction: Correction, user: User) -> dict[str, Any]:
    """The page before freezing: what is missing, and the exact text."""
    missing = actions.correction_gaps(correction, at=timezone.now())
    return detail(correction, user) | {"gaps": missing}


def signing(correction: Correction, form: SignForm, user: User) -> dict[str, Any]:
    """The page of the signature."""
    own = [one for one in slot_lines(correction) if one.slot.membership.user_id == user.pk]
    question = form.passkey_question
    return detail(correction, user) | {
        "form": form,
        "slot": own[0].slot if own else None,
        "file_hash": grouped(correction.pdf.sha256) if correction.pdf else "",
        "open": correction.state in FROZEN,
        "question": {"request_options": question} if question else None,
    }


def waiting(correction: Correction) -> dict[str, Any]:
    """Why there are no pages to sign yet, and whether to make them again."""
    if correction.state != CorrectionState.RENDERING:
        return {"stuck": False, "why": ""}
    return {
        "stuck": correction.is_stuck(timezone.now()),
        "why": actions.why_not_yet(correction),
    }


def slot_lines(correction: Correction) -> list[SlotLine]:
    """The places for signatures, of the day of freezing or of today, and what stands in them."""
    day = timezone.localdate(correction.frozen_at)
    given = {one.role: one for one in correction.signatures.select_related("signer")}
    places = correction_slots(correction.minutes.meeting, day)
    return [SlotLine(slot, given.get(slot.role.value)) for slot in places]


def sign_form(correction: Correction, request: SignedInRequest) -> SignForm:
    """The form of the signature, bound when it was sent."""
    asked = {"document": correction.document_hash}
    return SignForm(request.user, request.POST or None, initial=asked)


def saved(sheet: CorrectionSheet, request: SignedInRequest) -> bool:
    """Save what was typed, or say on the page why not; what was typed stays in it."""
    if not sheet.is_valid():
        return False
    correction = sheet.correction
    try:
        actions.write_correction(correction, **sheet.given(), **by_now(request))
    except StaleText as refusal:
        correction.refresh_from_db()
        sheet.form.add_error(None, worded(refusal))
        sheet.take_notice_of(correction)
    except CorrectionRefused as refusal:
        sheet.refuse(refusal, worded(refusal))
    except RuleViolation as refusal:
        sheet.form.add_error(None, worded(refusal))
    else:
        return True
    return False


def sign_what_was_shown(correction: Correction, form: SignForm, user: User) -> None:
    """Refuse when the document is no longer the one that stood on the screen, then sign."""
    if form.cleaned_data["document"] != correction.document_hash:
        raise IllegalTransition(
            _("The correction has changed since you opened this page. Read it again."),
            clause=correction.minutes.meeting.body.minutes_clause,
        )
    actions.sign_correction(
        correction, by=user, at=timezone.now(), password_confirmed=True,
        second_factor=form.second_factor_used,
    )  # fmt: skip
