"""The screens of an import and an export: what is typed, what is told, what comes back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from bodies.documents.roster_reading import read_sheet
from bodies.models import CompositionChange, Membership, Office, RosterImport
from tests import factories as make
from tests.bodies.sheets import opened, upload, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make.association(size=5)


@pytest.fixture
def admin(body):
    return make.granted("administer", body)


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


def fields(*rows, **changed):
    today = timezone.localdate().isoformat()
    given = {
        "upload": upload(xlsx(*rows)), "effective_on": today, "act_kind": "order",
        "act_issuer": "Министр", "act_number": "253", "act_signed_on": today,
    }  # fmt: skip
    return given | changed


def send(client, body, *rows, **changed):
    return client.post(reverse("roster_import", args=[body.pk]), fields(*rows, **changed))


def test_from_the_sheet_to_the_change_that_waits(as_admin, body):
    shown = send(as_admin, body, ["a@example.kz", "Сейітқали", "Мәди"])
    page = as_admin.get(shown["Location"])
    roster = RosterImport.objects.get()
    assert "Сейітқали Мәди" in page.content.decode()

    answer = as_admin.post(reverse("roster_confirm", args=[roster.pk]))
    again = as_admin.post(reverse("roster_confirm", args=[roster.pk]))

    change = CompositionChange.objects.get()
    assert answer["Location"] == again["Location"] == reverse("change_detail", args=[change.pk])
    assert (
        reverse("change_withdraw", args=[change.pk])
        in as_admin.get(answer["Location"]).content.decode()
    )
    assert answer["Location"] in as_admin.get(shown["Location"]).content.decode()


def test_the_same_sheet_brought_twice_is_one_dry_run(as_admin, body):
    first = send(as_admin, body, ["a@example.kz", "Сейітқали"])
    content = RosterImport.objects.get().file.read()
    second = send(as_admin, body, upload=upload(content))

    assert first["Location"] == second["Location"]
    assert RosterImport.objects.count() == 1


def test_another_device_of_another_keeper_finds_the_same_dry_run(as_admin, client, body):
    address = send(as_admin, body, ["a@example.kz", "Сейітқали"])["Location"]
    client.force_login(make.officer(body, Office.SECRETARY).user)

    assert "Сейітқали" in client.get(address).content.decode()


def test_a_refused_sheet_keeps_what_was_typed(as_admin, body):
    answer = send(as_admin, body, upload=upload(b"email", "a.xlsx"))

    form = answer.context["form"]
    assert "XLSX" in form.errors["upload"][0]
    assert form["act_number"].value() == "253"
    assert RosterImport.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("kk", "Кестеде қателер бар: оларды түзетіп, файлды қайта жүктеңіз."),
        ("ru", "В таблице есть ошибки: исправьте их и загрузите файл заново."),
        ("en", "The sheet has errors: correct them and upload it anew."),
    ],
)
def test_a_sheet_with_errors_is_not_drawn_up(as_admin, admin, body, language, sentence):
    address = send(as_admin, body, ["жоқ", "Сейітқали"])["Location"]
    page = as_admin.get(address).content.decode()
    assert reverse("roster_confirm", args=[RosterImport.objects.get().pk]) not in page
    assert "A2" in page

    type(admin).objects.filter(pk=admin.pk).update(language=language)
    answer = as_admin.post(
        reverse("roster_confirm", args=[RosterImport.objects.get().pk]), follow=True
    )

    assert sentence in answer.content.decode()
    assert CompositionChange.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("kk", "Алдын ала тексеруден бері құрам өзгерді."),
        ("ru", "После пробной проверки состав изменился."),
        ("en", "The composition has changed since the dry run."),
    ],
)
def test_a_plan_made_anew_is_said_to_be(as_admin, admin, body, language, sentence):
    person = make.user("a@example.kz")
    send(as_admin, body, ["a@example.kz", person.family_name_kk])
    make.member(body, person=person)
    type(admin).objects.filter(pk=admin.pk).update(language=language)

    answer = as_admin.post(
        reverse("roster_confirm", args=[RosterImport.objects.get().pk]), follow=True
    )

    assert sentence in answer.content.decode()
    assert CompositionChange.objects.count() == 0


def test_rows_of_one_fate_are_asked_for_in_the_address(as_admin, body):
    address = send(as_admin, body, ["a@example.kz", "Сейітқали"])["Location"]

    added = as_admin.get(address, {"fate": "add"}).content.decode()
    staying = as_admin.get(address, {"fate": "stay"}).content.decode()

    assert ("Сейітқали" in added, "Сейітқали" in staying) == (True, False)


def test_a_composition_goes_out_as_of_any_day(as_admin, body):
    gone = make.ordinary(body)[0]
    Membership.objects.filter(pk=gone.pk).update(ends_on=make.SINCE.replace(year=2022))
    address = reverse("roster_export", args=[body.pk])

    then = as_admin.get(address, {"on": "2021-01-01"})
    now = as_admin.get(address)

    assert then["Content-Disposition"] == f'attachment; filename="{body.code}-2021-01-01.xlsx"'
    assert opened(then.content).worksheets[0].max_row == 6
    assert opened(now.content).worksheets[0].max_row == 5
    assert gone.user.email in {row.cells["email"] for row in read_sheet(upload(then.content)).rows}


def test_a_member_takes_the_composition_out_without_addresses(client, body):
    client.force_login(make.ordinary(body)[0].user)

    page = opened(client.get(reverse("roster_export", args=[body.pk])).content).worksheets[0]

    assert "@" not in "".join(str(cell.value) for line in page for cell in line)


def test_the_body_page_leads_there(as_admin, client, body):
    page = as_admin.get(reverse("body_detail", args=[body.pk]), {"on": "2021-01-01"})

    assert reverse("roster_import", args=[body.pk]) in page.content.decode()
    assert reverse("roster_export", args=[body.pk]) + "?on=2021-01-01" in page.content.decode()
    client.force_login(make.ordinary(body)[0].user)
    page = client.get(reverse("body_detail", args=[body.pk])).content.decode()
    assert f'href="{reverse("roster_import", args=[body.pk])}"' not in page
