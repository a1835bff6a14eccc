"""The screens of the agenda: items, materials, proposals, consent, approval."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from meetings import actions
from meetings.models import AgendaConsent, AgendaItem
from meetings.states import ItemState, MeetingState
from tests import factories as f
from tests.meetings.agendas import consent, function, in_consent, item, seats
from tests.meetings.screens import at

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def wording(**changes):
    return {
        "title_kk": "Оқулықты ұсыну туралы", "resolution_kk": "Ұсынылсын.", "votable": "on",
        "function": function().pk, **changes,
    }  # fmt: skip


def test_the_secretary_adds_edits_moves_and_removes_an_item(enter, body, clerk):
    meeting, client = f.meeting(body), enter(clerk)
    client.post(at("item_add", meeting.pk), wording())
    client.post(at("item_add", meeting.pk), wording(title_kk="Екінші"))
    first, second = meeting.items.in_order()

    client.post(at("item_move", second.pk), {"direction": "up"})
    client.post(at("item_edit", first.pk), wording(title_kk="Өзгерген"))
    order = list(meeting.items.in_order().values_list("position", "title_kk"))
    client.post(at("item_remove", second.pk))

    assert order == [(1, "Екінші"), (2, "Өзгерген")]
    assert list(meeting.items.values_list("position", "title_kk")) == [(1, "Өзгерген")]


def test_the_function_of_another_body_is_not_offered(enter, body, clerk):
    meeting = f.meeting(body)
    foreign = function("13.4", "council")

    page = enter(clerk).post(at("item_add", meeting.pk), wording(function=foreign.pk))

    assert "function" in page.context["form"].errors
    assert not meeting.items.exists()


def test_a_file_that_lies_about_its_type_is_refused_on_its_field(enter, body, clerk):
    one = item(f.meeting(body))
    upload = SimpleUploadedFile("plan.pdf", b"MZ not a pdf")

    page = enter(clerk).post(at("material_add", one.pk), {"upload": upload, "title": "Жоспар"})

    assert "upload" in page.context["form"].errors
    assert page.context["form"]["title"].value() == "Жоспар"
    assert not one.materials.exists()


def test_a_material_is_attached_and_read_by_members(enter, body, clerk, member):
    meeting = in_consent(body)
    one = meeting.items.get()
    enter(clerk).post(
        at("material_add", one.pk), {"upload": SimpleUploadedFile("жоспар.pdf", PDF), "title": ""}
    )
    material = one.materials.get()

    answer = enter(member).get(at("material_file", material.pk))

    assert (material.title, b"".join(answer.streaming_content)) == ("жоспар.pdf", PDF)


def test_a_material_of_another_body_is_not_found(enter, body, clerk):
    one = in_consent(body).items.get()
    material = actions.add_material(
        one, by=clerk, at=timezone.now(), title="", upload=SimpleUploadedFile("a.pdf", PDF)
    )

    stranger = f.ordinary(f.association())[0].user
    assert enter(stranger).get(at("material_file", material.pk)).status_code == 404


def test_a_member_proposes_and_the_secretary_declines(enter, body, clerk, member):
    meeting = f.meeting(body)
    enter(member).post(at("item_propose", meeting.pk), wording(title_kk="", title_ru="О приёме"))
    asked = meeting.items.get()

    enter(clerk).post(at("item_decline", asked.pk), {"reason": "Келесі жолы"})

    asked.refresh_from_db()
    assert (asked.state, asked.answer_reason) == (ItemState.DECLINED, "Келесі жолы")
    assert "Келесі жолы" in enter(member).get(at("item_detail", asked.pk)).text


def test_a_member_answers_the_agenda_from_the_workspace(enter, body, member):
    meeting, client = in_consent(body), enter(member)
    form = client.get(meeting.get_absolute_url()).context["consent_form"]

    client.post(
        at("agenda_answer", meeting.pk),
        {"version": form["version"].value(), "answer": "object", "comment": "Толықтыру керек"},
    )

    given = AgendaConsent.objects.get()
    assert (given.membership.user, given.answer, given.comment) == (
        member, "object", "Толықтыру керек"
    )  # fmt: skip


def test_an_answer_to_an_older_agenda_is_refused_with_the_comment_kept(enter, body, member, clerk):
    meeting, client = in_consent(body), enter(member)
    actions.add_item(meeting, by=clerk, at=timezone.now(), title_kk="Жаңа", function=function())

    page = client.post(
        at("agenda_answer", meeting.pk), {"version": 1, "answer": "consent", "comment": "Жарайды"}
    )

    assert "The agenda has changed; please respond again." in page.text
    assert "Жарайды" in page.text
    assert not AgendaConsent.objects.exists()


def test_the_workspace_shows_the_arithmetic_of_consent(enter, body, clerk):
    meeting = in_consent(body)
    consent(meeting, seats(body)[:2])

    page = enter(clerk).get(meeting.get_absolute_url())

    assert "members agreed; composition: 6" in page.text
    assert "needed for approval: 4 (cl. 18)" in page.text
    assert "Remind those who have not answered (4)" in page.text


def test_the_chair_checks_and_approves(enter, body, chair):
    meeting, client = in_consent(body), enter(chair)
    consent(meeting, seats(body)[:3])
    early = client.post(at("agenda_approve", meeting.pk), {"version": 1})
    consent(meeting, seats(body)[3:4])

    checked = client.get(at("agenda_approve", meeting.pk))
    client.post(at("agenda_approve", meeting.pk), {"version": 1})

    meeting.refresh_from_db()
    assert "Prior consent: 3 of 6; 4 needed (cl. 18)." in early.text
    assert (checked.context["possible"], meeting.state) == (True, MeetingState.APPROVED)


def test_after_approval_the_workspace_offers_no_editing(enter, body, clerk, chair):
    meeting = in_consent(body)
    consent(meeting, seats(body))
    actions.approve_agenda(meeting, by=chair, at=timezone.now())

    page = enter(clerk).get(meeting.get_absolute_url())

    assert at("item_add", meeting.pk) not in page.text
    assert at("notice_send", meeting.pk) in page.text


@pytest.mark.parametrize("name", ["item_detail", "item_edit", "item_remove", "item_decline"])
def test_every_page_of_an_item_opens(enter, body, clerk, name):
    one = in_consent(body).items.get()

    assert enter(clerk).get(at(name, one.pk)).status_code == 200
    assert AgendaItem.objects.get() == one
