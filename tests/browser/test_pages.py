"""Every page in a real browser: complete, Dutch, accessible, and without a word to any other host."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import ARTIFACTS

pytestmark = pytest.mark.browser

PAGES = {
    "overzicht": "/",
    "kaart": "/kaart",
    "trends": "/trends?gebied=GM1674",
    "vergelijken": "/vergelijken",
    "gemeente": "/gemeente?gebied=GM0748",
    "beleving": "/beleving",
    "verantwoording": "/verantwoording",
}
WIDTHS = {360: 800, 1280: 900, 1920: 1080}
READY_MS = 45_000
# A page's own address first tries Streamlit's endpoints below that address; the answer 404 is part of its start.
STREAMLIT_PROBE = "/_stcore/"


@dataclass
class Seen:
    """What the browser reported while a page was open."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    probes: list[str] = field(default_factory=list)


def watch(page: Page, address: str) -> Seen:
    seen = Seen()
    own = urlsplit(address).netloc

    def request(sent) -> None:
        parts = urlsplit(sent.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != own:
            seen.outside.append(sent.url)

    def console(message) -> None:
        if message.type != "error":
            return
        where = message.location.get("url", "")
        (seen.probes if STREAMLIT_PROBE in where and "404" in message.text else seen.errors).append(
            f"{message.text} ({where})"
        )

    page.on("request", request)
    page.on("websocket", lambda socket: urlsplit(socket.url).netloc == own or seen.outside.append(socket.url))
    page.on("console", console)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    return seen


def open_page(page: Page, url: str) -> None:
    """Go there and wait until the page is drawn: the headline, no running script, and charts with content."""
    page.goto(url)
    page.wait_for_selector("h1", timeout=READY_MS)
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state') === 'notRunning'"
        " && !document.querySelector('[data-testid=stSkeleton]')",
        timeout=READY_MS,
    )
    page.wait_for_timeout(1200)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_page(browser: Browser, address: str, name: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]}, locale="nl-NL", color_scheme=scheme
    )
    page = context.new_page()
    seen = watch(page, address)
    try:
        open_page(page, address + PAGES[name])
        ARTIFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTIFACTS / f"{name}-{width}-{scheme}.png", full_page=False)
        assert page.locator("html").get_attribute("lang") == "nl"
        assert page.locator("h1").count() == 1
        assert page.locator("[data-testid=stException]").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), "scrolls sideways"
        violations = Axe().run(page).response["violations"]
        found = [(rule["id"], [node["html"][:160] for node in rule["nodes"][:3]]) for rule in violations]
        assert not found
        assert not seen.outside
        assert not seen.errors
    finally:
        context.close()
