"""The editor of the minutes saves by itself, and stops without losing a word."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from minutes import actions
from tests.minutes.conftest import NOON, hold, new_body

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_editors_at_once_lose_nothing(arrive):
    held = hold(new_body())
    minutes = actions.draw_up(held.meeting, by=held.clerk, at=NOON)
    clerk = arrive(held.clerk)
    clerk.visit(reverse("minutes:minutes_edit", args=[minutes.pk, held.item.pk]))
    heard = clerk.page.locator("textarea[name=heard_kk]")
    line, refused = (clerk.page.locator(f"[data-{name}]") for name in ("saved", "refused"))

    heard.fill("Бірінші мәтін <b>")
    expect(clerk.page.locator("[data-mirror=heard_kk] .prose")).to_have_text("Бірінші мәтін <b>")
    heard.press("Control+s")
    expect(line).to_contain_text("Сақталды")
    text = minutes.texts.get(item=held.item)
    assert (text.heard_kk, text.edition) == ("Бірінші мәтін <b>", 2)

    actions.save_text(
        minutes, item=held.item, edition=2, texts={"heard_kk": "Басқа адамның мәтіні"},
        by=held.clerk, at=NOON,
    )  # fmt: skip
    heard.fill("Менің мәтінім")
    heard.press("Control+s")
    expect(refused).to_be_visible()
    expect(clerk.page.locator("#newer")).to_contain_text("Басқа адамның мәтіні")
    expect(heard).to_have_value("Менің мәтінім")
    assert minutes.texts.get(item=held.item).heard_kk == "Басқа адамның мәтіні"

    clerk.page.locator("form[data-autosave] button.btn").first.click()
    clerk.page.wait_for_load_state()
    assert minutes.texts.get(item=held.item).heard_kk == "Менің мәтінім"
