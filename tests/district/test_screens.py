"""The other district in a real browser: names of every length fit a telephone and a desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import running_app
from tests.browser.visits import new_page, open_page, watch
from tests.district.conftest import Made
from tests.district.leaks import leaks
from tests.district.made_up import DISTRICT

pytestmark = pytest.mark.browser

WHERE = ("/?beeld=Alle+indicatoren", "/vergelijken", "/gemeente?gebied=GM9904")
_CUT_OFF = """() => [...document.querySelectorAll("svg text")].filter(text => {
  const own = text.getBoundingClientRect(), whole = text.ownerSVGElement.getBoundingClientRect()
  return own.width && text.textContent.trim() && (own.left < whole.left - 1 || own.right > whole.right + 1)
}).map(text => text.textContent)"""
_TOO_WIDE = """() => [...document.querySelectorAll("h1, h2, h3, label, header button, header a, header img")].filter(
  part => part.getClientRects().length && part.getBoundingClientRect().right > window.innerWidth + 1
).map(part => part.outerHTML.slice(0, 200))"""


def test_every_name_fits_at_360_and_1280(browser: Browser, made: Made, tmp_path: Path) -> None:
    with running_app(tmp_path, IVP_DATA=str(made.data), IVP_CACHE=str(made.cache)) as address:
        for width in (360, 1280):
            with new_page(browser, width) as page:
                seen = watch(page, address)
                for where in WHERE:
                    open_page(page, f"{address}{where}")
                    fits(page, where)
                assert not seen.outside
                assert not seen.errors


def fits(page: Page, where: str) -> None:
    """Nothing scrolls sideways, no label of a chart is cut off, no heading or control stands outside the screen."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), where
    assert page.evaluate(_CUT_OFF) == [], where
    assert page.evaluate(_TOO_WIDE) == [], where
    assert DISTRICT[1] in page.title(), where
    assert leaks(page.locator("body").inner_text()) == [], where
