"""Comparisons, changes and trends as they are stored."""

import numpy as np
import pandas as pd

from ivp.catalog.models import Statistic
from ivp.store import derive, observations
from tests.store import synthetic as made
from tests.store.test_observations import NO_POINTS

RATE = made.indicator("misdrijven", Statistic.RATE, "T1")
STATISTIC = pd.Series({"misdrijven": "rate"})
CATALOG = made.catalog(RATE, events=(made.BREAK,))
AREAS = observations.area_frame(CATALOG, pd.DataFrame({"code": [], "name": []}), NO_POINTS)


def observe(counts: dict[tuple[str, str], float]) -> pd.DataFrame:
    sizes = {area.code: 1000 for area in made.AREAS} | {"BT-A": 2000, "BT-B": 2000, "PD-X": 4000}
    people = made.people({(code, year): size for code, size in sizes.items() for year in range(2010, 2026)})
    return observations.observations(made.rows("T1", counts), CATALOG, AREAS, people)


def test_an_area_is_compared_with_the_rest_of_the_area_that_contains_it():
    counts = {
        ("GM0001", "2024"): 300,
        ("GM0002", "2024"): 100,
        ("GM0003", "2024"): 100,
        ("GM0004", "2024"): 100,
    }
    compared = derive.comparisons(observe(counts), AREAS, STATISTIC).set_index(["area", "reference"])
    row = compared.loc[("GM0001", "PD-X")]
    assert row.reference_value == 100  # 300 cases among the 3,000 others, not 600 among 4,000
    assert row.ratio == 3
    assert row.outcome == "much_higher"
    assert row.rest
    assert compared.loc[("BT-A", "PD-X")].reference_value == 100  # the other team
    assert compared.loc[("GM0002", "BT-A")].outcome == "much_lower"


def test_no_comparison_where_the_reference_is_unknown():
    compared = derive.comparisons(observe({("GM0001", "2024"): 300}), AREAS, STATISTIC)
    assert compared.empty


def test_change_is_against_the_year_before_and_not_across_a_gap_or_a_break():
    observed = observe(
        {("GM0001", y): n for y, n in [("2016", 100), ("2018", 150), ("2019", 100), ("2020", 200), ("2021", 230)]}
    )
    segment = derive.segments(observed, CATALOG.events)
    changes = derive.changes(observed, STATISTIC, segment).set_index(["area", "period"])
    own = changes.loc["GM0001"]
    assert list(own.index) == ["2019", "2021"]  # 2018 has no 2017 before it; 2020 lies behind the break
    assert own.loc["2019"].outcome == "down"
    assert own.loc["2019"].percent == np.float64(-100 / 3) or abs(own.loc["2019"].percent + 100 / 3) < 1e-9


def test_no_percentage_below_thirty_cases():
    observed = observe({("GM0001", "2023"): 29, ("GM0001", "2024"): 60})
    changes = derive.changes(observed, STATISTIC, derive.segments(observed, ())).set_index("area")
    assert np.isnan(changes.loc["GM0001"].percent)
    assert changes.loc["GM0001"].outcome == "up"


def test_trend_needs_five_points_on_one_side_of_a_break():
    rising = {("GM0001", str(year)): 100 + 60 * (year - 2021) for year in range(2021, 2026)}
    across = {("GM0002", str(year)): 100 + 60 * (year - 2017) for year in range(2017, 2022)}
    observed = observe(rising | across)
    trends = derive.trends(observed, derive.segments(observed, CATALOG.events)).set_index(["area", "period"])
    assert trends.loc[("GM0001", "2025")].direction == "rising"
    assert trends.loc[("GM0001", "2025")].first_period == "2021"
    assert trends.loc[("GM0001", "2024")].direction == "too_few"
    assert (trends.loc["GM0002"].direction == "too_few").all()


def test_without_a_rate_for_every_year_the_trend_is_of_the_count():
    sizes = made.people({("GM0001", 2025): 1000})
    counts = made.rows("T1", {("GM0001", str(year)): 100 + 60 * (year - 2021) for year in range(2021, 2026)})
    observed = observations.observations(counts, CATALOG, AREAS, sizes)
    trends = derive.trends(observed, derive.segments(observed, ())).set_index(["area", "period"])
    assert trends.loc[("GM0001", "2025")].direction == "rising"
