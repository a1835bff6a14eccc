"""Who comes and who goes, as the people do it who bring it about.

From the nomination to the seat (cl. 15, 27.5), and from a removal's proposal through the Council's
vote to the end of the seat (cl. 14.4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import User
from associations.models import Nomination
from bodies.models import Body, ExitKind, Membership, Office
from councils.models import Removal
from meetings.models import Meeting, Vote
from meetings.states import MeetingState
from minutes.models import Minutes
from minutes.states import MinutesState
from tests import factories as make
from tests.browser.conftest import Person
from tests.browser.test_straight_way import the_day_has_come, vote_on_phone
from tests.meetings.agendas import function

PHONE = {"width": 360, "height": 740}
EMAIL = "zhanat.mukhtar@example.kz"


@dataclass
class Round:
    """The bodies, and who stands behind every change of their composition."""

    council: Body
    body: Body
    administrator: Person
    ministry: Person


@pytest.fixture
def table(arrive) -> Round:
    """A Council of three and an association of five."""
    council = make.council(size=3)
    body = make.association(size=5, parent=council, name_kk="«Педагогика» бағыты бойынша ОӘБ")
    return Round(
        council, body, arrive(make.granted("administer", council)),
        arrive(make.granted("review_minutes", council)),
    )  # fmt: skip


def a_member_nominates(member: Person, body: Body) -> Nomination:
    member.visit(f"/bodies/{body.pk}/")
    member.page.locator(f"a[href='/bodies/{body.pk}/nominate/']").click()
    page = member.page
    page.fill("[name=email]", EMAIL)
    page.fill("[name=family_name_kk]", "Мұхтар")
    page.fill("[name=given_name_kk]", "Жанат")
    page.locator("details.more > summary").first.click()
    page.fill("[name=family_name_ru]", "Мухтар")
    page.fill("[name=given_name_ru]", "Жанат")
    page.select_option("select[name=category]", "pedagogical")
    page.fill("[name=reasons]", "Жасанды интеллект саласындағы тәжірибелі оқытушы.")
    member.confirm()
    assert "Мұхтар Жанат" in member.page.inner_text("main")
    return Nomination.objects.get(body=body)


def the_administrator_approves_by_an_act(person: Person, nomination: Nomination) -> None:
    """Found on the home page; the act is stated (REQ-12)."""
    person.visit("/")
    person.page.locator(f"main a[href='/nominations/{nomination.pk}/']").first.click()
    person.page.locator(f"a[href='/nominations/{nomination.pk}/approve/']").click()
    person.page.fill("[name=act_number]", "412")
    person.page.fill("[name=act_signed_on]", timezone.localdate().isoformat())
    person.confirm()
    nomination.refresh_from_db()
    assert nomination.change is not None, person.text()


def the_ministry_confirms(person: Person, change: int) -> None:
    """Found on the home page; only now it takes effect (F5)."""
    person.visit("/")
    person.page.locator(f"main a[href='/bodies/changes/{change}/']").first.click()
    person.page.locator(f"a[href='/bodies/changes/{change}/confirm/']").click()
    person.confirm()


def the_invited_person_sets_a_password(browser, address: str) -> None:
    """By the one-time link of the letter."""
    letters = [letter for letter in mail.outbox if letter.to == [EMAIL]]
    link = next(word for letter in letters for word in letter.body.split() if "/reset/key/" in word)
    context = browser.new_context(locale="kk-KZ")
    page = context.new_page()
    page.goto(f"{address}{urlsplit(link).path}")
    page.fill("input[name=password1]", make.PASSWORD)
    page.fill("input[name=password2]", make.PASSWORD)
    page.press("input[name=password2]", "Enter")
    page.wait_for_load_state()
    context.close()


def test_27_5_from_the_nomination_to_the_seat(table, arrive, browser):
    member = arrive(make.ordinary(table.body)[0].user, **PHONE)

    nomination = a_member_nominates(member, table.body)
    the_administrator_approves_by_an_act(table.administrator, nomination)
    the_ministry_confirms(table.ministry, nomination.change_id)
    the_invited_person_sets_a_password(browser, member.address)

    newcomer = arrive(User.objects.get(email=EMAIL), **PHONE)
    newcomer.visit(f"/bodies/{table.body.pk}/")
    assert "Мұхтар Жанат" in newcomer.text()
    seat = Membership.objects.on(timezone.localdate()).get(user=newcomer.user)
    assert (seat.body, seat.starts_act.number) == (table.body, "412")
    member.visit(f"/nominations/{nomination.pk}/")
    assert "Расталды" in member.text()


def the_chair_proposes_a_removal(chair: Person, seat: Membership) -> Removal:
    chair.visit(f"/bodies/{seat.body_id}/")
    chair.page.locator(f"a[href='/bodies/seats/{seat.pk}/removal/']").click()
    chair.page.fill("[name=grounds]", "Бір жыл бойы отырыстарға қатыспады.")
    chair.confirm()
    return Removal.objects.get(membership=seat)


def the_member_answers_in_writing(member: Person, removal: Removal) -> None:
    member.visit("/")
    member.page.locator(f"main a[href='/removals/{removal.pk}/answer/']").first.click()
    member.page.fill("[name=statement]", "Ұзақ емделуде болдым.")
    member.confirm()
    assert "Ұзақ емделуде болдым." in member.text()


def it_comes_on_the_agenda(clerk: Person, chair: Person, removal: Removal) -> Meeting:
    """The secretary puts it there with the words offered, the chair approves, the notice goes."""
    meeting = make.meeting(removal.council)
    path = f"/meetings/{meeting.pk}"
    clerk.visit("/")
    clerk.page.locator(f"main a[href='/removals/{removal.pk}/put/']").first.click()
    clerk.confirm()
    chair.visit(f"{path}/agenda/approve/")
    chair.confirm()
    clerk.visit(f"{path}/")
    clerk.submit(f"{path}/notice/")
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.NOTIFIED, clerk.text()
    return meeting


def the_council_votes_in_the_hall(
    clerk: Person, chair: Person, members: list[Person], meeting: Meeting
) -> None:
    path = f"/meetings/{meeting.pk}"
    the_day_has_come(meeting)
    clerk.visit(f"{path}/console/")
    for person in (chair, *members):
        seat = person.user.memberships.get()
        clerk.page.locator(f"button[name=mark][value='{seat.pk}:hall']").click()
        clerk.page.wait_for_load_state()
    chair.visit(f"{path}/open/")
    chair.confirm()
    vote = Vote.objects.get(item__meeting=meeting)
    chair.visit(f"/meetings/vote/{vote.pk}/open/")
    chair.confirm()
    for person in (chair, *members):
        vote_on_phone(person, vote, "for")
    chair.visit(f"/meetings/vote/{vote.pk}/close/")
    chair.confirm()
    chair.visit(f"{path}/close/")
    chair.confirm()
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CLOSED, chair.text()


def the_minutes_are_signed(clerk: Person, chair: Person, meeting: Meeting) -> Minutes:
    clerk.visit(f"/meetings/{meeting.pk}/")
    clerk.submit(f"/meetings/{meeting.pk}/minutes/")
    minutes = Minutes.objects.get(meeting=meeting)
    path = f"/minutes/{minutes.pk}"
    clerk.visit(f"{path}/items/{meeting.items.get().pk}/")
    clerk.page.fill("[name=heard_kk]", "Мүшенің түсініктемесі оқылды.")
    if clerk.page.locator("[name=heard_ru]").count():
        clerk.page.fill("[name=heard_ru]", "Оглашено объяснение члена.")
    with clerk.page.expect_navigation():  # a text being saved by itself is waited for
        clerk.confirm()
    clerk.visit(f"{path}/submit/")
    clerk.confirm()
    for person in (chair, clerk):
        person.visit(f"{path}/sign/")
        person.page.fill("[name=password]", make.PASSWORD)
        person.confirm()
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.SIGNED, clerk.text()
    return minutes


def test_14_4_from_the_proposal_through_the_vote_to_the_end_of_the_seat(table, arrive):
    function("14.4", "council")
    seat = make.ordinary(table.body)[0]
    chair = arrive(make.officer(table.council, Office.CHAIR).user)
    clerk = arrive(make.officer(table.council, Office.SECRETARY).user)
    others = [make.officer(table.council, Office.DEPUTY_CHAIR), *make.ordinary(table.council)]
    members = [arrive(other.user, **PHONE) for other in others]
    member = arrive(seat.user, **PHONE)

    removal = the_chair_proposes_a_removal(chair, seat)
    the_member_answers_in_writing(member, removal)
    meeting = it_comes_on_the_agenda(clerk, chair, removal)
    the_council_votes_in_the_hall(clerk, chair, members, meeting)
    the_minutes_are_signed(clerk, chair, meeting)
    table.administrator.visit("/")
    table.administrator.page.locator(f"main a[href='/removals/{removal.pk}/execute/']").click()
    table.administrator.confirm()
    removal.refresh_from_db()
    the_ministry_confirms(table.ministry, removal.change_id)

    seat.refresh_from_db()
    assert (seat.ends_on, seat.exit) == (timezone.localdate(), ExitKind.REMOVAL)
    assert seat.ends_act.number == meeting.items.get().decision.number
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert not Membership.objects.on(tomorrow).filter(user=seat.user).exists()
    member.visit(f"/removals/{removal.pk}/")
    assert "Құрамнан шығарылды" in member.text()
