"""Visitors share a Chromium that has read the scripts once, and nothing that a site remembers of one of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visits import new_page

pytestmark = pytest.mark.browser

_REMEMBER = """async () => {
  document.cookie = 'wie=een'
  localStorage.wie = sessionStorage.wie = 'een'
  await caches.open('wie')
  await new Promise(done => { indexedDB.open('wie').onsuccess = done })
}"""
_REMEMBERED = """async () => [
  document.cookie, localStorage.wie ?? '', sessionStorage.wie ?? '',
  ...await caches.keys(), ...(await indexedDB.databases()).map(one => one.name)
].filter(Boolean)"""


def remembered(page: Page, address: str) -> list[str]:
    page.goto(f"{address}/gezondheid")
    found: list[str] = page.evaluate(_REMEMBERED)
    return found


def test_nothing_is_left_of_the_visitor_before_or_seen_of_another(browser: Browser, address: str) -> None:
    with new_page(browser) as first:
        assert remembered(first, address) == []
        first.evaluate(_REMEMBER)
        assert remembered(first, address) == ["wie=een", "een", "een", "wie", "wie"]
        with new_page(browser) as other:
            assert remembered(other, address) == []
    with new_page(browser) as next_one, new_page(browser) as another:
        assert remembered(next_one, address) == []
        assert remembered(another, address) == []


def test_every_visitor_has_the_screen_and_the_wishes_that_were_asked(browser: Browser) -> None:
    asked = "() => [innerWidth, innerHeight, navigator.language, ...['(prefers-color-scheme: dark)', "
    asked += "'(prefers-reduced-motion: reduce)'].map(one => matchMedia(one).matches)]"
    with new_page(browser, 360, 800, "dark", locale="en-GB", motion="reduce") as page:
        assert page.evaluate(asked) == [360, 800, "en-GB", True, True]
    with new_page(browser, locale="en-GB") as page:
        assert page.evaluate(asked) == [1280, 900, "en-GB", False, False]
    with new_page(browser) as page:
        assert page.evaluate(asked) == [1280, 900, "nl-NL", False, False]
