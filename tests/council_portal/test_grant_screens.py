"""The screen of permissions: seen by the administrator and the ministry, given, taken back."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bodies.actions import grant, revoke
from bodies.models import Grant, Office
from records.models import LegalAct
from tests import factories as f

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def council():
    return f.council(size=3)


@pytest.fixture
def body(council):
    return f.association(size=3, parent=council)


@pytest.fixture
def administrator(council):
    return f.granted("administer", council)


@pytest.fixture
def reviewer(council):
    return f.granted("review_minutes", council)


def given(verb, on, person=None, starts=-5, ends=None, **basis):
    return grant(
        user=person or f.user(), verb=verb, on=on, basis=f.act(**basis), by=None,
        starts_on=TODAY + starts * DAY, ends_on=None if ends is None else TODAY + ends * DAY,
    )  # fmt: skip


def listed(client, **query):
    return [row.grant for row in client.get("/grants/", query).context["rows"]]


def typed(**changes):
    return {
        "email": "zhana@example.kz", "family_name_kk": "Сейітқали", "given_name_kk": "Мәди",
        "verb": "review_minutes", "starts_on": TODAY.isoformat(), "act_kind": "order",
        "act_number": "253", "act_signed_on": TODAY.isoformat(), "act_issuer": "Министр",
        **changes,
    }  # fmt: skip


# The list -------------------------------------------------------------------------------------


def test_the_ministry_reads_everything_and_changes_nothing(client, council, body, reviewer):
    told = given("manage_members", body, ends=30)
    client.force_login(reviewer)

    page = client.get("/grants/").content.decode()

    assert told.user.full_name() in page
    assert str(told.basis) in page
    assert "/revoke/" not in page
    assert "/grants/give/" not in page


@pytest.mark.parametrize("who", ["chair", "secretary", "member", "centre", "representative"])
def test_nobody_else_opens_the_list(client, council, body, who):
    person = {
        "chair": lambda: f.officer(body, Office.CHAIR).user,
        "secretary": lambda: f.officer(body, Office.SECRETARY).user,
        "member": lambda: f.member(body).user,
        "centre": lambda: f.granted("act_for_centre", council),
        "representative": lambda: f.granted("represent", f.institution()),
    }[who]()
    client.force_login(person)

    assert client.get("/grants/").status_code == 403
    assert client.get("/grants/give/").status_code == 403
    assert f'href="{"/grants/"}"' not in client.get("/").content.decode()


def test_the_administrator_of_one_body_sees_and_gives_on_that_body_only(client, council, body):
    one = f.granted("administer", body)
    inside, beside = given("review_minutes", body), given("review_minutes", council)
    client.force_login(one)

    assert {g.pk for g in listed(client)} == {inside.pk, Grant.dated.get(user=one).pk}
    form = client.get("/grants/give/").context["form"]
    assert list(form.fields["body"].queryset) == [body]
    assert list(form.fields["organisation"].queryset) == []
    assert client.get(f"/grants/{beside.pk}/revoke/").status_code == 404


def test_the_list_is_narrowed_by_kind_body_institution_person_and_day(
    client, council, body, administrator, reviewer
):
    university = f.institution("ҚазҰУ")
    copies = given("represent", university)
    ended = given("review_minutes", body, f.user(family_name_kk="Қыдырәліұлы"), starts=-9, ends=-3)
    client.force_login(administrator)

    assert listed(client, kind="represent") == [copies]
    assert listed(client, body=body.pk) == [ended]
    assert listed(client, organisation=university.pk) == [copies]
    assert listed(client, person="кыдыралиулы") == [ended]
    assert listed(client, person=copies.user.email) == [copies]
    assert ended not in listed(client, on=TODAY.isoformat())
    assert ended in listed(client, on=(TODAY - 3 * DAY).isoformat())
    assert ended in listed(client)


def test_a_revoked_grant_stays_in_the_list_with_who_when_and_why(client, council, administrator):
    gone = given("review_minutes", council)
    revoke(gone, by=administrator, at=timezone.now(), reason="Зейнетке шықты")
    client.force_login(administrator)

    page = client.get("/grants/").content.decode()

    assert "Зейнетке шықты" in page
    assert f"/grants/{gone.pk}/revoke/" not in page
    assert gone not in listed(client, on=TODAY.isoformat())


def test_the_list_asks_as_much_at_thirty_grants_as_at_one(client, council, body, administrator):
    given("represent", f.institution())
    client.force_login(administrator)
    counts, made = [], 0
    for number in (1, 3, 30):
        while made < number:
            given("review_minutes", body)
            given("represent", f.institution(f"ЖОО {made}"))
            made += 1
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/grants/").status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1] == counts[2]


# Giving ---------------------------------------------------------------------------------------


def test_the_administrator_grants_to_a_newcomer_by_an_act_with_its_file(
    client, council, administrator
):
    client.force_login(administrator)
    paper = SimpleUploadedFile("253.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")

    response = client.post("/grants/give/", typed(body=council.pk, upload=paper))

    made = Grant.dated.get(user__email="zhana@example.kz")
    assert (response.status_code, made.granted_by, made.content_object) == (
        302, administrator, council,
    )  # fmt: skip
    assert (made.basis.number, made.basis.issuer_text) == ("253", "Министр")
    file = client.get(f"/grants/{made.pk}/act/")
    assert (file.status_code, file.getvalue()) == (200, b"%PDF-1.7\n%%EOF\n")


def test_a_representative_is_named_for_an_institution(client, council, administrator):
    university = f.institution()
    client.force_login(administrator)

    client.post("/grants/give/", typed(verb="represent", organisation=university.pk))

    assert Grant.dated.get(user__email="zhana@example.kz").content_object == university


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"body": ""}, "body"),
        ({"verb": "represent", "body": ""}, "organisation"),
        ({"verb": "represent"}, "organisation"),
        ({"verb": "vote"}, "verb"),
        ({"act_number": ""}, "act_number"),
        ({"act_signed_on": ""}, "act_signed_on"),
        ({"family_name_kk": ""}, "family_name_kk"),
        ({"starts_on": "2020-01-01"}, "__all__"),
        ({"ends_on": "2020-01-01"}, "__all__"),
        ({"upload": SimpleUploadedFile("a.pdf", b"MZ", "application/pdf")}, "upload"),
    ],
)
def test_what_is_refused_keeps_what_was_typed_and_grants_nothing(
    client, council, administrator, change, field
):
    client.force_login(administrator)

    response = client.post("/grants/give/", typed(**({"body": council.pk} | change)))

    assert field in response.context["form"].errors
    assert "Сейітқали" in response.content.decode() or change == {"family_name_kk": ""}
    assert (Grant.dated.count(), LegalAct.objects.filter(number="253").count()) == (1, 0)


def test_a_second_click_grants_nothing_more(client, council, administrator):
    client.force_login(administrator)
    client.post("/grants/give/", typed(body=council.pk))

    response = client.post("/grants/give/", typed(body=council.pk))

    assert (response.status_code, Grant.dated.count()) == (200, 2)


def test_nobody_grants_to_themselves_from_the_form(client, council, administrator):
    client.force_login(administrator)

    response = client.post("/grants/give/", typed(body=council.pk, email=administrator.email))

    assert list(response.context["form"].errors) == ["__all__"]
    assert Grant.dated.count() == 1


# Taking back ----------------------------------------------------------------------------------


def test_a_revocation_is_checked_before_it_is_made(client, council, administrator, reviewer):
    one = Grant.dated.get(user=reviewer)
    client.force_login(administrator)
    path = f"/grants/{one.pk}/revoke/"

    checking = client.post(path, {"reason": "Ауысты"})
    assert checking.context["checking"]
    assert Grant.dated.standing().filter(pk=one.pk).exists()
    done = client.post(path, {"reason": "Ауысты", "confirm": "1"})

    one.refresh_from_db()
    assert (done.status_code, one.revoke_reason, one.revoked_by) == (302, "Ауысты", administrator)
    client.force_login(reviewer)
    assert client.get("/grants/").status_code == 403


def test_a_second_click_says_who_was_faster(client, council, administrator, reviewer):
    one = Grant.dated.get(user=reviewer)
    client.force_login(administrator)
    path, sent = f"/grants/{one.pk}/revoke/", {"reason": "Ауысты", "confirm": "1"}
    client.post(path, sent)

    again = client.post(path, sent)

    assert (again.status_code, list(again.context["form"].errors)) == (200, ["__all__"])
    assert "Ауысты" in again.content.decode()


def test_the_last_administrator_is_told_why_not(client, council, administrator):
    mine = Grant.dated.get(user=administrator)
    client.force_login(administrator)

    response = client.post(f"/grants/{mine.pk}/revoke/", {"reason": "Жоқ", "confirm": "1"})

    assert "соңғы әкімші" in response.content.decode()
    assert administrator.has_perm("bodies.administer", council)


def test_whoever_gives_up_their_own_permission_comes_home(client, council, administrator):
    f.granted("administer", council)
    mine = Grant.dated.get(user=administrator)
    client.force_login(administrator)

    response = client.post(f"/grants/{mine.pk}/revoke/", {"reason": "Өзім", "confirm": "1"})

    assert response["Location"] == "/"
