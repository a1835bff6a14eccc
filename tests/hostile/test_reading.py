"""Addresses typed by hand: nonsense is no error, nothing unknown is shown, reading changes nothing."""

from itertools import cycle

import pytest
from django.test import Client

from tests.access.matrix import ROWS
from tests.access.rows import GET, POST
from tests.access.visiting import GAP
from tests.addresses import every
from tests.hostile.acts import ACTS
from tests.hostile.hall import changed, everything

pytestmark = pytest.mark.django_db

# Several at once: each list reads its own and knows nothing of the others.
NONSENSE = [
    "page=-1&year=abc&on=2026-99-99&body=abc&state=zzz&q=%25%27%22%5C&seen=%00&updates=%00",
    "page=abc&year=-1&on=0001-01-01&body=-1&q=%F0%9F%98%80&a[]=1&a[]=2",
    f"page={'9' * 5000}&year={'9' * 5000}&on=9999-12-31&body={'9' * 5000}&q={'x' * 500}",
    "page=%00&year=%00&on=%00&body=%00&state=%00&q=%00&%00=%00",
    "page=%D9%A3&year=%C2%B2&on=abc&body=%D9%A3&q=%E2%80%AE",
]
UNKNOWN = ("9223372036854775807", "1" + "0" * 20)
# Routes that the matrix knows by POST alone: a page that is only read has nothing there.
POST_ONLY = {row.route for row in ROWS if row.method == POST} - {
    row.route for row in ROWS if row.method == GET
}


WORDED = {"minutes:minutes_pdf", "minutes:minutes_verify", "meetings:attendance_edit",
          "minutes:minutes_edit", "councils:petition_file"}  # fmt: skip


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
    for name, path in sorted(set(paths(visitor.hall.own)))[::29]:
        response = visitor.get(path)
        response.getvalue()  # to its end: a file is closed by being read
        head = visitor.client.head(path)
        head.getvalue()
        assert (response.status_code == 405) == (name in POST_ONLY), path
        assert head.status_code == response.status_code, path
        statuses.add(response.status_code)

    assert statuses <= {200, 204, 302, 403, 404, 405}
    assert changed(before) == []


def test_nonsense_after_the_question_mark_is_no_filter(visitor):
    own = visitor.hall.own
    lists = ["/", "/bodies/", f"/bodies/{own['body'][0]}/", "/meetings/", "/minutes/", "/ballots/",
             "/notifications/", "/violations/", "/evaluations/", "/petitions/",
             f"/bodies/{own['body'][0]}/funding/", f"/meetings/{own['sitting'][0]}/room/"]  # fmt: skip
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
    overseen = ["/grants/", "/organisations/", f"/organisations/{own['organisation'][0]}/",
                f"/bodies/{own['body'][0]}/permissions/", f"/bodies/{own['body'][0]}/history/",
                f"/people/{own['person'][0]}/permissions/"]  # fmt: skip
    odd += [
        (path, query)
        for path in overseen
        for query in NONSENSE
        if visitor.get(f"{path}?{query}", "portal_administrator").status_code != 200
    ]

    assert odd == []


def test_nobody_is_told_of_what_does_not_exist(visitor):
    """The secretary is asked everywhere, each of the others on every third address."""
    known, others = [], cycle(["reviewer", "council_clerk", "outsider"])
    for address in every():
        if not address.room or not GAP.search(address.route) or "verify" in address.route:
            continue
        far, farther = ("/" + GAP.sub(bad, address.route) for bad in UNKNOWN)
        for who, path in (("clerk", far), ("clerk", farther), (next(others), far)):
            visitor.sign_in(who)
            answers = (visitor.client.get(path), visitor.client.post(path, {"a": "b"}))
            known += [
                (who, path, one.status_code) for one in answers if one.status_code not in {404, 405}
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
