"""Sections on the home page and on pages of bodies: links that lead on, few queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from associations import actions
from associations.models import Section
from bodies.models import Body, Membership, Office
from tests import factories as make
from tests.regulation import deciding

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.council(size=3)


@pytest.fixture
def body(council):
    return make.association(size=5, parent=council)


@pytest.fixture
def clerk(body):
    return make.officer(body, Office.SECRETARY).user


@pytest.fixture
def council_clerk(council):
    return make.officer(council, Office.SECRETARY).user


def draft(body, clerk, number=1):
    return actions.draft_section(
        body.association, by=clerk, at=timezone.now(), name_kk=f"{number}-секция",
        name_ru=f"Секция {number}", profile="Бейін", reasons="Негіздеме",
    )  # fmt: skip


def proposed(body, clerk, number=1):
    proposal = draft(body, clerk, number)
    meeting = deciding.draft(body)
    deciding.in_force(actions.put_on_agenda(proposal, meeting=meeting, by=clerk, at=timezone.now()))
    return proposal


def tasks(client, person):
    client.force_login(person)
    return [(task.title, task.url) for task in client.get("/").context["desk"].tasks]


def test_a_proposal_waits_on_the_desk_of_whoever_has_the_next_step(
    client, body, council, clerk, council_clerk
):
    proposal = draft(body, clerk)
    url = proposal.get_absolute_url()
    assert (url in dict(map(reversed, tasks(client, clerk)))) is True
    assert url not in [each for _title, each in tasks(client, council_clerk)]

    deciding.in_force(actions.put_on_agenda(
        proposal, meeting=deciding.draft(body), by=clerk, at=timezone.now()
    ))  # fmt: skip
    assert url in [each for _title, each in tasks(client, council_clerk)]
    assert url not in [each for _title, each in tasks(client, clerk)]

    deciding.in_force(actions.submit_to_council(
        proposal, meeting=deciding.draft(council), by=council_clerk, at=timezone.now()
    ))  # fmt: skip
    assert url in [each for _title, each in tasks(client, clerk)]


def test_the_whole_way_of_a_section_on_the_screens(client, body, council, clerk, council_clerk):
    client.force_login(clerk)
    words = {"name_kk": "Секция", "name_ru": "Секция", "profile": "Бейін", "reasons": "Негіз"}
    page = client.post(reverse("associations:section_propose", args=[body.pk]), words).url
    meeting = deciding.draft(body)
    client.post(f"{page}put/", {"meeting": meeting.pk})
    deciding.in_force(meeting.items.get())
    client.force_login(council_clerk)
    meeting = deciding.draft(council)
    client.post(f"{page}submit/", {"meeting": meeting.pk})
    deciding.in_force(meeting.items.get())
    client.force_login(clerk)

    made = client.post(f"{page}carry-out/", {"day": str(timezone.localdate())})

    section = Section.objects.get()
    assert made.url == section.body.get_absolute_url()
    first, second, *_rest = make.ordinary(body)
    decision = deciding.decided(body)
    answer = client.post(f"/bodies/{section.pk}/compose/", {
        "decision": decision.pk, "effective_on": str(timezone.localdate()),
        "chair": first.user_id, "members": [second.user_id],
    })  # fmt: skip
    client.force_login(make.officer(body, Office.CHAIR).user)
    client.post(f"{answer.url}confirm/")
    assert set(Membership.objects.filter(body=section.body).values_list("user", "office")) == {
        (first.user_id, "chair"), (second.user_id, "member"),
    }  # fmt: skip


def test_a_section_without_a_decision_is_not_composed_on_its_screen(client, body, clerk):
    own = Body.objects.create(
        kind="section", code="s", parent=body, name_kk="Секция", starts_on=make.SINCE
    )
    Section.objects.create(body=own, association=body.association, profile="Бейін")
    client.force_login(clerk)

    answer = client.post(
        f"/bodies/{own.pk}/compose/",
        {"effective_on": str(timezone.localdate()), "chair": make.ordinary(body)[0].user_id},
    )

    assert answer.context["form"].errors["decision"] == ["Секция құрамын ОӘБ дербес бекітеді."]


def test_confirming_an_order_on_the_screen_cancels_what_was_scheduled(client, body, council):
    admin = make.granted("administer", council)
    meeting = make.meeting(body, state="notified")
    client.force_login(admin)
    from tests.regulation.test_29_everything_read_only import order, scan

    order()  # the Minister is known
    change = client.post(f"/bodies/{body.pk}/dissolve/", {
        "last_day": str(timezone.localdate()), "act_number": "400",
        "act_signed_on": str(timezone.localdate() - timedelta(days=1)), "act_file": scan(),
    }).url  # fmt: skip
    client.force_login(make.granted("review_minutes", council))
    client.post(f"{change}confirm/")

    meeting.refresh_from_db()
    body.refresh_from_db()
    assert (meeting.state, body.ends_on) == ("cancelled", timezone.localdate())


@pytest.mark.parametrize("path", ["home", "body", "council"])
def test_many_proposals_take_the_same_queries(client, body, council, clerk, council_clerk, path):
    person = council_clerk if path == "council" else clerk
    url = {"home": "/", "body": body.get_absolute_url(), "council": council.get_absolute_url()}
    client.force_login(person)
    proposed(body, clerk, 1)
    draft(body, clerk, 10)
    client.get(url[path])
    with CaptureQueriesContext(connection) as few:
        client.get(url[path])
    for number in (2, 3):
        proposed(body, clerk, number)
        draft(body, clerk, number * 10)
    with CaptureQueriesContext(connection) as many:
        client.get(url[path])

    assert len(many) == len(few)
