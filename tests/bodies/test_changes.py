"""Four eyes: a composition changes only when a second authorised person confirms (threat 2, F5)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from accounts.errors import NotPermitted, RuleViolation
from accounts.models import Notification, User
from bodies import actions
from bodies.actions import Draft, End, Seat
from bodies.errors import BodyEnded, ChangeRefused, CompositionHeld, OfficeTaken, SeatTaken
from bodies.models import (
    Body,
    ChangeKind,
    ChangeState,
    CompositionChange,
    ExitKind,
    Membership,
    Office,
)  # fmt: skip
from bodies.rules.composition import composition_on, replay
from records import journal
from records.models import JournalEntry, LegalAct
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def body():
    return make.association(size=6)


@pytest.fixture
def admin(body):
    return make.granted("administer", body)


@pytest.fixture
def reviewer(body):
    return make.granted("review_minutes", body)


def today():
    return timezone.localdate()


def now():
    return timezone.now()


def order(**fields):
    given = {"kind": "order", "number": "12", "signed_on": today() - DAY}
    return LegalAct(**(given | fields))


def appointment(body, person=None, *, on=None, office=Office.MEMBER, **fields):
    seat = Seat(user=person or make.user(), office=office, **fields)
    return Draft(
        body=body, kind=ChangeKind.APPOINTMENT, act=order(), effective_on=on or today(),
        seats=[seat],
    )  # fmt: skip


def leaving(seat, *, last=None, exit=ExitKind.RESIGNATION, kind=ChangeKind.EXIT):
    return Draft(
        body=seat.body, kind=kind, act=order(kind="application", number=""),
        effective_on=(last or today()) + DAY, ends=[End(membership=seat, exit=exit)],
    )  # fmt: skip


def composition(body, day=None):
    seats = Membership.objects.on(day or today()).filter(body=body)
    return set(seats.values_list("user", "office"))


def test_nothing_changes_until_a_second_person_confirms(body, admin, reviewer):
    person, before = make.user(), composition(body)

    change = actions.propose(appointment(body, person), by=admin, at=now())
    assert composition(body) == before

    actions.confirm(change, by=reviewer, at=now())
    assert composition(body) - before == {(person.pk, Office.MEMBER)}
    assert (change.state, change.decided_by, change.took_effect_on) == (
        ChangeState.CONFIRMED, reviewer, today(),
    )  # fmt: skip


def test_nobody_confirms_a_change_of_their_own(body, admin):
    make.granted("review_minutes", body, admin)
    change = actions.propose(appointment(body), by=admin, at=now())
    before = composition(body)

    with translation.override("en"), pytest.raises(NotPermitted) as refusal:
        actions.confirm(change, by=admin, at=now())

    assert str(refusal.value) == (
        "A second person confirms a change of composition: you drew this one up."
    )
    assert composition(body) == before


def test_nobody_confirms_a_change_about_themselves(body, admin, reviewer):
    change = actions.propose(appointment(body, reviewer), by=admin, at=now())

    with pytest.raises(NotPermitted):
        actions.confirm(change, by=reviewer, at=now())

    assert not Membership.objects.of(reviewer).exists()


def test_the_database_itself_refuses_one_person_behind_a_change(body, admin):
    change = actions.propose(appointment(body), by=admin, at=now())

    with pytest.raises(IntegrityError), transaction.atomic():
        CompositionChange.objects.filter(pk=change.pk).update(
            state=ChangeState.CONFIRMED, decided_by=admin, decided_at=now()
        )


@pytest.mark.parametrize("column", ["chair", "member", "outsider", "reviewer"])
def test_only_an_administrator_records_a_composition(body, reviewer, column):
    people = {
        "chair": make.officer(body, Office.CHAIR).user,
        "member": make.ordinary(body)[0].user,
        "outsider": make.user(),
        "reviewer": reviewer,
    }

    with pytest.raises(NotPermitted):
        actions.propose(appointment(body), by=people[column], at=now())

    assert CompositionChange.objects.count() == 0


def test_a_secretary_prepares_and_an_administrator_records(body, admin, reviewer):
    clerk = make.officer(body, Office.SECRETARY).user
    change = actions.prepare(appointment(body), by=clerk, at=now())
    with pytest.raises(ChangeRefused):
        actions.confirm(change, by=reviewer, at=now())

    actions.record(change, by=admin, at=now())
    actions.confirm(change, by=reviewer, at=now())

    assert Notification.objects.filter(recipient=admin, kind="composition_prepared").exists()
    assert Notification.objects.filter(recipient=reviewer, kind="composition_proposed").exists()
    assert Membership.objects.on(today()).filter(body=body).count() == 7


def test_a_composition_does_not_change_in_the_past(body, admin):
    with pytest.raises(ChangeRefused):
        actions.propose(appointment(body, on=today() - DAY), by=admin, at=now())

    assert CompositionChange.objects.count() == 0


def test_a_change_confirmed_late_takes_effect_on_that_day(body, admin, reviewer):
    change = actions.propose(appointment(body, on=today()), by=admin, at=now())
    later = now() + 3 * DAY

    actions.confirm(change, by=reviewer, at=later)

    assert change.lines.get().membership.starts_on == timezone.localdate(later)


def test_a_day_on_which_the_body_has_met_keeps_its_composition(body, admin, reviewer):
    change = actions.propose(appointment(body), by=admin, at=now())
    Body.objects.filter(pk=body.pk).update(composition_used_on=today())

    actions.confirm(change, by=reviewer, at=now())

    assert change.lines.get().membership.starts_on == today() + DAY


def test_no_change_while_a_meeting_is_open(body, admin, reviewer):
    change = actions.propose(leaving(make.ordinary(body)[0]), by=admin, at=now())
    Body.objects.filter(pk=body.pk).update(composition_held_by="meeting:1")
    before = composition(body, today() + DAY)

    with translation.override("en"), pytest.raises(CompositionHeld) as refusal:
        actions.confirm(change, by=reviewer, at=now())

    assert str(refusal.value) == (
        "A meeting of this body is in session: its composition cannot change until it ends."
    )
    assert composition(body, today() + DAY) == before


@pytest.mark.parametrize("missing", [{"number": ""}, {"signed_on": None}])
def test_an_appointment_states_its_whole_act(body, admin, missing):
    draft = Draft(
        body=body, kind=ChangeKind.APPOINTMENT, act=order(**missing), effective_on=today(),
        seats=[Seat(user=make.user())],
    )  # fmt: skip

    with translation.override("en"), pytest.raises(ChangeRefused) as refusal:
        actions.propose(draft, by=admin, at=now())

    assert str(refusal.value) == "State the act that approves this member."
    assert (CompositionChange.objects.count(), refusal.value.clause) == (0, "15")


def test_a_second_chair_is_refused_with_the_name_of_the_first(body, admin):
    chair = make.officer(body, Office.CHAIR).user

    with translation.override("en"), pytest.raises(OfficeTaken) as refusal:
        actions.propose(appointment(body, office=Office.CHAIR), by=admin, at=now())

    assert str(refusal.value) == f"This office is already held by {chair.full_name()}."


def test_nobody_takes_a_second_seat(body, admin):
    with pytest.raises(SeatTaken):
        actions.propose(appointment(body, make.ordinary(body)[0].user), by=admin, at=now())


def test_of_two_proposals_for_one_person_the_second_waits_for_the_first(body, admin):
    person = make.user()
    actions.propose(appointment(body, person), by=admin, at=now())

    with translation.override("en"), pytest.raises(ChangeRefused) as refusal:
        actions.propose(appointment(body, person), by=admin, at=now())

    assert person.full_name() in str(refusal.value)
    assert CompositionChange.objects.count() == 1


def test_a_dissolved_body_takes_no_change(body, admin):
    Body.objects.filter(pk=body.pk).update(ends_on=today() - DAY)

    with pytest.raises(BodyEnded):
        actions.propose(appointment(body), by=admin, at=now())


def test_a_new_person_is_entered_and_invited_when_confirmed(body, admin, reviewer):
    draft = Draft(
        body=body, kind=ChangeKind.APPOINTMENT, act=order(), effective_on=today(),
        seats=[Seat(person={"email": "new@example.kz", "family_name_kk": "Әбдіқадыр"})],
    )  # fmt: skip
    change = actions.propose(draft, by=admin, at=now())
    assert not User.objects.filter(email="new@example.kz").exists()

    actions.confirm(change, by=reviewer, at=now())

    person = User.objects.get(email="new@example.kz")
    assert person.has_usable_password() is False
    assert set(person.notifications.values_list("kind", flat=True)) == {
        "invitation", "seat_taken",
    }  # fmt: skip
    assert person.search_key == "абдикадыр"


def test_a_resignation_ends_the_seat_with_its_document(body, admin, reviewer):
    seat = make.ordinary(body)[0]
    change = actions.prepare(leaving(seat), by=seat.user, at=now())
    actions.record(change, by=admin, at=now())

    actions.confirm(change, by=reviewer, at=now())

    seat.refresh_from_db()
    assert (seat.ends_on, seat.exit, seat.ends_act) == (
        today(), ExitKind.RESIGNATION, change.act,
    )  # fmt: skip
    assert seat.history.latest().history_user == reviewer


def test_one_member_does_not_resign_for_another(body):
    first, second = make.ordinary(body)[:2]

    with pytest.raises(NotPermitted):
        actions.prepare(leaving(first), by=second.user, at=now())


@pytest.mark.parametrize("kind", [ChangeKind.EXIT, ChangeKind.HANDOVER, ChangeKind.ROSTER])
def test_14_4_no_other_change_removes_a_member(body, admin, kind):
    seat = make.ordinary(body)[0]

    with translation.override("en"), pytest.raises(ChangeRefused) as refusal:
        actions.propose(leaving(seat, exit=ExitKind.REMOVAL, kind=kind), by=admin, at=now())

    assert str(refusal.value) == "Members are removed only by a Council decision."
    assert refusal.value.clause == "14.4"


def handover(body, successor, *, stays=True):
    holder = make.officer(body, Office.CHAIR)
    seats = [Seat(user=successor.user, office=Office.CHAIR)]
    if stays:
        seats.append(Seat(user=holder.user))
    return Draft(
        body=body, kind=ChangeKind.HANDOVER, act=order(), effective_on=today() + DAY,
        ends=[
            End(membership=successor, exit=ExitKind.HANDOVER),
            End(membership=holder, exit=ExitKind.HANDOVER),
        ],
        seats=seats,
    )  # fmt: skip


def test_an_office_is_handed_over_in_one_step(body, admin, reviewer):
    holder, successor = make.officer(body, Office.CHAIR), make.ordinary(body)[0]
    change = actions.propose(handover(body, successor), by=admin, at=now())

    actions.confirm(change, by=reviewer, at=now())

    tomorrow = composition(body, today() + DAY)
    assert (holder.user_id, Office.CHAIR) in composition(body)
    assert {(successor.user_id, Office.CHAIR), (holder.user_id, Office.MEMBER)} <= tomorrow
    assert len(tomorrow) == 6


def test_whoever_is_slower_gets_a_sentence(body, admin, reviewer):
    change = actions.propose(appointment(body), by=admin, at=now())
    again = CompositionChange.objects.get(pk=change.pk)
    actions.confirm(change, by=reviewer, at=now())

    with translation.override("en"), pytest.raises(ChangeRefused) as refusal:
        actions.confirm(again, by=make.granted("review_minutes", body), at=now())

    assert str(refusal.value) == (
        f"This change has been dealt with already. State: In effect. By: {reviewer.full_name()}."
    )


def test_a_declined_change_has_a_reason_and_changes_nothing(body, admin, reviewer):
    change, before = actions.propose(appointment(body), by=admin, at=now()), composition(body)
    with pytest.raises(RuleViolation):
        actions.decline(change, by=reviewer, at=now(), reason=" ")

    actions.decline(change, by=reviewer, at=now(), reason="Бұйрық жоқ")

    assert (change.state, composition(body)) == (ChangeState.DECLINED, before)
    assert Notification.objects.filter(recipient=admin, kind="composition_declined").exists()


def test_a_change_is_taken_back_while_nothing_rests_on_it(body, admin, reviewer):
    successor, before = make.ordinary(body)[0], composition(body, today() + DAY)
    change = actions.propose(handover(body, successor), by=admin, at=now())
    actions.confirm(change, by=reviewer, at=now())
    assert actions.undoable(change)

    actions.undo(change, by=reviewer, at=now(), reason="Қате")

    assert composition(body, today() + DAY) == before
    assert change.state == ChangeState.UNDONE


def test_a_change_that_a_meeting_has_used_is_not_taken_back(body, admin, reviewer):
    change = actions.propose(appointment(body), by=admin, at=now())
    actions.confirm(change, by=reviewer, at=now())
    Body.objects.filter(pk=body.pk).update(composition_used_on=today())

    with pytest.raises(ChangeRefused):
        actions.undo(change, by=reviewer, at=now(), reason="Қате")

    assert Membership.objects.on(today()).filter(body=body).count() == 7


def test_a_seat_on_a_roll_is_not_taken_back(body, admin, reviewer):
    from meetings.models import Rsvp

    change = actions.propose(appointment(body), by=admin, at=now())
    actions.confirm(change, by=reviewer, at=now())
    seat = change.lines.get().membership
    Rsvp.objects.create(meeting=make.meeting(body), membership=seat, answer="hall", at=now())

    with pytest.raises(ChangeRefused):
        actions.undo(change, by=reviewer, at=now(), reason="Қате")


def test_the_journal_alone_tells_the_composition_of_every_day(body, admin, reviewer):
    for draft in (
        handover(body, make.ordinary(body)[0]),
        leaving(make.ordinary(body)[1]),
        appointment(body, on=today() + 2 * DAY),
    ):
        change = actions.propose(draft, by=admin, at=now())
        actions.confirm(change, by=reviewer, at=now())
    founded = [
        ("member_appointed", {"membership": s.pk, "user": s.user_id, "office": s.office,
                              "voting": s.voting, "starts_on": s.starts_on.isoformat()})
        for s in Membership.objects.filter(body=body, starts_act__isnull=False, change_lines=None)
        | Membership.objects.filter(body=body, change_lines__verb="end")
    ]  # fmt: skip

    entries = JournalEntry.objects.filter(stream=body.stream).order_by("position")
    seats = replay([*founded, *entries.values_list("kind", "payload")])

    for days in range(-1, 4):
        day = today() + days * DAY
        told = {(user, office) for user, (office, _) in composition_on(seats, day).items()}
        assert told == composition(body, day), days
    assert journal.verify(body.stream) == []
