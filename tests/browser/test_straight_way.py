"""The whole way, as five people walk it: from the invitation to the signed PDF."""

from __future__ import annotations

import io
import re

import pytest
from django.utils import timezone
from pypdf import PdfReader

from bodies.models import Office
from meetings.models import Meeting, Vote
from meetings.states import Form, MeetingState
from minutes.models import Minutes
from minutes.states import MinutesState
from tests import factories as make
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


@pytest.mark.smoke
def test_from_the_invitation_to_the_signed_minutes(arrive):
    body = make.association(size=5, name_kk="«Педагогика» бағыты бойынша ОӘБ")
    serving = function("25.5")
    chair = arrive(make.officer(body, Office.CHAIR).user)
    clerk = arrive(make.officer(body, Office.SECRETARY).user)
    deputy = arrive(make.officer(body, Office.DEPUTY_CHAIR).user, width=360, height=740)
    in_hall, away = (arrive(seat.user, width=360, height=740) for seat in make.ordinary(body))

    # The secretary schedules the meeting and draws up the agenda.
    clerk.visit(f"/bodies/{body.pk}/meetings/new/")
    clerk.page.fill("input[name=scheduled_for]", next_week())
    clerk.choose(Form.MIXED, "form")
    clerk.page.fill("[name=place]", "Алматы қ., Абай д-лы, 13, акт залы")
    clerk.page.fill("[name=link]", "https://meet.example.kz/alippe")
    clerk.confirm()
    meeting = Meeting.objects.get(body=body)
    clerk.visit(f"/meetings/{meeting.pk}/agenda/add/")
    clerk.page.fill("[name=title_kk]", ITEM)
    clerk.page.fill("[name=resolution_kk]", RESOLUTION)
    clerk.page.locator("details.more > summary").first.click()
    clerk.page.fill("[name=title_ru]", "О рекомендации учебника «Әліппе»")
    clerk.page.fill("[name=resolution_ru]", "Рекомендовать учебник «Әліппе».")
    clerk.page.select_option("select[name=function]", str(serving.pk))
    clerk.confirm()
    clerk.visit(f"/meetings/{meeting.pk}/")
    clerk.submit(f"/meetings/{meeting.pk}/agenda/send/")

    # Three of five consent: more than half (cl. 18). Two would not do.
    for person, count in [(in_hall, 1), (away, 2), (deputy, 3)]:
        chair.visit(f"/meetings/{meeting.pk}/agenda/approve/")
        assert chair.page.locator("input[name=version]").count() == 0, f"{count - 1} suffice"
        person.visit(f"/meetings/{meeting.pk}/")
        person.choose("consent", "answer")
        person.submit(f"/meetings/{meeting.pk}/agenda/answer/")
    chair.visit(f"/meetings/{meeting.pk}/agenda/approve/")
    chair.confirm()
    clerk.visit(f"/meetings/{meeting.pk}/")
    clerk.submit(f"/meetings/{meeting.pk}/notice/")
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.NOTIFIED

    # One member cannot come: asks for a method, is agreed to, votes in absentia (cl. 20).
    away.visit(f"/meetings/{meeting.pk}/remote/")
    away.page.fill("[name=reason]", "Шетелге іссапар")
    away.confirm()
    clerk.visit(f"/meetings/remote/{meeting.remote_requests.get().pk}/")
    clerk.choose("agreed", "agree")
    clerk.confirm()
    away.visit(f"/meetings/{meeting.pk}/absentee/")
    away.choose("against")
    away.confirm()
    away.page.locator("button[name=cast]").click()
    away.page.wait_for_load_state()
    vote = Vote.objects.get(item__meeting=meeting)
    assert vote.ballots.get().channel == "absentee"

    # The day: four of five are in the hall, four are needed.
    the_day_has_come(meeting)
    clerk.visit(f"/meetings/{meeting.pk}/console/")
    for person in (chair, deputy, clerk, in_hall):
        seat = person.user.memberships.get()
        clerk.page.locator(f"button[name=mark][value='{seat.pk}:hall']").click()
        clerk.page.wait_for_load_state()
    chair.visit(f"/meetings/{meeting.pk}/open/")
    chair.confirm()
    chair.visit(f"/meetings/vote/{vote.pk}/open/")
    chair.confirm()

    # Two for, two against, one abstention: a tie the presiding person's own vote decides.
    vote_on_phone(clerk, vote, "for")
    vote_on_phone(deputy, vote, "abstain")
    vote_on_phone(deputy, vote, "against")
    vote_on_phone(in_hall, vote, "abstain")
    vote_on_phone(chair, vote, "for")
    chair.visit(f"/meetings/vote/{vote.pk}/close/")
    chair.confirm()
    vote.refresh_from_db()
    assert vote.computed().reason == "casting_vote"
    chair.visit(f"/meetings/{meeting.pk}/close/")
    chair.confirm()

    # The secretary draws up the minutes, completes them and freezes them.
    clerk.visit(f"/meetings/{meeting.pk}/")
    clerk.submit(f"/meetings/{meeting.pk}/minutes/")
    minutes = Minutes.objects.get(meeting=meeting)
    item = meeting.items.get()
    clerk.visit(f"/minutes/{minutes.pk}/items/{item.pk}/")
    clerk.page.fill("[name=heard_kk]", "Баяндамашы оқулықтың мазмұнын таныстырды.")
    clerk.page.fill("[name=heard_ru]", "Докладчик представил содержание учебника.")
    clerk.confirm()
    clerk.visit(f"/minutes/{minutes.pk}/submit/")
    clerk.confirm()

    # Both sign, each with the password again.
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.READY, clerk.text()
    for person in (chair, clerk):
        person.visit(f"/minutes/{minutes.pk}/sign/")
        person.page.fill("[name=password]", make.PASSWORD)
        person.confirm()
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.SIGNED

    # And the PDF says it all.
    answer = away.page.request.get(f"{away.address}/minutes/{minutes.pk}/pdf/newest/")
    assert answer.ok
    pages = PdfReader(io.BytesIO(answer.body())).pages
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
    for said in [
        f"№ {minutes.number_text}", ITEM, RESOLUTION, "ӘҒҚҢӨҰҮҺІ",
        "Құрам: 5", "4",
        *[seat.user.short_name("kk") for seat in body.memberships.select_related("user")],
        chair.user.signature_name("kk"), clerk.user.signature_name("kk"),
    ]:  # fmt: skip
        assert said in text, said
