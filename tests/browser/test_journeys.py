"""What people come to do, from the first page to the answer, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visits import asked, new_page, open_page, settle, until, violations

pytestmark = pytest.mark.browser

CELL = re.compile("^Misdrijven met bekende buurt, Roosendaal: ")
SENTENCE = re.compile(r"Roosendaal: [\d.,]+ misdrijven per 1\.000 inwoners in 20\d\d \([\d.]+ gevallen")
MAP = "[data-testid=stDeckGlJsonChart]"


def test_a_councillor_goes_from_a_figure_to_its_trend(page: Page, address: str) -> None:
    open_page(page, f"{address}/?beeld=Alle+indicatoren")
    page.get_by_role("button", name=CELL).click()
    explanation = page.get_by_role("dialog")
    expect(explanation).to_have_count(1)
    expect(explanation).to_contain_text(SENTENCE)
    assert not violations(page)
    explanation.get_by_role("button", name="Bekijk het verloop").click()
    page.wait_for_url("**/trends?**")
    settle(page)
    assert asked(page) == {"indicator": "misdrijven-buurt", "gebied": "GM1674"}
    expect(page.locator("h1")).to_contain_text("In Roosendaal")
    expect(page.get_by_role("combobox", name=re.compile("Gebied"))).to_have_count(1)


def test_a_mayor_goes_from_a_priority_to_its_dossier(page: Page, address: str) -> None:
    open_page(page, address)
    cell = page.get_by_role("button", name=re.compile("^Wijkgericht werken, Roosendaal: [a-z]"))
    cell.click()
    explanation = page.get_by_role("dialog")
    expect(explanation).to_contain_text(re.compile(r"Roosendaal, cijfers tot en met 20\d\d: "))
    explanation.get_by_role("button", name="Bekijk het dossier").click()
    page.wait_for_url("**/prioriteiten?**")
    settle(page)
    assert asked(page) == {"gebied": "GM1674", "prioriteit": "roosendaal-wijkgericht-werken"}
    expect(page.get_by_role("heading", name=re.compile("^De toets over 20"))).to_be_visible()
    page.go_back()
    expect(page.get_by_role("tab", name="Prioriteiten")).to_be_visible()
    until(page, lambda: asked(page).get("gebied") == "GM1674", "the chosen gemeente is in the address")


def test_every_cell_of_the_matrix_can_be_understood_by_ear(page: Page, address: str) -> None:
    open_page(page, address)
    labels = page.locator("button.cell").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert len(labels) > 100
    for label in labels:
        where, said = label.split(": ", 1)
        assert ", " in where
        assert re.search(r"[a-z0-9]{2}", said), label
        parts = said.split(", ")
        assert len(parts) == len(set(parts)), label


def focused(page: Page) -> str:
    """The accessible name of the element with focus, also inside a component."""
    return page.evaluate(
        """() => {
          let at = document.activeElement
          while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
          return at?.getAttribute('aria-label') ?? at?.textContent ?? ''
        }"""
    )


def test_the_matrix_with_the_keyboard_alone(page: Page, address: str) -> None:
    open_page(page, address)
    cells = page.locator("[class*=st-key-matrix]").first.locator("button.cell")
    first, second = (cells.nth(n).get_attribute("aria-label") for n in (0, 1))
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == first:
            break
    assert focused(page) == first, "Tab does not reach the matrix"
    page.keyboard.press("ArrowRight")
    assert focused(page) == second
    page.keyboard.press("ArrowDown")
    below = focused(page)
    assert below.split(": ")[0].split(", ")[-1] == second.split(": ")[0].split(", ")[-1]
    assert below != second
    page.keyboard.press("Home")
    page.keyboard.press("Control+End")
    assert focused(page) == cells.last.get_attribute("aria-label")
    page.keyboard.press("Control+Home")
    assert focused(page) == first
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(1)
    until(page, lambda: focused(page).startswith("Bekijk "), "the way on has the focus")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    until(page, lambda: focused(page) == first, "the focus is back on the cell")
    page.keyboard.press("Tab")
    assert focused(page) not in {first, second, below}, "Tab does not leave the matrix"


def tooltip_at(page: Page, x: float, y: float) -> str:
    """What the map's tooltip says of this point; nothing when it is not there, or still speaks of a point before."""
    return page.evaluate(
        """([x, y]) => {
          const tooltip = document.querySelector('.deck-tooltip')
          if (!tooltip?.checkVisibility()) return ''
          const corner = tooltip.getBoundingClientRect()
          return Math.hypot(corner.x - x, corner.y - y) < 5 ? tooltip.innerText : ''
        }""",
        [x, y],
    )


def place_of(page: Page, name: str) -> tuple[float, float]:
    """Where on the screen an area of the map lies: a point of which the tooltip says its name."""
    box = page.locator(MAP).bounding_box()
    assert box
    steps = [(across, down) for across in range(1, 12) for down in range(1, 12)]
    nearest = sorted(steps, key=lambda step: (step[0] - 6) ** 2 + (step[1] - 6) ** 2)
    for wait in (60, 250, 1000):  # a busy machine draws the tooltip later
        for across, down in nearest:
            x, y = box["x"] + box["width"] * across / 12, box["y"] + box["height"] * down / 12
            page.mouse.move(x, y)
            page.wait_for_timeout(wait)
            if tooltip_at(page, x, y).startswith(f"{name}:"):
                return x, y
    raise AssertionError(f"{name} is not on the map")


def test_a_click_on_the_map_chooses_the_gemeente(page: Page, address: str) -> None:
    open_page(page, f"{address}/kaart")
    page.mouse.click(*place_of(page, "Roosendaal"))
    until(page, lambda: asked(page) == {"gebied": "GM1674"}, "the clicked gemeente is in the address")
    settle(page)
    expect(page.get_by_role("paragraph").filter(has_text=SENTENCE)).to_be_visible()
    expect(page.get_by_role("link", name="Alles over deze gemeente")).to_be_visible()
    assert not violations(page)


def test_the_tooltip_on_the_map_says_what_the_panel_says(page: Page, address: str) -> None:
    open_page(page, f"{address}/kaart")
    place = place_of(page, "Roosendaal")
    said = page.locator(".deck-tooltip").inner_text()
    page.mouse.click(*place)
    settle(page)
    expect(page.get_by_role("paragraph").filter(has_text=SENTENCE)).to_have_text(said)


def shown_period(page: Page) -> str:
    """The period in the title of the map."""
    return page.locator("h2").first.inner_text().rsplit(", ", 1)[1]


def test_the_years_play_one_after_the_other_and_end_at_the_last(page: Page, address: str) -> None:
    open_page(page, f"{address}/kaart?indicator=diefstal-fiets&periode=2019")
    assert shown_period(page) == "2019"
    page.get_by_role("button", name="Speel af").click()
    seen: list[str] = []

    def ended() -> bool:
        now = shown_period(page)
        if now != (seen or [""])[-1]:
            seen.append(now)
        return asked(page).get("periode") == "2021"

    until(page, ended, "the map has played to the last year", seconds=30)
    settle(page)
    expect(page.get_by_role("button", name="Speel af")).to_be_visible()
    assert shown_period(page) == "2021"
    played = seen[1:] if seen[0] == "2019" else seen  # the year that it stood on before
    assert played[0] == "2018", "it begins at the first year"
    assert len(played) > 1
    assert played == sorted(played), "one after the other"


def choose(page: Page, label: str, option: str) -> None:
    """Pick an option of a control by hand; once more when the list closed under the pointer, as a person would."""
    control = page.get_by_role("combobox", name=re.compile(label))
    control.scroll_into_view_if_needed()  # an open list closes when the page scrolls
    page.wait_for_timeout(300)
    for _ in range(2):
        control.click()
        page.get_by_role("option", name=option, exact=True).click()
        settle(page)
        if control.input_value() == option:
            return
    raise AssertionError(f"{label} does not become {option}")


def back_to(page: Page, where: str) -> None:
    """Back in the history. Streamlit sometimes leaves the bare address of a page as one more step: at most two."""
    for _ in range(2):
        page.go_back()
        settle(page)
        if where in page.url:
            return
    raise AssertionError(f"two steps back do not lead to {where}, but to {page.url}")


def test_back_and_forward_keep_what_was_chosen(page: Page, address: str) -> None:
    open_page(page, f"{address}/trends?indicator=diefstal-fiets")
    choose(page, "Gebied", "Roosendaal")
    until(page, lambda: asked(page).get("gebied") == "GM1674", "Roosendaal is in the address")
    choose(page, "Gebied", "Tholen")
    until(page, lambda: asked(page).get("gebied") == "GM0716", "Tholen is in the address")
    settle(page)
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Roosendaal")
    assert asked(page) == {"indicator": "diefstal-fiets", "gebied": "GM1674"}
    page.go_forward()
    expect(page.locator("h1")).to_contain_text("Tholen")
    settle(page)
    page.get_by_role("link", name="Vergelijken", exact=True).click()
    page.wait_for_url("**/vergelijken?**")
    settle(page)
    assert asked(page) == {"indicator": "diefstal-fiets", "gebied": "GM0716"}
    back_to(page, "/trends?")
    expect(page.locator("h1")).to_contain_text("Tholen")
    assert asked(page) == {"indicator": "diefstal-fiets", "gebied": "GM0716"}
    page.go_forward()
    page.wait_for_url("**/vergelijken**")
    settle(page)
    assert asked(page) == {"indicator": "diefstal-fiets", "gebied": "GM0716"}


def test_the_link_to_a_view_can_be_copied_and_opened_by_somebody_else(
    page: Page, browser: Browser, address: str
) -> None:
    open_page(page, f"{address}/vergelijken?indicator=diefstal-fiets&periode=2020&gebied=GM0748&vergelijk=land")
    title = page.locator("h1").inner_text()
    page.get_by_role("button", name="Kopieer link").click()
    expect(page.get_by_text("Link gekopieerd")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    with new_page(browser, width=360, height=800) as other:
        open_page(other, copied)
        assert other.locator("h1").inner_text() == title
        assert other.url == copied


def test_an_address_that_does_not_exist_leads_to_the_overview(page: Page, address: str) -> None:
    open_page(page, f"{address}/cijfers-2024?gebied=GM1674")
    expect(page.get_by_text("De pagina ‘cijfers-2024’ bestaat niet. U ziet het overzicht.")).to_be_visible()
    until(page, lambda: "onbekend" not in page.url, "the mark is out of the address")
    assert asked(page) == {"gebied": "GM1674"}
    assert not violations(page)
    page.get_by_role("link", name="Trends", exact=True).click()
    page.wait_for_url("**/trends?**")
    settle(page)
    expect(page.get_by_text("bestaat niet")).to_have_count(0)


def test_an_address_from_the_url_is_no_link(page: Page, address: str) -> None:
    open_page(page, f"{address}/trends?gebied=www.kwaad.example")
    expect(page.get_by_text("Onbekend gebied in de link")).to_be_visible()
    assert page.locator("[data-testid=stAlert] a").count() == 0
