from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from minutes import actions
from minutes.models import ProposedChange
from tests.factories import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_paper")]


@pytest.fixture
def go(client):
    def ask(person, name, *args, post=None):
        client.force_login(person)
        url = reverse(f"minutes:{name}", args=args)
        return client.get(url) if post is None else client.post(url, post)

    return ask


def test_the_whole_way_of_a_correction_on_screen(go, draft, held):
    pk, item = draft.pk, held.item.pk
    assert go(held.clerk, "reading_open", pk, post={"days": "көп"}).status_code == 200
    assert draft.readings.count() == 0
    go(held.clerk, "reading_open", pk, post={"days": "2"})
    page = go(held.member, "minutes_remarks", pk).content.decode()
    assert reverse("minutes:change_propose", args=[pk, item]) in page
    assert reverse("minutes:no_remarks", args=[pk]) in page

    form = go(held.member, "change_propose", pk, item).context["form"]
    sent = dict(form.initial) | {"heard_kk": "<b>Басқаша</b>", "why": ""}
    kept = go(held.member, "change_propose", pk, item, post=sent)
    assert kept.status_code == 200
    assert "&lt;b&gt;Басқаша" in kept.content.decode()
    stale = go(held.member, "change_propose", pk, item, post=sent | {"why": "Дәл", "edition": 99})
    assert (stale.status_code, ProposedChange.objects.count()) == (409, 0)
    assert (
        go(held.member, "change_propose", pk, item, post=sent | {"why": "Дәл"}).status_code == 302
    )

    change = ProposedChange.objects.get()
    accept = reverse("minutes:change_accept", args=[change.pk])
    assert accept in go(held.clerk, "minutes_remarks", pk).content.decode()
    assert accept not in go(held.member, "minutes_remarks", pk).content.decode()
    assert go(held.member, "change_accept", change.pk, post={}).status_code == 403
    assert go(user(), "change_accept", change.pk, post={}).status_code == 404
    assert go(held.clerk, "change_decline", change.pk, post={"reason": ""}).status_code == 200
    go(held.clerk, "change_accept", change.pk, post={})
    assert draft.texts.get(item=held.item).heard_kk == "<b>Басқаша</b>"
    page = go(held.chair, "minutes_remarks", pk).content.decode()
    assert held.member.full_name() in page
    assert "<b>Басқаша" not in page

    check = go(held.clerk, "minutes_submit", pk, post={})
    assert check.status_code == 200
    go(held.clerk, "reading_close", pk, post={"reason": "Мерзім"})
    go(held.clerk, "minutes_submit", pk, post={})
    draft.refresh_from_db()
    assert draft.state == "ready"


def test_the_page_takes_the_same_queries_for_one_and_for_three_corrections(go, draft, held):
    actions.open_reading(draft, by=held.clerk, at=timezone.now())
    text = draft.texts.get(item=held.item)

    def propose(number):
        actions.propose_changes(
            text, edition=text.edition, texts={"heard_kk": f"{number} мәтін"}, why="Дәл",
            by=held.members[number].user, at=timezone.now(),
        )  # fmt: skip

    propose(3)
    go(held.clerk, "minutes_remarks", draft.pk)
    with CaptureQueriesContext(connection) as one:
        go(held.clerk, "minutes_remarks", draft.pk)
    propose(4)
    propose(5)

    with CaptureQueriesContext(connection) as three:
        go(held.clerk, "minutes_remarks", draft.pk)

    assert len(three) == len(one)


def test_after_its_end_the_page_says_so_and_takes_nothing(go, draft, held):
    past = timezone.now() - timedelta(days=5)
    actions.open_reading(draft, by=held.clerk, at=past, days=1)

    page = go(held.member, "minutes_remarks", draft.pk)

    assert page.context["taken"] is False
    go(held.member, "no_remarks", draft.pk, post={})
    assert draft.readings.get().agreed.count() == 0
