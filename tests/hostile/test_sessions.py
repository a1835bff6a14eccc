"""Signed out in the middle of something: nothing is lost without a word, nobody is led astray."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests.factories import PASSWORD
from tests.hostile.acts import ACTS
from tests.hostile.hall import SENT, changed, everything, undone

pytestmark = pytest.mark.django_db

LOST = "Сеанс аяқталған"
BALLOT = next(act for act in ACTS if act.route == "meetings:ballot_cast")


def signed_out(visitor):
    """The session is gone; the browser does not know it yet."""
    visitor.sign_in("member")
    Session.objects.all().delete()
    return visitor.client


def test_a_ballot_after_the_session_has_ended_leads_back_to_the_ballot(visitor):
    with undone():
        client, before = signed_out(visitor), everything()
        ballot = BALLOT.path(visitor.hall.own)

        answer = client.post(ballot, {SENT: "-", "choice": "for", "cast": "1"}, follow=True)

        assert changed(before) == []
        assert answer.redirect_chain[0][0] == f"{reverse('account_login')}?next={ballot}"
        assert LOST in answer.content.decode()

        member = visitor.hall.person("member")
        back = client.post(
            answer.redirect_chain[0][0],
            {"login": member.email, "password": PASSWORD, "next": ballot}, follow=True,
        )  # fmt: skip
        assert back.request["PATH_INFO"] == ballot
        assert back.status_code == 200
        assert not back.context["own"]


def test_an_act_without_a_page_of_its_own_leads_back_to_the_page_of_its_button(visitor):
    with undone():
        client = signed_out(visitor)
        page = f"/meetings/{visitor.hall.own['draft'][0]}/"

        answer = client.post(f"{page}agenda/send/", HTTP_REFERER=f"http://testserver{page}")

        assert answer["Location"].endswith(f"next=http%3A//testserver{page}") or answer[
            "Location"
        ].endswith(f"next=http://testserver{page}")


@pytest.mark.parametrize("abroad", ["https://evil.example/", "//evil.example", "javascript:alert(1)",
                                    "http:///evil.example", "\\\\evil.example"])  # fmt: skip
def test_nobody_is_led_to_another_site(visitor, abroad):
    with undone():
        client = signed_out(visitor)
        member = visitor.hall.person("member")

        sent = client.post(
            f"/meetings/{visitor.hall.own['draft'][0]}/agenda/send/", HTTP_REFERER=abroad
        )
        entered = client.post(
            reverse("account_login"), {"login": member.email, "password": PASSWORD, "next": abroad}
        )
        switched = client.post(reverse("set_language"), {"language": "ru", "next": abroad})

        assert [answer.status_code for answer in (sent, entered, switched)] == [302, 302, 302]
        assert "evil" not in sent["Location"] + entered["Location"] + switched["Location"]
        assert "javascript" not in sent["Location"] + entered["Location"] + switched["Location"]
