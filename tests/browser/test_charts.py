"""Charts in a real browser: drawn once per change, only near the screen, whole on paper, and missed with a sentence."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from ivp.web import scripts
from tests.browser.visits import new_page, open_page, settle

pytestmark = pytest.mark.browser

_DRAWN = "() => [...document.querySelectorAll('.grafiek')].map(chart => Boolean(chart.querySelector('.main-svg')))"
_COUNT = """() => {
  window.draws = 0
  const { react } = Plotly
  Plotly.react = (...given) => { window.draws += 1; return react(...given) }
}"""
_CHOOSE = "query => { history.pushState({}, '', `?${query}`); dispatchEvent(new PopStateEvent('popstate')) }"


def test_only_charts_near_the_screen_are_drawn_and_the_others_when_one_comes_there(page: Page, address: str) -> None:
    open_page(page, f"{address}/gemeente")
    expect(page.locator(".grafiek .main-svg").first).to_be_visible()
    drawn = page.evaluate(_DRAWN)
    assert drawn[0]
    assert not any(drawn[1:])
    page.locator(".grafiek").last.scroll_into_view_if_needed()
    expect(page.locator(".grafiek").last.locator(".main-svg").first).to_be_visible()


def test_a_changed_choice_draws_what_is_on_the_screen_once_and_leaves_no_old_drawing(page: Page, address: str) -> None:
    open_page(page, f"{address}/gemeente?gebied=GM1674")
    page.locator(".grafiek").last.scroll_into_view_if_needed()
    expect(page.locator(".grafiek").last.locator(".main-svg").first).to_be_visible()
    page.locator("h1").scroll_into_view_if_needed()
    page.evaluate(_COUNT)
    page.evaluate(_CHOOSE, "gebied=GM0748")
    expect(page.locator("h1")).to_contain_text("Bergen op Zoom")
    settle(page)
    page.wait_for_timeout(600)  # a drawing too many would come in this time
    assert page.evaluate("() => window.draws") == 1
    assert page.evaluate(_DRAWN) == [True, False, False]


def test_a_smaller_window_draws_the_chart_as_wide_as_its_place(page: Page, address: str) -> None:
    open_page(page, f"{address}/vergelijken")
    before = page.locator(".grafiek .main-svg").first.bounding_box()
    page.set_viewport_size({"width": 800, "height": 900})
    settle(page)
    after, place = (page.locator(part).first.bounding_box() for part in (".grafiek .main-svg", ".grafiek"))
    assert before
    assert after
    assert place
    assert after["width"] < before["width"]
    assert after["width"] == pytest.approx(place["width"], abs=1)


def test_paper_gets_every_chart(page: Page, address: str) -> None:
    open_page(page, f"{address}/gemeente")
    expect(page.locator(".grafiek .main-svg").first).to_be_visible()
    assert not all(page.evaluate(_DRAWN))
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert all(page.evaluate(_DRAWN))
    assert page.evaluate("() => document.querySelectorAll('.grafiek .main-svg:not([viewBox])').length") == 0


def test_a_chart_that_cannot_be_drawn_says_so_and_points_to_the_table(browser: Browser, address: str) -> None:
    with new_page(browser) as page:
        page.route(f"**/{scripts.address(scripts.PLOTLY)}", lambda route: route.abort())
        open_page(page, f"{address}/trends")
        expect(page.locator(".grafiek").first).to_have_text(
            "Deze grafiek kan nu niet worden getekend. De tabel eronder heeft dezelfde cijfers."
        )
        page.unroute(f"**/{scripts.address(scripts.PLOTLY)}")
        page.evaluate(_CHOOSE, "gebied=GM0748")
        expect(page.locator(".grafiek .main-svg").first).to_be_visible(timeout=15_000)
        expect(page.locator(".grafiek").first).not_to_contain_text("Deze grafiek kan nu niet")
