"""What a screen is, and the two things that are done on one before it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.world import World


@dataclass(frozen=True)
class Screen:
    """One page: its address by name, who opens it, of what, and what is done on it first."""

    name: str
    who: str
    of: Callable[[World], list[object]] = lambda _world: []
    case: str = ""
    query: str = ""
    status: int = 200
    then: Callable[[Page], None] | None = None

    def __str__(self) -> str:
        return "-".join(filter(None, [self.name.rpartition(":")[2], self.who, self.case]))

    def path(self, world: World) -> str:
        return reverse(self.name, args=self.of(world)) + self.query


def press(page: Page) -> None:
    """Press the main button of the page."""
    page.locator("main form button.btn").first.click()
    page.wait_for_load_state()


def choose(page: Page) -> None:
    """Choose the first answer to every question and continue."""
    for group in page.locator("main fieldset").all():
        group.locator("input[type=radio]").first.locator("xpath=..").click()
    press(page)
