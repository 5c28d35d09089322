"""Twins show our figures, every page has five clicks, and a figure beyond its target stands out. Times are no test."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from ivp.web.pages import PAGES
from tests.performance.crowd import Clicks
from tests.performance.crowds import Crowd
from tests.performance.crowds import table as crowd_table
from tests.performance.interactions import EMPTY, INTERACTIONS
from tests.performance.load import EMPTIEST, OURS
from tests.performance.load import EMPTY as EMPTY_SUBJECT
from tests.performance.soak import growth
from tests.performance.soak import table as soak_table
from tests.performance.twins.compare import subjects
from tests.performance.twins.figures import OVERVIEW_COLUMNS
from tests.performance.twins.static_page import page
from tests.performance.twins.tables import Figures, cell, click_table, page_table
from tests.performance.twins.visit import Click, FirstView

CALM = (Click("gebied", 100, 140), Click("thema", 100, 10))
VIEW = FirstView(usable=1.8, largest=1.2, content=150, everything=2000)
EMPTY_PAGE = Figures("empty page", VIEW, CALM, (50.0, 50.0), 40, None, None, 80, 0.5)


def test_every_page_has_five_clicks_that_differ() -> None:
    assert list(INTERACTIONS) == [page.name for page in PAGES]
    for clicks in (*INTERACTIONS.values(), EMPTY):
        assert len(set(clicks.values())) == len(clicks) == 5


def test_a_figure_of_ours_beyond_its_target_is_bold_and_one_of_another_is_not() -> None:
    slow = (Click("gebied", 160, 151), Click("thema", 160, 10))
    beyond = replace(EMPTY_PAGE, view=replace(VIEW, usable=1.81), clicks=slow, on_tablet=769, per_session=0.51)
    dash = replace(beyond, name="Dash", clicks=(Click("gebied", 150, 151),) * 2)

    empty, theirs, within, ours = page_table(
        [EMPTY_PAGE, dash, replace(EMPTY_PAGE, name="kaart"), replace(beyond, name="trends")]
    ).splitlines()[-4:]

    assert "**" not in empty + theirs + within
    assert "| 160 | 160 | **1.60** | **1.07** | 50 | 50 | 40 | **151** | 2000 | **1.81** | 1.20 | **769** |  |" in ours
    assert ours.endswith("| 80 | **0.51** |")


def test_without_dash_nothing_is_compared_with_it() -> None:
    assert "| 100 | 100 | 1.00 |  | 50 |" in page_table([EMPTY_PAGE]).splitlines()[-1]


def test_a_line_per_click_takes_its_times_together() -> None:
    clicks = (Click("gebied", 100, 10), Click("thema", 50, 5), Click("gebied", 300, 12), Click("thema", 50, 4))
    assert click_table([replace(EMPTY_PAGE, clicks=clicks)]).splitlines()[2:] == [
        "| empty page | gebied | 200 | 290 | 12 |",
        "| empty page | thema | 50 | 50 | 5 |",
    ]


def test_a_missing_figure_is_empty() -> None:
    assert cell(None, 2) == ""
    assert cell(0.0, 1, True) == "**0.0**"


def test_the_ceiling_is_that_of_clicks_back_to_back() -> None:
    calm = Clicks((100.0, 200.0), errors=0, seconds=1, processor_seconds=0.1)
    busy = Clicks((100.0,) * 17, errors=0, seconds=1, processor_seconds=0.85)
    more = replace(busy, milliseconds=(100.0,) * 20)
    names = (OURS.name, EMPTY_SUBJECT.name, EMPTIEST.name)
    full = [Crowd(name, 10, 0, clicks, 100) for name, clicks in zip(names, (busy, more, more), strict=True)]

    lines = crowd_table([*(Crowd(name, 1, 5, calm, 90) for name in names), *full]).splitlines()

    assert f"| {OURS.name} | 1 | 5 s | 2 | 0 | 150 | 195 | 2.0 | 50 | 90 |" in lines
    assert f"| {OURS.name} | 10 | back to back | 17 | 0 | 100 | 100 | 17.0 | 50 | 100 |" in lines
    assert [line for line in lines if line.startswith("Ceiling of the app: 0.85 of ")] == lines[-2:]


def test_growth_starts_when_everything_has_been_used_once() -> None:
    moments = [(0, 0.0, 100.0), (1000, 1.0, 200.0), (2000, 2.0, 210.0)]
    assert growth(moments) == pytest.approx(5)
    assert "| 1000 | 50 | 1.0 | 200 |" in soak_table(moments)


def test_a_twin_that_is_not_there_is_skipped_with_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [one.name for one in subjects(["kaart"], tmp_path, tmp_path)]
    assert names == ["empty page", "naive Streamlit", "static page", "kaart"]
    told = capsys.readouterr().out
    assert "Dash is skipped" in told
    assert "Datasette is skipped" in told


def test_the_static_page_has_every_cell_under_its_reference_and_no_markup_from_the_figures(tmp_path: Path) -> None:
    rows = [
        ("district", "inbraak", "Inbraak & meer", "t", "GM1", "Aadorp", "2025", "1,2", "#fff", 'zegt "<b>"'),
        ("district", "inbraak", "Inbraak & meer", "t", "GM2", "Beedorp", "2025", "3,4", "#fff", ""),
        ("land", "inbraak", "Inbraak & meer", "t", "GM2", "Beedorp", "2025", "5,6", "#fff", ""),
    ]
    written = io.StringIO()
    csv.writer(written).writerows([OVERVIEW_COLUMNS, *rows])
    (tmp_path / "overview.csv").write_text(written.getvalue(), encoding="utf-8")

    district, land = page(tmp_path / "overview.csv").split("<table id=")[1:]

    assert district.startswith("district hidden>")
    assert "Inbraak &amp; meer" in district
    assert "1,2" in district
    assert "3,4" in district
    assert "5,6" in land
    assert "<b>" not in district
