"""Evaluating associations and their members (cl. 13.11; REQ-15)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from associations.models import Association
from associations.rules.academic_year import academic_year, days_of
from bodies.models import Body, Membership
from councils.actions.permit import permit_in_council
from councils.actions.telling import officers, tell
from councils.errors import EvaluationRefused
from councils.models import Evaluation, EvaluationScore
from councils.models.evaluation import BEST
from councils.states import EvaluationState
from meetings.actions.permit import day_of, require_existing
from meetings.models import ItemFunction
from records import journal

CLAUSE = "13.11"
OF_ASSOCIATIONS, OF_MEMBERS = "25.", "27."


@dataclass(frozen=True)
class Scored:
    """One criterion with its score and a note."""

    criterion: ItemFunction
    score: int
    note: str = ""


def criteria(*, of_person: bool) -> QuerySet[ItemFunction]:
    """What is scored: an association's functions (25.1–25.9), a member's rights (27.1–27.5)."""
    clause = OF_MEMBERS if of_person else OF_ASSOCIATIONS
    return ItemFunction.objects.filter(code__startswith=clause).order_by("position")


@transaction.atomic
def draft_evaluation(
    association: Association,
    *,
    person: User | None,
    year: int,
    text: str,
    scores: Iterable[Scored],
    by: User,
    at: datetime,
) -> Evaluation:
    """A draft on the association, or on `person`'s work in it, for the academic year `year`.

    The same draft sent again is returned. Raises NotPermitted for anybody but the Council and the
    Centre, BodyDissolved, EvaluationRefused for oneself or one's own association, a second
    evaluation of the year, a year to come, or somebody who held no seat there in that year.
    """
    day = day_of(at)
    council = _permit(by, "prepare_evaluation", day)
    rows = Association.objects.select_for_update(of=("self",)).select_related("body")
    association = rows.get(pk=association.pk)
    require_existing(association.body, day)
    require_impartial(by, association, person, year=year, day=day)
    _require_evaluable(association, person, year, day)
    known = Evaluation.objects.of([association]).filter(person=person).in_year(year).first()
    if known is not None:
        if known.is_draft and known.author_id == by.pk and known.text == text:
            return known
        raise EvaluationRefused(
            _("There is already an evaluation for this academic year."), clause=CLAUSE
        )
    evaluation = Evaluation.objects.create(
        association=association, person=person, year=year, text=text, author=by, drafted_at=at
    )
    _score(evaluation, scores)
    _record(evaluation, "evaluation_drafted", council=council, by=by, at=at)
    return evaluation


@transaction.atomic
def edit_evaluation(
    evaluation: Evaluation, *, text: str, scores: Iterable[Scored], by: User, at: datetime
) -> Evaluation:
    """Change a draft; what is so already changes nothing.

    Raises NotPermitted, EvaluationRefused once it is final, or for one's own.
    """
    day = day_of(at)
    council = _permit(by, "prepare_evaluation", day)
    locked = _locked(evaluation, by, day)
    _require_draft(locked)
    given = list(scores)
    if (locked.text, _scored(locked)) == (text, {(s.criterion.pk, s.score, s.note) for s in given}):
        return locked
    locked.text = text
    locked.save(update_fields=["text"])
    locked.scores.all().delete()
    _score(locked, given)
    _record(locked, "evaluation_edited", council=council, by=by, at=at)
    return locked


@transaction.atomic
def finalise_evaluation(evaluation: Evaluation, *, by: User, at: datetime) -> Evaluation:
    """draft → final: from here on nothing in it changes. Twice is as good as once.

    Raises NotPermitted for anybody but the Council's chair and secretary, EvaluationRefused
    without a score or a conclusion, and for one's own.
    """
    day = day_of(at)
    council = _permit(by, "evaluate", day)
    locked = _locked(evaluation, by, day)
    if not locked.is_draft:
        return locked
    if not locked.text.strip() or not locked.scores.exists():
        raise EvaluationRefused(
            _("Give at least one score and write the conclusion."), clause=CLAUSE
        )
    locked.state, locked.finalised_by, locked.finalised_at = EvaluationState.FINAL, by, at
    locked.save(update_fields=["state", "finalised_by", "finalised_at"])
    scores = dict(locked.scores.values_list("criterion__code", "score"))
    _record(
        locked, "evaluation_final", council=council, by=by, at=at, text=locked.text, scores=scores
    )
    return locked


@transaction.atomic
def show_evaluation(evaluation: Evaluation, *, by: User, at: datetime) -> Evaluation:
    """final → shown: the member, or the association's chair and secretary, are told. Once.

    Raises NotPermitted, EvaluationRefused while it is a draft, and for one's own.
    """
    day = day_of(at)
    council = _permit(by, "evaluate", day)
    locked = _locked(evaluation, by, day)
    if locked.state == EvaluationState.SHOWN:
        return locked
    if locked.is_draft:
        raise EvaluationRefused(_("Make the evaluation final first."), clause=CLAUSE)
    locked.state, locked.shown_by, locked.shown_at = EvaluationState.SHOWN, by, at
    locked.save(update_fields=["state", "shown_by", "shown_at"])
    _record(locked, "evaluation_shown", council=council, by=by, at=at)
    body = locked.association.body
    told = [locked.person] if locked.person else officers(body, day)
    tell(body, "evaluation_shown", told, path=locked.get_absolute_url(), year=locked.year_label,
         of_person=locked.person_id is not None)  # fmt: skip
    return locked


def require_impartial(
    by: User, association: Association, person: User | None, *, year: int, day: date
) -> None:
    """REQ-15: nobody evaluates oneself, or an association one sits in now or sat in that year.

    A seat in one of its sections is a seat in it. Raises EvaluationRefused.
    """
    body = association.body_id
    own = Membership.objects.of(by).filter(Q(body=body) | Q(body__parent=body), _sat_in(year, day))
    if (person is not None and person.pk == by.pk) or own.exists():
        raise EvaluationRefused(
            _("You cannot evaluate yourself or your own association."), clause=CLAUSE
        )


def _sat_in(year: int, day: date) -> Q:
    """Held on `day` or on any day of the academic year."""
    first, last = days_of(year)
    in_year = Q(starts_on__lte=last) & (Q(ends_on=None) | Q(ends_on__gte=first))
    today = Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))
    return in_year | today


def _require_evaluable(association: Association, person: User | None, year: int, day: date) -> None:
    if year > academic_year(day):
        raise EvaluationRefused(_("This academic year has not begun yet."), clause=CLAUSE)
    if person is None:
        return
    first, last = days_of(year)
    seats = Membership.objects.of(person).filter(body=association.body_id, starts_on__lte=last)
    if not seats.filter(Q(ends_on=None) | Q(ends_on__gte=first)).exists():
        raise EvaluationRefused(
            _("This person was no member of the association in that academic year."),
            clause=CLAUSE,
        )


def _require_draft(evaluation: Evaluation) -> None:
    if not evaluation.is_draft:
        raise EvaluationRefused(_("A final evaluation is not changed."), clause=CLAUSE)


def _scored(evaluation: Evaluation) -> set[tuple[int, int, str]]:
    return set(evaluation.scores.values_list("criterion", "score", "note"))


def _score(evaluation: Evaluation, scores: Iterable[Scored]) -> None:
    """Write the scores. Raises EvaluationRefused for one beyond the scale or of another kind."""
    given = list(scores)
    known = set(criteria(of_person=evaluation.person_id is not None).values_list("pk", flat=True))
    if any(not 0 <= line.score <= BEST for line in given):
        raise EvaluationRefused(_("A score is a whole number from 0 to 10."), clause=CLAUSE)
    if not {line.criterion.pk for line in given} <= known:
        raise EvaluationRefused(_("Score only what the regulation names."), clause=CLAUSE)
    EvaluationScore.objects.bulk_create(
        EvaluationScore(
            evaluation=evaluation, criterion=line.criterion, score=line.score, note=line.note
        )
        for line in given
    )


def _permit(by: User, verb: str, day: date) -> Body:
    return permit_in_council(
        by, verb, day=day, clause=CLAUSE,
        refusal=_("Only the Council and the Centre evaluate associations and their members."),
    )  # fmt: skip


def _locked(evaluation: Evaluation, by: User, day: date) -> Evaluation:
    """The row as it stands now, under an exclusive lock; nobody's own association's."""
    rows = Evaluation.objects.select_for_update(of=("self",))
    found: Evaluation = rows.select_related("association__body", "person").get(pk=evaluation.pk)
    require_existing(found.association.body, day)
    require_impartial(by, found.association, found.person, year=found.year, day=day)
    return found


def _record(
    evaluation: Evaluation, kind: str, *, council: Body, by: User, at: datetime, **facts: object
) -> None:
    journal.append(
        stream=council.stream, kind=kind, actor=by, at=at,
        payload={"evaluation": evaluation.pk, "association": evaluation.association_id,
                 "person": evaluation.person_id, "year": evaluation.year, **facts},
    )  # fmt: skip
