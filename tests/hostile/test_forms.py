"""Whatever is typed into a form is taken, or refused on its field; it never breaks a page."""

import pytest
from django.core import mail
from django.utils.html import escape

from tests.hostile.acts import ACTS
from tests.hostile.hall import SENT, changed, everything, undone

pytestmark = pytest.mark.django_db

# What asks for nothing beyond the button.
BUTTONS = {
    "meetings:notice_send", "meetings:agenda_send", "meetings:agenda_remind",
    "meetings:agenda_approve", "meetings:operator_order", "meetings:meeting_open",
    "meetings:meeting_fail", "meetings:meeting_close", "minutes:minutes_draw_up",
    "meetings:item_move", "meetings:item_remove", "meetings:item_include", "meetings:vote_open",
    "meetings:vote_close", "meetings:item_reword", "minutes:extract_create",
    "minutes:minutes_submit", "minutes:minutes_retry", "set_language", "notifications_read",
    "meetings:material_remove", "meetings:recusal_lift", "councils:evaluation_finalise",
    "councils:evaluation_show", "roster_confirm", "meetings:absentee_remind",
    "meetings:floor_ask", "meetings:floor_end", "meetings:ballot_keep", "meetings:absentee_keep",
    "meetings:paper_confirm", "meetings:paper_dispute", "meetings:comment_withdraw",
    "minutes:dissent_withdraw", "minutes:correction_create",
}  # fmt: skip
FORMS = [act for act in ACTS if act.route not in BUTTONS]

SCRIPT = "<script>alert(1)</script>\"'{{7*7}}{% now %}%s%(n)s"
WORDS = {
    "script": SCRIPT,
    "long": "Ә" * 10_000,
    "nul": "ба\0с",
    "right to left": "\u202eмеш\u202c 👩‍👩‍👧\u200f",
    "header": "бір\r\nBcc: x@example.kz\r\n\rекі\u2028үш",
    "noncharacter": "\ufffe\uffff",
}
# Fields that take words; all others take one of a list, a number or a day.
TYPED = {
    "place", "link", "reason", "comment", "title", "title_kk", "title_ru", "title_en", "speaker",
    "resolution_kk", "resolution_ru", "resolution_en", "name", "organisation", "heard_kk",
    "heard_ru", "spoke_kk", "spoke_ru", "family_name_kk", "given_name_kk", "patronymic_kk",
    "family_name_ru", "given_name_ru", "patronymic_ru", "phone", "email", "act_issuer",
    "act_number", "password", "document", "short_kk", "short_ru", "short_en", "city_kk", "city_ru",
    "city_en", "name_kk", "name_ru", "name_en", "website", "purpose", "facts", "text", "reasons",
    "grounds", "statement", "profile", "code", "note", "approval_kk", "approval_ru",
    "reason_kk", "reason_ru",
}  # fmt: skip
NUMBERS = ["abc", "0", "1" + "0" * 20, "9" * 5000, "²", "\0"]
DAYS = ["2026-99-99", "0001-01-01", "9999-12-31", "10000-01-01", "0001-01-01T00:00",
        "9999-12-31T23:59"]  # fmt: skip


def errors(response):
    """What the form says, by field; `__all__` holds the refusals of the law."""
    form = response.context["form"]
    said = form.errors.get_json_data()
    if getattr(form, "violation", None):
        said["__all__"] = [{"message": str(form.violation), "code": "law"}]
    return said


def test_an_empty_form_is_refused_on_its_fields(visitor):
    before = everything()
    for act in FORMS:
        with undone():
            response = visitor.do(act, {})

            said = errors(response)
            shown = response.content.decode()
            assert response.status_code == 200, act
            assert said, act
            for field in said.values():
                assert all(escape(error["message"]) in shown for error in field), act
            assert changed(before) == [], act


@pytest.mark.parametrize("word", WORDS)
def test_hostile_words_are_kept_as_words_or_refused(visitor, word):
    before, bad = everything(), []

    for act in ACTS:
        good = act.fields(visitor.hall.own)
        typed = dict.fromkeys(good.keys() & TYPED, WORDS[word])
        if not typed:
            continue
        with undone():
            response = visitor.do(act, good | typed)
            if response.status_code == 302:
                response = visitor.client.get(response["Location"])
                assert word != "nul"
            elif word in {"long", "nul"}:
                assert changed(before) == [], act
            assert response.status_code in {200, 409}, act
            if b"<script>alert" in response.content:
                bad.append(str(act))

    assert bad == []


@pytest.mark.parametrize("word", ["script", "header"])
def test_hostile_words_that_were_taken_are_shown_escaped(visitor, word):
    own = visitor.hall.own
    pages = [
        f"/meetings/{own['draft'][0]}/", f"/meetings/{own['notified'][0]}/console/", "/meetings/",
        "/notifications/", f"/bodies/{own['body'][0]}/", "/profile/",
    ]  # fmt: skip
    stored = ("item_add", "item_propose", "guest_add", "profile", "member_appoint", "schedule")
    acts = [
        act for act in ACTS if act.route.endswith(stored) and not act.route.endswith("reschedule")
    ]
    with undone():
        for act in acts:
            good = act.fields(own)
            words = dict.fromkeys(
                good.keys() & TYPED - {"email", "link", "phone", "website"}, WORDS[word][:50]
            )
            assert visitor.do(act, good | words).status_code == 302, act
        for page in pages:
            shown = visitor.get(page).content
            assert b"<script>alert" not in shown, page
            assert (b"&lt;script&gt;alert" in shown) == (word == "script"), page
        assert len(mail.outbox) >= 2
        for letter in mail.outbox:
            sent = letter.message()
            assert sent["Bcc"] is None
            assert sent.get_content_type() == "text/plain"
            assert "\n" not in letter.subject


@pytest.mark.parametrize("value", [*NUMBERS, *DAYS], ids=lambda value: value[:12] or "nothing")
def test_a_value_that_is_none_of_the_offered_is_refused(visitor, value):
    """Numbers of other things, hidden fields and days included; nothing is taken from it.

    Every act meets every second value of either kind.
    """
    before = everything()
    turn = [*NUMBERS, *DAYS].index(value) % 2
    for act in ACTS[turn::2]:
        good = act.fields(visitor.hall.own)
        others = (
            good.keys() - TYPED - {SENT, "cast", "confirm", "votable", "russian", "without_casting"}
        )
        if value in DAYS:
            others = {
                name
                for name in others
                if "date" in name or "_on" in name or name == "scheduled_for"
            }
        others -= {"scan", "upload", "uploads", "act_file", "next"}
        if not others:
            continue
        with undone():
            response = visitor.do(act, good | dict.fromkeys(others, value))
            assert response.status_code < 500, act
            if value not in DAYS and act.route not in BUTTONS:
                assert changed(before) == [], (act, response.status_code)


def test_what_belongs_to_another_body_is_refused(visitor):
    """A vote, a member, a function of a meeting elsewhere, sent to one's own."""
    before = everything()
    told = {}
    for act in ACTS:
        # A draft that fits nothing is not kept, and says so to nobody.
        if not act.on or act.route.startswith("minutes:") or act.route.endswith("_keep"):
            continue
        strange = act.data(visitor.hall.foreign)
        if strange.keys() & {"membership", "to", "mark"} or any(
            k.startswith("vote_") for k in strange
        ):
            with undone():
                response = visitor.do(act, strange)
                told[act.route] = errors(response)
                assert changed(before) == [], act

    assert all(told.values())
    assert len(told) == 8


def test_a_function_of_the_council_is_none_of_an_association(visitor):
    before = everything()
    act = next(act for act in ACTS if act.route == "meetings:item_add")

    response = visitor.do(
        act, act.fields(visitor.hall.own) | {"function": visitor.hall.council.function}
    )

    assert list(errors(response)) == ["function"]
    assert changed(before) == []


def test_what_was_typed_is_still_there_after_a_refusal(visitor):
    kept = 0
    for act in FORMS:
        typed = act.fields(visitor.hall.own).keys() & TYPED - {"password", "document"}
        with undone():
            response = visitor.do(act, dict.fromkeys(typed, "Терілген <b>"))
            if response.status_code == 200:
                form = response.context["form"]
                typed &= form.fields.keys()
                assert {name: form[name].value() for name in typed} == dict.fromkeys(
                    typed, "Терілген <b>"
                ), act
                kept += len(typed)
                assert "Терілген <b>" not in response.content.decode(), act

    assert kept > 40
