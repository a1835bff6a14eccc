"""Clause 13.11: the Council evaluates associations and their members (REQ-15)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.errors import NotPermitted
from accounts.models import Notification
from associations.rules.academic_year import academic_year, days_of, label
from bodies.models import Body, Office
from councils import actions
from councils.access import visible_evaluations
from councils.actions.evaluations import Scored
from councils.errors import EvaluationRefused
from councils.models import Evaluation, EvaluationScore
from councils.states import EvaluationState
from meetings.errors import BodyDissolved
from tests import factories as make
from tests.councils import decisions
from tests.regulation.refusals import refused

pytestmark = pytest.mark.django_db

OWN = {
    "kk": "Өзіңізді немесе өз ОӘБ-ңізді бағалай алмайсыз.",
    "ru": "Нельзя оценивать себя или своё УМО.",
    "en": "You cannot evaluate yourself or your own association.",
}


@pytest.fixture
def council():
    decisions.functions()
    return make.council(size=5)


@pytest.fixture
def association(council):
    return make.association(size=5, parent=council).association


@pytest.fixture
def chair(council):
    return make.officer(council, Office.CHAIR).user


def this_year():
    return academic_year(timezone.localdate())


def scored(code="25.1", score=8):
    return Scored(decisions.functions()[code], score, "Жақсы")


def draft(association, by, **fields):
    given = {"person": None, "year": this_year(), "text": "Жұмыс жоспар бойынша жүрді.",
             "scores": [scored()]}  # fmt: skip
    return actions.draft_evaluation(association, by=by, at=timezone.now(), **(given | fields))


def of_member(association, by, person, **fields):
    return draft(association, by, person=person, scores=[scored("27.1")], **fields)


def final(evaluation, by):
    return actions.finalise_evaluation(evaluation, by=by, at=timezone.now())


def show(evaluation, by):
    return actions.show_evaluation(evaluation, by=by, at=timezone.now())


def test_13_11_the_academic_year_runs_from_september_to_august():
    assert [academic_year(date(2026, m, d)) for m, d in ((8, 31), (9, 1), (12, 31))] == [
        2025, 2026, 2026,
    ]  # fmt: skip
    assert days_of(2026) == (date(2026, 9, 1), date(2027, 8, 31))
    assert label(2026) == "2026–2027"


def test_13_11_one_evaluation_of_a_subject_in_an_academic_year(association, chair):
    member = make.ordinary(association.body)[0].user
    first = draft(association, chair)
    of_member(association, chair, member)

    refused(lambda: draft(association, chair, text="Басқа"), EvaluationRefused)
    refused(lambda: of_member(association, chair, member, text="Басқа"), EvaluationRefused)

    assert draft(association, chair) == first  # a second click
    draft(association, chair, year=this_year() - 1)
    assert Evaluation.objects.count() == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.create(
            association=association, year=this_year(), author=chair, drafted_at=timezone.now()
        )


def test_13_11_nobody_evaluates_oneself_or_ones_own_association(council, association, chair):
    make.member(association.body, person=chair)

    assert refused(lambda: draft(association, chair), EvaluationRefused) == OWN
    assert refused(lambda: of_member(association, chair, chair), EvaluationRefused) == OWN


def test_13_11_a_seat_held_that_year_or_in_a_section_is_ones_own_too(council, association, chair):
    left, sits = (seat.user for seat in make.ordinary(council)[:2])
    first, _last = days_of(this_year())
    make.member(association.body, person=left, ends_on=first)
    section = make.association(size=2, kind="section", parent=association.body)
    make.member(section, person=sits)

    assert refused(lambda: draft(association, left), EvaluationRefused) == OWN
    assert refused(lambda: draft(association, sits), EvaluationRefused) == OWN
    assert draft(association, left, year=this_year() - 7).author == left


def test_13_11_a_draft_of_others_is_not_made_final_by_ones_own_people(council, association, chair):
    evaluation = draft(association, make.ordinary(council)[0].user)
    make.member(association.body, person=chair)

    assert refused(lambda: final(evaluation, chair), EvaluationRefused) == OWN


def test_13_11_the_council_and_the_centre_prepare_the_chair_and_the_secretary_decide(
    council, association
):
    centre = make.granted("act_for_centre", council)
    evaluation = draft(association, centre)

    for by in (centre, make.ordinary(council)[0].user):
        refused(lambda by=by: final(evaluation, by), NotPermitted)
    for by in (
        make.officer(council, Office.DEPUTY_CHAIR).user, make.granted("review_minutes", council),
        make.granted("administer", council), make.officer(association.body, Office.CHAIR).user,
    ):  # fmt: skip
        refused(lambda by=by: draft(association, by, year=this_year() - 1), NotPermitted)

    clerk = make.officer(council, Office.SECRETARY).user
    assert final(evaluation, clerk).state == EvaluationState.FINAL


def test_13_11_only_who_sat_in_the_association_that_year_is_evaluated(association, chair):
    stranger = make.user()
    newcomer = make.member(association.body, starts_on=timezone.localdate()).user

    refused(lambda: of_member(association, chair, stranger), EvaluationRefused)
    refused(lambda: of_member(association, chair, newcomer, year=this_year() - 1),
            EvaluationRefused)  # fmt: skip
    refused(lambda: draft(association, chair, year=this_year() + 1), EvaluationRefused)

    assert of_member(association, chair, newcomer).person == newcomer


def test_13_11_scores_are_whole_numbers_for_what_the_regulation_names(association, chair):
    refused(lambda: draft(association, chair, scores=[scored(score=11)]), EvaluationRefused)
    refused(lambda: draft(association, chair, scores=[scored(score=-1)]), EvaluationRefused)
    refused(lambda: draft(association, chair, scores=[scored("27.1")]), EvaluationRefused)
    refused(lambda: draft(association, chair, scores=[scored("13.1")]), EvaluationRefused)

    assert draft(association, chair).scores.get().score == 8


def test_13_11_a_draft_becomes_final_with_scores_and_a_conclusion(association, chair):
    evaluation = draft(association, chair, text="", scores=[])

    refused(lambda: final(evaluation, chair), EvaluationRefused)
    refused(lambda: show(evaluation, chair), EvaluationRefused)
    actions.edit_evaluation(
        evaluation, text="Қорытынды", scores=[scored(score=9)], by=chair, at=timezone.now()
    )

    assert final(evaluation, chair).state == final(evaluation, chair).state == "final"


def test_13_11_a_final_evaluation_does_not_change_even_in_the_database(association, chair):
    evaluation = final(draft(association, chair), chair)

    def edit():
        actions.edit_evaluation(evaluation, text="Басқа", scores=[], by=chair, at=timezone.now())

    refused(edit, EvaluationRefused)
    rows, scores = Evaluation.objects.filter(pk=evaluation.pk), EvaluationScore.objects.all()
    for deed in (
        rows.delete, lambda: rows.update(text="Басқа"), lambda: rows.update(state="draft"),
        scores.delete, lambda: scores.update(score=1),
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            deed()
    assert (rows.get().text, scores.get().score) == ("Жұмыс жоспар бойынша жүрді.", 8)


def test_13_11_the_subject_reads_it_when_it_is_shown_and_is_told(client, association, chair):
    member = make.ordinary(association.body)[0].user
    evaluation = final(of_member(association, chair, member), chair)
    client.force_login(member)

    before = client.get(f"/evaluations/{evaluation.pk}/").status_code
    show(evaluation, chair)
    show(evaluation, chair)

    told = Notification.objects.filter(kind="evaluation_shown")
    assert list(told.values_list("recipient", flat=True)) == [member.pk]
    assert (before, client.get(f"/evaluations/{evaluation.pk}/").status_code) == (404, 200)
    other = make.ordinary(association.body)[1].user
    assert not visible_evaluations(other, timezone.localdate()).exists()


def test_13_11_an_associations_evaluation_is_told_to_its_chair_and_secretary(association, chair):
    show(final(draft(association, chair), chair), chair)

    officers = {make.officer(association.body, o).user.pk for o in (Office.CHAIR, Office.SECRETARY)}
    told = Notification.objects.filter(kind="evaluation_shown")
    assert set(told.values_list("recipient", flat=True)) == officers


def test_13_11_somebody_of_the_council_does_not_read_what_is_prepared_about_oneself(
    council, association, chair
):
    subject = make.ordinary(council)[0].user
    make.member(association.body, person=subject)
    mine, theirs = of_member(association, chair, subject), draft(association, chair)

    seen = visible_evaluations(subject, timezone.localdate())
    assert not seen.exists()
    for evaluation in (mine, theirs):
        show(final(evaluation, chair), chair)
    assert set(seen.all()) == {mine, theirs}


def test_13_11_the_ministry_reads_what_is_final(council, association, chair):
    ministry = make.granted("review_minutes", council)
    evaluation = draft(association, chair)

    before = visible_evaluations(ministry, timezone.localdate()).count()
    final(evaluation, chair)

    assert (before, visible_evaluations(ministry, timezone.localdate()).count()) == (0, 1)


def test_13_11_a_dissolved_association_is_not_evaluated(association, chair):
    evaluation = draft(association, chair)
    Body.objects.filter(pk=association.pk).update(ends_on=timezone.localdate() - timedelta(days=1))

    refused(lambda: draft(association, chair, year=this_year() - 1), BodyDissolved)
    refused(lambda: final(evaluation, chair), BodyDissolved)


def test_13_11_everybody_who_prepares_reads_the_drafts(council, association, chair):
    evaluation = draft(association, chair)
    readers = [chair, make.officer(council, Office.SECRETARY).user, make.ordinary(council)[0].user,
               make.granted("act_for_centre", council)]  # fmt: skip

    for reader in readers:
        assert list(visible_evaluations(reader, timezone.localdate())) == [evaluation]
    deputy = make.officer(council, Office.DEPUTY_CHAIR).user
    assert not visible_evaluations(deputy, timezone.localdate()).exists()
