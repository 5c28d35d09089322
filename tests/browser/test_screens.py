"""Every screen and hand: the map at every width and without WebGL, keyboard, forced colours, Dutch, and paper."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_journeys import MAP, choose, focused
from tests.browser.visits import asked, new_page, open_page, settle, until, violations, watch

pytestmark = pytest.mark.browser

BUURTEN = "/kaart?niveau=buurt&indicator=misdrijven-buurt"
NO_WEBGL = """
const make = HTMLCanvasElement.prototype.getContext
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return /webgl/.test(kind) ? null : make.call(this, kind, ...rest)
}
"""
DRAWN = "Uw browser kan de beweegbare kaart niet tonen."
A4, A4_LYING = 703, 1045  # pixels between the margins


def empty_edge_and_span(shown: Locator) -> tuple[bool, float]:
    """Whether the outermost pixels have the colour of the page, and which part of the width or height is drawn on."""
    picture = Image.open(io.BytesIO(shown.screenshot())).convert("L").point(lambda light: 255 if light < 250 else 0)
    box = picture.getbbox()
    assert box, "nothing is drawn"
    left, top, right, bottom = box
    edge = left > 1 and top > 1 and right < picture.width - 1 and bottom < picture.height - 1
    return edge, max((right - left) / picture.width, (bottom - top) / picture.height)


@pytest.mark.parametrize(
    ("width", "height"), [(360, 800), (540, 900), (820, 1180), (1024, 768), (1280, 900), (1920, 1080)]
)
def test_all_of_the_map_is_in_its_place_at_every_width(browser: Browser, address: str, width: int, height: int) -> None:
    with new_page(browser, width, height) as page:
        seen = watch(page, address)
        open_page(page, f"{address}/kaart")
        canvas = page.locator(f"{MAP} canvas").first
        canvas.scroll_into_view_if_needed()
        page.mouse.move(1, 1)
        until(page, lambda: empty_edge_and_span(canvas)[0], "no gemeente is cut off")
        assert empty_edge_and_span(canvas)[1] > 0.8, "the map is not small in its place"
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), "scrolls sideways"
        assert not seen.outside
        assert not seen.errors


def test_a_turned_tablet_gets_a_map_of_its_new_width(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1180, "height": 820})
    open_page(page, f"{address}/kaart")
    page.set_viewport_size({"width": 420, "height": 820})
    settle(page)
    canvas = page.locator(f"{MAP} canvas").first
    canvas.scroll_into_view_if_needed()
    until(page, lambda: empty_edge_and_span(canvas)[0], "no gemeente is cut off")


def test_the_map_can_be_used_without_a_mouse(page: Page, address: str) -> None:
    open_page(page, f"{address}/kaart")
    row = page.get_by_role("button", name="Tholen", exact=True)
    row.focus()
    page.keyboard.press("Enter")
    until(page, lambda: asked(page) == {"gebied": "GM0716"}, "the gemeente of the list is in the address")
    settle(page)
    expect(page.get_by_role("heading", name="Tholen", exact=True)).to_be_visible()
    chosen = page.get_by_role("button", name="Tholen", exact=True)
    expect(chosen).to_have_attribute("aria-pressed", "true")
    assert focused(page) == "Tholen", "the focus stays in the list"
    assert not violations(page)
    choose(page, "^Gebied", "Moerdijk")
    until(page, lambda: asked(page) == {"gebied": "GM1709"}, "the gemeente of the control is in the address")
    expect(page.get_by_role("heading", name="Moerdijk", exact=True)).to_be_visible()


def test_the_map_of_buurten_can_be_limited_to_a_gemeente(page: Page, address: str) -> None:
    open_page(page, address + BUURTEN)
    choose(page, "In gemeente", "Tholen")
    until(page, lambda: asked(page).get("binnen") == "GM0716", "the gemeente is in the address")
    settle(page)
    expect(page.locator("h1")).to_contain_text("in Tholen")
    names = page.get_by_role("rowheader").all_inner_texts()
    assert names
    assert all(name.endswith("(Tholen)") for name in names)
    page.get_by_role("combobox", name=re.compile("^Gebied")).click()
    options = page.get_by_role("option").all_inner_texts()
    assert options[0] == "Alle buurten"
    assert all(option.endswith("(Tholen)") for option in options[1:])


@pytest.mark.parametrize("where", ["/kaart?gebied=GM1674", f"{BUURTEN}&binnen=GM1674&gebied=BU16740000"])
def test_without_webgl_a_drawing_stands_in_the_place_of_the_map(browser: Browser, address: str, where: str) -> None:
    with new_page(browser, 820, 1180) as page:
        seen = watch(page, address)
        page.add_init_script(NO_WEBGL)
        open_page(page, address + where)
        drawing = page.locator(".st-key-kaart-vast-grafiek")
        expect(drawing.get_by_text("Roosendaal").or_(drawing.get_by_text("Centrum-Oud")).first).to_be_visible()
        expect(page.get_by_text(DRAWN)).to_be_visible()
        expect(page.locator(MAP)).to_have_count(0)
        settle(page)
        assert page.url == address + where, "what was chosen stays"
        assert not violations(page)
        assert not seen.outside


def test_a_lost_context_leaves_no_hole(page: Page, address: str) -> None:
    open_page(page, f"{address}/kaart?gebied=GM1674")
    page.locator(f"{MAP} canvas").first.evaluate(
        "canvas => canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()"
    )
    expect(page.get_by_text(DRAWN)).to_be_visible()
    expect(page.locator(MAP)).to_have_count(0)
    assert asked(page) == {"gebied": "GM1674"}


def outline(page: Page) -> float:
    """The width in pixels of the outline of what has the focus, 0 without one."""
    return page.evaluate(
        """() => {
          const look = getComputedStyle(document.activeElement)
          return look.outlineStyle === 'none' ? 0 : parseFloat(look.outlineWidth)
        }"""
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_visible_all_through_the_navigation(browser: Browser, address: str, scheme: str) -> None:
    with new_page(browser, 820, 900, scheme) as page:
        open_page(page, f"{address}/verantwoording")
        links = page.locator("[data-testid=stTopNav]").locator("a, button")
        for at in range(links.count()):
            if links.nth(at).is_visible():
                links.nth(at).focus()
                page.keyboard.press("Shift+Tab")
                page.keyboard.press("Tab")
                assert outline(page) >= 2, focused(page)


def test_a_rule_opens_and_is_read_with_the_keyboard_on_a_small_screen(browser: Browser, address: str) -> None:
    with new_page(browser, 360, 330, "dark") as page:
        open_page(page, f"{address}/vergelijken")
        rule = page.get_by_text("Hoe vergelijken wij?")
        answer = page.get_by_text("Elk gebied wordt vergeleken met")
        expect(answer).to_be_hidden()
        rule.focus()
        page.keyboard.press("Enter")
        expect(answer).to_be_visible()
        assert not violations(page)


COLOURS = """(selector) => {
  const shown = document.querySelector(selector)
  const look = getComputedStyle(shown)
  return [look.backgroundColor, look.borderBottomColor, look.borderBottomWidth]
}"""


def test_forced_colours_keep_the_slider_and_the_chosen_tab(page: Page, address: str) -> None:
    page.emulate_media(forced_colors="active")
    open_page(page, f"{address}/kaart")
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    thumb = page.evaluate(COLOURS, "[data-testid=stSlider] [data-rac]:has(> [data-testid=stSliderThumbValue])")
    track = page.evaluate(COLOURS, "[data-testid=stSlider] [data-rac]:has(> [data-testid=stSliderTickBar]) > div")
    assert canvas not in (thumb[0], track[0])
    open_page(page, f"{address}/vergelijken")
    chosen = page.evaluate(COLOURS, "[data-testid=stTab][aria-selected=true]")
    other = page.evaluate(COLOURS, "[data-testid=stTab][aria-selected=false]")
    assert (chosen[1], chosen[2]) != (canvas, "0px")
    assert chosen[2] == "3px"
    assert other[2] != "3px"


ENGLISH = re.compile(
    r"\b(more|fullscreen|full screen|heading|sidebar|logo|clear|zoom in|zoom out|open|close|expand|collapse|results|"
    r"options|select|skip|navigate|pages|scroll|running|empty|upload|drag|browse|choose|press|enter to)\b",
    re.IGNORECASE,
)
NAMES = """() => {
  const found = new Set()
  const walk = root => {
    for (const element of root.querySelectorAll('*')) {
      for (const name of ['aria-label', 'title', 'alt', 'placeholder']) {
        if (element.hasAttribute(name)) found.add(element.getAttribute(name))
      }
      if (element.shadowRoot) walk(element.shadowRoot)
    }
  }
  walk(document)
  return [...found]
}"""


@pytest.mark.parametrize("where", ["/", "/kaart?gebied=GM1674", "/trends?gebied=GM1674"])
@pytest.mark.parametrize("width", [360, 820])
def test_streamlit_speaks_dutch_to_eye_and_ear(browser: Browser, address: str, where: str, width: int) -> None:
    with new_page(browser, width) as page:
        open_page(page, address + where)
        spoken = page.evaluate(NAMES)
        assert len(spoken) > 5
        # "open" is Dutch as well, as in "open cijfers"
        wrong = [
            name for name in spoken if ENGLISH.search(re.sub(r"\bOpen (het|teken|punt)|open (cijfer|data)", "", name))
        ]
        assert not wrong
        if width == 820:
            expect(page.locator("[data-testid=stTopNavSection]")).to_contain_text(re.compile(r"^Nog \d"))


def test_one_box_finds_an_area_and_an_indicator(page: Page, address: str) -> None:
    open_page(page, address)
    for typed, option, where, choices in (
        ("tholen · gem", "Tholen · gemeente", "gemeente", {"gebied": "GM0716"}),
        ("fietsd", "Fietsdiefstal", "trends", {"indicator": "diefstal-fiets", "gebied": "GM0716"}),
    ):
        box = page.get_by_role("combobox", name="Zoek")
        box.click()
        box.fill(typed)
        page.get_by_role("option", name=option, exact=True).click()
        page.wait_for_url(f"**/{where}?**")
        settle(page)
        assert asked(page) == choices
        page.get_by_role("link", name="Overzicht", exact=True).click()
        expect(page.get_by_role("combobox", name="Zoek")).to_have_value("")
        settle(page)


def on_paper(page: Page, width: int) -> None:
    """Show the page as it is printed, on paper of so many pixels; what `window.print` does first, happens first."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": width, "height": 1000})


@pytest.mark.parametrize("where", ["/trends?gebied=GM1674", "/kaart", "/gemeente?gebied=GM1674", "/verantwoording"])
def test_a_page_on_paper_has_no_controls_and_its_charts_whole(browser: Browser, address: str, where: str) -> None:
    with new_page(browser, 1920, 1080, "dark") as page:
        open_page(page, address + where)
        on_paper(page, A4)
        for control in (
            "[data-testid=stTopNav]",
            "[data-testid=stSelectbox]",
            "[data-testid=stButton]",
            ".st-key-kopieer-link",
        ):
            assert not [one for one in page.locator(control).all() if one.is_visible()], control
        for frame in page.locator(".svg-container").all():
            box = frame.bounding_box()
            if box and box["width"]:
                assert box["x"] + box["width"] <= A4 + 1
                inside = frame.locator(".main-svg").first
                assert inside.get_attribute("viewBox")
        logo, title = (page.locator(one).bounding_box() for one in ("[data-testid=stHeaderLogo]", "h1"))
        assert logo
        assert title
        assert logo["y"] + logo["height"] <= title["y"], "the logo is not over the title"
        ink = page.locator("h1").evaluate("one => getComputedStyle(one).color")
        assert ink == "rgb(16, 25, 34)", "a dark page is printed in ink"
        for link in page.locator("[data-testid=stMain] a[data-adres]").all():
            written = link.evaluate("one => getComputedStyle(one, '::after').content")
            assert "http" in written
        assert page.pdf(prefer_css_page_size=True)[:4] == b"%PDF"


def test_the_matrix_on_paper_is_complete_and_lies_on_its_side(page: Page, address: str) -> None:
    open_page(page, address)
    on_paper(page, A4_LYING)
    assert page.evaluate("getComputedStyle(document.body).page") == "breed"
    hidden = page.locator("button.cell").last.evaluate(
        """cell => {
          for (let at = cell.parentElement; at; at = at.parentElement ?? at.getRootNode().host) {
            const look = getComputedStyle(at)
            if (look.overflow !== 'visible' && (at.scrollHeight > at.clientHeight + 1)) return at.className
          }
          return ''
        }"""
    )
    assert not hidden, "nothing scrolls on paper"
    for heading in page.get_by_role("columnheader").all():
        box = heading.bounding_box()
        if box:
            assert box["x"] + box["width"] <= A4_LYING + 1


def test_after_printing_the_screen_is_as_it_was(page: Page, address: str) -> None:
    open_page(page, f"{address}/trends?gebied=GM1674")
    before = page.locator("[data-testid=stMain]").inner_html()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("[data-testid=stMain]").inner_html() == before
