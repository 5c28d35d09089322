"""Comparisons, changes and trends as they are stored."""

import numpy as np
import pandas as pd

from ivp.catalog.models import Event, Statistic
from tests.store import synthetic as made

RATE = made.indicator("misdrijven", Statistic.RATE, "T1")
SIZES = {area.code: 1000 for area in made.AREAS} | {"BT-A": 2000, "BT-B": 2000, "PD-X": 4000}
PEOPLE = made.people({(code, year): size for code, size in SIZES.items() for year in range(2010, 2026)})


def derived(
    table: str, counts: dict[tuple[str, str], float], *keys: str, people: pd.DataFrame = PEOPLE,
    events: tuple[Event, ...] = (made.BREAK,),
) -> pd.DataFrame:  # fmt: skip
    """One table of what follows from counts by area and period."""
    catalog = made.catalog(RATE, events=events, sources=(made.source("T1"),))
    return made.table(made.derived(catalog, made.rows("T1", counts), people), table, *keys)


def test_an_area_is_compared_with_the_rest_of_the_area_that_contains_it():
    counts = {
        ("GM0001", "2024"): 300,
        ("GM0002", "2024"): 100,
        ("GM0003", "2024"): 100,
        ("GM0004", "2024"): 100,
    }
    compared = derived("comparison", counts, "area", "reference")
    row = compared.loc[("GM0001", "PD-X")]
    assert row.reference_value == 100  # 300 cases among the 3,000 others, not 600 among 4,000
    assert row.ratio == 3
    assert row.outcome == "much_higher"
    assert row.rest
    assert compared.loc[("BT-A", "PD-X")].reference_value == 100  # the other team
    assert compared.loc[("GM0002", "BT-A")].outcome == "much_lower"


def test_no_comparison_where_the_reference_is_unknown():
    compared = derived("comparison", {("GM0001", "2024"): 300})
    assert compared.empty


def test_change_is_against_the_year_before_and_not_across_a_gap_or_a_break():
    years = [("2016", 100), ("2018", 150), ("2019", 100), ("2020", 200), ("2021", 230)]
    changes = derived("change", {("GM0001", year): n for year, n in years}, "area", "period")
    own = changes.loc["GM0001"]
    assert list(own.index) == ["2019", "2021"]  # 2018 has no 2017 before it; 2020 lies behind the break
    assert own.loc["2019"].outcome == "down"
    assert own.loc["2019"].percent == np.float64(-100 / 3) or abs(own.loc["2019"].percent + 100 / 3) < 1e-9


def test_no_percentage_below_thirty_cases():
    changes = derived("change", {("GM0001", "2023"): 29, ("GM0001", "2024"): 60}, "area")
    assert np.isnan(changes.loc["GM0001"].percent)
    assert changes.loc["GM0001"].outcome == "up"


def test_trend_needs_five_points_on_one_side_of_a_break():
    rising = {("GM0001", str(year)): 100 + 60 * (year - 2021) for year in range(2021, 2026)}
    across = {("GM0002", str(year)): 100 + 60 * (year - 2017) for year in range(2017, 2022)}
    trends = derived("trend", rising | across, "area", "period")
    assert trends.loc[("GM0001", "2025")].direction == "rising"
    assert trends.loc[("GM0001", "2025")].first_period == "2021"
    assert trends.loc[("GM0001", "2024")].direction == "too_few"
    assert (trends.loc["GM0002"].direction == "too_few").all()


def test_without_a_rate_for_every_year_the_trend_is_of_the_count():
    counts = {("GM0001", str(year)): 100 + 60 * (year - 2021) for year in range(2021, 2026)}
    trends = derived("trend", counts, "area", "period", people=made.people({("GM0001", 2025): 1000}))
    assert trends.loc[("GM0001", "2025")].direction == "rising"
