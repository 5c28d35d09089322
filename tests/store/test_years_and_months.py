"""One indicator with both years and months: judgements stay on years, and no year is counted twice."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ivp.catalog.models import Statistic
from ivp.outcomes import Grain
from tests.store import synthetic as made
from tests.store import world as w

VIOLENCE = (w.rate("geweld", "geweld"),)
MONTHS = [f"{month:02d}" for month in range(1, 13)]


def published(
    years: dict[int, float], monthly: dict[int, float], leave_out: tuple[str, ...] = (), state: str = "value"
) -> pd.DataFrame:
    """The same figures in every town: a count per year, and per month of some years; `state` of the years."""
    hidden = state == "withheld"
    yearly = {(town, str(year)): None if hidden else n for town in w.TOWNS for year, n in years.items()}
    months = {
        (town, f"{year}-{month}"): n
        for town in w.TOWNS
        for year, n in monthly.items()
        for month in MONTHS
        if f"{year}-{month}" not in leave_out
    }
    parts = [made.rows("T1", yearly, code="geweld", state=state)] if years else []
    return pd.concat([*parts, made.rows("T1", months, code="geweld")], ignore_index=True)


def years_of(frame: pd.DataFrame, area: str = "GM0001") -> pd.DataFrame:
    found = made.table(w.world(frame, VIOLENCE).judged(), "year_figure")
    return found[found["area"] == area].set_index("period")


def test_a_year_that_the_source_gives_is_not_added_to_its_months() -> None:
    rows = years_of(published({2024: 130.0}, {2024: 10.0}))
    assert rows.index.tolist() == ["2024"]
    assert (rows.loc["2024", "numerator"], bool(rows.loc["2024", "of_months"])) == (130.0, False)
    district = years_of(published({2024: 130.0}, {2024: 10.0}), "PD-X")
    assert district["numerator"].tolist() == [520.0]


def test_a_year_that_is_not_there_yet_is_the_sum_of_its_months_and_continues_the_series() -> None:
    frame = published(dict.fromkeys(range(2020, 2025), 100.0), {2024: 10.0, 2025: 20.0})
    work = w.world(frame, VIOLENCE).judged()
    rows = years_of(frame)
    assert rows.loc["2024", "numerator"] == 100.0
    assert (rows.loc["2025", "numerator"], bool(rows.loc["2025", "of_months"])) == (240.0, True)
    change = made.table(work, "year_change", "area", "period")
    assert change.loc[("GM0001", "2025"), "previous_numerator"] == 100.0
    assert change.loc[("GM0001", "2025"), "outcome"] == "up"
    trend = made.table(work, "year_trend", "area", "period")
    assert trend.loc[("GM0001", "2025"), "first_period"] == "2021"
    assert not change.index.duplicated().any()
    assert not made.table(work, "against", "area", "period").index.duplicated().any()


def test_eleven_months_are_no_year() -> None:
    rows = years_of(published({2024: 130.0}, {2025: 10.0}, leave_out=("2025-07",)))
    assert rows.index.tolist() == ["2024"]


def test_a_year_that_the_source_withholds_is_not_made_from_months() -> None:
    assert years_of(published({2024: 130.0}, {2024: 10.0}, state="withheld")).empty


def test_trends_and_what_stands_out_are_about_years() -> None:
    frame = published(dict.fromkeys(range(2019, 2026), 100.0), {2024: 10.0, 2025: 30.0})
    work = w.world(frame, VIOLENCE).judged()
    assert set(made.table(work, "trend")["period"].str.len()) == {4}
    assert set(made.table(work, "movement")["period"].str.len()) == {4}
    assert set(made.table(work, "tested")["period"]) <= {"2025"}
    assert {"2025", "2025-03"} <= set(made.table(work, "change")["period"])


@pytest.mark.parametrize("months_too", [False, True])
def test_the_matrix_and_the_outlook_take_years(tmp_path: Path, months_too: bool) -> None:
    frame = published({2023: 120.0, 2024: 130.0} if not months_too else {}, {2024: 10.0, 2025: 20.0})
    store = w.world(frame, VIOLENCE).store(tmp_path / "x.duckdb", w.Plan())
    try:
        latest = {one.period for one in store.matrix(["geweld"], levels=["gemeente"], reference_level="district")}
        series = [(year, month) for year, month, *_ in store.rows("series", indicator="geweld", area="GM0001")]
        assert latest == ({"2025-12"} if months_too else {"2024"})
        months = [(year, month) for year in (2024, 2025) for month in range(1, 13)]
        assert series == (months if months_too else [(2023, None), (2024, None)])
        asked = {"areas": ["GM0001"], "reference_level": "district"}
        everything = store.facts(["geweld"], **asked)
        parts = [store.facts(["geweld"], grain=grain, **asked) for grain in (Grain.YEAR, Grain.MONTH)]
        assert [len(part) for part in parts] == ([0, 24] if months_too else [2, 24])
        assert len(everything) == sum(len(part) for part in parts)
        assert not any(one.monthly for one in parts[0])
        assert all(one.monthly for one in parts[1])
    finally:
        store.close()


def test_the_sum_of_towns_is_withheld_where_the_source_withholds_one_of_them() -> None:
    known = {(town, "2024-01"): 10.0 for town in w.TOWNS[1:]}
    hidden = made.rows("T1", {(w.TOWNS[0], "2024-01"): None}, code="geweld", state="withheld")
    all_hidden = made.rows("T1", {(town, "2024-02"): None for town in w.TOWNS}, code="geweld", state="withheld")
    gone = made.rows("T1", {(town, "2024-03"): None if town == "GM0001" else 5.0 for town in w.TOWNS}, code="geweld")
    frame = pd.concat([made.rows("T1", known, code="geweld"), hidden, all_hidden, gone])
    observed = made.table(w.world(frame, VIOLENCE).judged(), "observation", "area", "period")
    states = {month: observed.loc[("PD-X", month), "state"] for month in ("2024-01", "2024-02", "2024-03")}
    assert states == {"2024-01": "withheld", "2024-02": "withheld", "2024-03": "unknown"}
    assert observed.loc["PD-X", "numerator"].isna().all()
    assert observed.loc[("BT-B", "2024-01"), "numerator"] == 20.0


def test_inhabitants_of_wijken_come_from_the_key_figures_of_every_year() -> None:
    tables = {"84583NED": ("2019", 500.0), "85984NED": ("2024", 510.0)}
    parts = [made.rows(table, {("WK000101", year): n}, "inwoners", code="KWB") for table, (year, n) in tables.items()]
    towns = made.rows("85984NED", {("GM0001", "2024"): 999.0}, "inwoners", code="KWB")
    first = made.rows("03759ned", {("GM0002", "2024"): 40_000.0}, "bevolking_1_januari", code="T001")
    work = made.derived(made.catalog(VIOLENCE[0]), *parts, towns, first)
    people = made.table(work, "inhabitants").sort_values(["area", "year"])
    assert people.to_numpy().tolist() == [
        ["GM0002", 2024, 40_000.0],
        ["WK000101", 2019, 500.0],
        ["WK000101", 2024, 510.0],
    ]


def test_wijken_of_an_older_table_continue_in_the_indicator_of_the_new_one() -> None:
    catalog = made.catalog(
        made.indicator("geweld", Statistic.RATE, "T1", code="geweld"),
        sources=(made.source("T1"), made.source("T0", successor="T1")),
    )
    frame = pd.concat(
        [
            made.rows("T1", {("GM0001", "2024"): 7.0, ("GM0001", "2024-01"): 1.0}, code="geweld"),
            made.rows("T0", {("GM0001", "2024"): 5.0, ("GM0002", "2024"): 3.0}, code="geweld"),
        ]
    )
    work = made.derived(catalog, frame, made.people({("GM0001", 2024): 100.0}))
    rows = made.table(work, "observation", "area", "period")
    assert (rows.loc[("GM0001", "2024"), "numerator"], rows.loc[("GM0001", "2024"), "source"]) == (7.0, "T1")
    assert (rows.loc[("GM0002", "2024"), "numerator"], rows.loc[("GM0002", "2024"), "source"]) == (3.0, "T0")
