"""Every page in a real browser: complete, Dutch, accessible, and without a word to any other host."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from ivp.web.pages import PAGES
from tests.browser.conftest import ARTIFACTS
from tests.browser.visits import new_page, open_page, violations, watch

pytestmark = pytest.mark.browser

# What a page is opened with, so that it shows all it has.
CHOSEN = {
    "prioriteiten": "?gebied=GM1674&prioriteit=roosendaal-wijkgericht-werken",
    "trends": "?gebied=GM1674",
    "gemeente": "?gebied=GM0748",
    "evaluatie": "?gebied=GM1674",
}
SCREENS = [(360, 800, "light"), (1280, 900, "light"), (1280, 900, "dark"), (1920, 1080, "light")]


@pytest.mark.parametrize(("width", "height", "scheme"), SCREENS)
@pytest.mark.parametrize("name", [entry.name for entry in PAGES])
def test_page(browser: Browser, address: str, name: str, width: int, height: int, scheme: str) -> None:
    where = "/" if name == PAGES[0].name else f"/{name}"
    with new_page(browser, width, height, scheme) as page:
        seen = watch(page, address)
        open_page(page, address + where + CHOSEN.get(name, ""))
        ARTIFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTIFACTS / f"{name}-{width}-{scheme}.png", full_page=False)
        assert page.locator("html").get_attribute("lang") == "nl"
        assert page.locator("h1").count() == 1
        assert page.locator("[data-testid=stException]").count() == 0
        assert page.locator("[data-testid=stAlertContentError]").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), "scrolls sideways"
        assert not violations(page)
        assert not seen.outside
        assert not seen.errors
