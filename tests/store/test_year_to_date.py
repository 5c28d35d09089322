"""The year so far against the same months of the year before, worked by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from ivp.catalog.models import Event, Statistic
from tests.store import synthetic as made

COLUMNS = ["indicator", "area", "period", "numerator", "previous_numerator", "percent", "z", "outcome"]
INDICATORS = (
    made.indicator("inbraak", Statistic.RATE, "T1", code="inbraak"),
    made.indicator("cijfer", Statistic.NUMBER, "T1", code="cijfer"),
)


def months(area: str, counts: dict[int, list[float]], indicator: str = "inbraak") -> pd.DataFrame:
    """Published counts from January on by year; NaN is a month without a figure."""
    values = {
        (area, f"{year}-{month:02d}"): None if np.isnan(count) else count
        for year, numbers in counts.items()
        for month, count in enumerate(numbers, start=1)
    }
    return made.rows("T1", values, code=indicator)


PEOPLE = made.people({(area.code, year): 1000.0 for area in made.AREAS for year in range(2022, 2026)})


def result(*frames: pd.DataFrame, events: tuple[Event, ...] = (), people: pd.DataFrame = PEOPLE) -> pd.DataFrame:
    """The answer for the gemeenten by area and period."""
    catalog = made.catalog(*INDICATORS, events=events, sources=(made.source("T1"),))
    answer = made.table(made.derived(catalog, *frames, people), "year_to_date")
    assert list(answer.columns) == COLUMNS
    return answer[answer["area"].str.startswith("GM")].set_index(["area", "period"])


def test_every_month_is_the_sum_since_january_in_both_years() -> None:
    found = result(months("GM0001", {2024: [10, 20, 30], 2025: [5, 5, 25]}))
    assert list(found.index) == [("GM0001", "2025-01"), ("GM0001", "2025-02"), ("GM0001", "2025-03")]
    assert found["numerator"].tolist() == [5, 10, 35]
    assert found["previous_numerator"].tolist() == [10, 30, 60]


def test_the_change_is_judged_on_the_sums() -> None:
    found = result(months("GM0001", {2024: [100, 100], 2025: [200, 200]}))
    first = found.loc[("GM0001", "2025-01")]
    assert first["z"] == pytest.approx(np.log(2) / np.sqrt(1 / 200 + 1 / 100))
    assert first["percent"] == pytest.approx(100)
    assert first["outcome"] == "up"
    assert found.loc[("GM0001", "2025-02"), "z"] == pytest.approx(np.log(2) / np.sqrt(1 / 400 + 1 / 200))


def test_more_inhabitants_with_as_many_cases_is_a_lower_rate() -> None:
    people = made.people({("GM0001", 2024): 1000.0, ("GM0001", 2025): 2000.0})
    row = result(months("GM0001", {2024: [200], 2025: [200]}), people=people).loc[("GM0001", "2025-01")]
    assert row["z"] == pytest.approx(-np.log(2) / np.sqrt(2 / 200))
    assert (row["outcome"], row["percent"]) == ("down", 0)  # the percentage is of the cases


def test_without_inhabitants_nothing_is_tested() -> None:
    people = made.people({("GM0001", 2024): 1000.0})
    row = result(months("GM0001", {2024: [100], 2025: [200]}), people=people).loc[("GM0001", "2025-01")]
    assert (row["outcome"], row["percent"]) == ("none", 100)


def test_no_percentage_below_thirty_cases_in_either_year() -> None:
    found = result(months("GM0001", {2024: [29, 1], 2025: [60, 0]}))
    assert np.isnan(found.loc[("GM0001", "2025-01"), "percent"])
    assert found.loc[("GM0001", "2025-01"), "outcome"] == "up"
    assert found.loc[("GM0001", "2025-02"), "percent"] == pytest.approx(100)


def test_equal_sums_are_no_change_and_no_cases_at_all_neither() -> None:
    found = result(months("GM0001", {2024: [40], 2025: [40]}), months("GM0002", {2024: [0], 2025: [0]}))
    assert found["outcome"].tolist() == ["same", "same"]
    assert found.loc[("GM0001", "2025-01"), "percent"] == 0
    assert found.loc[("GM0002", "2025-01"), "previous_numerator"] == 0


@pytest.mark.parametrize("year", [2024, 2025])
def test_after_a_month_without_a_figure_there_is_no_sum_any_more(year: int) -> None:
    counts = {2024: [10.0, 10.0, 10.0], 2025: [10.0, 10.0, 10.0]}
    counts[year][1] = float("nan")
    assert list(result(months("GM0001", counts)).index) == [("GM0001", "2025-01")]


def test_a_month_that_is_not_in_the_source_counts_as_missing_too() -> None:
    frame = months("GM0001", {2024: [10, 10, 10], 2025: [10, 10, 10]})
    assert list(result(frame[frame["period"] != "2024-01"]).index) == []
    assert list(result(frame[frame["period"] != "2025-02"]).index) == [("GM0001", "2025-01")]


def test_a_year_without_the_year_before_it_is_not_there() -> None:
    assert result(months("GM0001", {2023: [10], 2025: [10]})).empty


@pytest.mark.parametrize(
    ("start", "left"),
    [
        (date(2024, 1, 1), ["2025-01", "2025-02", "2025-03"]),
        (date(2024, 2, 1), []),
        (date(2025, 1, 1), []),
        (date(2025, 2, 1), ["2025-01"]),
        (date(2025, 4, 1), ["2025-01", "2025-02", "2025-03"]),
    ],
)
def test_nothing_is_compared_across_a_break(start: date, left: list[str]) -> None:
    cut = Event(id="knip", start=start, label="Knip", text="Nieuwe meetwijze.", breaks=True, sources=("T1",))
    found = result(months("GM0001", {2024: [10, 10, 10], 2025: [10, 10, 10]}), events=(cut,))
    assert [period for _, period in found.index] == left
    elsewhere = cut.model_copy(update={"sources": ("T2",)})
    assert len(result(months("GM0001", {2024: [10, 10, 10], 2025: [10, 10, 10]}), events=(elsewhere,))) == 3


def test_two_areas_are_counted_apart_whatever_the_order_of_the_rows() -> None:
    frames = [months("GM0001", {2024: [10, 10], 2025: [20, 20]}), months("GM0002", {2024: [1, 2], 2025: [3, 4]})]
    shuffled = pd.concat(frames).sample(frac=1, random_state=1)
    found = result(shuffled)
    assert found.loc["GM0001", "numerator"].tolist() == [20, 40]
    assert found.loc["GM0002", "numerator"].tolist() == [3, 7]
    assert found.loc["GM0002", "previous_numerator"].tolist() == [1, 3]
    pd.testing.assert_frame_equal(found, result(*frames))


def test_only_counts_by_month_take_part() -> None:
    yearly = months("GM0001", {2024: [10], 2025: [10]}).assign(period=["2024", "2025"])
    assert result(yearly).empty
    assert result(months("GM0001", {2024: [10], 2025: [10]}, indicator="cijfer")).empty
