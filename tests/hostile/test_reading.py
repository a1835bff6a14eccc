"""Addresses typed by hand: nonsense is no error, nothing unknown is shown, reading changes nothing."""

import pytest
from django.test import Client

from tests.access.visiting import GAP
from tests.addresses import every
from tests.hostile.acts import ACTS
from tests.hostile.hall import changed, everything

pytestmark = pytest.mark.django_db

NONSENSE = [
    "page=-1", "page=abc", f"page={'9' * 5000}", "page=%00", "year=abc", "year=-1", "year=%00",
    f"year={'9' * 30}", "on=2026-99-99", "on=0001-01-01", "on=9999-12-31", "on=%00", "on=abc",
    "body=abc", "body=-1", f"body={'9' * 30}", "body=%00", "state=zzz", "q=%00", "q=%25%27%22%5C",
    f"q={'x' * 500}", "q=%F0%9F%98%80", "seen=%00", "updates=%00", "%00=%00", "a[]=1&a[]=2",
]  # fmt: skip
UNKNOWN = ("0", "9223372036854775807", "1" + "0" * 20)
POST_ONLY = {
    "demo_entry", "set_language", "notification_open", "notifications_read", "meetings:notice_send",
    "meetings:item_move", "meetings:item_include", "meetings:material_add",
    "meetings:material_remove", "meetings:agenda_send", "meetings:agenda_remind",
    "meetings:operator_order", "minutes:minutes_draw_up", "minutes:minutes_retry",
    "minutes:extract_create",
}  # fmt: skip


WORDED = {"minutes:minutes_pdf", "minutes:minutes_verify", "meetings:attendance_edit",
          "minutes:minutes_edit"}  # fmt: skip


def paths(place):
    """Every address of ours with every thing of the place that fits it."""
    for address in every():
        if not address.room or address.name.startswith("demo"):
            continue
        gaps = len(GAP.findall(address.route))
        fitting = [
            things
            for things in place.objects.values()
            if len(things) == gaps
            and (address.name in WORDED or all(isinstance(thing, int) for thing in things))
        ]
        for things in fitting if gaps else [()]:
            left = iter(things)
            yield (
                address.name,
                "/" + GAP.sub(lambda _gap, left=left: str(next(left)), address.route),
            )


def test_reading_changes_nothing_and_head_answers_as_get(visitor):
    before, statuses = everything(), set()
    for name, path in sorted(set(paths(visitor.hall.own)))[::6]:
        response = visitor.get(path)
        response.close()
        head = visitor.client.head(path)
        head.close()
        assert (response.status_code == 405) == (name in POST_ONLY), path
        assert head.status_code == response.status_code, path
        statuses.add(response.status_code)

    assert statuses <= {200, 204, 302, 403, 404, 405}
    assert changed(before) == []


def test_nonsense_after_the_question_mark_is_no_filter(visitor):
    own = visitor.hall.own
    lists = ["/", "/bodies/", f"/bodies/{own['body'][0]}/", "/meetings/", "/minutes/", "/ballots/",
             "/notifications/", f"/meetings/{own['sitting'][0]}/room/"]  # fmt: skip
    odd = [
        (path, query)
        for path in lists
        for query in NONSENSE
        if visitor.get(f"{path}?{query}").status_code != 200
    ]
    odd += [
        query
        for query in NONSENSE
        if visitor.get(f"/bodies/{own['body'][0]}/journal/?{query}", "administrator").status_code
        not in {200, 403}
    ]

    assert odd == []


@pytest.mark.parametrize("who", ["clerk", "reviewer", "council_clerk", "outsider"])
def test_nobody_is_told_of_what_does_not_exist(visitor, who):
    known = []
    for address in every():
        if not address.room or not GAP.search(address.route) or "verify" in address.route:
            continue
        for bad in UNKNOWN:
            path = "/" + GAP.sub(bad, address.route)
            visitor.sign_in(who)
            answers = (visitor.client.get(path), visitor.client.post(path, {"a": "b"}))
            known += [
                (path, one.status_code) for one in answers if one.status_code not in {404, 405}
            ]

    assert known == []


def test_a_stranger_changes_nothing_in_a_body(visitor):
    """Every act of the association as its neighbour's secretary and as nobody at all."""
    before = everything()
    for act in ACTS:
        if not act.on:
            continue
        path, fields = act.path(visitor.hall.own), act.fields(visitor.hall.own)
        for who in ("foreign_clerk", "outsider"):
            visitor.sign_in(who)
            assert visitor.client.post(path, fields).status_code == 404, (act, who)
        assert Client().post(path, fields).status_code == 302, act

    assert changed(before) == []


def test_every_act_asks_for_the_token_of_its_form(visitor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(visitor.hall.person("clerk"))
    before = everything()
    for act in ACTS:
        answer = client.post(act.path(visitor.hall.own), act.fields(visitor.hall.own))
        assert answer.status_code == 403, act
        assert answer.templates[0].name == "403_csrf.html", act

    assert changed(before) == []
