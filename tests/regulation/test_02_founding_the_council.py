"""Clauses 2, 6, 7: an installation begins with one Council and two people (REQ-01, F5)."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from accounts.models import Notification, User
from bodies.models import Body, Grant
from council_portal import reference
from records import journal
from tests import factories as make

pytestmark = pytest.mark.django_db

GIVEN = {
    "act_number": "562", "act_date": "2018-10-12",
    "administrator": "Тұрсынов Дархан Бақытұлы <t@example.kz>",
    "reviewer": "Оразбаева Анар <o@example.kz>",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _authorities():
    reference.load()


def found(**given):
    said = StringIO()
    call_command("found_council", stdout=said, **(GIVEN | given))
    return said.getvalue()


def test_02_the_council_is_founded_with_an_administrator_and_a_reviewer():
    found()

    council = Body.objects.councils().get()
    administrator, reviewer = (User.objects.get(email=f"{n}@example.kz") for n in "to")
    assert (str(council.starts_on), council.starts_act.number) == ("2018-10-12", "562")
    assert administrator.has_perm("bodies.manage_members", council)
    assert reviewer.has_perm("bodies.confirm_composition", council)
    assert administrator.full_name() == "Тұрсынов Дархан Бақытұлы"
    assert Notification.objects.filter(kind="invitation").count() == 2
    assert journal.verify(council.stream) == []


def test_02_a_second_council_is_refused_and_nothing_is_left_behind():
    make.council()
    before = (User.objects.count(), Grant.dated.count())

    with translation.override("en"), pytest.raises(CommandError) as refusal:
        found()

    assert str(refusal.value) == "There is already an active Council."
    assert (User.objects.count(), Grant.dated.count(), Body.objects.count()) == (*before, 1)


def test_02_one_person_is_not_both_administrator_and_reviewer():
    with translation.override("en"), pytest.raises(CommandError) as refusal:
        found(reviewer="Басқа <t@example.kz>")

    assert str(refusal.value) == (
        "Name two different people: one records compositions, the other confirms them."
    )
    assert Body.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [("administrator", "t@example.kz"), ("reviewer", "Анар <not an address>"),
     ("act_date", "2018-13-40"), ("act_date", f"{timezone.localdate().year + 2}-01-01")],
)  # fmt: skip
def test_02_what_is_no_person_or_no_day_is_refused(field, value):
    with pytest.raises(CommandError):
        found(**{field: value})

    assert Body.objects.count() == 0
