"""Signing and writing minutes against wrong passwords, other people and each other."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from minutes.models import Minutes
from tests.factories import PASSWORD
from tests.hostile.acts import ACTS, document
from tests.hostile.hall import Act, changed, everything, undone

pytestmark = pytest.mark.django_db

SIGN = Act("minutes:minutes_sign", "minutes.true", data=document("minutes.true"))
EDIT = next(act for act in ACTS if act.route == "minutes:minutes_edit")


def said(response):
    return [text for texts in response.context["form"].errors.values() for text in texts]


def test_a_wrong_password_signs_nothing_and_six_of_them_shut_out_the_right_one(visitor):
    before = everything()
    fields = SIGN.fields(visitor.hall.own)

    for _ in range(5):
        answer = visitor.do(SIGN, fields | {"password": "Қате құпиясөз"})
        assert said(answer) == ["Құпиясөз дұрыс емес."]
    sixth = visitor.do(SIGN, fields)

    assert "5" in said(sixth)[0]
    assert changed(before) == []


def test_another_persons_password_is_wrong_even_when_it_is_a_signers(visitor):
    chair = visitor.hall.person("chair")
    chair.set_password("Төрағаның құпиясөзі")
    chair.save()
    before = everything()

    answer = visitor.do(SIGN, SIGN.fields(visitor.hall.own) | {"password": "Төрағаның құпиясөзі"})

    assert said(answer) == ["Құпиясөз дұрыс емес."]
    assert changed(before) == []


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("deputy", 403), ("outsider", 404),
                                             ("foreign_chair", 404), ("council_chair", 404)])  # fmt: skip
def test_whoever_is_no_signer_does_not_sign(visitor, who, status):
    before = everything()

    answer = visitor.do(Act(SIGN.route, SIGN.on, who, SIGN.data))

    assert answer.status_code == status
    assert changed(before) == []


@pytest.mark.parametrize("shown", ["", "0" * 64, "\0", "Ә" * 10_000, None])
def test_what_was_not_on_the_screen_is_not_signed(visitor, shown):
    before = everything()
    fields = {"password": PASSWORD} | ({} if shown is None else {"document": shown})

    answer = visitor.do(SIGN, fields)

    assert answer.status_code == 200
    assert said(answer)
    assert changed(before) == []


def test_the_same_person_does_not_sign_twice_nor_in_the_others_place(visitor):
    with undone():
        assert visitor.do(SIGN).status_code == 302
        once = everything()

        again = visitor.do(SIGN)

        assert "21-тармақ" in said(again)[0]
        assert changed(once) == []
        assert Minutes.objects.get(pk=visitor.hall.own["minutes.true"][0]).signatures.count() == 1


def test_minutes_returned_in_the_meantime_are_not_signed_from_an_old_page(visitor):
    with undone():
        old = SIGN.fields(visitor.hall.own)
        visitor.do(
            Act("minutes:minutes_return", "minutes.true", "chair", lambda _: {"reason": "Қате"})
        )
        visitor.do(Act("minutes:minutes_submit", "minutes.true"))
        before = everything()

        answer = visitor.do(SIGN, old)

        text = "Бұл бетті ашқаннан бері хаттама өзгерді. Оны қайта оқып шығыңыз. (21-тармақ)"
        assert said(answer) == [text]
        assert changed(before) == []


def test_of_two_writers_the_second_sees_both_texts_and_may_then_save(visitor):
    fields = EDIT.fields(visitor.hall.own)
    with undone():
        visitor.do(EDIT, fields | {"heard_kk": "Біріншінің мәтіні"})
        before = everything()

        answer = visitor.do(EDIT, fields | {"heard_kk": "Екіншінің мәтіні"})

        shown = answer.content.decode()
        assert answer.status_code == 409
        assert "Біріншінің мәтіні" in shown
        assert "Екіншінің мәтіні" in shown
        assert changed(before) == []

        edition = answer.context["form"]["edition"].value()
        saved = visitor.do(EDIT, fields | {"heard_kk": "Екеуінікі", "edition": edition})
        assert saved.status_code == 302


def test_hostile_words_are_drawn_as_words_in_the_pdf_and_none_is_cut_off(visitor):
    """The template of the minutes knows no tags, no variables, and the page's edge is no limit."""
    words = "<script>alert(1)</script>\"'{{7*7}} <img src=file:///etc/passwd> " + "Ә" * 3000
    with undone():
        visitor.do(EDIT, EDIT.fields(visitor.hall.own) | {"heard_kk": words})
        text = "".join(printed(visitor).split())

    assert "<script>alert(1)</script>\"'{{7*7}}<imgsrc=file:///etc/passwd>" in text
    assert text.count("Ә") >= 3000
    assert "root:" not in text


def test_signs_no_font_knows_do_not_keep_minutes_from_being_drawn(visitor):
    words = "\u202eтерс\u202c 👩‍👩‍👧 \u200f\ufffe\uffff\r\u2028 ᠮᠣᠩᠭᠣᠯ 漢字 " * 50
    with undone():
        visitor.do(EDIT, EDIT.fields(visitor.hall.own) | {"heard_kk": words})

        assert "ХАТТАМА" in printed(visitor)


def printed(visitor) -> str:
    """The text of the minutes, once submitted."""
    assert visitor.do(Act("minutes:minutes_submit", "minutes.draft")).status_code == 302
    minutes = Minutes.objects.get(pk=visitor.hall.own["minutes.draft"][0])
    with minutes.base_pdf.content.open("rb") as pdf:
        return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf.read())).pages)
