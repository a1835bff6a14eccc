"""Clause 16 (C17): a section meets by the association's rules and adopts proposals to it."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from accounts.errors import NotPermitted
from accounts.models import Notification
from associations import actions as associations
from associations.errors import SectionRefused
from associations.models import PassedProposal
from bodies.errors import BodyEnded
from bodies.models import Body, Office
from meetings import actions
from meetings.actions import casting, session, voting
from meetings.errors import AgendaClosed
from meetings.models import AgendaItem, Meeting, Vote
from meetings.states import ItemState, MeetingState
from minutes.actions import draw_up, sign, submit
from minutes.documents.building import draw
from minutes.models import Minutes, in_force
from records import journal
from tests import factories as make
from tests.regulation import deciding

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def signing_key(settings, tmp_path_factory):
    settings.PORTAL_SIGNING_KEY = tmp_path_factory.getbasetemp() / "keys" / "portal.p12"
    settings.PORTAL_SIGNING_PASSPHRASE = ""


@pytest.fixture
def body():
    return make.association(size=5, parent=make.council(size=3))


@pytest.fixture
def section(body):
    own = Body.objects.create(
        kind="section", code="s1", parent=body, name_kk="Деректер ғылымы секциясы",
        name_ru="Секция «Наука о данных»", starts_on=make.SINCE, starts_act=make.act("decision"),
    )  # fmt: skip
    for office in (Office.CHAIR, Office.DEPUTY_CHAIR, Office.SECRETARY, Office.MEMBER):
        make.member(own, office)
    return own


@pytest.fixture
def clerk(section):
    return make.officer(section, Office.SECRETARY).user


@pytest.fixture
def adopted(section):
    """A proposal the section has adopted, in force."""
    item = deciding.decided(section, "Оқу құралы туралы")
    AgendaItem.objects.filter(pk=item.pk).update(
        resolution_kk="Оқу құралы ұсынылсын.", title_ru="Об учебном пособии"
    )
    return AgendaItem.objects.select_related("meeting__body__parent").get(pk=item.pk)


def now():
    return timezone.now()


def held(section, clerk, chair):
    """From the schedule to the close, by the rules of clauses 18 to 21."""
    seats = list(section.memberships.select_related("user"))
    meeting = actions.schedule(
        body=section, by=clerk, at=now(), form="hall", place="5-зал",
        scheduled_for=now() + timedelta(minutes=1),
    )  # fmt: skip
    item = actions.add_item(
        meeting, by=clerk, at=now(), title_kk="Оқу құралы туралы", title_ru="Об учебном пособии",
        resolution_kk="Оқу құралы ұсынылсын.", resolution_ru="Рекомендовать пособие.",
        function=deciding.function(),
    )  # fmt: skip
    actions.send_for_consent(meeting, by=clerk, at=now())
    for seat in seats:
        actions.answer_agenda(
            meeting, by=seat.user, at=now(), version=meeting.agenda_version, answer="consent"
        )
    actions.approve_agenda(meeting, by=chair, at=now(), version=meeting.agenda_version)
    actions.send_notice(meeting, by=clerk, at=now())
    Meeting.objects.filter(pk=meeting.pk).update(scheduled_for=now())
    meeting.refresh_from_db()
    for seat in seats:
        session.mark(meeting, membership=seat, presence="hall", by=clerk, at=now())
    session.open_meeting(meeting, by=chair, at=now())
    vote = Vote.objects.select_related("item__meeting__body").get(item=item)
    voting.open_vote(vote, by=chair, at=now())
    for seat in seats:
        casting.cast(vote, by=seat.user, choice="for", at=now())
    voting.close_vote(vote, by=chair, at=now())
    session.close_meeting(meeting, by=chair, at=now())
    return AgendaItem.objects.get(pk=item.pk)


def test_16_a_section_meets_from_schedule_to_signed_minutes(
    section, body, clerk, django_capture_on_commit_callbacks
):
    chair = make.officer(section, Office.CHAIR).user
    item = held(section, clerk, chair)
    meeting = Meeting.objects.get(pk=item.meeting_id)
    assert meeting.state == MeetingState.CLOSED
    with django_capture_on_commit_callbacks(execute=True):
        minutes = draw_up(meeting, by=clerk, at=now())
        minutes.texts.update(heard_kk="Тыңдалды.", spoke_kk="Сөйледі.", heard_ru="Слушали.",
                             spoke_ru="Выступили.")  # fmt: skip
        submit(minutes, by=clerk, at=now())
    assert not in_force(item)
    for person in (clerk, chair):
        sign(Minutes.objects.get(pk=minutes.pk), by=person, at=now(), password_confirmed=True)

    document = draw(Minutes.objects.get(pk=minutes.pk))
    sentences = [part.items[0].result.sentences[-1] for part in document.parts]
    assert in_force(item)
    assert (document.recommendatory, document.clause) == (False, "21")
    assert sentences == [
        "Секция қабылдаған шешім – ОӘБ-ге ұсыныс; ол ОӘБ шешімі болып табылмайды.",
        "Принятое секцией является предложением УМО и не является решением УМО.",
    ]
    passed = associations.pass_to_association(
        item, meeting=deciding.draft(body), by=clerk, at=now()
    )
    assert passed.received.meeting.body == body
    assert journal.verify(section.stream) == []


def test_16_what_a_section_adopts_goes_to_the_association_as_a_proposal(adopted, body, clerk):
    meeting = deciding.draft(body)

    passed = associations.pass_to_association(adopted, meeting=meeting, by=clerk, at=now())

    received = passed.received
    assert (received.meeting, received.state, received.title_kk, received.resolution_kk) == (
        meeting, ItemState.PROPOSED, adopted.title_kk, adopted.resolution_kk,
    )  # fmt: skip
    assert (received.passed_from.item, received.proposed_by) == (adopted, None)
    assert Notification.objects.filter(
        kind="item_proposed", recipient=make.officer(body, Office.SECRETARY).user
    ).exists()


def test_16_the_associations_secretary_answers_what_a_section_proposes(adopted, body, clerk):
    secretary = make.officer(body, Office.SECRETARY).user
    meeting = deciding.draft(body)
    passed = associations.pass_to_association(adopted, meeting=meeting, by=clerk, at=now())

    actions.include_item(passed.received, by=secretary, at=now())

    received = AgendaItem.objects.get(pk=passed.received_id)
    assert (received.state, in_force(received)) == (ItemState.INCLUDED, False)


def test_16_a_second_click_passes_on_once(adopted, body, clerk):
    first, second = deciding.draft(body), make.meeting(body)

    for meeting in (first, first, second):
        associations.pass_to_association(adopted, meeting=meeting, by=clerk, at=now())

    assert PassedProposal.objects.get().received.meeting == first


def unsigned(adopted, body, section):
    item = deciding.settled(AgendaItem.objects.create(
        meeting=make.meeting(section), position=1, title_kk="Қол қойылмаған"
    ))  # fmt: skip
    return item, deciding.draft(body), SectionRefused


def elsewhere(adopted, body, section):
    return adopted, make.meeting(make.association(size=3, parent=body.parent)), SectionRefused


def of_the_association(adopted, body, section):
    return deciding.decided(body), make.meeting(body), SectionRefused


def agenda_approved(adopted, body, section):
    return adopted, make.meeting(body, state="approved", agenda_approved_at=now()), AgendaClosed


@pytest.mark.parametrize("case", [unsigned, elsewhere, of_the_association, agenda_approved])
def test_16_nothing_else_is_passed_on(adopted, body, section, clerk, case):
    item, meeting, error = case(adopted, body, section)
    before = AgendaItem.objects.count()

    said = set()
    for language in ("kk", "ru", "en"):
        with translation.override(language), pytest.raises(error) as refusal:
            associations.pass_to_association(item, meeting=meeting, by=clerk, at=now())
        said.add(str(refusal.value))

    assert (len(said), AgendaItem.objects.count(), PassedProposal.objects.count()) == (3, before, 0)


def test_16_only_the_sections_secretary_passes_on(adopted, body, section):
    people = [
        make.officer(section, Office.CHAIR).user, make.officer(body, Office.SECRETARY).user,
        make.user(),
    ]  # fmt: skip
    meeting = deciding.draft(body)

    for person in people:
        with pytest.raises(NotPermitted):
            associations.pass_to_association(adopted, meeting=meeting, by=person, at=now())

    assert PassedProposal.objects.count() == 0


def test_16_a_closed_section_passes_nothing_on(adopted, body, section, clerk):
    Body.objects.filter(pk=section.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    adopted.meeting.body.refresh_from_db()
    meeting = deciding.draft(body)

    with translation.override("en"), pytest.raises(BodyEnded) as refusal:
        associations.pass_to_association(adopted, meeting=meeting, by=clerk, at=now())

    assert str(refusal.value) == "The section has been closed; its records are read-only."
    assert PassedProposal.objects.count() == 0
