"""Clause 12: the Centre ensures that the Council's decisions are carried out (REQ-46)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.errors import NotPermitted
from accounts.models import Notification
from bodies.models import Office
from minutes import actions
from minutes.errors import ExecutionRefused, IllegalTransition, RecommendatoryOnly, ReportMissing
from minutes.models import Execution, ExecutionEvent
from minutes.states import EXECUTION_ARROWS, ExecutionAct, ExecutionState
from records import journal
from tests import factories as make
from tests.councils import decisions
from tests.minutes.executing import assigned, cast, day, decided, report
from tests.regulation.refusals import refused

pytestmark = pytest.mark.django_db

REPORT = {
    "kk": "Орындалуы туралы есепті қоса тіркеңіз.",
    "ru": "Приложите отчёт об исполнении.",
    "en": "Attach the execution report.",
}
STATE = ExecutionState


@pytest.fixture
def people():
    return cast()


def now(by):
    return {"by": by, "at": timezone.now()}


def told(kind):
    """Who was told, by e-mail."""
    rows = Notification.objects.filter(kind=kind).values_list("recipient__email", flat=True)
    return sorted(rows)


def emails(*users):
    return sorted(user.email for user in users)


def test_12_a_decision_is_assigned_taken_up_reported_and_closed_by_the_centre(people):
    execution = assigned(people, person=people.person, organisation=people.institution)
    actions.start_execution(execution, **now(people.person))
    report(execution, people.representative)
    actions.close_execution(execution, **now(people.centre))

    execution.refresh_from_db()
    acts = [ExecutionAct.ASSIGNED, ExecutionAct.STARTED, ExecutionAct.REPORTED, ExecutionAct.CLOSED]
    events = list(execution.events.order_by("pk"))
    assert (execution.state, [each.act for each in events]) == (STATE.DONE, acts)
    assert events[0].responsible == [people.person.short_name("kk"), "ҚазҰУ"]
    assert [each.file.name for each in events[2].files.all()] == ["esep0.pdf"]
    assert told("execution_assigned") == emails(people.person, people.representative)
    assert told("execution_reported") == emails(people.clerk, people.centre)
    assert told("execution_closed") == emails(people.person, people.representative)
    assert journal.verify(people.council.stream) == []
    assert len(mail.outbox) == Notification.objects.count()


def test_12_who_answers_for_the_responsible(people):
    execution = assigned(people, association=people.association)
    outsider = make.ordinary(people.association)[0].user

    for person in (outsider, people.person, people.representative, people.clerk, people.centre):
        refused(lambda by=person: report(execution, by), NotPermitted)
    report(execution, people.officers[1])

    assert told("execution_assigned") == emails(*people.officers)
    execution.refresh_from_db()
    assert execution.state == STATE.REPORTED  # taken up with the report itself
    assert [e.act for e in execution.events.order_by("pk")][1] == ExecutionAct.STARTED


def test_12_without_a_report_the_decision_stays_open(people):
    execution = assigned(people)

    assert refused(lambda: report(execution, people.person, files=0), ReportMissing) == REPORT
    for state in (STATE.ASSIGNED, STATE.IN_PROGRESS):
        assert (
            refused(lambda: actions.close_execution(execution, **now(people.centre)), ReportMissing)
            == REPORT
        )
        if state == STATE.ASSIGNED:
            actions.start_execution(execution, **now(people.person))


def test_12_the_centre_alone_accepts_and_returns_with_a_reason(people):
    execution = assigned(people)
    report(execution, people.person)

    for by in (people.clerk, people.chair, people.person):
        refused(lambda by=by: actions.close_execution(execution, **now(by)), NotPermitted)
    refused(
        lambda: actions.return_execution(execution, reason=" ", **now(people.centre)),
        ExecutionRefused,
    )
    actions.return_execution(execution, reason="Кестесі жоқ.", **now(people.centre))
    report(execution, people.person, text="Кестесімен.")

    execution.refresh_from_db()
    assert execution.state == STATE.REPORTED
    assert told("execution_returned") == emails(people.person)
    assert Notification.objects.get(kind="execution_returned").params["reason"] == "Кестесі жоқ."


def test_12_only_the_secretary_and_the_centre_assign_and_only_what_is_in_force(people):
    decision = decided(people.council)
    unsigned = decisions.decide(decisions.proposed(people.council))
    order = {"due_on": day(5), "person": people.person}

    for by in (people.chair, make.ordinary(people.council)[0].user, people.person,
               make.granted("review_minutes", people.council),
               make.granted("administer", people.council)):  # fmt: skip
        refused(lambda by=by: actions.assign_execution(decision, **order, **now(by)), NotPermitted)
    assert not hasattr(unsigned, "decision")  # nothing to assign before both signatures
    refused(
        lambda: actions.assign_execution(decision, due_on=day(5), **now(people.clerk)),
        ExecutionRefused,
    )
    refused(
        lambda: actions.assign_execution(
            decision, due_on=day(-1), person=people.person, **now(people.clerk)
        ),
        ExecutionRefused,
    )
    refused(
        lambda: actions.assign_execution(
            decision, due_on=day(5), association=people.council, **now(people.clerk)
        ),
        ExecutionRefused,
    )
    first = actions.assign_execution(decision, **order, **now(people.centre))
    again = actions.assign_execution(decision, **order, **now(people.centre))
    refused(
        lambda: actions.assign_execution(
            decision, due_on=day(6), person=people.person, **now(people.clerk)
        ),
        IllegalTransition,
    )

    assert (first, ExecutionEvent.objects.count()) == (again, 1)


def test_12_more_time_is_given_with_a_reason_and_overdue_is_computed(people):
    execution = assigned(people, days=0)

    assert not execution.is_overdue(day())
    assert execution.is_overdue(day(1))
    refused(
        lambda: actions.extend_execution(execution, due_on=day(3), reason="", **now(people.clerk)),
        ExecutionRefused,
    )
    refused(
        lambda: actions.extend_execution(
            execution, due_on=day(-2), reason="Себебі", **now(people.clerk)
        ),
        ExecutionRefused,
    )
    refused(
        lambda: actions.extend_execution(
            execution, due_on=day(3), reason="Себебі", **now(people.person)
        ),
        NotPermitted,
    )
    actions.extend_execution(execution, due_on=day(3), reason="Іссапар", **now(people.clerk))

    execution.refresh_from_db()
    last = execution.events.order_by("-pk").first()
    assert (execution.due_on, last.act, last.due_on, last.text) == (
        day(3), ExecutionAct.EXTENDED, day(3), "Іссапар",
    )  # fmt: skip
    assert not execution.is_overdue(day(3))
    assert told("execution_extended") == emails(people.person)


def test_12_somebody_else_is_named_with_a_reason(people):
    execution = assigned(people)
    other = make.user()

    actions.hand_over_execution(
        execution, person=other, reason="Қызметтен кетті", **now(people.clerk)
    )
    refused(lambda: report(execution, people.person), NotPermitted)
    refused(
        lambda: actions.hand_over_execution(
            execution, person=people.person, reason=" ", **now(people.clerk)
        ),
        ExecutionRefused,
    )
    report(execution, other)

    assert told("execution_assigned") == emails(people.person, other)


def test_12_only_a_later_decision_in_force_cancels(people):
    first = decided(people.council)
    execution = assigned(people, first)
    later = decided(people.council)
    foreign = decided(people.association)

    for other in (None, first, foreign):
        refused(
            lambda other=other: actions.cancel_execution(
                execution, decision=other, **now(people.clerk)
            ),
            ExecutionRefused,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Execution.objects.filter(pk=execution.pk).update(state=STATE.CANCELLED)
    later.item.meeting.scheduled_for += timedelta(hours=2)
    later.item.meeting.save()
    actions.cancel_execution(execution, decision=later, **now(people.clerk))

    execution.refresh_from_db()
    assert (execution.state, execution.cancelled_by) == (STATE.CANCELLED, later)
    assert told("execution_cancelled") == emails(people.person)


def test_12_every_arrow_that_is_not_in_the_machine_is_refused(people):
    execution = assigned(people)
    later = decided(people.council)
    later.item.meeting.scheduled_for += timedelta(hours=2)
    later.item.meeting.save()
    verbs = {
        STATE.IN_PROGRESS: lambda: actions.start_execution(execution, **now(people.person)),
        STATE.REPORTED: lambda: report(execution, people.person, text=str(timezone.now())),
        STATE.RETURNED: lambda: actions.return_execution(
            execution, reason="Себебі", **now(people.centre)
        ),
        STATE.DONE: lambda: actions.close_execution(execution, **now(people.centre)),
        STATE.CANCELLED: lambda: actions.cancel_execution(
            execution, decision=later, **now(people.clerk)
        ),
    }
    for state, way in {
        STATE.ASSIGNED: [], STATE.IN_PROGRESS: [STATE.IN_PROGRESS],
        STATE.REPORTED: [STATE.REPORTED], STATE.RETURNED: [STATE.RETURNED],
        STATE.DONE: [STATE.REPORTED, STATE.DONE],
    }.items():  # fmt: skip
        for step in way:
            verbs[step]()
        execution.refresh_from_db()
        assert execution.state == state
        # Reporting takes up what was only assigned; a second press changes nothing.
        allowed = {*EXECUTION_ARROWS[state], state}
        if state == STATE.ASSIGNED:
            allowed.add(STATE.REPORTED)
        for target in set(verbs) - allowed:
            with pytest.raises((IllegalTransition, ReportMissing)), transaction.atomic():
                verbs[target]()
            with pytest.raises(IntegrityError), transaction.atomic():
                Execution.objects.filter(pk=execution.pk).update(
                    state=target, cancelled_by=later if target == STATE.CANCELLED else None
                )


def test_12_what_was_done_stays_as_it_was_done(people):
    execution = assigned(people)
    report(execution, people.person)
    event = execution.events.last()

    for rows in (ExecutionEvent.objects.all(), event.files.all(), Execution.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows._raw_delete(rows.db)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExecutionEvent.objects.update(text="Басқа")


def test_12_the_responsible_are_reminded_of_a_due_day_each_time_once(people):
    near, far = assigned(people, days=7), assigned(people, days=30)
    decisions_told = [actions.remind_of_execution(day(n)) for n in (0, 0, 3, 6, 6, 7, 8, 9)]
    actions.extend_execution(near, due_on=day(20), reason="Себебі", **now(people.clerk))

    assert decisions_told == [1, 0, 0, 1, 0, 0, 1, 0]
    assert told("execution_due") == emails(people.person, people.person)
    assert told("execution_overdue") == emails(people.person, people.clerk, people.centre)
    assert actions.remind_of_execution(day(14)) == 1  # the new due day is reminded of anew
    report(far, people.person)
    assert actions.remind_of_execution(day(29)) == 1  # `far` is reported; `near` is overdue again


def test_20_an_associations_decision_is_never_assigned(people):
    decision = decided(people.association)
    by = make.officer(people.association, Office.SECRETARY).user

    for person in (by, people.clerk, people.centre):
        assert refused(
            lambda person=person: actions.assign_execution(
                decision, due_on=day(5), person=people.person, **now(person)
            ),
            RecommendatoryOnly,
        ) == {
            "kk": "ОӘБ шешімдері ұсынымдық сипатта болады.",
            "ru": "Решения УМО носят рекомендательный характер.",
            "en": "Association decisions are recommendatory.",
        }
