"""Charts as SVG and PNG: whole for every builder, the words of the screen, and text that is never markup."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from xml.etree import ElementTree as Tree

import pytest

from ivp.export import pictures_of
from ivp.export.svg import chart_png, chart_svg
from ivp.export.svg_canvas import Canvas, solid
from ivp.export.svg_traces import draw_symbol
from ivp.export.typesetting import pictures
from ivp.figures.chart import Chart
from ivp.figures.dots import dot_plot
from ivp.figures.lines import trend_chart
from ivp.figures.maps import area_map
from ivp.figures.matrix import overview_matrix
from ivp.figures.palette import LIGHT
from tests.figures.examples import AREAS, LOOK, PLACES, RATE, TOWNS, compared, facts, outlines, row, series
from tests.figures.test_every_chart import BUILDERS, FACTS
from tests.wording.examples import fact

NAMESPACE = "{http://www.w3.org/2000/svg}"
DRAWN = [name for name in BUILDERS if name != "matrix"]
SOME = facts(
    compared("GM0001", "much_higher", 20.0), compared("GM0002", "lower", 5.0), row("GM0003", value=None),
    row("PD-X", value=8.0),
)  # fmt: skip


def dots(*rows: object, **more: str) -> Chart:
    return dot_plot(rows or SOME, RATE, palette=LIGHT, **(LOOK | more))  # type: ignore[arg-type]


def drawing(chart: Chart, **more: bool) -> Tree.Element:
    return Tree.fromstring(chart_svg(chart, **more))


def texts(root: Tree.Element) -> list[str]:
    return ["".join(one.itertext()) for one in root.iter(f"{NAMESPACE}text")]


@pytest.mark.parametrize("some", FACTS.values(), ids=FACTS)
@pytest.mark.parametrize("name", DRAWN)
def test_every_chart_can_be_drawn_whatever_the_figures(name: str, some: tuple[object, ...]) -> None:
    chart = BUILDERS[name](some, LIGHT)  # type: ignore[arg-type]
    made = chart_svg(chart)
    root = Tree.fromstring(made)
    assert root.find(f"{NAMESPACE}title").text == chart.title  # type: ignore[union-attr]
    assert not re.search(r"\b(nan|inf|None)\b", made)
    told = " ".join(texts(root))
    assert all(word in told for word in chart.source.split())


@pytest.mark.parametrize("name", DRAWN)
def test_what_is_written_on_the_screen_is_written_here(name: str) -> None:
    chart = BUILDERS[name](FACTS["compared"], LIGHT)
    if chart.kind != "plotly":
        return
    told = {text.strip() for text in texts(drawing(chart))}
    wanted = [note["text"] for note in chart.spec["layout"]["annotations"]]
    lines = [line for text in wanted for line in text.split("<br>")]
    assert {html.unescape(re.sub(r"<[^>]+>", "", line)).strip() for line in lines} <= told


def test_marks_stand_where_their_figures_say() -> None:
    root = drawing(dots(row("GM0001", value=0.0), row("GM0002", value=10.0)), framed=False)
    marks = [one for one in root.iter(f"{NAMESPACE}path") if one.get("fill") == LIGHT.other]
    at = sorted(float(re.findall(r"M([\d.]+),", one.get("d", ""))[0]) for one in marks)
    grid = [one for one in root.iter(f"{NAMESPACE}path") if one.get("stroke") == LIGHT.grid]
    zero = min(float(re.findall(r"M([\d.]+),", one.get("d", ""))[0]) for one in grid)
    assert at[0] == pytest.approx(zero, abs=0.2)
    assert at[1] > at[0] + 300


def test_a_line_is_lifted_at_a_gap() -> None:
    chart = trend_chart(
        series({"2019": 3.0, "2020": 4.0, "2021": None, "2022": 5.0, "2023": 6.0}), RATE, palette=LIGHT,
        focus=["GM0001"], band=False, **LOOK,
    )  # fmt: skip
    lines = [one for one in drawing(chart).iter(f"{NAMESPACE}path") if one.get("stroke-width") == "2.6"]
    assert len(lines) == 2


def test_the_drawing_alone_leaves_title_and_source_to_what_is_around_it() -> None:
    alone, framed = drawing(dots(), framed=False), drawing(dots())
    assert "Aadorp ligt boven het district" in texts(framed)
    assert "Aadorp ligt boven het district" not in texts(alone)
    assert float(framed.get("height", 0)) > float(alone.get("height", 0))


def test_who_cannot_see_it_gets_the_alt_text() -> None:
    root = drawing(dots())
    assert root.get("role") == "img"
    assert dots().alt in (root.find(f"{NAMESPACE}desc").text or "")  # type: ignore[union-attr]


NASTY = '</text><script>alert("x")</script>&amp; <b>vet'


def test_text_is_never_markup() -> None:
    nasty = replace(PLACES["GM0001"], name=NASTY)
    chart = dots(replace(row(), area=nasty), title=NASTY, source=f"Bron: {NASTY}")
    root = drawing(chart)
    assert {one.tag.removeprefix(NAMESPACE) for one in root.iter()} <= {
        "svg", "title", "desc", "g", "rect", "path", "circle", "text", "tspan", "clipPath",
    }  # fmt: skip
    assert root.find(f"{NAMESPACE}title").text == NASTY  # type: ignore[union-attr]


def test_the_map_shows_areas_with_their_figures_and_what_they_are() -> None:
    shown = [fact for fact in SOME if fact.area.code in TOWNS]
    root = drawing(area_map(shown, RATE, outlines(*TOWNS), palette=LIGHT, **LOOK))
    filled = {one.get("fill") for one in root.iter(f"{NAMESPACE}path")}
    assert LIGHT.fills["much_unfavourable"] in filled
    assert {"Aadorp", "20,0 ▲", "Ceedorp", "geen cijfer"} <= set(texts(root))
    tips = [one.text for one in root.iter(f"{NAMESPACE}title")]
    assert any(tip and tip.startswith("Aadorp: 20,0") for tip in tips)


def test_areas_of_a_map_lie_as_in_the_world() -> None:
    shown = [row(code) for code in TOWNS]
    root = drawing(area_map(shown, RATE, outlines(*TOWNS), palette=LIGHT, **LOOK))
    places = {
        one.text: float(one.get("x", 0))
        for one in root.iter(f"{NAMESPACE}text")
        if one.text in ("Aadorp", "Beedorp", "Ceedorp", "Deedorp")
    }
    assert sorted(places, key=places.__getitem__) == ["Aadorp", "Beedorp", "Ceedorp", "Deedorp"]


def test_a_matrix_is_a_table() -> None:
    matrix = overview_matrix([fact()], [RATE], AREAS, palette=LIGHT, **LOOK)
    assert pictures_of(matrix) == ()
    with pytest.raises(ValueError, match="table"):
        chart_svg(matrix)


def test_png_has_two_pixels_for_one() -> None:
    root, made = drawing(dots()), chart_png(dots())
    assert made.startswith(b"\x89PNG")
    assert int.from_bytes(made[16:20]) == pytest.approx(2 * float(root.get("width", 0)), abs=2)


def test_pictures_come_in_the_order_of_their_drawings() -> None:
    sizes = [int.from_bytes(made[16:20]) for made in pictures([chart_svg(dots(), width) for width in (700, 500)], 2)]
    assert sizes == [1400, 1000]
    assert pictures([], 2) == []


@pytest.mark.parametrize("picture", pictures_of(dots()), ids=lambda one: one.suffix)
def test_pictures_to_take_along(picture: object) -> None:
    assert picture.make(dots())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("written", "expected"), [("#aabbcc", ("#aabbcc", 1.0)), ("rgba(16,32,48,0.5)", ("#102030", 0.5)), ("", ("", 1.0))]
)
def test_colours(written: str, expected: tuple[str, float]) -> None:
    assert solid(written) == expected


@pytest.mark.parametrize(
    "symbol",
    ["circle", "circle-open", "square", "x", "diamond", "diamond-open", "triangle-up", "triangle-down",
     "triangle-left", "line-ns"],
)  # fmt: skip
def test_every_mark_draws_something(symbol: str) -> None:
    canvas = Canvas(10, 10, title="t", description="d")
    before = len(list(canvas.root.iter()))
    draw_symbol(canvas, symbol, (5, 5), 8, "#111111", "#222222", 1)
    assert len(list(canvas.root.iter())) > before
