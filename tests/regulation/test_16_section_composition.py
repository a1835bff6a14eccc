"""Clause 16: who sits in a section is its association's own decision (REQ-49)."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from accounts.errors import NotPermitted
from associations import actions
from associations.errors import SectionRefused
from associations.models import CompositionDecision, Section
from bodies.actions import Draft, End, Seat, confirm, propose
from bodies.errors import ChangeRefused
from bodies.models import (
    Body,
    ChangeKind,
    CompositionChange,
    ExitKind,
    Membership,
    Office,
    RulesOfProcedure,
)
from records.models import LegalAct
from tests import factories as make
from tests.regulation import deciding

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
OWN_DECISION = {
    "en": "Section composition is approved by the association's own decision.",
    "kk": "Секция құрамын ОӘБ дербес бекітеді.",
    "ru": "Состав секции утверждает само УМО.",
}


def now():
    return timezone.now()


def today():
    return timezone.localdate()


@pytest.fixture
def body():
    return make.association(size=8, parent=make.council(size=3))


@pytest.fixture
def section(body):
    own = Body.objects.create(
        kind="section", code="s1", parent=body, name_kk="Секция", name_ru="Секция",
        starts_on=make.SINCE, starts_act=make.act("decision"),
    )  # fmt: skip
    return Section.objects.create(body=own, association=body.association, profile="Бейін")


@pytest.fixture
def clerk(body):
    return make.officer(body, Office.SECRETARY).user


@pytest.fixture
def chair(body):
    return make.officer(body, Office.CHAIR).user


@pytest.fixture
def decision(body):
    return deciding.decided(body)


def seats(body):
    """A chair and a secretary out of the association's ordinary members, and a third."""
    first, second, third, *_rest = make.ordinary(body)
    return [
        Seat(user=first.user, office=Office.CHAIR), Seat(user=second.user, office=Office.SECRETARY),
        Seat(user=third.user),
    ]  # fmt: skip


def compose(section, decision, by, given=None, on=None):
    return actions.compose_section(
        section, decision=decision, seats=given or seats(section.association.body),
        effective_on=on or today(), by=by, at=now(),
    )  # fmt: skip


def composition(section, day=None):
    rows = Membership.objects.on(day or today()).filter(body=section.body)
    return set(rows.values_list("user", "office"))


def test_16_the_associations_decision_alone_suffices(section, body, decision, clerk, chair):
    change = compose(section, decision, clerk)
    assert composition(section) == set()

    confirm(change, by=chair, at=now())

    assert composition(section) == {(seat.user.pk, seat.office) for seat in seats(body)}
    assert (change.act.kind, change.act.number, change.act.issuer_text) == (
        LegalAct.Kind.DECISION, decision.decision.number, body.name("kk"),
    )  # fmt: skip
    assert CompositionDecision.objects.get(change=change).item == decision


def test_16_who_is_not_named_leaves_and_offices_change_in_one_step(
    section, body, decision, clerk, chair
):
    confirm(compose(section, decision, clerk), by=chair, at=now())
    first, second, third, fourth, *_rest = make.ordinary(body)
    given = [Seat(user=second.user, office=Office.CHAIR), Seat(user=third.user),
             Seat(user=fourth.user, office=Office.SECRETARY)]  # fmt: skip

    change = compose(section, deciding.decided(body), clerk, given, on=today() + DAY)
    confirm(change, by=chair, at=now())

    assert composition(section, today() + DAY) == {
        (second.user_id, Office.CHAIR), (third.user_id, Office.MEMBER),
        (fourth.user_id, Office.SECRETARY),
    }  # fmt: skip
    left = Membership.objects.get(body=section.body, user=first.user)
    assert (left.ends_on, left.exit) == (today(), ExitKind.SECTION_DECISION)


def undecided(body, _decision):
    return None


def unsigned(body, _decision):
    meeting = deciding.draft(body)
    from meetings.models import AgendaItem

    item = AgendaItem.objects.create(meeting=meeting, position=1, title_kk="Құрам туралы")
    return deciding.settled(item)


def of_another(body, _decision):
    return deciding.decided(make.association(size=4, parent=body.parent))


def of_the_council(body, _decision):
    return deciding.decided(body.parent)


@pytest.mark.parametrize("without", [undecided, unsigned, of_another, of_the_council])
def test_16_no_section_is_composed_without_the_associations_decision(
    section, body, clerk, decision, without
):
    other = without(body, decision)

    for language, said in OWN_DECISION.items():
        with translation.override(language), pytest.raises(SectionRefused) as refusal:
            compose(section, other, clerk)
        assert (str(refusal.value), refusal.value.clause) == (said, "16")

    assert (CompositionChange.objects.count(), composition(section)) == (0, set())


@pytest.mark.parametrize(
    "kind", [ChangeKind.APPOINTMENT, ChangeKind.ROSTER, ChangeKind.HANDOVER, ChangeKind.SECTION]
)
def test_16_no_order_of_anybody_else_composes_a_section(section, body, clerk, kind):
    order = LegalAct(kind="minister_order", number="12", signed_on=today())
    draft = Draft(
        body=section.body, kind=kind, act=order, effective_on=today(),
        seats=[Seat(user=make.ordinary(body)[0].user)],
    )  # fmt: skip

    for language, said in OWN_DECISION.items():
        with translation.override(language), pytest.raises(ChangeRefused) as refusal:
            propose(draft, by=clerk, at=now())
        assert str(refusal.value) == said

    assert CompositionChange.objects.count() == 0


def test_16_a_member_of_a_section_still_leaves_by_own_document(
    section, body, decision, clerk, chair
):
    confirm(compose(section, decision, clerk), by=chair, at=now())
    seat = Membership.objects.get(body=section.body, office=Office.MEMBER)
    paper = LegalAct(kind="application", signed_on=today())
    draft = Draft(
        body=section.body, kind=ChangeKind.EXIT, act=paper, effective_on=today() + DAY,
        ends=[End(membership=seat, exit=ExitKind.RESIGNATION)],
    )  # fmt: skip

    confirm(propose(draft, by=clerk, at=now()), by=chair, at=now())

    assert (seat.user_id, Office.MEMBER) not in composition(section, today() + DAY)


@pytest.mark.parametrize("column", ["chair", "member", "council_clerk", "admin", "reviewer"])
def test_16_only_the_associations_secretary_enters_it(section, body, decision, column):
    people = {
        "chair": make.officer(body, Office.CHAIR).user,
        "member": make.ordinary(body)[0].user,
        "council_clerk": make.officer(body.parent, Office.SECRETARY).user,
        "admin": make.granted("administer", body.parent),
        "reviewer": make.granted("review_minutes", body.parent),
    }

    with pytest.raises(NotPermitted):
        compose(section, decision, people[column])

    assert CompositionChange.objects.count() == 0


@pytest.mark.parametrize("column", ["clerk", "admin", "reviewer", "council_chair"])
def test_16_only_the_associations_chair_confirms_it(section, body, decision, clerk, column):
    people = {
        "clerk": clerk,
        "admin": make.granted("administer", body.parent),
        "reviewer": make.granted("review_minutes", body.parent),
        "council_chair": make.officer(body.parent, Office.CHAIR).user,
    }
    change = compose(section, decision, clerk)

    with pytest.raises(NotPermitted):
        confirm(change, by=people[column], at=now())

    assert composition(section) == set()


def test_16_members_come_from_the_association(section, body, decision, clerk):
    stranger = make.user()

    with translation.override("en"), pytest.raises(SectionRefused) as refusal:
        compose(section, decision, clerk, [Seat(user=stranger, office=Office.CHAIR)])

    assert str(refusal.value) == (
        "Members of a section come from the association: "
        f"{stranger.full_name()} does not sit in it."
    )
    assert CompositionChange.objects.count() == 0


def test_16_the_associations_rules_may_let_others_in(section, body, decision, clerk, chair):
    RulesOfProcedure.objects.create(
        body=body, starts_on=make.SINCE, basis=make.act(),
        departures={"section_members_from_association": False},
    )  # fmt: skip
    stranger = make.user()

    confirm(compose(section, decision, clerk, [Seat(user=stranger)]), by=chair, at=now())

    assert composition(section) == {(stranger.pk, Office.MEMBER)}


def test_16_a_second_click_composes_nothing_twice(section, decision, clerk, chair):
    confirm(compose(section, decision, clerk), by=chair, at=now())

    with pytest.raises(SectionRefused):
        compose(section, decision, clerk)

    assert CompositionChange.objects.count() == 1
