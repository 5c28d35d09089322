"""The first figure of every page stands on the first screen, on a small laptop and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from ivp.web.pages import PAGES
from tests.browser.visits import new_page, open_page

pytestmark = pytest.mark.browser

SCREENS = [(1024, 768), (360, 800)]
# a line of figures, a chart, a map, a cell of a table; on Presenteren the first slide of the list
FIGURES = ".st-key-kerncijfers, .js-plotly-plot, canvas, tbody td, .st-key-dia-0"
FIRST_FIGURE = """selector => {
  const seen = []
  const look = root => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot)
      const { top, width, height } = element.getBoundingClientRect()
      const empty = element.matches('td, div:not(.js-plotly-plot)') && !element.innerText?.trim()
      if (element.matches(selector) && width && height && !empty) seen.push(top)
    }
  }
  look(document)
  return Math.min(...seen)
}"""


@pytest.mark.parametrize(("width", "height"), SCREENS)
@pytest.mark.parametrize("name", [entry.name for entry in PAGES])
def test_the_first_figure_is_on_the_first_screen(
    browser: Browser, address: str, name: str, width: int, height: int
) -> None:
    with new_page(browser, width, height) as page:
        open_page(page, f"{address}/" if name == PAGES[0].name else f"{address}/{name}")
        page.wait_for_function(f"({FIRST_FIGURE})({FIGURES!r}) < Infinity")
        line = page.locator(".st-key-kerncijfers")
        assert not line.count() or any(sign.isdigit() for sign in line.inner_text()), "a line of figures has figures"
        assert page.evaluate(FIRST_FIGURE, FIGURES) < height - 40, "no line of it can be read"


def test_the_legend_of_the_matrix_is_one_tap_away_on_a_phone_and_whole_on_paper(browser: Browser, address: str) -> None:
    with new_page(browser, 360, 800) as page:
        open_page(page, address)
        expect(page.get_by_role("rowheader").first).to_be_visible()
        assert not page.locator(".legend li").first.is_visible()
        page.emulate_media(media="print")
        assert page.locator(".legend li").first.is_visible()
        page.emulate_media(media="screen")
        page.get_by_text("Kleuren en tekens", exact=True).click()
        expect(page.get_by_text("duidelijk hoger", exact=True)).to_be_visible()


def test_the_legend_of_the_matrix_stands_open_where_there_is_room(browser: Browser, address: str) -> None:
    with new_page(browser, 1280, 900) as page:
        open_page(page, address)
        expect(page.get_by_text("duidelijk hoger", exact=True)).to_be_visible()
        expect(page.get_by_text("Kleuren en tekens", exact=True)).to_be_hidden()
