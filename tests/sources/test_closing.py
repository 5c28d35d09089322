"""The closing check, worked by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from ivp.errors import UserError
from ivp.sources.closing import close

N = math.nan
TOTAL = "0.0.0"


def table(*rows: tuple[str, str, float], area: str = "GM0001") -> pd.DataFrame:
    """Rows code, period, value of one area."""
    return pd.DataFrame([(area, *row) for row in rows], columns=["area", "code", "period", "value"])


def decided(rows: pd.DataFrame, withheld: tuple[str, ...] = ()) -> dict[tuple[str, str], tuple[float | None, str]]:
    closed = close(rows, TOTAL, withheld)
    assert closed[["area", "code", "period"]].equals(rows[["area", "code", "period"]])
    return {
        (row.code, row.period): (None if math.isnan(row.value) else row.value, row.state) for row in closed.itertuples()
    }


def test_an_empty_cell_is_zero_only_where_the_kinds_make_the_total() -> None:
    rows = table(
        (TOTAL, "2023", 5), ("a", "2023", 5), ("b", "2023", N), (TOTAL, "2024", 7), ("a", "2024", 5), ("b", "2024", N)
    )
    found = decided(rows)
    assert found["b", "2023"] == (0, "value")
    assert found["b", "2024"] == (None, "unknown")
    assert found["a", "2024"] == (5, "value")


def test_without_a_total_nothing_is_decided() -> None:
    found = decided(table((TOTAL, "2023", N), ("a", "2023", 5), ("b", "2023", N)))
    assert found["b", "2023"] == (None, "unknown")
    assert found[TOTAL, "2023"] == (None, "unknown")
    assert decided(table(("a", "2023", 5), ("b", "2023", N)))["b", "2023"] == (None, "unknown")


def test_kinds_that_make_more_than_their_total_are_refused() -> None:
    with pytest.raises(UserError, match="GM0001 in 2023 tellen op tot 2 meer dan hun totaal"):
        close(table((TOTAL, "2023", 5), ("a", "2023", 7)), TOTAL)


def year(one: int, monthly: dict[str, list[float]], yearly: dict[str, float] | None) -> pd.DataFrame:
    rows = [(code, f"{one}-{m:02}", value) for code, values in monthly.items() for m, value in enumerate(values, 1)]
    return table(*rows, *[(code, str(one), value) for code, value in (yearly or {}).items()])


def test_a_withheld_kind_is_withheld_in_months_and_not_in_years() -> None:
    """January: total 3 = a 2 + hidden 1; b is empty, but its year is 0, so its months are zeros."""
    monthly = {TOTAL: [3.0] + [0.0] * 11, "a": [2.0] + [N] * 11, "b": [N] * 12, "h": [N] * 12}
    found = decided(year(2023, monthly, {TOTAL: 3, "a": 2, "b": N, "h": 1}), ("h",))
    assert found["h", "2023-01"] == (None, "withheld")
    assert found["h", "2023"] == (1, "value")
    assert found["b", "2023"] == (0, "value")
    assert found["b", "2023-01"] == (0, "value")
    assert found["a", "2023-02"] == (0, "value")


def test_a_month_that_its_year_contradicts_stays_unknown() -> None:
    """b was 1 in the year, and in no month: some month is missing, and which one is not known."""
    monthly = {TOTAL: [3.0] + [0.0] * 11, "a": [2.0] + [0.0] * 11, "b": [N] * 12, "h": [N] * 12}
    found = decided(year(2023, monthly, {TOTAL: 3, "a": 2, "b": 1, "h": N}), ("h",))
    assert found["b", "2023-01"] == (None, "unknown")
    assert found["b", "2023-02"] == (0, "value"), "this month's kinds make its total"


SOUND = year(
    2023, {TOTAL: [3.0] * 12, "a": [2.0] * 12, "b": [N] * 12, "h": [N] * 12}, {TOTAL: 36, "a": 24, "b": N, "h": 12}
)
RUNNING = year(2024, {TOTAL: [3.0, 2.0], "a": [2.0, 2.0], "b": [N, N], "h": [N, N]}, None)


def test_the_running_year_gets_provisional_zeros_after_a_year_that_closed() -> None:
    found = decided(pd.concat([SOUND, RUNNING], ignore_index=True), ("h",))
    assert found["b", "2024-01"] == (0, "provisional")
    assert found["b", "2024-02"] == (0, "value"), "its kinds make the total"
    assert found["h", "2024-01"] == (None, "withheld")


def test_the_running_year_stays_unknown_after_a_year_that_did_not_close() -> None:
    broken = SOUND.copy()
    broken.loc[(broken["code"] == "b") & (broken["period"] == "2023"), "value"] = 4.0
    broken.loc[(broken["code"] == "h") & (broken["period"] == "2023"), "value"] = 8.0
    found = decided(pd.concat([broken, RUNNING], ignore_index=True), ("h",))
    assert found["b", "2024-01"] == (None, "unknown")
    alone = decided(RUNNING, ("h",))
    assert alone["b", "2024-01"] == (None, "unknown")


def test_areas_do_not_help_each_other() -> None:
    other = RUNNING.assign(area="GM0002")
    found = close(pd.concat([SOUND, other], ignore_index=True), TOTAL, ("h",))
    row = found[(found["area"] == "GM0002") & (found["code"] == "b") & (found["period"] == "2024-01")]
    assert row["state"].tolist() == ["unknown"]
