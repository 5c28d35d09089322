"""What people come to do, from the first page to the answer, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.visits import asked, new_page, open_page, settle, until, violations, watch

pytestmark = pytest.mark.browser

CELL = re.compile("^Misdrijven totaal, Roosendaal: ")
SENTENCE = re.compile(r"Roosendaal: [\d.,]+ misdrijven per 1\.000 inwoners in 20\d\d \([\d.]+ gevallen")
MAP = "[data-testid=stDeckGlJsonChart]"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that may not ask another host for anything, nor report an error, whatever the journey is."""
    with new_page(browser) as opened:
        seen = watch(opened, address)
        yield opened
        assert not seen.outside
        assert not seen.errors


def test_a_councillor_goes_from_a_figure_to_its_trend(page: Page, address: str) -> None:
    open_page(page, f"{address}/?beeld=Alle+indicatoren")
    page.get_by_role("button", name=CELL).click()
    explanation = page.get_by_role("dialog")
    expect(explanation).to_have_count(1)
    assert SENTENCE.search(explanation.inner_text())
    assert not violations(page)
    explanation.get_by_role("button", name="Bekijk het verloop").click()
    page.wait_for_url("**/trends?**")
    settle(page)
    assert asked(page) == {"indicator": "misdrijven-totaal", "gebied": "GM1674"}
    expect(page.locator("h1")).to_contain_text("In Roosendaal")
    expect(page.get_by_role("combobox", name=re.compile("Gebied"))).to_have_count(1)


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
    cells = page.locator("button.cell")
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
    assert focused(page).startswith("Bekijk ")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert focused(page) == first
    page.keyboard.press("Tab")
    assert focused(page) not in {first, second, below}, "Tab does not leave the matrix"


def place_of(page: Page, name: str) -> tuple[float, float]:
    """Where on the screen an area of the map lies: the place whose tooltip begins with its name."""
    box = page.locator(MAP).bounding_box()
    assert box
    tooltip = page.locator(".deck-tooltip")
    steps = [(across, down) for across in range(1, 12) for down in range(1, 12)]
    for across, down in sorted(steps, key=lambda step: (step[0] - 6) ** 2 + (step[1] - 6) ** 2):
        x, y = box["x"] + box["width"] * across / 12, box["y"] + box["height"] * down / 12
        page.mouse.move(x, y)
        page.wait_for_timeout(60)
        if tooltip.count() and tooltip.is_visible() and tooltip.inner_text().startswith(f"{name}:"):
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
    assert [year for year in seen if year in ("2018", "2020", "2021")] == ["2018", "2020", "2021"]


def choose(page: Page, label: str, option: str) -> None:
    """Pick an option of a control by hand."""
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("option", name=option, exact=True).click()


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
    page.go_back()
    page.wait_for_url("**/trends?**")
    settle(page)
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


def twin(page: Page) -> Locator:
    """The first table twin, opened."""
    page.get_by_text("Tabel en download", exact=True).first.click()
    button = page.get_by_role("button", name="Download als CSV")
    expect(button).to_be_visible()
    settle(page)
    return button


@pytest.mark.parametrize("where", ["/", "/kaart", "/trends?gebied=GM1674", "/vergelijken", "/gemeente", "/beleving"])
def test_the_table_behind_a_chart_reads_well_on_a_phone(browser: Browser, address: str, where: str) -> None:
    with new_page(browser, width=360, height=800) as phone:
        open_page(phone, address + where)
        twin(phone)
        assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), "scrolls sideways"
        assert not violations(phone)


def test_the_figures_of_a_chart_can_be_downloaded(page: Page, address: str, tmp_path: Path) -> None:
    open_page(page, f"{address}/vergelijken?periode=2024&gebied=GM1674")
    button = twin(page)
    with page.expect_download() as waiting:
        button.click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.suffix == ".csv"
    text = file.read_bytes().decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[0].startswith("Gebied;")
    own = next(line for line in lines if line.startswith("Roosendaal;"))
    assert re.search(r";\d+,\d", own), "decimals with a comma"
    assert "4185" in own.split(";")
    assert "tabel 47013NED" in text
    assert re.search(r"opgehaald \d{1,2} [a-z]+ 20\d\d", text)
    assert page.url in text


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


def test_a_wide_table_scrolls_with_the_keyboard_on_a_phone(browser: Browser, address: str) -> None:
    with new_page(browser, width=360, height=800) as phone:
        open_page(phone, f"{address}/vergelijken")
        twin(phone)
        table = phone.get_by_role("region", name=re.compile("^Tabel bij: "))
        table.focus()
        before = phone.get_by_role("rowheader", name="Roosendaal", exact=True).bounding_box()
        phone.keyboard.press("ArrowRight")
        phone.keyboard.press("ArrowRight")
        until(phone, lambda: table.evaluate("element => element.scrollLeft") > 20, "the table has scrolled")
        after = phone.get_by_role("rowheader", name="Roosendaal", exact=True).bounding_box()
        assert before
        assert after
        assert before["x"] == after["x"], "the names stay in sight"


def test_a_table_that_fits_is_no_stop_for_the_tab_key(page: Page, address: str) -> None:
    open_page(page, f"{address}/verantwoording")
    expect(page.get_by_role("columnheader", name="Opgehaald")).to_be_visible()
    table = page.get_by_role("region", name=re.compile("^Tabellen, perioden"))
    expect(table).to_have_count(0)
    page.set_viewport_size({"width": 360, "height": 800})
    expect(table).to_have_count(1)


def test_a_long_table_is_dutch_and_scrolls_in_its_own_window(page: Page, address: str) -> None:
    open_page(page, f"{address}/trends?indicator=woninginbraak-maand&gebied=GM1674")
    twin(page)
    table = page.get_by_role("region", name=re.compile("^Tabel bij: "))
    expect(table).to_have_count(1)
    assert table.bounding_box()["height"] < 600
    assert table.get_by_role("row").count() > 100
    cells = table.get_by_role("cell").all_inner_texts()
    assert any(re.fullmatch(r"\d,\d+", text) for text in cells)
    assert not any(re.fullmatch(r"\d\.\d+", text) for text in cells)
    assert not violations(page)
