"""The register of decisions on screen: who reads what, filters, exports, the passport."""

import io
from contextlib import nullcontext
from datetime import datetime, time

import openpyxl
import pypdf
import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from minutes import access, actions
from minutes.documents import decisions as register
from minutes.models import Decision
from tests import factories as make
from tests.minutes.executing import assigned, cast, day, decided, line, report

OK = 200
pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def ask(client):
    """Open a page of the room as somebody."""

    def get(person, name, *args, **query):
        client.force_login(person)
        return client.get(reverse(f"minutes:{name}", args=args), query)

    return get


def numbers(answer):
    """The decisions on the page, by primary key."""
    return sorted(line.decision.pk for line in answer.context["lines"])


def test_the_list_asks_as_much_for_thirty_decisions_as_for_one(people, ask):
    asked = {}
    ask(people.centre, "decision_list")  # what is asked once in a process
    for count, more in ((1, 1), (3, 2), (30, 27)):
        for _made in range(more):
            line(people)
        with CaptureQueriesContext(connection) as queries:
            page = ask(people.centre, "decision_list")
        asked[count] = len(queries)
        assert len(page.context["lines"]) == min(count, 25)

    assert len(set(asked.values())) == 1, asked
    assert numbers(ask(people.centre, "decision_list", page=2)) == sorted(
        Decision.objects.newest_first().values_list("pk", flat=True)[25:]
    )


def test_who_reads_which_decisions(people, ask):
    council, association = decided(people.council), decided(people.association)
    other = decided(make.association(size=4, parent=people.council))
    assigned(people, council, person=people.person, organisation=people.institution)
    member = make.ordinary(people.association)[0].user
    everything = sorted([council.pk, association.pk, other.pk])

    for reader in (people.clerk, people.centre, make.granted("review_minutes", people.council)):
        assert numbers(ask(reader, "decision_list")) == everything
    assert numbers(ask(member, "decision_list")) == [association.pk]
    for responsible in (people.person, people.representative):
        assert numbers(ask(responsible, "decision_list")) == [council.pk]
    assert numbers(ask(make.user(), "decision_list")) == []


def test_search_and_filters_stand_in_the_address(people, ask):
    book = decided(people.association, title_kk="«Деректер ғылымы» оқулығы туралы",
                   resolution_kk="Оқулық ұсынылсын.")  # fmt: skip
    plan = decided(people.council, title_kk="Жұмыс жоспары туралы")
    late = decided(people.council, title_kk="Үлгі оқу жоспары туралы")
    assigned(people, late, days=0)
    type(late.execution).objects.update(due_on=day(-1))
    answers = {
        "ғылымы оқулығы": ("q", [book]), "гылымы": ("q", [book]), "ҰСЫНЫЛСЫН": ("q", [book]),
        "жоспары": ("q", [plan, late]), str(people.association.pk): ("body", [book]),
        "25.1": ("function", [book]), "unassigned": ("state", [plan]),
        "assigned": ("state", [late]), "кожахмет": ("responsible", [late]), "1": ("overdue", [late]),
        str(book.item.meeting.year): ("year", [book, plan, late]), "өзге": ("q", []),
    }  # fmt: skip

    for value, (name, expected) in answers.items():
        page = ask(people.centre, "decision_list", **{name: value})
        assert numbers(page) == sorted(one.pk for one in expected), (name, value)
    nonsense = ask(people.centre, "decision_list", year="кеше", body="9" * 30, overdue="иә")
    assert len(numbers(nonsense)) == 3
    empty = ask(people.centre, "decision_list", q="өзге").content.decode()
    assert "Сәйкес шешім табылмады" in empty


def test_what_the_filters_leave_is_taken_out_as_a_sheet_and_as_paper(people, ask, monkeypatch):
    decided(people.association, title_kk="=Оқулық", resolution_kk="Ұсынылсын.")
    late = decided(people.council, title_kk="Үлгі жоспар туралы")
    assigned(people, late, person=people.person, association=people.association)

    sheet = ask(people.centre, "decision_sheet_export")
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet.content)).active.values)
    chosen = ask(people.centre, "decision_paper_export", state="assigned")
    text = " ".join(
        " ".join(page.extract_text().split())
        for page in pypdf.PdfReader(io.BytesIO(chosen.content)).pages
    )

    by_title = {row[3]: row for row in rows[1:]}
    assert rows[0][:2] == ("Нөмірі", "Орган")
    assert by_title["=Оқулық"][6] == "Ұсынымдық сипатта"
    assert by_title["Үлгі жоспар туралы"][6:] == (
        "РОӘК шешімі", f"{people.person.short_name('kk')}, ОӘБ 6B061",
        datetime.combine(day(10), time.min), "Тапсырылды",
    )  # fmt: skip
    assert "Үлгі жоспар туралы" in text
    assert "Оқулық" not in text
    assert "Орындалуы: Тапсырылды." in text
    monkeypatch.setattr("minutes.views.decisions.MOST_ON_PAPER", 1)
    assert ask(people.centre, "decision_paper_export", q="").status_code == 302
    assert register.MOST_ON_PAPER == 500


def test_the_passport_tells_the_whole_way(people, ask):
    decision = decided(people.council, title_kk="Үлгі жоспар туралы")
    execution = assigned(people, decision)
    report(execution, people.person, text="Бекітілді.")
    with CaptureQueriesContext(connection) as few:
        ask(people.centre, "decision_detail", decision.pk)
    actions.return_execution(execution, reason="Кестесі жоқ", by=people.centre, at=timezone.now())
    report(execution, people.person, text="Кестесімен.", files=3)
    actions.close_execution(execution, by=people.centre, at=timezone.now())
    with CaptureQueriesContext(connection) as many:
        page = ask(people.centre, "decision_detail", decision.pk)
    events = page.context["events"]

    titles = [event.title for event in events]
    assert [event.moment for event in events] == sorted(event.moment for event in events)
    assert titles.index("Дауыс беру аяқталды") < titles.index(
        "Шешім қол қойылған хаттамамен ресімделді"
    )  # fmt: skip
    assert titles[-5:] == [
        "Орындауға қабылданды", "Орындалуы туралы есеп берілді", "Есеп қайтарылды",
        "Орындалуы туралы есеп берілді", "Орындалды деп жабылды",
    ]  # fmt: skip
    assert len(many) <= len(few)
    for words in ("Кестесі жоқ", "esep2.pdf", people.centre.short_name("kk"), "РОӘК шешімі"):
        assert words in page.content.decode()


def test_the_responsible_read_the_decision_but_not_the_minutes(people, ask, client):
    decision = decided(people.council)
    execution = assigned(people, decision)
    report(execution, people.person)
    evidence = execution.events.get(act="reported").files.get()
    page = ask(people.person, "decision_detail", decision.pk)

    assert not page.context["whole"]
    assert {event.title for event in page.context["events"]} == {
        "Орындау тапсырылды", "Орындауға қабылданды", "Орындалуы туралы есеп берілді",
    }  # fmt: skip
    assert ask(people.person, "minutes_detail", decision.minutes_id).status_code == 404
    for reader, status in ((people.person, OK), (people.centre, OK), (make.user(), 404)):
        with nullcontext() if status == OK else pytest.raises(Http404):
            assert access.execution_file(reader, evidence.pk) == evidence.file
    assert ask(make.user(), "decision_detail", decision.pk).status_code == 404


def test_every_act_has_its_page_and_a_refusal_keeps_what_was_typed(people, ask, client):
    decision = decided(people.council)
    client.force_login(people.clerk)
    page = client.post(
        reverse("minutes:decision_assign", args=[decision.pk]),
        {"due_on": day(5).isoformat(), "email": "nobody@example.kz"},
    )
    assert (page.status_code, "nobody@example.kz" in page.content.decode()) == (200, True)
    page = client.post(
        reverse("minutes:decision_assign", args=[decision.pk]), {"due_on": day(-5).isoformat()}
    )
    assert "Жауапты орындаушыны көрсетіңіз: тұлғаны, ЖОО-ны немесе ОӘБ-ні." in page.content.decode()
    sent = {"due_on": day(5).isoformat(), "email": people.person.email.upper()}
    for _press in (1, 2):
        page = client.post(reverse("minutes:decision_assign", args=[decision.pk]), sent)
        assert page.status_code == 302
    execution = Decision.objects.get(pk=decision.pk).execution

    assert (execution.person, execution.events.count()) == (people.person, 1)
    for name in ("execution_hand_over", "execution_extend", "execution_cancel"):
        assert ask(people.clerk, name, decision.pk).status_code == 200
        assert ask(people.person, name, decision.pk).status_code == 403
    assert ask(people.person, "execution_report", decision.pk).status_code == 200
    client.force_login(people.person)
    page = client.post(reverse("minutes:execution_report", args=[decision.pk]), {"text": "Болды"})
    assert "Орындалуы туралы есепті қоса тіркеңіз." in page.content.decode()
    assert "Болды" in page.content.decode()
    client.post(reverse("minutes:execution_start", args=[decision.pk]))
    execution.refresh_from_db()
    assert execution.state == "in_progress"
