"""What the room's pages show beside the thing itself."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils import timezone

from accounts.models import User
from bodies.models import Body
from bodies.offices import Verb
from councils.access.standing import verbs_in_council
from councils.actions import require_impartial
from councils.errors import EvaluationRefused
from councils.models import Evaluation, Violation, ViolationFile, council_on
from councils.states import EvaluationState, ViolationState
from meetings.access import item_for
from meetings.models import AgendaItem

PER_PAGE = 25


def violation_page(user: User, violation: Violation) -> dict[str, Any]:
    """The violation with its files, and the acts that are open to `user`."""
    today, state = timezone.localdate(), violation.state
    registers = Verb.REGISTER_VIOLATION in verbs_in_council(user, today)
    body = violation.association.body
    alive = body.exists_on(today)
    answers = user.has_perm("bodies.answer_violation", body)
    files = list(violation.files.select_related("file").order_by("pk"))
    return {
        "violation": violation,
        "evidence": [f for f in files if f.side == ViolationFile.Side.EVIDENCE],
        "enclosed": [f for f in files if f.side == ViolationFile.Side.EXPLANATION],
        "may_ask": registers and alive and state == ViolationState.RECORDED,
        "may_explain": answers and alive and not violation.explanation and not violation.decided,
        "may_put": registers and alive and _heard(violation) and violation.may_be_put,
        "may_read_item": violation.item is not None and _item_seen(user, violation.item),
        "overdue": state == ViolationState.ASKED and _late(violation),
    }


def _item_seen(user: User, item: AgendaItem) -> bool:
    """Whether the page of the item is open to `user`."""
    try:
        item_for(user, item.pk)
    except Http404:
        return False
    return True


def _heard(violation: Violation) -> bool:
    """The association has explained, or let its time pass."""
    return violation.explained_at is not None or _late(violation)


def _late(violation: Violation) -> bool:
    return violation.answer_by is not None and violation.answer_by < timezone.localdate()


def evaluation_page(user: User, evaluation: Evaluation) -> dict[str, Any]:
    """The evaluation with its scores, and the acts that are open to `user`."""
    today = timezone.localdate()
    verbs = verbs_in_council(user, today)
    free = _impartial(user, evaluation) and evaluation.association.body.exists_on(today)
    return {
        "evaluation": evaluation,
        "scores": evaluation.scores.select_related("criterion").order_by("criterion__position"),
        "may_edit": free and evaluation.is_draft and Verb.PREPARE_EVALUATION in verbs,
        "may_finalise": free and evaluation.is_draft and Verb.EVALUATE in verbs,
        "may_show": free and evaluation.state == EvaluationState.FINAL and Verb.EVALUATE in verbs,
    }


def _impartial(user: User, evaluation: Evaluation) -> bool:
    try:
        require_impartial(
            user, evaluation.association, evaluation.person, year=evaluation.year,
            day=timezone.localdate(),
        )  # fmt: skip
    except EvaluationRefused:
        return False
    return True


def council_to_petition(user: User) -> Body | None:
    """The Council, for its secretary."""
    council = council_on(timezone.localdate())
    may = council is not None and user.has_perm("bodies.petition", council)
    return council if may else None
