"""Clause 27.5: members put forward new candidates for the association (REQ-11)."""

import pytest

from accounts.errors import NotPermitted
from accounts.models import Notification, User
from associations import actions
from associations.actions import Candidate
from associations.errors import NominationRefused
from associations.models import Nomination, NominationFile
from associations.states import NominationState as State
from bodies.errors import SeatTaken
from bodies.models import Body, Membership, Office
from council_portal.actions import confirm_change, decline_change, withdraw_change
from meetings.errors import BodyDissolved
from records.models import JournalEntry
from tests import factories as make
from tests.associations.nominations import (
    DAY,
    PERSON,
    approved,
    fresh,
    nominated,
    now,
    order,
    pdf,
    put,
    today,
    voting,
)
from tests.councils.decisions import decide, sign
from tests.regulation.refusals import refused

pytestmark = pytest.mark.django_db
ONLY_MEMBERS = {
    "kk": "Кандидатураны тек осы ОӘБ мүшелері ұсынады.",
    "ru": "Кандидатуру вносят только члены этого УМО.",
    "en": "Only members of this association may nominate.",
}


@pytest.fixture
def body():
    return make.association(size=5)


@pytest.fixture
def admin(body):
    return make.granted("administer", body)


@pytest.fixture
def reviewer(body):
    return make.granted("review_minutes", body)


def told(person):
    return set(Notification.objects.filter(recipient=person).values_list("kind", flat=True))


@pytest.mark.parametrize(
    "office", [Office.CHAIR, Office.DEPUTY_CHAIR, Office.SECRETARY, Office.MEMBER]
)
def test_27_5_every_member_of_the_association_nominates(body, office):
    seat = Membership.objects.filter(body=body, office=office).first()

    nomination = nominated(body, by=seat.user)

    assert (nomination.state, nomination.nominated_by) == (State.NOMINATED, seat)
    assert nomination.full_name("ru") == "Мухтар Жанат Ерланович"
    assert nomination.files.get().file.name == "resume.pdf"


@pytest.mark.parametrize("who", ["outsider", "administrator", "ministry", "another", "council"])
def test_27_5_nobody_else_nominates(body, admin, reviewer, who):
    people = {
        "outsider": make.user, "administrator": lambda: admin, "ministry": lambda: reviewer,
        "another": lambda: make.ordinary(make.association(size=4))[0].user,
        "council": lambda: make.officer(make.council(size=3), Office.CHAIR).user,
    }  # fmt: skip
    person = people[who]()

    said = refused(lambda: nominated(body, by=person), NotPermitted)

    assert said == ONLY_MEMBERS


def test_27_5_a_member_whose_term_has_ended_nominates_no_more(body):
    seat = make.ordinary(body)[0]
    Membership.objects.filter(pk=seat.pk).update(ends_on=today() - DAY)

    assert refused(lambda: nominated(body, by=seat.user), NotPermitted) == ONLY_MEMBERS


def test_27_5_a_section_has_no_nominations(body):
    section = make.association(size=4, parent=body, kind="section")

    refused(lambda: nominated(section), NotPermitted)


@pytest.mark.parametrize(
    ("candidate", "reasons", "said"),
    [
        ({"person": {}}, "Маман", "Name the candidate."),
        ({"person": {"email": "a@example.kz", "family_name_kk": " "}}, "Маман",
         "Name the candidate."),
        ({"person": PERSON}, "  ", "State the reasons."),
        ({"person": PERSON, "category": "institution"}, "Маман",
         "Name the organisation this member represents."),
    ],
)  # fmt: skip
def test_27_5_candidate_organisation_and_reasons_are_stated(body, candidate, reasons, said):
    refusal = refused(
        lambda: nominated(body, Candidate(**candidate), reasons=reasons), NominationRefused
    )

    assert refusal["en"] == said


def test_27_5_a_representative_names_an_organisation_of_the_kind(body):
    candidate = Candidate(
        person=dict(PERSON), category="institution", represents=make.institution("ЕҰУ")
    )

    assert nominated(body, candidate).represents.short_kk == "ЕҰУ"


def test_27_5_who_sits_in_the_association_is_no_candidate(body):
    seated = make.ordinary(body)[1].user

    refused(lambda: nominated(body, Candidate(user=seated)), SeatTaken)


def test_27_5_a_dissolved_association_takes_no_nomination(body):
    by = make.ordinary(body)[0].user
    Body.objects.filter(pk=body.pk).update(ends_on=today() - DAY)

    refused(lambda: nominated(body, by=by), BodyDissolved)


def test_27_5_a_second_click_is_one_nomination(body):
    first = nominated(body)

    assert nominated(body) == first
    assert (Nomination.objects.count(), NominationFile.objects.count()) == (1, 1)


def test_27_5_the_second_member_learns_who_nominated_first(body):
    first = nominated(body)
    other = make.officer(body, Office.CHAIR).user

    said = refused(lambda: nominated(body, by=other), NominationRefused)

    assert first.nominated_by.user.full_name() in said["kk"]


def test_27_5_a_rejected_candidate_may_be_nominated_again(body, admin):
    actions.reject_nomination(nominated(body), by=admin, at=now(), reason="Құжат жоқ")

    assert nominated(body).state == State.NOMINATED


def test_27_5_administrators_secretary_and_candidate_are_told(body, admin):
    known = make.user()

    nominated(body, Candidate(user=known))

    clerk = make.officer(body, Office.SECRETARY).user
    assert [told(person) for person in (admin, clerk, known)] == [{"nomination_made"}] * 3


def test_27_5_from_the_nomination_to_the_seat(body, admin, reviewer):
    nomination = nominated(body)

    change = approved(nomination, admin)
    assert fresh(nomination).state == State.APPROVED
    assert not User.objects.filter(email=PERSON["email"]).exists()
    confirm_change(change, by=reviewer, at=now())

    newcomer = User.objects.get(email=PERSON["email"])
    seat = Membership.objects.on(today()).get(body=body, user=newcomer)
    assert fresh(nomination).state == State.CONFIRMED
    assert (seat.office, seat.category, seat.starts_act.number) == ("member", "pedagogical", "412")
    assert told(newcomer) == {"invitation", "seat_taken"}
    assert {"nomination_approved", "nomination_confirmed"} <= told(nomination.nominated_by.user)
    assert "composition_proposed" in told(reviewer)


def test_27_5_a_person_who_has_come_to_the_portal_since_is_not_entered_twice(body, admin):
    nomination = nominated(body)
    since = make.user(email=PERSON["email"])

    change = approved(nomination, admin)

    assert change.lines.get().user == since


def test_27_5_what_the_ministry_declines_waits_for_the_administrator_again(body, admin, reviewer):
    nomination = nominated(body)
    change = approved(nomination, admin)

    decline_change(change, by=reviewer, at=now(), reason="Бұйрықтың күні дұрыс емес")

    assert fresh(nomination).state == State.NOMINATED
    assert "nomination_returned" in told(nomination.nominated_by.user)
    assert approved(nomination, admin).pk != change.pk


def test_27_5_what_the_administrator_withdraws_is_told_and_waits_again(body, admin):
    nomination = nominated(body)
    change = approved(nomination, admin)

    withdraw_change(change, by=admin, at=now())

    assert fresh(nomination).state == State.NOMINATED
    assert "nomination_returned" in told(nomination.nominated_by.user)


def test_27_5_a_rejection_has_a_reason_which_the_people_concerned_read(body, admin):
    known = make.user()
    nomination = nominated(body, Candidate(user=known))

    said = refused(
        lambda: actions.reject_nomination(nomination, by=admin, at=now(), reason=" "),
        NominationRefused,
    )
    actions.reject_nomination(nomination, by=admin, at=now(), reason="Бағыты сай емес")

    assert said["kk"] == "Себебін көрсетіңіз."
    assert fresh(nomination).state == State.REJECTED
    for person in (nomination.nominated_by.user, known):
        letter = Notification.objects.get(recipient=person, kind="nomination_rejected")
        assert letter.params["reason"] == "Бағыты сай емес"


@pytest.mark.parametrize("deed", ["approve", "reject"])
@pytest.mark.parametrize("who", ["nominator", "secretary", "ministry"])
def test_27_5_only_an_administrator_answers(body, reviewer, who, deed):
    nomination = nominated(body)
    people = {
        "nominator": nomination.nominated_by.user, "ministry": reviewer,
        "secretary": make.officer(body, Office.SECRETARY).user,
    }  # fmt: skip

    def answer():
        if deed == "approve":
            approved(nomination, people[who])
        else:
            actions.reject_nomination(nomination, by=people[who], at=now(), reason="Жоқ")

    refused(answer, NotPermitted)


def test_27_5_the_nominator_takes_it_back(body, admin):
    nomination = nominated(body)

    actions.withdraw_nomination(nomination, by=nomination.nominated_by.user, at=now())

    assert fresh(nomination).state == State.WITHDRAWN
    assert "nomination_withdrawn" in told(admin)


def test_27_5_nobody_takes_back_or_adds_to_what_another_nominated(body):
    nomination = nominated(body)
    other = make.officer(body, Office.CHAIR).user

    refused(lambda: actions.withdraw_nomination(nomination, by=other, at=now()), NotPermitted)
    refused(
        lambda: actions.attach_to_nomination(nomination, uploads=[pdf()], by=other, at=now()),
        NotPermitted,
    )


def test_27_5_the_nominator_adds_files_which_stay(body):
    nomination = nominated(body)
    by = nomination.nominated_by.user

    actions.attach_to_nomination(nomination, uploads=[pdf("hat.pdf")], by=by, at=now())

    names = nomination.files.order_by("pk").values_list("file__name", flat=True)
    assert list(names) == ["resume.pdf", "hat.pdf"]


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        (State.NOMINATED, {"approve", "reject", "withdraw", "attach"}),
        (State.ON_AGENDA, {"withdraw"}),
        (State.VOTED, {"withdraw"}),
        (State.SUPPORTED, {"approve", "reject", "withdraw"}),
        (State.NOT_SUPPORTED, set()),
        (State.APPROVED, set()),
        (State.CONFIRMED, set()),
        (State.REJECTED, set()),
        (State.WITHDRAWN, set()),
    ],
)
def test_27_5_state_by_verb(body, admin, reviewer, state, allowed):
    nomination = brought_to(state, body, admin, reviewer)
    assert nomination.state == state
    by = nomination.nominated_by.user
    verbs = {
        "approve": lambda: approved(nomination, admin),
        "reject": lambda: actions.reject_nomination(nomination, by=admin, at=now(), reason="Жоқ"),
        "withdraw": lambda: actions.withdraw_nomination(nomination, by=by, at=now()),
        "attach": lambda: actions.attach_to_nomination(
            nomination, uploads=[pdf()], by=by, at=now()
        ),
    }

    for verb in set(verbs) - allowed:
        said = refused(verbs[verb], NominationRefused)
        assert str(state.label) in said["kk"] or state in (State.ON_AGENDA, State.VOTED)
    before = JournalEntry.objects.count()
    if allowed:
        verbs[min(allowed)]()
        assert JournalEntry.objects.count() > before


def brought_to(state, body, admin, reviewer):
    """A nomination in that state."""
    if state in (State.ON_AGENDA, State.VOTED, State.SUPPORTED, State.NOT_SUPPORTED):
        nomination = put(nominated(voting(body)))
        if state != State.ON_AGENDA:
            decide(nomination.item, "rejected" if state == State.NOT_SUPPORTED else "adopted")
        if state in (State.SUPPORTED, State.NOT_SUPPORTED):
            sign(fresh(nomination).item)
        return fresh(nomination)
    nomination = nominated(body)
    match state:
        case State.APPROVED | State.CONFIRMED:
            change = approved(nomination, admin)
            if state == State.CONFIRMED:
                confirm_change(change, by=reviewer, at=now())
        case State.REJECTED:
            actions.reject_nomination(nomination, by=admin, at=now(), reason="Жоқ")
        case State.WITHDRAWN:
            actions.withdraw_nomination(nomination, by=nomination.nominated_by.user, at=now())
    return fresh(nomination)


def test_15_without_an_act_the_candidate_stays_nominated(body, admin):
    nomination = nominated(body)

    for act in (None, order(number=""), order(signed_on=None)):
        said = refused(lambda act=act: approved(nomination, admin, act=act), Exception)
        assert said == {
            "kk": "Мүшені бекіткен құжатты көрсетіңіз.",
            "ru": "Укажите акт об утверждении этого лица в составе.",
            "en": "State the act that approves this member.",
        }

    assert fresh(nomination).state == State.NOMINATED


def test_27_5_the_rows_themselves_refuse_to_be_rewritten(body, admin):
    from django.db import DatabaseError, transaction

    nomination = nominated(body)
    actions.reject_nomination(nomination, by=admin, at=now(), reason="Жоқ")
    rows = Nomination.objects.filter(pk=nomination.pk)
    kept = NominationFile.objects.filter(nomination=nomination)

    for deed in (
        lambda: rows.update(reasons="Басқа"),
        lambda: rows.update(rejected_at=None, rejected_by=None),
        rows.delete,
        lambda: kept.update(added_at=now()),
        kept.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()
