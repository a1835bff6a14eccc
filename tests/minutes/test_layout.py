"""Full and short form, the line of approval, the annexes; and where what is missing is put right."""

from datetime import timedelta

import pytest
from django.urls import reverse

from meetings.models import Ballot, Material, WrittenChoice, WrittenPaper
from minutes import actions
from minutes.documents.building import draw
from minutes.documents.model import Document
from minutes.documents.printed import printed
from minutes.errors import IllegalTransition, NotPermitted
from minutes.models import DissentingOpinion
from records.actions import store_bytes
from tests.minutes.conftest import NOON

APPROVAL = {"approval_kk": "Ректор\nА.А. Асанов", "approval_ru": "Ректор\nА.А. Асанов"}


def lines(draft):
    return printed(draw(draft))


def test_the_short_form_leaves_the_speeches_out_and_keeps_everything_else(draft, held):
    full = lines(draft)
    actions.choose_layout(
        draft, extent="short", approval_kk="", approval_ru="", by=held.clerk, at=NOON
    )

    short = lines(draft)

    for before, after in zip(full, short, strict=True):
        assert [bool(item["spoke"]) for item in before["items"]] == [True] * 3
        assert [item["spoke"] for item in after["items"]] == [""] * 3
        for key in ("heard", "result", "resolution", "outcome"):
            assert [i[key] for i in before["items"]] == [i[key] for i in after["items"]]
        assert before["facts"][-1]["stated"] in {"толық", "полная"}
        assert after["facts"][-1]["stated"].startswith(("қысқаша", "краткая"))
    assert draft.texts.exclude(spoke_kk="").count() == 3  # kept: the choice may be taken back
    assert draw(draft).as_dict()["extent"] == "short"


def test_the_line_of_approval_is_printed_only_where_asked_for(draft, held):
    assert all(part["approval"] == () for part in lines(draft))

    actions.choose_layout(draft, extent="full", by=held.clerk, at=NOON, **APPROVAL)

    assert [part["approval"] for part in lines(draft)] == [("Ректор", "А.А. Асанов")] * 2


def test_only_the_secretary_chooses_and_only_while_it_is_a_draft(ready, held):
    for person, refusal in ((held.member, NotPermitted), (held.clerk, IllegalTransition)):
        with pytest.raises(refusal):
            actions.choose_layout(
                ready, extent="short", approval_kk="", approval_ru="", by=person, at=NOON
            )
    ready.refresh_from_db()
    assert not ready.is_short


def test_the_annexes_are_numbered_in_order_with_hashes_times_and_organisations(draft, held):
    scan = store_bytes(b"%PDF-1.4 scan", name="s.pdf", media_type="application/pdf", by=None)
    paper = WrittenPaper.objects.create(
        meeting=held.meeting, membership=held.members[8], scan=scan, state="confirmed",
        entered_by=held.clerk, entered_at=NOON - timedelta(days=1),
        decided_by=held.chair, decided_at=NOON - timedelta(hours=20),
    )  # fmt: skip
    ballot = Ballot.objects.create(
        vote=held.item.vote, membership=held.members[8], choice="against", channel="written",
        cast_at=NOON, text_hash="0" * 64, receipt="w",
    )  # fmt: skip
    WrittenChoice.objects.create(
        paper=paper, vote=held.item.vote, choice="against", text_hash="0" * 64, ballot=ballot
    )
    DissentingOpinion.objects.create(
        item=held.item, membership=held.members[4], text="Келіспеймін.", at=NOON
    )

    kazakh, russian = lines(draft)

    assert [(one["says"], one["title"]) for one in kazakh["annexes"]] == [
        ("1-қосымша", "Отырысқа қатысу тізімі"),
        ("2-қосымша", "Жазбаша бюллетеньдер"),
        ("3-қосымша", "Ерекше пікірлер"),
        ("4-қосымша", "Материалдар тізімі"),
    ]
    assert russian["annexes"][0]["says"] == "Приложение 1"
    attendance, written, dissents, materials = (one["rows"] for one in kazakh["annexes"])
    assert (attendance[4]["organisation"], attendance[4]["times"], attendance[4]["ways"]) == (
        "«Қазақтелеком» АҚ", ["11:55–14:00"], ["залда"],
    )  # fmt: skip
    (row,) = written
    assert (row["choices"], row["dates"]) == (
        ("2-мәселе: қарсы болды",),
        ["енгізілді 29.11.2026 12:00", "расталды 29.11.2026 16:00"],
    )
    assert row["hash"].replace(" ", "") == scan.sha256
    assert [(one["name"], one["on"].split(".")[0]) for one in dissents] == [
        ("Жүнісов Е.Қ.", "2-мәселе")
    ]
    assert kazakh["items"][1]["dissents_line"] == "Ерекше пікір: Жүнісов Е.Қ. (3-қосымша)"
    file = Material.objects.get().file
    assert [(one["number"], one["title"], one["size"]) for one in materials] == [
        ("2", "Сараптама қорытындысы", "1 КБ")
    ]
    assert materials[0]["hash"].replace(" ", "") == file.sha256
    assert Document.from_dict(draw(draft).as_dict()) == draw(draft)


def test_a_document_frozen_before_these_fields_keeps_its_fingerprint(draft):
    stored = draw(draft).as_dict()
    for part in stored["parts"]:
        part.pop("papers")

    again = Document.from_dict(stored)

    assert {"extent", "approval", "written", "papers"} & (
        set(stored) | set(stored["parts"][0])
    ) == set()
    assert again.as_dict() == stored
    assert [one["kind"] for one in printed(again)[0]["annexes"]] == ["attendance"]


def test_what_is_missing_is_told_with_the_place_where_it_is_put_right(client, draft, held):
    item = held.item
    draft.texts.filter(item=item).update(heard_ru="")
    type(item).objects.filter(pk=item.pk).update(resolution_ru="")
    type(held.meeting).objects.filter(pk=held.meeting.pk).update(place="")
    type(draft).objects.filter(pk=draft.pk).update(approval_kk="Ректор")
    client.force_login(held.clerk)

    page = client.get(reverse("minutes:minutes_submit", args=[draft.pk]))

    assert [gap["address"] for gap in page.context["gaps"]] == [
        held.meeting.get_absolute_url(),
        f"{reverse('minutes:minutes_edit', args=[draft.pk, item.pk])}#id_heard_ru",
        reverse("meetings:item_detail", args=[item.pk]),
        f"{reverse('minutes:minutes_layout', args=[draft.pk])}#id_approval_ru",
    ]
    assert all(gap["address"] in page.content.decode() for gap in page.context["gaps"])


def test_the_secretary_chooses_on_the_page_of_the_draft(client, draft, held):
    client.force_login(held.clerk)
    address = reverse("minutes:minutes_layout", args=[draft.pk])
    assert address in client.get(draft.get_absolute_url()).content.decode()

    refused = client.post(address, {"extent": "long", "approval_kk": "Ректор"})
    assert (refused.status_code, "Ректор" in refused.content.decode()) == (200, True)

    assert client.post(address, {"extent": "short"}).status_code == 302
    draft.refresh_from_db()
    assert draft.is_short
