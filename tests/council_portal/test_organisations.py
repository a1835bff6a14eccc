"""Organisations: found by any spelling, shown with who stands for them, changed with a reason."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from associations.models import Association
from bodies.models import Organisation
from tests import factories as f

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
FACTS = {
    "kind": "institution", "name_kk": "Қазақ ұлттық университеті", "name_ru": "КазНУ",
    "short_kk": "ҚазҰУ", "city_kk": "Алматы", "website": "https://kaznu.example.kz/",
}  # fmt: skip


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
def university():
    return Organisation.objects.create(**FACTS)


def change(university, version=1, **facts):
    return FACTS | {"reason": "Бұйрық № 5", "version": version} | facts


@pytest.mark.parametrize("words", ["қазақ ұлттық", "казак  УЛТТЫК", "казну", "ұлттық қаз"])
def test_an_organisation_is_found_by_any_spelling(client, university, words):
    f.institution("Басқа")
    client.force_login(f.user())

    assert list(client.get("/organisations/", {"q": words}).context["page"]) == [university]


def test_the_list_is_narrowed_by_kind_and_ordered_by_the_kazakh_alphabet(client):
    names = ["Ғылым", "Гүлдер", "Әлем"]
    for name in names:
        Organisation.objects.create(kind="ngo", name_kk=name)
    f.institution()
    client.force_login(f.user())

    page = client.get("/organisations/", {"kind": "ngo"}).context["page"]

    assert [organisation.name_kk for organisation in page] == ["Әлем", "Гүлдер", "Ғылым"]


def test_its_page_shows_who_stands_for_it_on_a_day(client, body, administrator, university):
    then = f.member(body, represents=university, ends_on=TODAY - timedelta(days=9))
    now = f.member(body, represents=university, starts_on=TODAY)
    representative = f.granted("represent", university)
    client.force_login(administrator)
    path = f"/organisations/{university.pk}/"

    today = client.get(path).context["shown"]
    before = client.get(path, {"on": str(TODAY - timedelta(days=9))}).context["shown"]

    assert (today.members, before.members) == ([now], [then])
    assert [g.user for g in today.representatives] == [representative]


def test_members_of_bodies_one_does_not_see_are_not_shown(client, body, university):
    seat = f.member(body, represents=university)
    f.granted("represent", university)
    client.force_login(f.ordinary(f.association(size=4))[0].user)

    response = client.get(f"/organisations/{university.pk}/")

    shown = response.context["shown"]
    assert (shown.members, shown.representatives, shown.history) == ([], None, None)
    assert seat.user.full_name() not in response.content.decode()


def test_representatives_know_one_another(client, university):
    one, other = f.granted("represent", university), f.granted("represent", university)
    client.force_login(one)

    told = client.get(f"/organisations/{university.pk}/").context["shown"].representatives

    assert {g.user for g in told} == {one, other}


def test_associations_based_at_it_are_named(client, body, administrator):
    base = Association.objects.get(body=body).base_institution
    client.force_login(administrator)

    page = client.get(f"/organisations/{base.pk}/").content.decode()

    assert body.short_name() in page


def test_the_administrator_enters_one_with_a_reason(client, administrator):
    client.force_login(administrator)

    response = client.post("/organisations/enter/", FACTS | {"reason": "Хат № 12"})

    made = Organisation.objects.get(name_ru="КазНУ")
    entry = made.history.get()
    assert response["Location"] == f"/organisations/{made.pk}/"
    assert (entry.history_user, entry.history_change_reason) == (administrator, "Хат № 12")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"kind": ""}, "kind"),
        ({"name_kk": "", "name_ru": ""}, "__all__"),
        ({"website": "javascript:alert(1)"}, "website"),
    ],
)
def test_what_is_refused_enters_nothing(client, administrator, facts, field):
    client.force_login(administrator)

    response = client.post("/organisations/enter/", FACTS | {"reason": "Хат"} | facts)

    assert field in response.context["form"].errors
    assert not Organisation.objects.filter(city_kk="Алматы").exists()


def test_the_same_name_in_other_letters_is_the_same_organisation(client, administrator, university):
    client.force_login(administrator)
    again = FACTS | {"name_kk": "«ҚАЗАҚ  ҰЛТТЫҚ» университеті", "reason": "Хат"}

    response = client.post("/organisations/enter/", again)

    assert list(response.context["form"].errors) == ["__all__"]
    assert Organisation.objects.filter(kind="institution").count() == 1


def test_a_change_stands_in_the_history_on_its_page(client, administrator, university):
    client.force_login(administrator)

    client.post(f"/organisations/{university.pk}/edit/", change(university, city_kk="Астана"))

    page = client.get(f"/organisations/{university.pk}/")
    newest = page.context["edits"][0]
    university.refresh_from_db()
    assert (university.city_kk, university.version) == ("Астана", 2)
    assert (newest.who, newest.why) == (administrator, "Бұйрық № 5")
    assert [(c.old, c.new) for c in newest.changes] == [("Алматы", "Астана")]
    assert "Бұйрық № 5" in page.content.decode()


def test_a_stale_edit_is_refused_and_both_texts_are_shown(client, administrator, university):
    client.force_login(administrator)
    path = f"/organisations/{university.pk}/edit/"
    client.post(path, change(university, city_kk="Астана"))

    stale = client.post(path, change(university, city_kk="Шымкент", name_ru="КазНУ"))

    university.refresh_from_db()
    page = stale.content.decode()
    assert (stale.status_code, university.city_kk) == (409, "Астана")
    assert [(each.saved, each.typed) for each in stale.context["newer"]] == [("Астана", "Шымкент")]
    assert 'value="Шымкент"' in page
    assert 'name="version" value="2"' in page
    assert client.post(path, change(university, version=2, city_kk="Шымкент")).status_code == 302


def test_fields_of_no_form_are_not_taken(client, administrator, university):
    client.force_login(administrator)

    client.post(
        f"/organisations/{university.pk}/edit/",
        change(university, key="stolen", sort_key="0", search_key="x"),
    )

    university.refresh_from_db()
    assert (university.key, university.search_key == "x") == (None, False)


def test_the_list_and_the_page_ask_as_much_at_thirty_as_at_one(client, body, administrator):
    base = Association.objects.get(body=body).base_institution
    client.force_login(administrator)
    counts, made = [], 0
    for number in (1, 3, 30):
        while made < number:
            f.institution(f"ЖОО {made}")
            f.member(body, represents=base)
            f.granted("represent", base)
            base.city_en += "x"
            base.save()
            made += 1
        with CaptureQueriesContext(connection) as asked:
            client.get("/organisations/")
            client.get(f"/organisations/{base.pk}/")
        counts.append(len(asked))

    assert counts[0] == counts[1] == counts[2]
