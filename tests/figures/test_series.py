"""Lines through time: every period has its place, a missing figure is a gap, and a break cuts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from ivp.catalog.models import Event
from ivp.facts import Fact
from ivp.figures.series import (
    Line,
    beginning,
    concerns,
    cuts,
    full_grid,
    make_lines,
    place,
    place_of_date,
    time_ticks,
)
from ivp.outcomes import Measure
from tests.figures.examples import BREAK, NO_BREAK, RATE, indicator, months, row, series

YEARS = ["2020", "2021", "2022", "2023"]


def one_line(*rows: Fact, cut: Iterable[str] = (), **more: Any) -> Line:
    [line] = make_lines(rows, RATE, measure=more.pop("measure", Measure.VALUE), cut_before=cut, **more)
    return line


def figures(line: Line) -> list[float | None]:
    return [point.y for point in line.points]


def test_a_period_stands_at_its_middle_and_a_date_between_the_periods_round_it() -> None:
    assert place("2024") == 2024.5
    assert place("2024-01") == pytest.approx(2024 + 1 / 24)
    assert place("2024-12") == pytest.approx(2025 - 1 / 24)
    assert place("2018-06") < place_of_date(date(2018, 7, 1)) < place("2018-07")
    assert beginning("2024") == date(2024, 1, 1)
    assert beginning("2024-03") == date(2024, 3, 1)


def test_the_grid_has_every_period_also_over_the_turn_of_the_year() -> None:
    assert full_grid("2020", "2023") == YEARS
    assert full_grid("2023-11", "2024-02") == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert full_grid("2024-05", "2024-05") == ["2024-05"]


def test_an_event_without_tables_concerns_all_and_one_with_tables_only_those() -> None:
    of_one = BREAK.model_copy(update={"sources": ("T1",)})
    assert concerns(BREAK, {"T2"})
    assert concerns(of_one, {"T1", "T2"})
    assert not concerns(of_one, {"T2"})


@pytest.mark.parametrize(
    ("start", "grid", "cut"),
    [
        (date(2022, 1, 1), YEARS, ["2022"]),
        (date(2021, 7, 1), YEARS, ["2022"]),  # a year that began before the event still belongs to the old series
        (date(2020, 1, 1), YEARS, []),  # nothing before it to cut from
        (date(2019, 1, 1), YEARS, []),
        (date(2024, 1, 1), YEARS, []),
        (date(2023, 12, 1), ["2023-11", "2023-12", "2024-01"], ["2023-12"]),
    ],
)
def test_a_break_cuts_before_the_first_period_that_begins_on_or_after_it(
    start: date, grid: list[str], cut: list[str]
) -> None:
    event = BREAK.model_copy(update={"start": start})
    assert list(cuts([event], grid, {"T1"})) == cut


def test_only_a_break_of_these_tables_cuts() -> None:
    def cut(event: Event) -> dict[str, Event]:
        return cuts([event], YEARS, {"T1"})

    assert cut(BREAK) == {"2022": BREAK}
    assert cut(NO_BREAK) == {}
    assert cut(BREAK.model_copy(update={"sources": ("T2",)})) == {}


def test_a_missing_period_is_a_gap_whether_its_row_is_there_or_not() -> None:
    line = one_line(*series({"2020": 4.0, "2021": None, "2023": 6.0}))
    assert figures(line) == [4.0, None, None, 6.0]
    assert [point.period for point in line.points] == YEARS
    assert [len(run) for run in line.runs()] == [1, 1]


def test_zero_is_a_figure_and_not_a_gap() -> None:
    line = one_line(*series({"2020": 4.0, "2021": 0.0, "2022": 5.0}))
    assert figures(line) == [4.0, 0.0, 5.0]
    assert len(line.runs()) == 1


def test_a_break_makes_a_gap_between_two_periods_that_both_have_a_figure() -> None:
    line = one_line(*series(dict.fromkeys(YEARS, 5.0)), cut=["2022"])
    assert figures(line) == [5.0, 5.0, None, 5.0, 5.0]
    assert [point.x for point in line.points] == [2020.5, 2021.5, 2022.0, 2022.5, 2023.5]
    by_month = one_line(*series(months(2023, 3)), cut=["2023-02"])
    xs = [point.x for point in by_month.points]
    assert figures(by_month)[1] is None
    assert xs == sorted(xs)


def test_points_alone_are_those_that_no_line_would_show() -> None:
    line = one_line(*series({"2018": 1.0, "2019": 2.0, "2020": None, "2021": 3.0, "2022": None, "2023": 4.0}))
    assert line.alone() == {2021.5, 2023.5}
    assert line.last is not None
    assert line.last.y == 4.0


def test_lines_share_one_grid_and_an_area_without_any_figure_has_no_line() -> None:
    rows = [*series({"2020": 1.0, "2021": 2.0}), *series({"2022": 3.0}, "GM0002"), row("GM0003", "2021", None)]
    lines = make_lines(rows, RATE, measure=Measure.VALUE, cut_before=())
    assert [line.area for line in lines] == ["GM0001", "GM0002"]
    assert [figures(line) for line in lines] == [[1.0, 2.0, None], [None, None, 3.0]]
    assert make_lines([], RATE, measure=Measure.VALUE, cut_before=()) == []


def test_counts_have_no_margin_and_rates_have() -> None:
    rate, count = one_line(row(value=5.0)), one_line(row(value=5.0), measure=Measure.COUNT)
    assert (rate.points[0].lower, rate.points[0].upper) == (4.0, 6.0)
    assert (count.points[0].y, count.points[0].lower, count.points[0].upper) == (50.0, None, None)


def test_a_provisional_point_is_marked() -> None:
    line = one_line(row(period="2023"), row(period="2024", state="provisional"))
    assert [point.provisional for point in line.points] == [False, True]


# --- sums of twelve months ------------------------------------------------------------------------------------


def test_a_sum_stands_only_where_all_twelve_months_are_there() -> None:
    line = one_line(*series(months(2023, 14, 2.0)), rolling=True)
    assert figures(line) == [None] * 11 + [24.0] * 3
    assert line.points[11].period == "2023-12"
    assert all(point.lower is None and point.upper is None for point in line.points)


@pytest.mark.parametrize("hole", ["absent", "unknown"])
def test_one_missing_month_takes_away_the_twelve_sums_that_need_it(hole: str) -> None:
    values = months(2022, 36)
    values["2023-03"] = None
    if hole == "absent":
        del values["2023-03"]
    line = one_line(*series(values), rolling=True)
    known = [point.period for point in line.points if point.y is not None]
    assert known == [*full_grid("2022-12", "2023-02"), *full_grid("2024-03", "2024-12")]


def test_a_month_of_zero_counts_in_a_sum() -> None:
    line = one_line(*series(months(2023, 12) | {"2023-05": 0.0}), rolling=True, measure=Measure.COUNT)
    assert line.points[-1].y == 110.0


def test_no_sum_takes_months_from_both_sides_of_a_break() -> None:
    line = one_line(*series(months(2022, 36)), cut=["2023-06"], rolling=True)
    known = [point.period for point in line.points if point.y is not None]
    assert known == [*full_grid("2022-12", "2023-05"), *full_grid("2024-05", "2024-12")]
    assert len(line.runs()) == 2


def test_no_line_of_sums_for_an_area_with_fewer_than_twelve_months() -> None:
    rows = [*series(months(2023, 24)), *series(months(2024, 11), "GM0002")]
    lines = make_lines(rows, RATE, measure=Measure.VALUE, cut_before=(), rolling=True)
    assert [line.area for line in lines] == ["GM0001"]


def test_a_sum_with_one_provisional_month_is_provisional_and_says_what_it_is() -> None:
    rows = [*series(months(2023, 12)), row(period="2024-01", value=1.0, state="provisional")]
    line = one_line(*rows, rolling=True, measure=Measure.COUNT)
    assert [point.provisional for point in line.points[-2:]] == [False, True]
    assert line.points[-1].hover.split("<br>")[1:] == ["120", "som van twaalf maanden"]
    assert "februari 2023 – januari 2024" in line.points[-1].hover


# --- ticks ----------------------------------------------------------------------------------------------------


def test_ticks_of_years_are_few_and_end_with_the_last_year() -> None:
    places, texts = time_ticks("2012", "2025", most=6)
    assert len(texts) <= 6
    assert texts[-1] == "2025"
    assert places == [int(text) + 0.5 for text in texts]


@pytest.mark.parametrize(("first", "last"), [("2012-01", "2025-06"), ("2024-02", "2024-03"), ("2024-05", "2024-05")])
def test_ticks_of_months_are_few_and_at_least_one_and_name_a_year(first: str, last: str) -> None:
    places, texts = time_ticks(first, last)
    assert 1 <= len(texts) <= 8
    assert all(place(first) - 0.01 <= at <= place(last) + 0.01 for at in places)
    assert any(text[-4:].isdigit() for text in texts)


def test_indicators_keep_their_own_words_in_the_explanation() -> None:
    other = indicator(RATE, unit="per 1.000 woningen")
    [line] = make_lines([row(value=5.0)], other, measure=Measure.VALUE, cut_before=())
    assert "5,0 per 1.000 woningen" in line.points[0].hover
