"""The whole way, as five people walk it: from the invitation to the signed PDF."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pytest
from django.utils import timezone
from pypdf import PdfReader

from bodies.models import Body, Office
from meetings.models import Meeting, Vote
from meetings.states import Form, MeetingState
from minutes.models import Minutes
from minutes.states import MinutesState
from tests import factories as make
from tests.browser.conftest import Person
from tests.meetings.agendas import function

ITEM = "«Әліппе» оқулығын ұсыну туралы: ӘҒҚҢӨҰҮҺІ"
RESOLUTION = "«Әліппе» оқулығы ұсынылсын."


def next_week() -> str:
    return make.noon(7).strftime("%Y-%m-%dT%H:%M")


def the_day_has_come(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(scheduled_for=timezone.now())


def vote_on_phone(person, vote: Vote, choice: str) -> None:
    """From the link: choose, continue, cast; the receipt says what was recorded."""
    person.visit(f"/meetings/vote/{vote.pk}/")
    person.choose(choice, "choice")
    person.confirm()
    person.page.locator("button[name=cast]").click()
    person.page.wait_for_url(re.compile(r"/ballots/\d+/"))
    ballot = vote.ballots.filter(membership__user=person.user).latest("revision")
    assert ballot.choice == choice
    assert ballot.receipt[:8] in re.sub(r"\W", "", person.text()).lower()


@dataclass
class Five:
    """Who walks the way, and what they walk it with."""

    chair: Person
    clerk: Person
    deputy: Person
    in_hall: Person
    away: Person
    body: Body

    @property
    def meeting(self) -> Meeting:
        return Meeting.objects.get(body=self.body)

    @property
    def vote(self) -> Vote:
        return Vote.objects.get(item__meeting__body=self.body)

    @property
    def minutes(self) -> Minutes:
        return Minutes.objects.get(meeting__body=self.body)


@pytest.fixture
def five(arrive) -> Five:
    """An association of five, the members on phones."""
    body = make.association(size=5, name_kk="«Педагогика» бағыты бойынша ОӘБ")
    phone = {"width": 360, "height": 740}
    in_hall, away = (arrive(seat.user, **phone) for seat in make.ordinary(body))
    return Five(
        chair=arrive(make.officer(body, Office.CHAIR).user),
        clerk=arrive(make.officer(body, Office.SECRETARY).user),
        deputy=arrive(make.officer(body, Office.DEPUTY_CHAIR).user, **phone),
        in_hall=in_hall, away=away, body=body,
    )  # fmt: skip


def the_secretary_schedules_and_draws_up_the_agenda(five: Five) -> None:
    serving = function("25.5")
    clerk = five.clerk
    clerk.visit(f"/bodies/{five.body.pk}/meetings/new/")
    clerk.page.fill("input[name=scheduled_for]", next_week())
    clerk.choose(Form.MIXED, "form")
    clerk.page.fill("[name=place]", "Алматы қ., Абай д-лы, 13, акт залы")
    clerk.page.fill("[name=link]", "https://meet.example.kz/alippe")
    clerk.confirm()
    clerk.visit(f"/meetings/{five.meeting.pk}/agenda/add/")
    clerk.page.fill("[name=title_kk]", ITEM)
    clerk.page.fill("[name=resolution_kk]", RESOLUTION)
    clerk.page.locator("details.more > summary").first.click()
    clerk.page.fill("[name=title_ru]", "О рекомендации учебника «Әліппе»")
    clerk.page.fill("[name=resolution_ru]", "Рекомендовать учебник «Әліппе».")
    clerk.page.select_option("select[name=function]", str(serving.pk))
    clerk.confirm()
    clerk.visit(f"/meetings/{five.meeting.pk}/")
    clerk.submit(f"/meetings/{five.meeting.pk}/agenda/send/")


def three_of_five_consent_and_the_chair_approves(five: Five) -> None:
    """More than half of the composition (cl. 18): neither none nor two will do."""
    path = f"/meetings/{five.meeting.pk}"
    for person in (five.in_hall, five.away, five.deputy):
        five.chair.visit(f"{path}/agenda/approve/")
        assert five.chair.page.locator("input[name=version]").count() == 0
        person.visit(f"{path}/")
        person.choose("consent", "answer")
        person.submit(f"{path}/agenda/answer/")
    five.chair.visit(f"{path}/agenda/approve/")
    five.chair.confirm()
    five.clerk.visit(f"{path}/")
    five.clerk.submit(f"{path}/notice/")
    assert five.meeting.state == MeetingState.NOTIFIED


def one_votes_in_absentia_by_agreement(five: Five) -> None:
    """Clause 20: another electronic method, agreed with the Secretariat."""
    path = f"/meetings/{five.meeting.pk}"
    five.away.visit(f"{path}/remote/")
    five.away.page.fill("[name=reason]", "Шетелге іссапар")
    five.away.confirm()
    five.clerk.visit(f"/meetings/remote/{five.meeting.remote_requests.get().pk}/")
    five.clerk.choose("agreed", "agree")
    five.clerk.confirm()
    five.away.visit(f"{path}/absentee/")
    five.away.choose("against")
    five.away.confirm()
    five.away.page.locator("button[name=cast]").click()
    five.away.page.wait_for_load_state()
    assert five.vote.ballots.get().channel == "absentee"


def four_of_five_come_and_the_chair_opens(five: Five) -> None:
    """Two thirds of five is four (cl. 20)."""
    path = f"/meetings/{five.meeting.pk}"
    the_day_has_come(five.meeting)
    five.clerk.visit(f"{path}/console/")
    for person in (five.chair, five.deputy, five.clerk, five.in_hall):
        seat = person.user.memberships.get()
        five.clerk.page.locator(f"button[name=mark][value='{seat.pk}:hall']").click()
        five.clerk.page.wait_for_load_state()
    five.chair.visit(f"{path}/open/")
    five.chair.confirm()
    assert five.meeting.state == MeetingState.IN_SESSION


def the_vote_is_tied_and_the_chair_decides(five: Five) -> None:
    """Two for, two against, one abstention: the presiding person's own ballot decides (cl. 20)."""
    five.chair.visit(f"/meetings/vote/{five.vote.pk}/open/")
    five.chair.confirm()
    vote_on_phone(five.clerk, five.vote, "for")
    vote_on_phone(five.deputy, five.vote, "abstain")
    vote_on_phone(five.deputy, five.vote, "against")
    vote_on_phone(five.in_hall, five.vote, "abstain")
    five.chair.visit(f"/meetings/vote/{five.vote.pk}/close/")
    vote_on_phone(five.chair, five.vote, "for")
    five.chair.visit(f"/meetings/vote/{five.vote.pk}/close/")
    five.chair.confirm()
    assert five.vote.computed().reason == "casting_vote"
    five.chair.visit(f"/meetings/{five.meeting.pk}/close/")
    five.chair.confirm()
    assert five.meeting.state == MeetingState.CLOSED


def the_minutes_are_drawn_up_and_signed_twice(five: Five) -> None:
    """Each signs after giving the password again (cl. 21)."""
    clerk = five.clerk
    clerk.visit(f"/meetings/{five.meeting.pk}/")
    clerk.submit(f"/meetings/{five.meeting.pk}/minutes/")
    path = f"/minutes/{five.minutes.pk}"
    clerk.visit(f"{path}/items/{five.meeting.items.get().pk}/")
    clerk.page.fill("[name=heard_kk]", "Баяндамашы оқулықтың мазмұнын таныстырды.")
    clerk.page.fill("[name=heard_ru]", "Докладчик представил содержание учебника.")
    with clerk.page.expect_navigation():  # a text being saved by itself is waited for
        clerk.confirm()
    clerk.visit(f"{path}/submit/")
    clerk.confirm()
    assert five.minutes.state == MinutesState.READY, clerk.text()
    for person in (five.chair, clerk):
        person.visit(f"{path}/sign/")
        person.page.fill("[name=password]", make.PASSWORD)
        person.confirm()
    assert five.minutes.state == MinutesState.SIGNED


def the_signed_pdf(five: Five) -> str:
    """Its text as the absent member downloads it, white space folded."""
    address = f"{five.away.address}/minutes/{five.minutes.pk}/pdf/newest/"
    answer = five.away.page.request.get(address)
    assert answer.ok
    pages = PdfReader(io.BytesIO(answer.body())).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


@pytest.mark.smoke
def test_from_the_invitation_to_the_signed_minutes(five):
    the_secretary_schedules_and_draws_up_the_agenda(five)
    three_of_five_consent_and_the_chair_approves(five)
    one_votes_in_absentia_by_agreement(five)
    four_of_five_come_and_the_chair_opens(five)
    the_vote_is_tied_and_the_chair_decides(five)
    the_minutes_are_drawn_up_and_signed_twice(five)

    text = the_signed_pdf(five)

    chair, clerk = five.chair.user, five.clerk.user
    named = [
        ("қарсы болғандар залда 1", five.deputy.user),
        ("қарсы болғандар сырттай 1", five.away.user),
        ("қалыс қалғандар залда 1", five.in_hall.user),
    ]
    for said in [
        f"ХАТТАМА № {five.minutes.number_text}",
        f"ПРОТОКОЛ № {five.minutes.number_text}",
        "ӘҒҚҢӨҰҮҺІ",
        RESOLUTION,
        "Кворум бар. Құрам: 5, қатысты: 4, кемінде қажеті: 4 (құрамның үштен екісі, Ереженің "
        "20-тармағы). Тек залда қатысқандар: 4.",
        "Алдын ала келісім. Құрам: 5, келіскендер: 3, қажеті: 3 (18-тармақ).",
        "жақтағандар залда 2",
        clerk.short_name("kk"),
        *[f"{way} {person.short_name('kk')}" for way, person in named],
        "Шешім қабылданды. Дауыстар тең (2 және 2); шешуші дауыс – жақтады: "
        f"{chair.short_name('kk')} (20-тармақ).",
        f"Төрағалық етуші / Председательствующий {chair.signature_name('kk')}",
        f"Хатшы / Секретарь {clerk.signature_name('kk')}",
    ]:
        assert said in text, said
