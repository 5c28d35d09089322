"""The last twelve months beside those of a year before."""

from __future__ import annotations

from typing import Any

from ivp.facts import Fact
from ivp.figures.chart import Chart
from ivp.figures.palette import LIGHT
from ivp.figures.samemonths import same_months
from tests.figures.examples import LOOK, RATE, check, facts, months, row, trace

LAST = [f"2023-{month:02d}" for month in range(5, 13)] + [f"2024-{month:02d}" for month in range(1, 5)]


def chart(*rows: Fact) -> Chart:
    return same_months(facts(*rows), RATE, "GM0001", palette=LIGHT, **LOOK)


def two_years(**changes: dict[str, Any]) -> list[Fact]:
    """Rows up to April 2024; `changes` by month, with an underscore for the hyphen."""
    of = {key.replace("m", "").replace("_", "-"): value for key, value in changes.items()}
    same = {"value": 2.0, "previous_numerator": 15.0, "previous_period": "x", "change_outcome": "same"}
    return [row("GM0001", period, **(same | of.get(period, {}))) for period in months(2022, 28)]


def test_twelve_months_up_to_the_last_known_one() -> None:
    made = chart(*two_years(), row("GM0001", "2024-05", None), row("GM0002", "2024-06", 1.0))
    assert trace(made, "deze maanden")["y"] == [20.0] * 12
    assert trace(made, "een jaar eerder")["y"] == [15.0] * 12
    assert made.table.column("Periode")[:1] == ["mei 2023"]
    assert made.table.column("Periode")[-1:] == ["april 2024"]
    assert "mei 2023 – april 2024" in made.subtitle
    check(made)


def test_a_change_beyond_chance_has_a_triangle_and_a_word() -> None:
    made = chart(*two_years(m2023_06={"change_outcome": "up"}, m2023_07={"change_outcome": "down"}))
    marks = trace(made, "deze maanden")["marker"]
    assert marks["symbol"][:4] == ["circle", "triangle-up", "triangle-down", "circle"]
    assert made.table.column("Verandering")[1:3] == ["stijging, meer dan toeval", "daling, meer dan toeval"]
    assert made.notes[0].startswith("▲ stijging, meer dan toeval, ▼ daling, meer dan toeval")


def test_a_month_that_is_not_known_is_a_gap() -> None:
    nothing = {"value": None, "state": "withheld", "change_outcome": "none", "previous_numerator": None}
    made = chart(*two_years(m2023_09=nothing))
    assert trace(made, "deze maanden")["y"][4] is None
    assert trace(made, "een jaar eerder")["y"][4] is None
    assert trace(made, "deze maanden")["connectgaps"] is False
    assert made.table.column("Status")[4] == "niet gepubliceerd"


def test_the_axis_of_counts_has_no_halves() -> None:
    for value in (0.0, 0.1, 0.5, 0.65, 0.9, 1.1, 12.3):
        made = chart(*(row("GM0001", month, value) for month in LAST))
        ticks = made.spec["layout"]["yaxis"]["tickvals"]
        assert ticks[0] == 0
        assert all(float(tick).is_integer() for tick in ticks)
        assert len(ticks) > 1
