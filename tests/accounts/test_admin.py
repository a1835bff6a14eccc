import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db

CHANGE = "admin:accounts_user_change"


@pytest.fixture
def administrator(client):
    person = factories.user(is_staff=True, is_superuser=True)
    client.force_login(person)
    return person


def test_being_superuser_decides_nothing_about_an_object(administrator):
    assert administrator.has_perm("accounts.change_user")
    assert not administrator.has_perm("accounts.change_user", factories.user())


def test_no_password_can_be_set_and_nobody_deleted(client, administrator):
    person = factories.user()

    page = client.get(reverse(CHANGE, args=[person.pk]))
    deletion = client.get(reverse("admin:accounts_user_delete", args=[person.pk]))

    assert "password" not in page.context["adminform"].form.fields
    assert deletion.status_code == 403


def test_the_address_of_somebody_who_signed_in_is_theirs(client, administrator):
    person = factories.user(last_login=timezone.now())

    page = client.get(reverse(CHANGE, args=[person.pk]))

    assert "email" not in page.context["adminform"].form.fields


def test_a_person_is_entered_found_and_invited(client, administrator, mailoutbox):
    client.post(
        reverse("admin:accounts_user_add"),
        {"family_name_kk": "Қыдырәлі", "given_name_kk": "Әлия", "email": "Aliya@Example.kz",
         "language": "kk", "is_active": "on"},
    )  # fmt: skip
    person = User.objects.get(email="aliya@example.kz")
    listing = reverse("admin:accounts_user_changelist")

    found = client.get(listing, {"q": "кыдырали"})
    client.post(listing, {"action": "send_invitation", "_selected_action": [person.pk]})

    assert [*found.context["cl"].result_list] == [person]
    assert not person.has_usable_password()
    assert [mail.to for mail in mailoutbox] == [["aliya@example.kz"]]
