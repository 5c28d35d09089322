"""Charts as categories and series."""

from __future__ import annotations

import pytest

from ivp.export.native import Bars, Lines, native
from ivp.figures.dots import dot_plot
from ivp.figures.lines import trend_chart
from ivp.figures.palette import LIGHT
from ivp.figures.position import position_chart
from ivp.figures.survey import register_and_survey
from ivp.outcomes import Measure
from tests.figures.examples import BREAK, LOOK, RATE, SURVEY, compared, row, series


def bars(*facts: object) -> Bars:
    [panel] = native(dot_plot(facts, RATE, palette=LIGHT, **LOOK))  # type: ignore[arg-type]
    assert isinstance(panel, Bars)
    return panel


def lines(*facts: object, **more: object) -> Lines:
    [panel] = native(trend_chart(facts, RATE, palette=LIGHT, **LOOK, **more))  # type: ignore[arg-type]
    assert isinstance(panel, Lines)
    return panel


def test_a_bar_has_sign_count_colour_and_margin() -> None:
    [bar] = bars(compared("GM0001", "much_higher", 20.0, numerator=1234.0)).bars
    assert bar.label == "▲ Aadorp (1.234)"
    assert (bar.value, bar.lower, bar.upper, bar.decimals) == (20.0, 19.0, 21.0, 1)
    assert (bar.fill, bar.edge) == (LIGHT.fills["much_unfavourable"], LIGHT.edges["much_unfavourable"])


@pytest.mark.parametrize(
    ("fact", "label"),
    [
        (row(), "Aadorp (100)"),
        (compared("GM0001", "lower", 5.0), "▼ Aadorp (50)"),
        (compared("GM0001", "similar"), "Aadorp (100)"),
        (row(indicative=True, state="provisional"), "Aadorp (100, indicatief, voorlopig)"),
        (row(value=None, state="not_applicable"), "Aadorp: n.v.t."),
        (row("BT-N"), "Basisteam Noord (100)"),
    ],
)
def test_labels(fact: object, label: str) -> None:
    assert bars(fact).bars[0].label == label


def test_the_note_says_how_to_read_only_what_is_there() -> None:
    plain = bars(row(lower=None, upper=None))
    assert plain.note == ""
    full = bars(compared("GM0001", "higher", 20.0, indicative=True))
    assert full.note.replace("\u00a0", " ") == (
        "▲ hoger (ongunstig), ▼ lager (gunstig) dan de rest van het district; donkerder: duidelijk hoger of lager. "
        "Streep: 95 %-marge. Indicatief: minder dan 100 gevallen."
    )


def test_lines_have_the_periods_as_categories_and_gaps_as_nothing() -> None:
    made = lines(*series({"2020": 3.0, "2021": None, "2022": 5.0}), *series({"2021": 2.0}, "GM0002"))
    assert made.categories == ("2020", "2021", "2022")
    assert {one.name: one.values for one in made.series} == {
        "Aadorp": (3.0, None, 5.0),
        "Beedorp": (None, 2.0, None),
    }


def test_a_break_makes_two_series() -> None:
    made = lines(*series({"2020": 3.0, "2021": 4.0, "2022": 5.0, "2023": 6.0}), events=[BREAK])
    assert [(one.name, one.values) for one in made.series] == [
        ("Aadorp", (3.0, 4.0, None, None)),
        ("Aadorp (vanaf 2022)", (None, None, 5.0, 6.0)),
    ]


def test_months_and_provisional_ones_are_named() -> None:
    made = lines(*series({"2024-11": 3.0, "2024-12": 4.0}), row(period="2025-01", value=5.0, state="provisional"))
    assert made.categories == ("nov 2024", "dec 2024", "jan 2025 (voorlopig)")


def test_the_chosen_area_is_drawn_last_and_the_reference_dashed() -> None:
    years = {"2020": 3.0, "2021": 4.0}
    made = lines(
        *series(years), *series(years, "GM0002"), *series(years, "PD-X"), focus=["GM0001"], reference="PD-X"
    )  # fmt: skip
    assert [(one.name, one.dashed, one.colour) for one in made.series] == [
        ("Beedorp", False, LIGHT.other),
        ("District", True, LIGHT.muted),
        ("Aadorp", False, LIGHT.navy),
    ]


def test_counts_are_whole_numbers() -> None:
    made = lines(*series({"2020": 3.0, "2021": 4.0}), measure=Measure.COUNT)
    assert (made.decimals, made.series[0].values) == (0, (30.0, 40.0))


def test_two_indicators_are_two_panels_and_many_are_a_table() -> None:
    pair = register_and_survey(
        [row()], RATE, [row(indicator=SURVEY.id)], SURVEY, palette=LIGHT, **LOOK
    )  # fmt: skip
    assert [panel.percent for panel in native(pair)] == [False, True]
    others = [RATE.model_copy(update={"id": f"i{n}"}) for n in range(3)]
    facts = [row(code, indicator=one.id) for one in others for code in ("GM0001", "PD-X")]
    assert native(position_chart(facts, others, "GM0001", "PD-X", palette=LIGHT, **LOOK)) == ()
