"""Clause 14.5: the Council petitions for disciplinary liability of members (REQ-14)."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.errors import NotPermitted
from bodies.models import Office
from councils import actions
from councils.errors import PetitionRefused
from councils.models import Petition
from councils.states import PetitionState
from records import journal
from records.models import DocumentNumber
from tests import factories as make
from tests.councils import decisions
from tests.regulation.refusals import refused

pytestmark = pytest.mark.django_db

REQUIRED = {
    "kk": "Өтінішхат үшін РОӘК шешімі қажет.",
    "ru": "Для ходатайства нужно решение РУМС.",
    "en": "A Council decision is required for the petition.",
}


@pytest.fixture
def council():
    return make.council(size=4)


@pytest.fixture
def member(council):
    return make.ordinary(make.association(size=4, parent=council))[0]


@pytest.fixture
def clerk(council):
    return make.officer(council, Office.SECRETARY).user


def draw_up(item, member, by, **fields):
    given = {"addressee": "«ҚазҰУ» басшысына", "grounds": "Отырыстарға себепсіз қатыспады."}
    return actions.draw_up_petition(item, member, by=by, at=timezone.now(), **(given | fields))


def send(petition, by, days=0, how="Тапсырысты хат № 5"):
    day = timezone.localdate() + timedelta(days=days)
    return actions.send_petition(petition, sent_on=day, how=how, by=by, at=timezone.now())


def answer(petition, by, days=0, **fields):
    day = timezone.localdate() + timedelta(days=days)
    given = {"text": "Ескерту жарияланды.", "upload": None}
    return actions.answer_petition(
        petition, answered_on=day, by=by, at=timezone.now(), **(given | fields)
    )


def test_14_5_without_a_decision_in_force_there_is_no_petition(council, member, clerk):
    item = decisions.proposed(council)
    assert refused(lambda: draw_up(None, member, clerk), PetitionRefused) == REQUIRED
    assert refused(lambda: draw_up(item, member, clerk), PetitionRefused) == REQUIRED
    item = decisions.decide(item)
    assert refused(lambda: draw_up(item, member, clerk), PetitionRefused) == REQUIRED

    petition = draw_up(decisions.sign(item), member, clerk)

    assert (petition.state, petition.number.number) == (PetitionState.DRAWN_UP, 1)


def test_14_5_a_rejected_item_and_another_function_carry_no_petition(council, member, clerk):
    rejected = decisions.sign(decisions.decide(decisions.proposed(council), "rejected"))
    other = decisions.in_force(council, "13.1")

    assert refused(lambda: draw_up(rejected, member, clerk), PetitionRefused) == REQUIRED
    assert refused(lambda: draw_up(other, member, clerk), PetitionRefused) == REQUIRED


def test_14_5_the_person_the_employer_and_the_grounds_are_named(council, member, clerk):
    item = decisions.in_force(council)
    section = make.association(size=3, kind="section", parent=member.body)

    refused(lambda: draw_up(item, member, clerk, addressee=" "), PetitionRefused)
    refused(lambda: draw_up(item, member, clerk, grounds=""), PetitionRefused)
    refused(lambda: draw_up(item, make.officer(section, Office.CHAIR), clerk), PetitionRefused)

    assert DocumentNumber.objects.filter(series=f"petitions:{council.pk}").count() == 0


def test_14_5_members_of_the_council_are_petitioned_about_too(council, clerk):
    petition = draw_up(decisions.in_force(council), make.ordinary(council)[0], clerk)

    assert petition.membership.body == council


def test_14_5_only_the_councils_secretary_draws_up(council, member):
    item = decisions.in_force(council)
    people = [make.officer(council, Office.CHAIR).user, make.granted("act_for_centre", council),
              make.granted("review_minutes", council), make.granted("administer", council),
              make.officer(member.body, Office.SECRETARY).user]  # fmt: skip

    for person in people:
        refused(lambda by=person: draw_up(item, member, by), NotPermitted)


def test_14_5_petitions_are_numbered_without_gaps_and_once(council, member, clerk):
    first = draw_up(decisions.in_force(council), member, clerk)
    item = decisions.in_force(council)
    refused(lambda: draw_up(item, member, clerk, grounds=" "), PetitionRefused)

    again = draw_up(first.item, member, clerk, grounds="Басқа")
    second = draw_up(item, member, clerk)

    assert (again, first.number.number, second.number.number) == (first, 1, 2)
    assert journal.verify(council.stream) == []


def test_14_5_the_letter_says_who_why_and_by_which_decision(council, member, clerk):
    petition = draw_up(decisions.in_force(council), member, clerk)

    with petition.letter.content.open("rb") as stored:
        pages = pypdf.PdfReader(io.BytesIO(stored.read())).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())

    assert "ӨТІНІШХАТ № 1" in text
    for words in (
        "«ҚазҰУ» басшысына", member.user.full_name("kk"), "Отырыстарға себепсіз қатыспады.",
        "РОӘК шешімі № 1/1", "14.5-тармағы",
        make.officer(council, Office.CHAIR).user.signature_name("kk"),
    ):  # fmt: skip
        assert words in text, text


def test_14_5_sending_and_the_answer_are_recorded_once(council, member, clerk):
    petition = draw_up(decisions.in_force(council), member, clerk)
    refused(lambda: answer(petition, clerk), PetitionRefused)
    refused(lambda: send(petition, clerk, days=1), PetitionRefused)
    refused(lambda: send(petition, clerk, days=-1), PetitionRefused)
    refused(lambda: send(petition, make.officer(council, Office.CHAIR).user), NotPermitted)

    sent = send(petition, clerk)
    refused(lambda: answer(petition, clerk, days=-1), PetitionRefused)
    refused(lambda: answer(petition, clerk, text=" "), PetitionRefused)
    scan = SimpleUploadedFile("zhauap.pdf", b"%PDF-1.7 x", "application/pdf")
    answered = answer(petition, clerk, text="", upload=scan)

    assert (sent.state, answered.state) == (PetitionState.SENT, PetitionState.ANSWERED)
    assert send(petition, clerk, how="Басқа").sent_how == "Тапсырысты хат № 5"
    assert answer(petition, clerk, text="Басқа").answer == ""


def test_14_5_a_letter_that_is_not_set_yet_is_not_sent(council, member, clerk, monkeypatch):
    monkeypatch.setattr("councils.documents.letter.render", lambda _petition: 1 / 0)
    petition = draw_up(decisions.in_force(council), member, clerk)

    assert (petition.letter, petition.fault.startswith("ZeroDivisionError")) == (None, True)
    refused(lambda: send(petition, clerk), PetitionRefused)


def test_14_5_a_petition_is_neither_deleted_nor_rewritten(council, member, clerk):
    petition = draw_up(decisions.in_force(council), member, clerk)
    send(petition, clerk)
    answer(petition, clerk)
    rows = Petition.objects.filter(pk=petition.pk)

    for deed in (
        rows.delete, lambda: rows.update(grounds="Басқа"), lambda: rows.update(addressee="Басқа"),
        lambda: rows.update(sent_how="Басқа"), lambda: rows.update(letter=None),
        lambda: rows.update(answer="Басқа"),
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            deed()

    assert rows.get().grounds == "Отырыстарға себепсіз қатыспады."


def test_14_5_the_council_the_centre_and_the_ministry_read_it(client, council, member, clerk):
    petition = draw_up(decisions.in_force(council), member, clerk)
    readers = [clerk, make.ordinary(council)[0].user, make.granted("act_for_centre", council),
               make.granted("review_minutes", council)]  # fmt: skip
    strangers = [member.user, make.officer(member.body, Office.CHAIR).user, make.user()]

    for people, status in ((readers, 200), (strangers, 404)):
        for person in people:
            client.force_login(person)
            for page in ("", "letter.pdf"):
                response = client.get(f"/petitions/{petition.pk}/{page}")
                response.getvalue()
                assert response.status_code == status
