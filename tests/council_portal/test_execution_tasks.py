"""The home page: decisions to carry out, overdue ones, reports to accept, decisions to assign."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from council_portal.documents.execution_tasks import execution_tasks
from council_portal.documents.standing import Standing
from minutes.models import Execution
from tests.minutes.executing import assigned, cast, day, decided, line, report

pytestmark = pytest.mark.django_db


def tasks(person):
    """Titles with the addresses they lead to, and how many queries that takes."""
    with CaptureQueriesContext(connection) as queries:
        found = {task.title: task.url for task in execution_tasks(Standing(person, day()))}
    return found, len(queries)


def test_each_sees_what_the_councils_decisions_ask_of_them():
    people = cast()
    first = assigned(people)
    one, few = tasks(people.person)
    assert one == {"Орындалатын шешімдер: 1": first.decision.get_absolute_url()}
    line(people), line(people)
    Execution.objects.filter(pk=first.pk).update(due_on=day(-1))
    reported = line(people)
    report(reported, people.person)
    decided(people.council)

    more, many = tasks(people.person)
    assert (more, many) == ({"Орындалатын шешімдер: 3": "/decisions/?"}, few)
    assert tasks(people.representative)[0] == {"Орындалатын шешімдер: 2": "/decisions/?"}
    kept = {
        "Мерзімі өткен шешімдер: 1": first.decision.get_absolute_url(),
        "Орындалуы тапсырылмаған шешімдер: 1": "/decisions/?state=unassigned",
    }
    assert tasks(people.clerk)[0] == kept
    accepts = {"Қаралатын орындау есептері: 1": reported.decision.get_absolute_url()}
    assert tasks(people.centre)[0] == kept | accepts
    assert tasks(people.chair)[0] == {}
