"""What is computed once from the observations: comparisons, changes, trends and similar municipalities."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ivp.analysis import change as change_rules
from ivp.analysis import comparison as comparison_rules
from ivp.analysis import similar as similar_rules
from ivp.analysis import trend as trend_rules
from ivp.catalog.models import Catalog, Event, Statistic

TREND_POINTS = trend_rules.POINTS
_COMPARED = (Statistic.RATE, Statistic.SHARE, Statistic.SURVEY, Statistic.NUMBER)
_COMPARISON = ["indicator", "area", "period", "reference", "reference_value", "rest"]
_COMPARISON += ["ratio", "ratio_lower", "ratio_upper", "difference", "outcome"]
_AT_ONCE = 10  # indicators compared at a time: the pairs of all of them would not fit in a small memory


def references(areas: pd.DataFrame) -> pd.DataFrame:
    """Every area with each of its reference areas (all that contain it): columns area, reference.

    Wijken and buurten are compared with their gemeente and everything above it, not with each other.
    """
    parent = dict(zip(areas["code"], areas["parent"], strict=True))
    pairs = []
    for code in areas.loc[areas["inside"], "code"]:
        above = parent.get(code)
        while above:
            pairs.append((code, above))
            above = parent.get(above)
    return pd.DataFrame(pairs, columns=["area", "reference"])


def comparisons(observed: pd.DataFrame, areas: pd.DataFrame, statistic: pd.Series) -> pd.DataFrame:
    """Every observation against every area that contains it; counts against the rest of that area.

    `statistic` is indexed by indicator. Columns as in the table `comparison`.
    """
    columns = ["indicator", "area", "period", "value", "numerator", "denominator", "lower", "upper"]
    own = observed.loc[observed["value"].notna(), columns].assign(statistic=lambda f: f["indicator"].map(statistic))
    above = references(areas)
    parts = []
    for kind in _COMPARED:
        rows = own[own["statistic"] == kind]
        names = rows["indicator"].unique()
        for start in range(0, max(len(names), 1), _AT_ONCE):
            some = rows[rows["indicator"].isin(names[start : start + _AT_ONCE])]
            parts.append(_compare(kind, _pairs(some, above))[_COMPARISON])
    return pd.concat(parts, ignore_index=True).sort_values(_COMPARISON[:4], ignore_index=True)


def _pairs(own: pd.DataFrame, above: pd.DataFrame) -> pd.DataFrame:
    """Every figure beside that of each of its reference areas, whose columns end in `_ref`."""
    other = own.drop(columns="statistic").rename(columns={"area": "reference"})
    return own.merge(above, on="area").merge(other, on=["indicator", "reference", "period"], suffixes=("", "_ref"))


def _compare(kind: Statistic, pairs: pd.DataFrame) -> pd.DataFrame:
    """Ratio, reference value and outcome by the statistic's own method; plain difference for published numbers."""
    nothing = np.full(len(pairs), np.nan)
    pairs = pairs.assign(ratio=nothing, ratio_lower=nothing, ratio_upper=nothing, outcome="none", rest=False)
    own, reference = pairs["value"].to_numpy(float), pairs["value_ref"].to_numpy(float)
    cases, size, ref_cases, ref_size = (
        pairs[column].to_numpy(float) for column in ("numerator", "denominator", "numerator_ref", "denominator_ref")
    )
    inside = np.ones(len(pairs), dtype=bool)
    if kind == Statistic.RATE:
        rates = comparison_rules.compare_rates(cases, size, ref_cases, ref_size, inside)
        upper = np.where(np.isinf(rates.upper), np.nan, rates.upper)  # no cases in the rest: no upper bound
        pairs = pairs.assign(ratio=rates.ratio, ratio_lower=rates.lower, ratio_upper=upper, rest=True)
        reference, codes = rates.reference * 1000, rates.outcome
    elif kind == Statistic.SHARE:
        shares = comparison_rules.compare_shares(cases, size, ref_cases, ref_size, inside)
        pairs = pairs.assign(rest=True)
        reference, codes = shares.reference * 100, shares.outcome
    elif kind == Statistic.SURVEY:
        half, ref_half = (_half_width(pairs, suffix) for suffix in ("", "_ref"))
        codes = comparison_rules.compare_surveys(own, half, reference, ref_half, inside).outcome
    if kind != Statistic.NUMBER:
        pairs = pairs.assign(outcome=comparison_rules.outcome_names(codes))
    return pairs.assign(reference_value=reference, difference=own - reference)


def _half_width(frame: pd.DataFrame, suffix: str = "", prefix: str = "") -> np.ndarray:
    width = frame[f"{prefix}upper{suffix}"] - frame[f"{prefix}lower{suffix}"]
    return np.asarray(width, dtype=float) / 2


def changes(observed: pd.DataFrame, statistic: pd.Series, segments: pd.Series) -> pd.DataFrame:
    """Change against a year before (surveys: the wave before), never across a break; columns as in the table.

    `segments` gives, aligned with `observed`, the stretch between two breaks that a row lies in.
    """
    frame = observed.assign(statistic=observed["indicator"].map(statistic), segment=segments)
    known = frame[frame["value"].notna() | frame["numerator"].notna()].sort_values(
        ["indicator", "area", "month", "year"]
    )
    grouped = known.groupby(["indicator", "area", "month"], dropna=False, sort=False)
    keep = ["period", "year", "value", "numerator", "denominator", "lower", "upper", "segment"]
    before = grouped[keep].shift(1).rename(columns={column: "previous_" + column for column in keep})
    both = pd.concat([known, before], axis=1)
    survey = both["statistic"] == Statistic.SURVEY
    near = survey | (both["year"] - both["previous_year"] == 1)
    both = both[both["previous_period"].notna() & near & (both["segment"] == both["previous_segment"])]
    parts = [_change(kind, both[both["statistic"] == kind].reset_index(drop=True)) for kind in _COMPARED]
    return pd.concat(parts, ignore_index=True)[
        [
            "indicator",
            "area",
            "period",
            "previous_period",
            "previous_value",
            "previous_numerator",
            "difference",
            "percent",
            "z",
            "outcome",
        ]
    ].sort_values(["indicator", "area", "period"], ignore_index=True)


def _change(kind: Statistic, both: pd.DataFrame) -> pd.DataFrame:
    """Percentage, z and outcome by the statistic's own method; plain difference for published numbers."""
    nothing = np.full(len(both), np.nan)
    both = both.assign(percent=nothing, z=nothing, outcome="none")
    now, then = both["numerator"].to_numpy(float), both["previous_numerator"].to_numpy(float)
    if kind == Statistic.RATE:
        result = change_rules.change_counts(now, then)
    elif kind == Statistic.SHARE:
        size, size_then = both["denominator"].to_numpy(float), both["previous_denominator"].to_numpy(float)
        result = change_rules.change_shares(now, size, then, size_then)
    elif kind == Statistic.SURVEY:
        half, half_then = _half_width(both), _half_width(both, prefix="previous_")
        values = both["value"].to_numpy(float), both["previous_value"].to_numpy(float)
        result = change_rules.change_surveys(values[0], half, values[1], half_then)
    if kind != Statistic.NUMBER:
        both = both.assign(percent=result.percent, z=result.z, outcome=change_rules.outcome_names(result.outcome))
    return both.assign(difference=both["value"] - both["previous_value"])


def segments(observed: pd.DataFrame, events: tuple[Event, ...]) -> pd.Series:
    """For every row the number of breaks of its own source that lie before it (a stretch without a break)."""
    start = pd.to_datetime({"year": observed["year"], "month": observed["month"].fillna(1).astype(int), "day": 1})
    number = np.zeros(len(observed), dtype=int)
    source = observed["source"].to_numpy(str)
    for event in events:
        if event.breaks:
            concerned = np.isin(source, event.sources) if event.sources else np.ones(len(observed), dtype=bool)
            number += concerned & (start >= pd.Timestamp(event.start)).to_numpy()
    return pd.Series(number, index=observed.index)


def trends(observed: pd.DataFrame, segment: pd.Series) -> pd.DataFrame:
    """Direction over the last five known yearly points on one side of every break; columns as in the table.

    Of the value; where no rate can be made (buurten have inhabitants for one year only) of the count.
    """
    yearly = observed[observed["month"].isna()].assign(segment=segment)
    no_rate = yearly.groupby(["indicator", "area"])["value"].transform("count") < yearly.groupby(["indicator", "area"])[
        "numerator"
    ].transform("count")
    count = yearly["numerator"]
    low, high = trend_rules.count_bounds(count.to_numpy(float))
    yearly = yearly.assign(
        y=np.where(no_rate, count, yearly["value"]),
        low=np.where(no_rate, low, yearly["lower"]),
        high=np.where(no_rate, high, yearly["upper"]),
    )
    known = yearly[yearly["y"].notna() & yearly["low"].notna()].sort_values(["indicator", "area", "segment", "year"])
    return _windows(known.reset_index(drop=True))


def _windows(known: pd.DataFrame) -> pd.DataFrame:
    """The rule applied to every window of five within a group; shorter groups give `too_few`."""
    group = known.groupby(["indicator", "area", "segment"], sort=False)
    position = group.cumcount().to_numpy()
    full = np.flatnonzero(position >= TREND_POINTS - 1)
    index = full[:, None] + np.arange(-TREND_POINTS + 1, 1)[None, :]
    matrix = {name: known[name].to_numpy(float)[index] for name in ("year", "y", "low", "high")}
    result = trend_rules.trend(matrix["y"], matrix["low"], matrix["high"], x=matrix["year"])
    period = known["period"].to_numpy()
    first = np.full(len(known), None, dtype=object)
    first[full] = period[index[:, 0]] if len(full) else []
    slope, chi = np.full(len(known), np.nan), np.full(len(known), np.nan)
    slope[full], chi[full] = result.slope, result.chi_squared
    direction = np.full(len(known), "too_few", dtype=object)
    direction[full] = trend_rules.direction_names(result.direction)
    return pd.DataFrame(
        {
            "indicator": known["indicator"],
            "area": known["area"],
            "period": period,
            "points": np.minimum(position + 1, TREND_POINTS),
            "first_period": first,
            "slope": slope,
            "chi_squared": chi,
            "direction": direction,
        }
    ).sort_values(["indicator", "area", "period"], ignore_index=True)


def similar(
    published: pd.DataFrame, areas: pd.DataFrame, catalog: Catalog, table: str, neighbours: int
) -> pd.DataFrame:
    """The `neighbours` Dutch municipalities most like each municipality of the catalog.

    On all measures of `table` (a year of Kerncijfers wijken en buurten); columns area, neighbour, rank, distance.
    """
    wide = published[published["table"] == table].pivot(index="area", columns="measure", values="value")
    wide = wide.loc[wide.index.isin(areas.loc[areas["level"] == "gemeente", "code"])].sort_index()
    own = [area.code for area in catalog.areas if area.level == "gemeente" and area.code in wide.index]
    if wide.empty or not own:
        return pd.DataFrame(columns=["area", "neighbour", "rank", "distance"])
    result = similar_rules.nearest(wide.to_numpy(float), neighbours)
    rows = [
        (code, wide.index[found], rank + 1, float(distance))
        for code in own
        for rank, (found, distance) in enumerate(
            zip(result.index[wide.index.get_loc(code)], result.distance[wide.index.get_loc(code)], strict=True)
        )
        if found >= 0
    ]
    return pd.DataFrame(rows, columns=["area", "neighbour", "rank", "distance"])
