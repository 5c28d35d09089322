"""What every chart owes its reader, whatever the figures are: words, a source, a twin, and a spec that can be drawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ivp.facts import Fact
from ivp.figures.chart import Chart
from ivp.figures.dots import dot_plot
from ivp.figures.funnel import funnel_chart
from ivp.figures.heatmap import month_heatmap
from ivp.figures.lines import trend_chart
from ivp.figures.maps import area_map
from ivp.figures.matrix import overview_matrix
from ivp.figures.multiples import small_multiples
from ivp.figures.palette import DARK, LIGHT, Palette
from ivp.figures.plotting import lines_in, text_width
from ivp.figures.position import position_chart
from ivp.figures.samemonths import same_months
from ivp.figures.strip import legend_strip
from ivp.figures.survey import register_and_survey, survey_dots
from ivp.outcomes import Measure
from tests.figures.examples import (
    AREAS,
    BREAK,
    LOOK,
    NO_BREAK,
    RATE,
    SURVEY,
    TOWNS,
    check,
    compared,
    facts,
    indicator,
    outlines,
    row,
    series,
    words,
)

Facts = tuple[Fact, ...]
Make = Callable[[Facts, Palette], Chart]
POLICE = indicator(RATE, id=SURVEY.id)
EVENTS = (BREAK, NO_BREAK)
BUILDERS: dict[str, Make] = {
    "trend": lambda f, p: trend_chart(f, RATE, palette=p, events=EVENTS, focus=["GM0001"], reference="PD-X", **LOOK),
    "trend-counts": lambda f, p: trend_chart(f, RATE, palette=p, measure=Measure.COUNT, **LOOK),
    "trend-sums": lambda f, p: trend_chart(f, RATE, palette=p, rolling=True, **LOOK),
    "calendar": lambda f, p: month_heatmap(f, RATE, "GM0001", palette=p, events=EVENTS, **LOOK),
    "calendar-on-a-phone": lambda f, p: month_heatmap(f, RATE, "GM0001", palette=p, phone=True, **LOOK),
    "same-months": lambda f, p: same_months(f, RATE, "GM0001", palette=p, **LOOK),
    "multiples-of-sums": lambda f, p: small_multiples(f, RATE, palette=p, reference="PD-X", rolling=True, **LOOK),
    "dots": lambda f, p: dot_plot(f, RATE, palette=p, references=["PD-X"], **LOOK),
    "dots-by-value": lambda f, p: dot_plot(f, RATE, palette=p, order="value", **LOOK),
    "funnel": lambda f, p: funnel_chart(f, RATE, (), palette=p, **LOOK),
    "multiples": lambda f, p: small_multiples(f, RATE, palette=p, events=EVENTS, reference="PD-X", **LOOK),
    "position": lambda f, p: position_chart(f, [RATE], "GM0001", "PD-X", palette=p, **LOOK),
    "survey": lambda f, p: survey_dots(f, [RATE], palette=p, **LOOK),
    "survey-of-nothing": lambda f, p: survey_dots(f, [], palette=p, **LOOK),
    "two-panels": lambda f, p: register_and_survey(f, RATE, f, SURVEY, palette=p, **LOOK),
    "map": lambda f, p: area_map(f, RATE, outlines(*TOWNS), palette=p, selected="GM0001", **LOOK),
    "map-of-counts": lambda f, p: area_map(f, RATE, outlines(*TOWNS), palette=p, measure=Measure.COUNT, **LOOK),
    "map-of-differences": lambda f, p: area_map(
        f, RATE, outlines(*TOWNS), palette=p, measure=Measure.DIFFERENCE, **LOOK
    ),
    "map-of-trends": lambda f, p: area_map(f, RATE, outlines(*TOWNS), palette=p, measure=Measure.TREND, **LOOK),
    "map-without-outlines": lambda f, p: area_map(f, RATE, outlines(), palette=p, **LOOK),
    "strip": lambda f, p: legend_strip(f, RATE, palette=p, reference="PD-X", **LOOK),
    "strip-of-counts": lambda f, p: legend_strip(f, RATE, palette=p, measure=Measure.COUNT, **LOOK),
    "matrix": lambda f, p: overview_matrix(f, [RATE, SURVEY], AREAS, palette=p, **LOOK),
}
COMPARED = facts(
    compared("GM0001", "much_higher", 20.0),
    compared("GM0002", "lower", 5.0, state="provisional", direction="falling"),
    row("GM0003", value=None, state="withheld"),
    row("GM0004", value=7.0, indicative=True),
    row("PD-X", value=8.0),
)
SOME = facts(*series({"2020": 3.0, "2021": None, "2023": 4.0}), *series({"2020": 0.0, "2022": 2.0}, "GM0002"))
NEGATIVE = facts(*(row(code, value=-2.0, lower=-3.0, numerator=None) for code in (*TOWNS, "PD-X")))
FACTS = {
    "compared": COMPARED,
    "some-years": SOME,
    "one-month": facts(row(period="2024-02"), row("PD-X", "2024-02")),
    "some-months": facts(*series({"2023-11": 3.0, "2024-01": 0.0, "2024-02": None}), row("PD-X", "2024-01")),
    "years-and-months": facts(row(), row(period="2024-01"), row(period="2024-02", value=None, state="withheld")),
    "one": facts(row()),
    "zero": facts(*(row(code, value=0.0, lower=0.0) for code in TOWNS)),
    "negative": NEGATIVE,
    "no-figure": facts(*(row(code, period, None) for code in (*TOWNS, "PD-X") for period in ("2023", "2024"))),
    "counts-alone": facts(*(row(code, value=None, numerator=12.0, state="value") for code in TOWNS)),
    "without-margin": facts(*(row(code, lower=None, upper=None) for code in TOWNS)),
    "other-indicator": facts(row(indicator="fietsdiefstal")),
    "empty": facts(),
}


@pytest.mark.parametrize("some", FACTS.values(), ids=FACTS)
@pytest.mark.parametrize("make", BUILDERS.values(), ids=BUILDERS)
def test_every_chart_is_whole_whatever_the_figures(make: Make, some: Facts) -> None:
    check(make(some, LIGHT))


@pytest.mark.parametrize("make", BUILDERS.values(), ids=BUILDERS)
def test_the_dark_page_says_the_same_in_other_colours(make: Make) -> None:
    light, dark = make(COMPARED, LIGHT), make(COMPARED, DARK)
    assert list(words(light.spec)) == list(words(dark.spec))
    assert (light.alt, light.notes) == (dark.alt, dark.notes)
    assert light.table == dark.table
    assert light.spec != dark.spec


@pytest.mark.parametrize("name", ["dots", "multiples", "trend", "two-panels", "strip", "funnel", "position", "survey"])
def test_axes_of_rates_start_at_zero(name: str) -> None:
    axes = BUILDERS[name](COMPARED, LIGHT).spec["layout"]
    along = "y" if name in ("trend", "multiples", "funnel") else "x"
    value_axes = [axes[key] for key in axes if key.startswith(f"{along}axis")]
    if name == "position":  # a scale of ratios, with the reference in the middle
        assert [-at for at in value_axes[0]["range"]] == value_axes[0]["range"][::-1]
        return
    assert value_axes
    assert all(axis["range"][0] == 0 and axis["tickvals"][0] == 0 for axis in value_axes)


@pytest.mark.parametrize("name", ["dots", "trend", "multiples", "strip"])
def test_a_figure_below_zero_is_within_the_axis(name: str) -> None:
    axes = BUILDERS[name](NEGATIVE, LIGHT).spec["layout"]
    assert axes["yaxis" if name in ("trend", "multiples") else "xaxis"]["range"][0] <= -2.0


def test_a_name_with_signs_of_markup_stays_one_name_on_a_map_and_in_the_matrix() -> None:
    name = "Aa<b>dorp</b> & <a href='https://example.org'>meer</a>"
    named = facts(row(area_name=name))
    chart = BUILDERS["map"](named, LIGHT)
    assert chart.spec["tooltip"].keys() == {"text", "style"}, "text is put in as text; html would be read as markup"
    assert any(name in text for text in words(chart.spec))
    [section] = overview_matrix(named, [RATE], AREAS, palette=LIGHT, **LOOK).spec["sections"]
    assert name in section["rows"][0]["cells"][0]["explain"]


LONG = {
    29: "Nuenen, Gerwen en Nederwetten",
    80: "Alphen aan de Oude Rijn, Boskoop, Hazerswoude, Koudekerk en Zwammerdam aan Zee",
}
FLAT = [name for name, make in BUILDERS.items() if make(COMPARED, LIGHT).kind == "plotly"]


@pytest.mark.parametrize("name", LONG.values(), ids=[f"{length}-characters" for length in LONG])
@pytest.mark.parametrize("builder", FLAT)
def test_a_long_name_leaves_the_chart_its_room_and_is_whole_in_the_twin(builder: str, name: str) -> None:
    """On a phone a chart is 328 pixels wide: names may take half of it, and three lines."""
    named = tuple(fact.named(name) if fact.area.code in ("GM0001", "GM0002") else fact for fact in COMPARED)
    made = BUILDERS[builder](named, LIGHT)
    drawn = made.spec["layout"]
    first = name.split()[0]
    texts = [note["text"] for note in drawn["annotations"]]
    texts += [text for key, axis in drawn.items() if key[1:5] == "axis" for text in axis.get("ticktext", ())]
    for text in (one for one in texts if first in one):
        assert text_width(text) <= 164, text
        assert lines_in(text) <= 4, text  # three of the name, and its figure below
    assert drawn["margin"]["l"] <= 164
    assert drawn["margin"]["r"] <= 164
    if "Gebied" in made.table.names and len(made.table):
        assert any(name in str(cell) for cell in made.table.column("Gebied"))
