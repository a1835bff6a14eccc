import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minutes.models import Minutes
from minutes.states import MinutesState
from records.models import StoredFile
from tests.factories import PASSWORD, granted, user
from tests.minutes.conftest import hold

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_paper")]


def _close(answer):
    """Close the file of a download but not, as a served request does, the test's connection."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


@pytest.fixture
def seen(client):
    """Open or send a page as somebody; answers the response."""

    def ask(person, name, *args, post=None, follow=False):
        client.force_login(person)
        url = reverse(f"minutes:{name}", args=args)
        if post is None:
            answer = client.get(url, follow=follow)
        else:
            answer = client.post(url, post, follow=follow)
        answer.file = b"".join(answer.streaming_content) if answer.streaming else b""
        _close(answer)
        return answer

    return ask


def test_the_secretary_draws_up_edits_and_freezes(seen, held):
    answer = seen(held.clerk, "minutes_draw_up", held.meeting.pk, post={})
    minutes = Minutes.objects.get()
    assert answer.url == minutes.get_absolute_url()
    check = seen(held.clerk, "minutes_submit", minutes.pk)
    assert len(check.context["gaps"]) == 6
    for text in minutes.texts.all():
        post = {"heard_kk": "Баяндады.", "heard_ru": "Доложил.", "edition": 1}
        assert (
            seen(held.clerk, "minutes_edit", minutes.pk, text.item_id, post=post).status_code == 302
        )
    assert seen(held.clerk, "minutes_submit", minutes.pk).context["gaps"] == []

    seen(held.clerk, "minutes_submit", minutes.pk, post={})

    minutes.refresh_from_db()
    assert minutes.state == MinutesState.READY


def test_a_stale_text_leaves_both_texts_on_the_screen(seen, draft, held):
    fields = {"heard_ru": "", "spoke_kk": "", "spoke_ru": "", "edition": 1}
    address = (draft.pk, held.item.pk)
    seen(held.clerk, "minutes_edit", *address, post=fields | {"heard_kk": "Бірінші мәтін"})

    answer = seen(held.clerk, "minutes_edit", *address, post=fields | {"heard_kk": "Екінші мәтін"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Бірінші мәтін" in page
    assert "Екінші мәтін" in page
    again = fields | {"heard_kk": "Екінші мәтін", "edition": answer.context["newer"].edition}
    assert seen(held.clerk, "minutes_edit", *address, post=again).status_code == 302
    assert draft.texts.get(item=held.item).heard_kk == "Екінші мәтін"


def test_signing_asks_for_the_password_again(seen, ready, held):
    page = seen(held.chair, "minutes_sign", ready.pk)
    assert ready.document_hash[:4] in page.content.decode()
    wrong = {"password": "басқа", "document": ready.document_hash}
    assert seen(held.chair, "minutes_sign", ready.pk, post=wrong).status_code == 200
    assert ready.signatures.count() == 0

    right = {"password": PASSWORD, "document": ready.document_hash}
    seen(held.chair, "minutes_sign", ready.pk, post=right)

    assert ready.signatures.count() == 1


def test_what_changed_since_the_page_was_opened_is_not_signed(seen, ready, held):
    post = {"password": PASSWORD, "document": "0" * 64}

    assert seen(held.chair, "minutes_sign", ready.pk, post=post).status_code == 200
    assert ready.signatures.count() == 0


def test_a_return_keeps_its_reason_in_the_journal(seen, ready, held):
    assert seen(held.chair, "minutes_return", ready.pk, post={"reason": ""}).status_code == 200

    seen(held.chair, "minutes_return", ready.pk, post={"reason": "Мәтінде қате бар"})

    ready.refresh_from_db()
    assert ready.state == MinutesState.DRAFT


@pytest.mark.parametrize(
    ("who", "status"),
    [("clerk", 200), ("chair", 403), ("member", 403), ("outsider", 404), ("reviewer", 404)],
)
def test_who_may_open_the_check_page(seen, draft, held, who, status):
    assert seen(somebody(who, held), "minutes_submit", draft.pk).status_code == status


@pytest.mark.parametrize(
    ("who", "status"),
    [("clerk", 200), ("chair", 200), ("member", 403), ("outsider", 404), ("reviewer", 404)],
)
def test_who_may_open_the_signing_page(seen, ready, held, who, status):
    assert seen(somebody(who, held), "minutes_sign", ready.pk).status_code == status


@pytest.mark.parametrize(
    ("who", "status"),
    [("member", 200), ("outsider", 404), ("reviewer", 404), ("administrator", 404)],
)
def test_who_reads_what_is_not_signed_yet(seen, ready, held, who, status):
    assert seen(somebody(who, held), "minutes_detail", ready.pk).status_code == status


@pytest.mark.parametrize(
    ("who", "status"),
    [("member", 200), ("outsider", 404), ("reviewer", 200), ("administrator", 200)],
)
def test_who_reads_signed_minutes(seen, signed, held, who, status):
    person = somebody(who, held)

    assert seen(person, "minutes_detail", signed.pk).status_code == status
    assert seen(person, "minutes_pdf", signed.pk, "newest").status_code == status
    listed = list(seen(person, "minutes_list").context["page"])
    assert listed == ([signed] if status == 200 else [])


def somebody(who, held):
    if who in {"clerk", "chair", "member"}:
        return getattr(held, who)
    if who == "outsider":
        return user()
    verb = {"reviewer": "review_minutes", "administrator": "administer"}[who]
    return granted(verb, held.meeting.body)


def test_a_former_member_reads_the_meetings_of_those_days(seen, signed, held):
    from datetime import date

    held.members[4].ends_on = date(2021, 1, 1)
    held.members[4].save()

    assert seen(held.members[4].user, "minutes_detail", signed.pk).status_code == 200


def test_the_downloads_are_the_stored_bytes(seen, signed, held):
    for which, stored in (("base", signed.base_pdf), ("newest", signed.pdf)):
        answer = seen(held.member, "minutes_pdf", signed.pk, which)
        assert answer.file == stored.read()
    assert seen(held.member, "minutes_pdf", signed.pk, "draft").status_code == 404


def test_an_extract_is_ordered_and_read(seen, signed, held):
    assert seen(held.member, "extract_create", held.item.pk, post={}).status_code == 403

    page = seen(held.clerk, "extract_create", held.item.pk, post={}, follow=True)

    extract = signed.extracts.get(item=held.item)
    assert reverse("minutes:extract_pdf", args=[extract.pk]) in page.content.decode()
    assert seen(held.member, "extract_pdf", extract.pk).status_code == 200
    assert seen(user(), "extract_pdf", extract.pk).status_code == 404


def test_anybody_may_check_signed_minutes_and_nothing_else(client, signed):
    found = client.get(reverse("minutes:minutes_verify", args=[signed.document_hash[:16]]))

    page = found.content.decode()
    assert found.status_code == 200
    assert signed.document_hash in page
    assert signed.pdf.sha256 in page
    assert "Деректер ғылымы" not in page
    for wrong in (signed.document_hash[:15], "0" * 16):
        assert client.get(reverse("minutes:minutes_verify", args=[wrong])).status_code == 404


def test_unsigned_minutes_cannot_be_checked(client, ready):
    address = reverse("minutes:minutes_verify", args=[ready.document_hash[:16]])

    assert client.get(address).status_code == 404


def test_the_list_takes_the_same_queries_for_one_and_for_three(client, seen, draft, held):
    seen(held.clerk, "minutes_list")
    with CaptureQueriesContext(connection) as one:
        assert len(seen(held.clerk, "minutes_list").context["page"]) == 1
    for _ in range(2):
        Minutes.objects.create(meeting=hold(draft.meeting.body, seat=held.members).meeting)

    with CaptureQueriesContext(connection) as three:
        assert len(seen(held.clerk, "minutes_list").context["page"]) == 3

    assert len(three) == len(one)
    assert len(seen(held.clerk, "minutes_list", follow=True).context["years"]) == 1


def test_the_list_is_narrowed_by_year(client, seen, draft, held):
    client.force_login(held.clerk)
    address = reverse("minutes:minutes_list")

    assert len(client.get(address, {"year": "2026"}).context["page"]) == 1
    assert len(client.get(address, {"year": "2025"}).context["page"]) == 0
    assert len(client.get(address, {"year": "жыл"}).context["page"]) == 1


def test_a_fault_is_shown_and_can_be_retried(seen, ready, held):
    Minutes.objects.filter(pk=ready.pk).update(state=MinutesState.DRAFT, base_pdf=None, pdf=None)
    Minutes.objects.filter(pk=ready.pk).update(state=MinutesState.RENDERING, fault="OSError")
    files = StoredFile.objects.count()
    address = reverse("minutes:minutes_retry", args=[ready.pk])
    assert address in seen(held.clerk, "minutes_detail", ready.pk).content.decode()

    seen(held.clerk, "minutes_retry", ready.pk, post={})

    ready.refresh_from_db()
    assert (ready.state, StoredFile.objects.count()) == (MinutesState.READY, files + 1)
