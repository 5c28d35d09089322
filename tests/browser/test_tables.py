"""The tables behind the charts: on a phone, with the keyboard, in Dutch, and as a download."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.visits import new_page, open_page, settle, until, violations

pytestmark = pytest.mark.browser


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
    assert lines[0].startswith("Gebiedscode;Gebied;")
    own = next(line for line in lines if line.startswith("GM1674;Roosendaal;"))
    assert re.search(r";\d+,\d", own), "decimals with a comma"
    assert "4185" in own.split(";")
    assert "tabel 47013NED" in text
    assert re.search(r"opgehaald \d{1,2} [a-z]+ 20\d\d", text)
    assert page.url in text


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


@pytest.mark.parametrize(("width", "widest"), [(1024, 1024), (360, 600)])
def test_a_long_word_is_broken_and_pushes_no_column_away(
    browser: Browser, address: str, width: int, widest: int
) -> None:
    with new_page(browser, width=width, height=800) as page:
        open_page(page, f"{address}/uitvoering")
        table = page.get_by_role("table", name="De acties", exact=True)
        cell = table.get_by_role("cell").nth(1)
        cell.evaluate("one => { one.textContent = 'vuurwerkoverlastbestrijding'.repeat(5) }")
        assert cell.evaluate("one => one.scrollWidth <= one.clientWidth"), "the word runs over the next column"
        assert table.evaluate("one => one.offsetWidth") <= widest
