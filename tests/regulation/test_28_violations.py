"""Clause 28: what an association answers for; recorded, explained, considered (REQ-07)."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.errors import NotPermitted
from accounts.models import Notification
from bodies.models import Body, Office
from councils import actions
from councils.documents.proposals import proposed_item
from councils.errors import ViolationRefused
from councils.models import Violation, ViolationFile
from councils.states import CROSS_REFERENCE, Ground, ViolationState
from meetings.errors import AgendaClosed, BodyDissolved
from meetings.models import AgendaItem, Meeting
from meetings.states import ItemState, MeetingState
from minutes.models import in_force
from tests import factories as make
from tests.councils import decisions
from tests.regulation.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    decisions.functions()
    return make.council(size=4)


@pytest.fixture
def association(council):
    return make.association(size=4, parent=council).association


@pytest.fixture
def clerk(council):
    return make.officer(council, Office.SECRETARY).user


@pytest.fixture
def violation(association, clerk):
    return record(association, clerk)


def scan(name="dalel.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7 x", "application/pdf")


def record(association, by, **fields):
    given = {"ground": "28.2", "facts": "Жоспар орындалмады.",
             "happened_on": timezone.localdate() - timedelta(days=20)}  # fmt: skip
    return actions.record_violation(association, by=by, at=timezone.now(), **(given | fields))


def ask(violation, by, days=5):
    until = timezone.localdate() + timedelta(days=days)
    return actions.ask_for_explanation(violation, answer_by=until, by=by, at=timezone.now())


def explain(violation, by=None, text="Кеш тапсырылды.", uploads=()):
    by = by or make.officer(violation.association.body, Office.CHAIR).user
    return actions.explain_violation(
        violation, text=text, uploads=uploads, by=by, at=timezone.now()
    )


def put(violation, meeting, by):
    words = proposed_item(violation)
    return actions.put_violation(violation, meeting, by=by, at=timezone.now(), **words)


def state(violation):
    return Violation.objects.with_outcome().get(pk=violation.pk).state


def told(kind):
    rows = Notification.objects.filter(kind=kind)
    return set(rows.values_list("recipient", flat=True))


def test_28_a_ground_of_the_clause_is_chosen(association, clerk):
    for ground in ("", "28", "28.4", "13.1"):
        said = refused(lambda ground=ground: record(association, clerk, ground=ground),
                       ViolationRefused)  # fmt: skip

    assert said == {
        "kk": "Жауапкершілік негізін таңдаңыз (28.1–28.3).",
        "ru": "Укажите основание ответственности (28.1–28.3).",
        "en": "Choose the ground of responsibility (28.1–28.3).",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Violation.objects.create(
            association=association, ground="28.9", facts="-", happened_on=date(2026, 1, 1),
            recorded_by=clerk, recorded_at=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize("ground", list(Ground))
def test_28_the_ground_is_kept_in_the_words_of_the_regulation(association, clerk, ground):
    violation = record(association, clerk, ground=ground.value)

    assert violation.wording in {
        "мемлекеттік жалпыға міндетті білім беру стандарттарын жоғары және жоғары оқу орнынан "
        "кейінгі білім беру талаптарын бұзғаны",
        "құзыретіне кіргізілген функцияларды орындамағаны",
        "осы ереженің 26-тармағында көзделмеген ОӘБ қызметінің өзге де талаптарын бұзғаны",
    }
    assert violation.note == (str(CROSS_REFERENCE) if ground == "28.3" else "")


def test_28_facts_are_stated_and_lie_in_the_past(association, clerk):
    tomorrow = timezone.localdate() + timedelta(days=1)

    refused(lambda: record(association, clerk, facts=" "), ViolationRefused)
    refused(lambda: record(association, clerk, happened_on=tomorrow), ViolationRefused)


def test_28_the_councils_secretary_the_centre_and_the_ministry_record(council, association, clerk):
    centre = make.granted("act_for_centre", council)
    ministry = make.granted("review_minutes", council)
    for person in (clerk, centre, ministry):
        record(association, person)

    for stranger in (
        make.officer(council, Office.CHAIR).user, make.granted("administer", council),
        make.officer(association.body, Office.CHAIR).user, make.user(),
    ):  # fmt: skip
        refused(lambda by=stranger: record(association, by), NotPermitted)
    assert Violation.objects.count() == 3


def test_28_the_association_is_told_and_evidence_is_kept(association, clerk):
    violation = record(association, clerk, uploads=[scan(), scan("2.pdf")])

    officers = {make.officer(association.body, o).user.pk for o in (Office.CHAIR, Office.SECRETARY)}
    assert told("violation_recorded") == officers
    assert [f.file.name for f in violation.files.order_by("pk")] == ["dalel.pdf", "2.pdf"]
    assert record(association, clerk) == violation
    assert Violation.objects.count() == 1


def test_28_nothing_is_recorded_against_a_dissolved_association(association, clerk):
    Body.objects.filter(pk=association.pk).update(ends_on=date(2025, 6, 30))

    refused(lambda: record(association, clerk), BodyDissolved)


def test_28_the_association_explains_once_through_its_chair_or_secretary(violation, clerk):
    body = violation.association.body
    ask(violation, clerk)
    refused(lambda: explain(violation, by=make.ordinary(body)[0].user), NotPermitted)
    refused(lambda: explain(violation, by=make.officer(body, Office.DEPUTY_CHAIR).user),
            NotPermitted)  # fmt: skip
    refused(lambda: explain(violation, text="  "), ViolationRefused)

    explain(violation, uploads=[scan("zhauap.pdf")])

    assert state(violation) == ViolationState.EXPLAINED
    assert told("violation_explained") == {clerk.pk}
    assert explain(violation).explanation == "Кеш тапсырылды."
    refused(lambda: explain(violation, text="Басқаша"), ViolationRefused)


def test_28_the_association_is_asked_once_for_a_day_to_come(violation, clerk):
    refused(lambda: ask(violation, clerk, days=-1), ViolationRefused)

    assert ask(violation, clerk).answer_by == ask(violation, clerk).answer_by
    assert state(violation) == ViolationState.ASKED
    refused(lambda: ask(violation, clerk, days=9), ViolationRefused)


def test_28_the_association_is_heard_before_the_council_considers(council, violation, clerk):
    meeting = make.meeting(council)

    first = refused(lambda: put(violation, meeting, clerk), ViolationRefused)
    ask(violation, clerk)
    second = refused(lambda: put(violation, meeting, clerk), ViolationRefused)
    Violation.objects.filter(pk=violation.pk).update(
        answer_by=timezone.localdate() - timedelta(days=1)
    )
    put(violation, meeting, clerk)

    assert first["en"] == "Ask the association to explain first."
    assert second["en"] == "The association still has time to explain."
    assert state(violation) == ViolationState.CONSIDERED


def test_28_only_the_council_considers_on_an_agenda_that_is_open(council, violation, clerk):
    explain(violation)
    foreign = make.meeting(violation.association.body)
    approved = make.meeting(council, state=MeetingState.APPROVED, agenda_approved_at=timezone.now())

    refused(lambda: put(violation, foreign, clerk), ViolationRefused)
    refused(lambda: put(violation, approved, clerk), AgendaClosed)

    assert AgendaItem.objects.count() == 0


def test_28_what_the_ministry_puts_is_a_proposal_that_the_secretary_includes(
    council, association, clerk
):
    ministry = make.granted("review_minutes", council)
    violation = explain(record(association, ministry))

    item = put(violation, make.meeting(council), ministry).item

    assert (item.state, item.function.code) == (ItemState.PROPOSED, "13.1")
    assert item.title_kk
    assert item.title_ru != item.title_kk


def considered(violation, council, clerk):
    explain(violation)
    return put(violation, make.meeting(council), clerk).item


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [("adopted", ViolationState.CONFIRMED), ("rejected", ViolationState.DISMISSED)],
)
def test_28_the_outcome_in_force_confirms_or_dismisses(
    council, violation, clerk, outcome, expected
):
    item = considered(violation, council, clerk)

    voted = decisions.decide(item, outcome)
    before = state(violation)
    signed = decisions.sign(voted)

    assert (before, state(violation)) == (ViolationState.CONSIDERED, expected)
    assert in_force(signed) is (outcome == "adopted")
    columns = {field.name for field in Violation._meta.concrete_fields}
    assert not columns & {"state", "outcome", "confirmed", "dismissed"}  # nothing is copied
    later = make.meeting(council)
    refused(lambda: put(violation, later, clerk), ViolationRefused)


def test_28_an_item_that_came_to_nothing_may_be_put_again(council, violation, clerk):
    item = considered(violation, council, clerk)
    later = make.meeting(council)
    refused(lambda: put(violation, later, clerk), ViolationRefused)

    decisions.sign(decisions.decide(item, "no_quorum"))
    again = put(violation, later, clerk)

    assert again.item_id != item.pk
    assert state(violation) == ViolationState.CONSIDERED


def test_28_a_cancelled_meeting_considers_nothing(council, violation, clerk):
    item = considered(violation, council, clerk)
    Meeting.objects.filter(pk=item.meeting_id).update(state=MeetingState.CANCELLED)

    assert state(violation) == ViolationState.EXPLAINED


def test_28_the_second_click_puts_it_once(council, violation, clerk):
    explain(violation)
    meeting = make.meeting(council)

    assert put(violation, meeting, clerk).item_id == put(violation, meeting, clerk).item_id
    assert meeting.items.count() == 1


def test_28_what_is_recorded_is_neither_deleted_nor_rewritten(association, clerk):
    violation = explain(record(association, clerk, uploads=[scan()]))
    rows, files = Violation.objects.filter(pk=violation.pk), ViolationFile.objects.all()

    for deed in (
        rows.delete, lambda: rows.update(facts="Басқа"), lambda: rows.update(ground="28.1"),
        lambda: rows.update(explanation="Басқа"), files.delete,
        lambda: files.update(side="explanation"),
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            deed()

    assert (rows.get().facts, rows.get().explanation) == ("Жоспар орындалмады.", "Кеш тапсырылды.")


def test_28_members_of_the_council_read_it_once_it_is_before_them(
    client, council, violation, clerk
):
    client.force_login(make.ordinary(council)[0].user)
    page = f"/violations/{violation.pk}/"

    before = client.get(page).status_code
    considered(violation, council, clerk)

    assert (before, client.get(page).status_code) == (404, 200)
