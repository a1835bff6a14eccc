"""The screens of preparing a meeting: who sees what, what is kept, how many queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from bodies.models import Office
from meetings import actions
from meetings.models import Meeting, Rsvp
from meetings.states import MeetingState
from tests import factories as f
from tests.meetings.agendas import function, in_consent, item
from tests.meetings.screens import at

pytestmark = pytest.mark.django_db


def venue(**changes):
    given = {
        "scheduled_for": f.noon(20).strftime("%Y-%m-%dT%H:%M"), "form": "mixed",
        "place": "700-ауд.", "link": "https://meet.example.kz/1", "russian": "on",
    }  # fmt: skip
    return given | changes


# The list


def test_a_member_finds_meetings_of_own_bodies_only(enter, body, member):
    own, other = f.meeting(body), f.meeting(f.association())

    page = enter(member).get(at("meeting_list"))

    assert list(page.context["page"]) == [own]
    assert other not in page.context["page"]


def test_meetings_are_filtered_by_the_address(enter, body, member):
    draft = f.meeting(body, year=2025)
    sent = in_consent(body, year=2026)
    client = enter(member)

    def found(**query):
        return list(client.get(at("meeting_list"), query).context["page"])

    assert found(state="consent") == [sent]
    assert found(year="2025") == [draft]
    assert found(body=body.pk, year="2026") == [sent]
    assert found(q="мәселе") == [sent]
    assert found(q=draft.number) == [draft]
    assert found(state="nonsense") == [sent, draft] or len(found(state="nonsense")) == 2


def test_a_title_on_a_draft_is_not_found_by_searching(enter, body, member):
    item(f.meeting(body), "Құпия мәселе")

    page = enter(member).get(at("meeting_list"), {"q": "Құпия"})

    assert list(page.context["page"]) == []


def test_an_empty_list_says_why(enter):
    page = enter(f.user()).get(at("meeting_list"))

    assert "No meetings yet" in page.text


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_list_asks_the_database_equally_often_for_one_three_and_thirty(enter, body, clerk):
    client = enter(clerk)
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            item(f.meeting(body))
        counts.append(queries(client, at("meeting_list")))

    assert counts[0] == counts[1]
    assert counts[2] <= counts[1]


def test_the_workspace_asks_equally_often_for_one_and_ten_items(enter, body, clerk):
    meeting, client = in_consent(body), enter(clerk)
    one = queries(client, meeting.get_absolute_url())
    for number in range(9):
        item(meeting, f"{number}")

    assert queries(client, meeting.get_absolute_url()) == one


# Who sees a meeting


def test_a_meeting_of_another_body_is_not_found(enter, body):
    meeting = in_consent(body)

    assert (
        enter(f.ordinary(f.association())[0].user).get(meeting.get_absolute_url()).status_code
        == 404
    )


def test_a_draft_is_seen_from_inside_without_its_agenda(enter, body, member):
    meeting = f.meeting(body)
    item(meeting, "Құпия мәселе")

    page = enter(member).get(meeting.get_absolute_url())

    assert page.status_code == 200
    assert "Құпия мәселе" not in page.text
    assert at("item_propose", meeting.pk) in page.text


def test_a_draft_is_unknown_to_the_ministry_until_the_agenda_is_out(enter, body):
    reviewer = f.granted("review_minutes", body)
    meeting = f.meeting(body)
    client = enter(reviewer)

    before = client.get(meeting.get_absolute_url()).status_code
    Meeting.objects.update(state=MeetingState.CONSENT)

    assert (before, client.get(meeting.get_absolute_url()).status_code) == (404, 200)


def test_an_item_of_a_draft_is_not_read_by_its_address(enter, body, member):
    hidden = item(f.meeting(body))

    assert enter(member).get(at("item_detail", hidden.pk)).status_code == 404


def test_a_proposal_is_read_by_its_author_and_the_secretary_only(enter, body, member, clerk):
    meeting = in_consent(body)
    asked = actions.propose_item(
        meeting, by=member, at=timezone.now(), title_kk="Ұсыныс", function=function()
    )
    other = f.ordinary(body)[1].user

    statuses = [
        enter(who).get(at("item_detail", asked.pk)).status_code for who in (member, clerk, other)
    ]

    assert statuses == [200, 200, 404]


def test_the_superuser_flag_opens_no_meeting(enter, body):
    root = f.user(is_superuser=True, is_staff=True)

    assert enter(root).get(in_consent(body).get_absolute_url()).status_code == 404


@pytest.mark.parametrize("name", [
    "item_add", "agenda_send", "agenda_remind", "notice_send", "meeting_reschedule",
    "meeting_cancel", "agenda_approve",
])  # fmt: skip
def test_a_member_is_turned_away_from_the_secretarys_and_the_chairs_pages(
    enter, body, member, name
):
    meeting = in_consent(body)

    assert enter(member).post(at(name, meeting.pk)).status_code == 403


def test_nobody_is_let_in_without_signing_in(client, body):
    meeting = in_consent(body)

    for url in (at("meeting_list"), meeting.get_absolute_url(), at("item_add", meeting.pk)):
        assert client.get(url).status_code == 302


# Scheduling


def test_scheduling_is_filled_in_from_the_last_meeting_with_six_inputs(enter, body, clerk):
    last = f.meeting(body, place="Манас, 34/1", russian=False)
    item(last, "Рәсімдік", function=function("procedural", ""))

    form = enter(clerk).get(at("meeting_schedule", body.pk)).context["form"]

    assert len(form.fields) == 6
    assert (form["place"].value(), form["russian"].value()) == ("Манас, 34/1", False)
    assert [one.title_kk for one in form.carried] == ["Рәсімдік"]


def test_the_secretary_schedules_a_meeting_with_the_standing_items(enter, body, clerk):
    last = f.meeting(body, year=2020)
    item(last, "Рәсімдік", function=function("procedural", ""))

    answer = enter(clerk).post(at("meeting_schedule", body.pk), venue(carry="on"))

    made = Meeting.objects.exclude(pk=last.pk).get()
    assert answer.url == made.get_absolute_url()
    assert [one.title_kk for one in made.items.all()] == ["Рәсімдік"]


@pytest.mark.parametrize(("changes", "field"), [
    ({"place": ""}, "place"), ({"link": ""}, "link"), ({"scheduled_for": "2020-01-01T10:00"}, None),
])  # fmt: skip
def test_a_refused_form_keeps_what_was_typed(enter, body, clerk, changes, field):
    page = enter(clerk).post(
        at("meeting_schedule", body.pk), venue(**{"place": "Бөлек зал"} | changes)
    )

    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field or "__all__"]
    assert 'value="https://meet.example.kz/1"' in page.text or changes.get("link") == ""
    assert not Meeting.objects.exists()


def test_another_bodys_secretary_is_refused(enter, body):
    stranger = f.officer(f.association(), Office.SECRETARY).user

    assert enter(stranger).post(at("meeting_schedule", body.pk), venue()).status_code == 404
    assert not Meeting.objects.exists()


def test_a_member_does_not_schedule(enter, body, member):
    assert enter(member).post(at("meeting_schedule", body.pk), venue()).status_code == 403
    assert not Meeting.objects.exists()


def test_rescheduling_and_cancelling_ask_for_the_reason(enter, body, clerk):
    meeting, client = in_consent(body), enter(clerk)

    refused = client.post(at("meeting_reschedule", meeting.pk), venue(reason=""))
    client.post(at("meeting_reschedule", meeting.pk), venue(reason="Зал бос емес", form="hall"))
    meeting.refresh_from_db()
    assert ("reason" in refused.context["form"].errors, meeting.form) == (True, "hall")

    client.post(at("meeting_cancel", meeting.pk), {"reason": "Кворум болмайды"})
    meeting.refresh_from_db()
    assert (meeting.state, meeting.reason) == (MeetingState.CANCELLED, "Кворум болмайды")


# The notice


def test_the_notice_warns_when_it_is_short(enter, body, clerk):
    meeting = f.meeting(body, state=MeetingState.APPROVED, scheduled_for=f.noon(3))

    page = enter(clerk).post(at("notice_send", meeting.pk), follow=True)

    assert "Days of notice: 3; the rules of procedure ask for 10." in page.text


def test_a_member_answers_the_notice_and_changes_the_answer(enter, body, member):
    meeting = f.meeting(body, state=MeetingState.NOTIFIED)
    client, url = enter(member), at("notice_answer", meeting.pk)

    unreasoned = client.post(url, {"answer": "excused", "reason": ""})
    client.post(url, {"answer": "hall"})
    client.post(url, {"answer": "excused", "reason": "Іссапар"})

    given = Rsvp.objects.get()
    assert "reason" in unreasoned.context["form"].errors
    assert (given.membership.user, given.answer, given.reason) == (member, "excused", "Іссапар")
    assert "Quorum forecast" in client.get(meeting.get_absolute_url()).text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("state", MeetingState.values)
def test_the_workspace_opens_in_every_state_and_language(enter, body, clerk, state, language):
    meeting = in_consent(body)
    Meeting.objects.filter(pk=meeting.pk).update(state=state)
    client = enter(clerk)
    client.cookies["django_language"] = language

    with translation.override(language):
        assert client.get(meeting.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", [
    "item_add", "item_propose", "agenda_answer", "notice_answer", "meeting_reschedule",
    "meeting_cancel", "meeting_repeat",
])  # fmt: skip
def test_every_form_opens(enter, body, clerk, name):
    meeting = in_consent(body)

    assert enter(clerk).get(at(name, meeting.pk)).status_code == 200


def test_a_proposal_nobody_has_answered_is_not_found_by_searching(enter, body, member):
    meeting = in_consent(body)
    other = f.ordinary(body)[1]
    actions.propose_item(
        meeting, by=other.user, at=timezone.now(), title_kk="Оңаша ұсыныс", function=function()
    )

    client = enter(member)

    found = [
        list(client.get(at("meeting_list"), {"q": q}).context["page"]) for q in ("Оңаша", "мәселе")
    ]
    assert found == [[], [meeting]]
