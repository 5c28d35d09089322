"""Changes against the base of the plan: the year 2019, and the mean of 2020-2022."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ivp.analysis import change, small_numbers
from ivp.analysis.assessment import BASE_MEAN, BASE_YEAR, LEAST_BASE_YEARS
from ivp.catalog.models import Statistic
from ivp.store.yearly import Figures

KEYS = ["indicator", "area", "year"]
BASES = {"base": ((BASE_YEAR,), 1), "mean": (BASE_MEAN, LEAST_BASE_YEARS)}
"""Prefix of the columns -> the years, and how many of them must have a figure."""


def base_changes(wanted: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    """Changes of the figures `wanted` (KEYS) against both bases.

    Columns KEYS and per prefix of `BASES`: period, value, percent (of the value; only with 30 cases in both), outcome
    (up, down, same). Missing where the base has too few years, a break lies between, or the figure is not later.
    """
    rows = wanted[KEYS].drop_duplicates()
    for prefix, (years, least) in BASES.items():
        judged = _against(rows[KEYS], figures, years, least)
        names = {name: f"{prefix}_{name}" for name in ("period", "value", "percent", "outcome")}
        rows = rows.merge(judged.rename(columns=names), on=KEYS, how="left")
    return rows


def _against(wanted: pd.DataFrame, figures: Figures, years: Sequence[int], least: int) -> pd.DataFrame:
    """KEYS, period, value, percent, outcome against the years together."""
    columns = [*KEYS, "value", "numerator", "denominator", "lower", "upper", "segment"]
    now = wanted[wanted["year"] > max(years)].merge(figures.observed[columns], on=KEYS)
    base = _together(figures.observed[figures.observed["year"].isin(years)], least)
    both = now.merge(base, on=["indicator", "area", "segment"], suffixes=("", "_then"))
    statistic = both["indicator"].map(figures.indicators["statistic"])
    parts = [_judge(Statistic(str(kind)), rows.reset_index(drop=True)) for kind, rows in both.groupby(statistic)]
    result = [*KEYS, "period", "value", "percent", "outcome"]
    return pd.concat(parts, ignore_index=True)[result] if parts else pd.DataFrame(columns=result)


def _together(rows: pd.DataFrame, least: int) -> pd.DataFrame:
    """The base as one figure: counts and inhabitants summed, estimates averaged with the margin of a mean."""
    half = (rows["upper"] - rows["lower"]) / 2
    by, summed = ["indicator", "area", "segment"], ["numerator", "denominator", "squared"]
    grouped = rows.assign(squared=half**2).groupby(by)
    base = grouped.agg(
        first=("year", "min"),
        last=("year", "max"),
        years=("year", "size"),
        value=("value", "mean"),
        **{name: (name, "sum") for name in summed},
    )
    base[summed] = base[summed].where(grouped[summed].count().eq(base["years"], axis=0))  # one missing: no sum
    base = base.reset_index()
    base = base[base["years"] >= least]
    several = base["first"] != base["last"]
    span = base["first"].astype(str).where(~several, base["first"].astype(str) + "-" + base["last"].astype(str))
    return base.assign(base_period=span, margin=np.sqrt(base["squared"]) / base["years"])


def _judge(statistic: Statistic, both: pd.DataFrame) -> pd.DataFrame:
    """Outcome by the statistic's own method; a published number without an interval gets none."""
    now, then = both["numerator"].to_numpy(float), both["numerator_then"].to_numpy(float)
    size, size_then = both["denominator"].to_numpy(float), both["denominator_then"].to_numpy(float)
    value, percent = both["value_then"].to_numpy(float), np.full(len(both), np.nan)
    if statistic == Statistic.RATE:
        result = change.change_counts(now, then, size / size_then)
        value = then / size_then * 1000
        allowed = small_numbers.percent_allowed(now, then)
        percent[allowed] = (both["value"].to_numpy(float)[allowed] / value[allowed] - 1) * 100
    elif statistic == Statistic.SHARE:
        result = change.change_shares(now, size, then, size_then)
        value = then / size_then * 100
    elif statistic == Statistic.SURVEY:
        half = (both["upper"] - both["lower"]).to_numpy(float) / 2
        result = change.change_surveys(both["value"], half, value, both["margin"].to_numpy(float))
    else:
        return both.assign(period=both["base_period"], value=value, percent=percent, outcome="none")
    outcome = change.outcome_names(result.outcome)
    return both.assign(period=both["base_period"], value=value, percent=percent, outcome=outcome)
