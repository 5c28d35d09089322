"""The outlook of one series: it opens from the last known point, and the twin says which figures are not known yet."""

from __future__ import annotations

from typing import Any

import numpy as np

from ivp.analysis.outlook import Outlook
from ivp.figures.chart import Chart
from ivp.figures.fan import outlook_chart
from ivp.figures.palette import LIGHT
from tests.figures.examples import LOOK, RATE, SURVEY, check, indicator, row, series

AHEAD = Outlook(
    None, None, np.array([2025, 2026]), middle=np.array([9.0, 8.0]), lower80=np.array([8.0, 6.0]),
    upper80=np.array([10.0, 11.0]), lower95=np.array([7.0, 5.0]), upper95=np.array([11.0, 14.0]),
    draws=np.zeros((1, 2)), first=2020, last=2024,
)  # fmt: skip
KNOWN = series({"2023": 12.0, "2024": 10.0})


def chart(*facts: Any, of: Any = RATE) -> Chart:
    made = outlook_chart(facts, of, AHEAD, palette=LIGHT, **LOOK)
    check(made)
    return made


def test_both_margins_and_the_dots_open_from_the_last_known_point() -> None:
    wide, narrow, line, dots = chart(*KNOWN).spec["data"]
    assert (wide["x"], wide["y"]) == ([2024, 2025, 2026, 2026, 2025, 2024], [10.0, 11.0, 14.0, 5.0, 7.0, 10.0])
    assert narrow["y"] == [10.0, 10.0, 11.0, 6.0, 8.0, 10.0]
    assert (line["x"], line["y"]) == ([2023, 2024], [12.0, 10.0])
    assert (dots["x"], dots["y"]) == ([2024, 2025, 2026], [10.0, 9.0, 8.0])
    assert dots["line"]["dash"] == "dot"


def test_a_missing_year_is_not_drawn_as_zero() -> None:
    assert chart(*KNOWN, row(period="2025", value=None)).spec["data"][2]["x"] == [2023, 2024]


def test_the_axis_starts_at_zero_and_holds_the_widest_margin() -> None:
    low, high = chart(*KNOWN).spec["layout"]["yaxis"]["range"]
    assert (low, high > 14) == (0, True)


def test_the_twin_keeps_figures_and_outlook_apart() -> None:
    table = chart(*KNOWN).table
    assert table.column("Soort") == ["cijfer", "cijfer", "vooruitblik", "vooruitblik"]
    assert table.column("Periode") == ["2023", "2024", "2025", "2026"]
    assert table.column("Per 1.000 inwoners") == [12.0, 10.0, 9.0, 8.0]
    assert table.column("Bovengrens 95 %") == [13.0, 11.0, 11.0, 14.0]
    assert table.column("Gebied") == ["Aadorp"] * 4
    assert table.column("Aantal") == [120.0, 100.0, None, None]


def test_the_subtitle_reaches_to_the_last_year_ahead() -> None:
    assert chart(*KNOWN).subtitle == "Misdrijven totaal, per 1.000 inwoners, 2023–2026"
    percent = chart(*KNOWN, of=indicator(SURVEY, id=RATE.id))
    assert all(text.endswith("%") for text in percent.spec["layout"]["yaxis"]["ticktext"])
