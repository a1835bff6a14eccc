"""People with a browser each, and the portal they meet in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from accounts.models import User
from tests import factories as make


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, on each of two workers, which are handed two tests each."""
    longest = [item for item in items if item.name.startswith("test_every_screen[")]
    others = [item for item in items if item not in longest]
    items[:] = longest[:1] + others[:1] + longest[1:] + others[1:]


@dataclass
class Person:
    """Somebody at a browser of their own."""

    user: User
    page: Page
    address: str

    def sign_in(self) -> None:
        """With e-mail and password, as everybody does."""
        self.page.goto(f"{self.address}/accounts/login/")
        self.page.fill("input[name=login]", self.user.email or "")
        self.page.fill("input[name=password]", make.PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(f"{self.address}/")

    def visit(self, path: str) -> None:
        """Open a page of the portal; anything but a page is a failure."""
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"

    def submit(self, path: str) -> None:
        """Press the one button of the form that posts to `path`."""
        self.page.locator(f"form[action='{path}'] button").first.click()
        self.page.wait_for_load_state()

    def confirm(self) -> None:
        """Press the main button of the page's form."""
        self.page.locator("main form button.btn").first.click()
        self.page.wait_for_load_state()

    def choose(self, value: str, name: str = "") -> None:
        """Press a radio button or a tick box."""
        named = f"[name={name}]" if name else ""
        field = self.page.locator(f"input{named}[value='{value}']").first
        # The field or its words, whichever lies on top: a finger does not care.
        field.locator("xpath=..").click()
        assert field.is_checked()

    def text(self) -> str:
        """What the page says."""
        return self.page.inner_text("main")


@pytest.fixture
def address(live_server) -> str:
    """Where the portal is: pages alone, unless a module starts something else."""
    return live_server.url


@pytest.fixture
def arrive(browser: Browser, address: str, transactional_db) -> Callable[..., Person]:
    """`arrive(user, width=360)`: a signed-in person with a browser of their own."""
    contexts = []

    def come(user: User, *, width: int = 1280, height: int = 860, **options: Any) -> Person:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="kk-KZ", timezone_id="Asia/Almaty",
            **options,
        )  # fmt: skip
        context.set_default_timeout(15_000)
        contexts.append(context)
        person = Person(user, context.new_page(), address)
        person.sign_in()
        return person

    yield come
    for context in contexts:
        context.close()
