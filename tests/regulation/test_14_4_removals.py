"""Clause 14.4: the Council removes members of its own and of associations (REQ-13)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone, translation

from accounts.errors import NotPermitted
from accounts.models import Notification
from bodies.actions import Draft, End, propose
from bodies.errors import ChangeRefused
from bodies.models import Body, ChangeKind, ExitKind, Membership, Office
from council_portal.actions import confirm_change, decline_change
from councils import actions
from councils.errors import RemovalRefused
from councils.models import Removal, RemovalFile
from councils.states import RemovalState as State
from meetings.errors import AgendaClosed, BodyDissolved
from meetings.models import Meeting
from minutes.models import in_force
from records.models import LegalAct
from tests import factories as make
from tests.associations.nominations import DAY, now, pdf, today
from tests.councils.decisions import decide, sign
from tests.councils.removals import decided, executed, fresh, proposed, put
from tests.regulation.refusals import refused

pytestmark = pytest.mark.django_db
ONLY_BY_DECISION = {
    "kk": "Мүше құрамнан РОӘК шешімімен ғана шығарылады.",
    "ru": "Исключение из состава производится только по решению РУМС.",
    "en": "Members are removed only by a Council decision.",
}


@pytest.fixture
def council():
    return make.council(size=3)


@pytest.fixture
def body(council):
    return make.association(size=5, parent=council)


@pytest.fixture
def section(body):
    return make.association(size=4, parent=body, kind="section")


@pytest.fixture
def seat(body):
    return make.ordinary(body)[0]


@pytest.fixture
def admin(council):
    return make.granted("administer", council)


@pytest.fixture
def reviewer(council):
    return make.granted("review_minutes", council)


def told(person):
    return set(Notification.objects.filter(recipient=person).values_list("kind", flat=True))


def test_14_4_whoever_puts_items_to_the_council_proposes_a_removal(council, seat, reviewer):
    people = [
        *(s.user for s in Membership.objects.filter(body=council)), reviewer,
        make.granted("act_for_centre", council),
    ]  # fmt: skip

    for person in people:
        removal = proposed(seat, council, by=person)
        assert (removal.state, removal.proposed_by) == (State.PROPOSED, person)
        actions.withdraw_removal(removal, by=person, at=now())


@pytest.mark.parametrize("who", ["administrator", "chair", "member", "outsider"])
def test_14_4_nobody_else_proposes_one(council, body, seat, admin, who):
    person = {
        "administrator": admin, "outsider": make.user(), "member": make.ordinary(body)[1].user,
        "chair": make.officer(body, Office.CHAIR).user,
    }[who]  # fmt: skip
    proposed(make.ordinary(council)[0], council)

    refused(lambda: proposed(seat, council, by=person), NotPermitted)


def test_14_4_members_of_the_council_of_associations_and_of_sections(council, body, section):
    for kind in (council, body, section):
        assert proposed(make.ordinary(kind)[0], council).state == State.PROPOSED


def test_14_4_grounds_are_stated(council, seat):
    proposed(make.ordinary(council)[0], council)

    said = refused(lambda: proposed(seat, council, grounds=" "), RemovalRefused)

    assert said["en"] == "State the grounds."


def test_14_4_a_seat_that_has_ended_is_not_removed(council, seat):
    proposed(make.ordinary(council)[0], council)
    Membership.objects.filter(pk=seat.pk).update(ends_on=today() - DAY)

    refused(lambda: proposed(seat, council), RemovalRefused)


def test_14_4_nobody_is_removed_from_a_dissolved_association(council, body, seat):
    proposed(make.ordinary(council)[0], council)
    Body.objects.filter(pk=body.pk).update(ends_on=today() - DAY)

    refused(lambda: proposed(seat, council), BodyDissolved)


def test_14_4_a_second_click_is_one_removal_and_another_hand_learns_of_it(council, seat):
    first = proposed(seat, council)
    other = make.ordinary(council)[0].user

    assert proposed(seat, council) == first
    said = refused(lambda: proposed(seat, council, by=other), RemovalRefused)

    assert first.proposed_by.full_name() in said["kk"]
    assert RemovalFile.objects.count() == 1


def test_14_4_the_member_is_told_and_answers_before_the_vote(council, seat):
    removal = put(proposed(seat, council))

    actions.answer_removal(
        removal, statement="Себебі дәлелді.", uploads=[pdf("anyqtama.pdf")], by=seat.user, at=now()
    )

    titles = [material.title for material in removal.item.materials.order_by("pk")]
    assert titles == ["akt.pdf", "Мүшенің түсініктемесі.txt", "anyqtama.pdf"]
    words = removal.files.get(file__media_type__startswith="text/plain").file
    assert words.read().decode() == "Себебі дәлелді."
    assert {"removal_proposed", "removal_put"} <= told(seat.user)
    for reader in Membership.objects.filter(body=council):
        assert "removal_answered" in told(reader.user)


def test_14_4_what_is_stated_early_goes_on_the_agenda_with_the_files(council, seat):
    removal = proposed(seat, council)
    actions.answer_removal(removal, statement="Себебі дәлелді.", by=seat.user, at=now())

    put(removal)

    assert removal.item.materials.count() == 2


def test_14_4_a_statement_after_the_agenda_was_approved_stays_with_the_removal(council, seat):
    removal = put(proposed(seat, council))
    Meeting.objects.filter(pk=removal.item.meeting_id).update(
        state="approved", agenda_approved_at=now()
    )

    actions.answer_removal(removal, statement="Себебі дәлелді.", by=seat.user, at=now())

    assert removal.item.materials.count() == 1
    assert removal.files.filter(side="statement").count() == 1


def test_14_4_only_the_member_answers_once_with_words_and_before_the_vote(council, seat):
    removal = put(proposed(seat, council))
    stranger = make.user()

    def answer(by=seat.user, statement="Себебі дәлелді."):
        return lambda: actions.answer_removal(removal, statement=statement, by=by, at=now())

    refused(answer(by=stranger), NotPermitted)
    refused(answer(statement="  "), RemovalRefused)
    answer()()
    answer()()  # a second click
    refused(answer(statement="Басқаша"), RemovalRefused)
    assert removal.files.filter(side="statement").count() == 1


def test_14_4_after_the_vote_the_member_answers_no_more(council, seat):
    removal = put(proposed(seat, council))
    decide(removal.item)

    refused(
        lambda: actions.answer_removal(removal, statement="Кеш", by=seat.user, at=now()),
        RemovalRefused,
    )


def test_14_4_the_secretary_or_the_centre_puts_it_on_the_agenda_naming_the_member(council, seat):
    removal = proposed(seat, council)
    centre, meeting = make.granted("act_for_centre", council), make.meeting(council)

    for _click in range(2):
        actions.put_removal(removal, meeting, by=centre, at=now(), title_kk="Шығару туралы")

    assert (meeting.items.count(), removal.item.function.code) == (1, "14.4")
    assert fresh(removal).state == State.ON_AGENDA
    other = make.ordinary(council)[0]
    assert other.user.full_name("kk") in put(proposed(other, council)).item.title_kk


def test_14_4_nobody_else_puts_it_and_not_on_an_approved_agenda(council, body, seat):
    removal = proposed(seat, council)
    chair = make.officer(council, Office.CHAIR).user
    clerk = make.officer(council, Office.SECRETARY).user
    draft, elsewhere = make.meeting(council), make.meeting(body)
    closed = make.meeting(council, state="approved", agenda_approved_at=now())

    def on(meeting, by):
        return lambda: actions.put_removal(removal, meeting, by=by, at=now(), title_kk="Шығару")

    refused(on(draft, chair), NotPermitted)
    refused(on(closed, clerk), AgendaClosed)
    assert refused(on(elsewhere, clerk), RemovalRefused) == ONLY_BY_DECISION


def test_14_4_from_the_proposal_to_the_end_of_the_seat(council, body, seat, admin, reviewer):
    removal = decided(proposed(seat, council))
    assert in_force(removal.item)

    change = executed(removal, admin)
    assert fresh(removal).state == State.EXECUTED
    assert Membership.objects.get(pk=seat.pk).ends_on is None
    confirm_change(change, by=reviewer, at=now())

    seat.refresh_from_db()
    assert (seat.ends_on, seat.exit) == (today(), ExitKind.REMOVAL)
    act, item = seat.ends_act, removal.item
    assert (act.kind, act.number, act.signed_on) == (
        LegalAct.Kind.DECISION, item.decision.number, item.meeting.day,
    )  # fmt: skip
    assert act.file == item.meeting.minutes.pdf
    assert fresh(removal).state == State.REMOVED
    assert seat in Membership.objects.filter(body=body), "history stays"
    assert {"removal_executed", "seat_left"} <= told(seat.user)
    assert "removal_confirmed" in told(removal.proposed_by)


def test_14_4_a_member_of_a_section_too_by_administrator_and_ministry(
    council, body, section, admin, reviewer
):
    seat = make.ordinary(section)[0]
    removal = decided(proposed(seat, council))

    change = executed(removal, admin)
    chair = make.officer(body, Office.CHAIR).user
    refused(lambda: confirm_change(change, by=chair, at=now()), NotPermitted)
    confirm_change(change, by=reviewer, at=now())

    seat.refresh_from_db()
    assert (seat.ends_on, seat.exit) == (today(), ExitKind.REMOVAL)


def test_16_a_section_keeps_every_other_change_of_its_composition(section, admin):
    act = LegalAct(kind="order", number="1", signed_on=today())
    ends = [End(membership=make.ordinary(section)[0], exit=ExitKind.RESIGNATION)]
    draft = Draft(
        body=section, kind=ChangeKind.EXIT, act=act, effective_on=today() + DAY, ends=ends
    )

    refused(lambda: propose(draft, by=admin, at=now()), NotPermitted)


@pytest.mark.parametrize("step", ["proposed", "on_agenda", "voted", "rejected"])
def test_14_4_without_an_adopted_decision_in_force_nobody_is_removed(council, seat, admin, step):
    removal = proposed(seat, council)
    if step != "proposed":
        put(removal)
    if step == "voted":
        decide(removal.item)
    if step == "rejected":
        sign(decide(removal.item, "rejected"))

    said = refused(lambda: executed(removal, admin), RemovalRefused)

    assert said == ONLY_BY_DECISION
    assert Membership.objects.get(pk=seat.pk).ends_on is None


def test_14_4_not_adopted_is_closed_and_may_be_proposed_anew(council, seat):
    removal = decided(proposed(seat, council), "rejected")
    assert removal.state == State.NOT_ADOPTED

    assert proposed(seat, council).pk != removal.pk


@pytest.mark.parametrize("act", [None, LegalAct(kind="order", number="7", signed_on=make.SINCE)])
def test_14_4_no_act_but_a_decision_removes(seat, admin, act):
    draft = Draft(
        body=seat.body, kind=ChangeKind.REMOVAL, act=act, effective_on=today() + DAY,
        ends=[End(membership=seat, exit=ExitKind.REMOVAL)],
    )  # fmt: skip

    assert refused(lambda: propose(draft, by=admin, at=now()), ChangeRefused) == ONLY_BY_DECISION


@pytest.mark.parametrize("who", ["council_chair", "ministry", "chair", "secretary"])
def test_14_4_only_an_administrator_executes(council, body, seat, reviewer, who):
    removal = decided(proposed(seat, council))
    person = {
        "council_chair": make.officer(council, Office.CHAIR).user, "ministry": reviewer,
        "chair": make.officer(body, Office.CHAIR).user,
        "secretary": make.officer(body, Office.SECRETARY).user,
    }[who]  # fmt: skip

    refused(lambda: executed(removal, person), NotPermitted)


def test_14_4_a_decision_is_executed_once_and_the_second_learns_by_whom(council, seat, admin):
    removal = decided(proposed(seat, council))
    executed(removal, admin)
    second = make.granted("administer", council)

    said = refused(lambda: executed(removal, second), RemovalRefused)

    assert admin.full_name() in said["kk"]
    assert f"{timezone.localtime():%d.%m.%Y}" in said["ru"]


def test_14_4_the_seat_ends_from_that_day_and_not_before_it_began(council, body, admin):
    later = make.member(body, starts_on=today() + 5 * DAY)
    removal = decided(proposed(later, council))

    refused(lambda: executed(removal, admin, effective_on=later.starts_on), RemovalRefused)
    refused(lambda: executed(removal, admin, effective_on=today() - DAY), RemovalRefused)

    assert executed(removal, admin, effective_on=later.starts_on + DAY).state == "proposed"


def test_14_4_a_change_of_office_does_not_save_from_removal(council, body, seat, admin):
    removal = decided(proposed(seat, council))
    Membership.objects.filter(pk=seat.pk).update(
        ends_on=today() - timedelta(days=2), exit=ExitKind.HANDOVER, ends_act=make.act()
    )
    now_sits = make.member(body, person=seat.user, starts_on=today() - DAY)

    change = executed(fresh(removal), admin)

    assert change.lines.get().membership == now_sits


def test_14_4_what_the_ministry_declines_is_executed_anew(council, seat, admin, reviewer):
    removal = decided(proposed(seat, council))
    change = executed(removal, admin)

    decline_change(change, by=reviewer, at=now(), reason="Күні дұрыс емес")

    assert fresh(removal).state == State.ADOPTED
    assert "removal_returned" in told(seat.user)
    assert executed(fresh(removal), admin).pk != change.pk


def test_14_4_withdrawn_by_its_proposer_while_on_no_agenda(council, seat):
    removal, other = proposed(seat, council), make.ordinary(council)[0].user

    refused(lambda: actions.withdraw_removal(removal, by=other, at=now()), NotPermitted)
    put(removal)
    refused(
        lambda: actions.withdraw_removal(removal, by=removal.proposed_by, at=now()),
        RemovalRefused,
    )

    assert fresh(removal).state == State.ON_AGENDA


def test_14_4_the_rows_themselves_refuse_to_be_rewritten(council, seat):
    removal = proposed(seat, council)
    actions.answer_removal(removal, statement="Себебі дәлелді.", by=seat.user, at=now())
    rows = Removal.objects.filter(pk=removal.pk)

    for deed in (
        lambda: rows.update(grounds="Басқа"),
        lambda: rows.update(membership=make.ordinary(council)[0]),
        lambda: rows.update(statement="Басқа"),
        rows.delete,
        lambda: removal.files.update(side="grounds"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()


def test_14_4_letters_are_written_in_every_language(council, seat, admin, reviewer):
    from accounts.documents.letter import letter

    removal = decided(proposed(seat, council))
    confirm_change(executed(removal, admin), by=reviewer, at=now())

    for notification in Notification.objects.select_related("recipient"):
        for language in ("kk", "ru", "en"):
            notification.recipient.language = language
            with translation.override(language):
                written = letter(notification)
            assert written.subject
            assert "None" not in written.body
