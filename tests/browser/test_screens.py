"""Every screen, looked at on a phone and on a desk: nothing sticks out, nothing is unreadable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as portal
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from accounts.models import User
from tests import addresses
from tests.browser.elsewhere import ELSEWHERE
from tests.browser.proving import PROVED, just_now
from tests.browser.screen import Screen
from tests.browser.screens import LONGEST, SCREENS
from tests.browser.world import World, build
from tests.minutes.conftest import plain_pages

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 860}
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# What another width can change on a page that has passed all rules at one.
OF_WIDTH = {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}
AXE = "only => axe.run({runOnly: only, resultTypes: ['violations']})"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
STICKS_OUT = """() => [...document.querySelectorAll('main *')]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(0, 4).map(e => e.outerHTML.slice(0, 120))"""
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@dataclass
class Town:
    """The portal with its people, each at a browser kept open."""

    world: World
    address: str
    browser: Browser
    pages: dict[str, Page] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def page(self, who: str) -> Page:
        """The browser of `who`; of a visitor where nobody is named."""
        if who not in self.pages:
            page = self.enter(who).new_page()
            page.on("console", self._heard)
            page.on("pageerror", lambda error: self.complaints.append(str(error)))
            self.pages[who] = page
        return self.pages[who]

    def enter(self, who: str, **options: object) -> BrowserContext:
        context = self.browser.new_context(
            viewport=PHONE, locale="kk-KZ", timezone_id="Asia/Almaty", reduced_motion="reduce",
            **options,
        )  # fmt: skip
        context.set_default_timeout(15_000)
        if who:
            client = Client()
            client.force_login(self.world.people[who], backend=BACKEND)
            if who in PROVED:
                just_now(client)
            name = portal.SESSION_COOKIE_NAME
            context.add_cookies(
                [{"name": name, "value": client.cookies[name].value, "url": self.address}]
            )
        return context

    def show(self, screen: Screen, language: str = "kk") -> Page:
        """Open a screen on a phone."""
        self.speak(screen.who, language)
        page = self.page(screen.who)
        page.set_viewport_size(PHONE)
        self.complaints.clear()
        answer = page.goto(self.address + screen.path(self.world))
        assert answer is not None
        assert answer.status == screen.status
        if screen.then:
            screen.then(page)
        return page

    def speak(self, who: str, language: str) -> None:
        if who:
            User.objects.filter(pk=self.world.people[who].pk).update(language=language)

    def _heard(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


@pytest.fixture
def town(browser, live_server, transactional_db, settings, tmp_path, monkeypatch) -> Iterator[Town]:
    """One world for all screens, since nobody changes it. Its minutes are numbered blank sheets."""
    settings.PORTAL_SIGNING_KEY = tmp_path / "portal.p12"
    settings.PORTAL_SIGNING_PASSPHRASE = ""
    settings.PORTAL_DEMO = True
    plain_pages(monkeypatch)
    found = Town(build(), live_server.url, browser)
    yield found
    for page in found.pages.values():
        page.context.close()


def problems(page: Page, rules: dict[str, object]) -> list[str]:
    """What is wrong with the page at this width."""
    found = [f"sticks out: {what}" for what in page.evaluate(STICKS_OUT)] if (
        page.evaluate(TOO_WIDE)
    ) else []  # fmt: skip
    for violation in page.evaluate(AXE, rules)["violations"]:
        for node in violation["nodes"][:3]:
            found.append(f"{violation['id']}: {node['html'][:160]}")  # noqa: PERF401
    return found


def looked_at(town: Town, screen: Screen, language: str) -> list[str]:
    page = town.show(screen, language)
    page.evaluate(Axe().axe_script)
    found = [f"phone, {what}" for what in problems(page, RULES)]
    page.set_viewport_size(DESK)
    whole = str(screen) in LONGEST
    found += [f"desk, {what}" for what in problems(page, RULES if whole else OF_WIDTH)]
    heads = page.locator("h1").count()
    if heads != 1:
        found.append(f"{heads} h1")
    if page.get_attribute("html", "lang") != language:
        found.append("language")
    expected = {"Failed to load resource"} if screen.status != 200 else set()
    found += [text for text in town.complaints if not any(part in text for part in expected)]
    return found


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("half", [0, 1], ids=["and Russian", "and English"])
def test_every_screen(town: Town, subtests, half):
    for screen in SCREENS[half::2]:
        with subtests.test(str(screen)):
            assert looked_at(town, screen, "kk") == []

    language = ("ru", "en")[half]
    for screen in (one for one in SCREENS if str(one) in LONGEST):
        with subtests.test(f"{screen}-{language}"):
            assert looked_at(town, screen, language) == []


def test_every_address_is_a_screen_looked_at_or_declared_otherwise():
    named = {address.name for address in addresses.every() if not address.name.startswith("admin:")}

    assert named == {screen.name for screen in SCREENS} | set(ELSEWHERE)
