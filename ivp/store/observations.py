"""From published rows to observations: choose the rows of each indicator, add sums, denominators and intervals.

Sums follow rule 6 of the product: a basisteam, district or eenheid is the sum of its municipalities, only where
every one of them has a figure; otherwise it is `unknown`. A figure that the source publishes itself is never
replaced by a sum.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ivp.analysis import intervals, small_numbers
from ivp.catalog import series
from ivp.catalog.models import Catalog, Level, State, Statistic

KEYS = ["indicator", "area", "period"]
COLUMNS = [
    "indicator",
    "area",
    "period",
    "year",
    "month",
    "value",
    "numerator",
    "denominator",
    "lower",
    "upper",
    "lower998",
    "upper998",
    "state",
    "indicative",
    "summed",
    "source",
]
_COUNTED = (Statistic.RATE, Statistic.SHARE)
_PER = 1000.0
_INHABITANTS = {"bevolking_1_januari": 0, "bevolking_31_december": 1, "inwoners": 0}
"""Measures with inhabitants, best first, and how many years later it is when they are counted."""


def indicator_frame(catalog: Catalog) -> pd.DataFrame:
    """The indicators as a frame, one row each, in the order of the file (`sort`)."""
    frame = pd.DataFrame([indicator.model_dump(mode="json") for indicator in catalog.indicators])
    frame["sort"] = np.arange(len(frame))
    return frame.rename(columns={"id": "indicator"})


def area_frame(catalog: Catalog, others: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """Catalog areas (`inside`), the other municipalities of the snapshot, and label points where known.

    `others` has columns code, name; `points` code, lon, lat.
    """
    inside = pd.DataFrame([area.model_dump(mode="json") for area in catalog.areas]).assign(inside=True)
    outside = others[~others["code"].isin(inside["code"])].sort_values("code")
    outside = outside.assign(level="gemeente", parent=None, inside=False)
    frame = pd.concat([inside, outside], ignore_index=True)
    frame["sort"] = np.arange(len(frame))
    return frame.merge(points, on="code", how="left")[
        ["code", "level", "name", "parent", "sort", "inside", "lon", "lat"]
    ]


def population(published: pd.DataFrame, members: dict[str, tuple[str, ...]]) -> pd.DataFrame:
    """Inhabitants on 1 January: columns area, year, value, source.

    From 03759ned; where that has none from 37230ned (31 December of the year before is 1 January); wijken and
    buurten from the Kerncijfers of that year, whichever table that is. Larger areas without a figure of their own:
    the sum of all members.
    """
    known = published[published["value"].notna() & published["measure"].isin(_INHABITANTS)]
    taken = {
        "bevolking_1_januari": known["table"] == "03759ned",
        "bevolking_31_december": known["table"] == "37230ned",
        "inwoners": known["area"].str.startswith(("WK", "BU")),
    }

    def pick(measure: str, shift: int) -> pd.DataFrame:
        rows = known[taken[measure] & (known["measure"] == measure)]
        return pd.DataFrame(
            {
                "area": rows["area"],
                "year": rows["period"].str[:4].astype(int) + shift,
                "value": rows["value"],
                "source": rows["table"],
            }
        )

    picked = pd.concat([pick(measure, shift) for measure, shift in _INHABITANTS.items()])
    frame = picked.drop_duplicates(["area", "year"], keep="first")
    sums = _sum_members(frame.assign(key="population"), members, ["key", "year"], "value")
    sums = sums[
        sums["complete"] & ~sums.set_index(["area", "year"]).index.isin(frame.set_index(["area", "year"]).index)
    ]
    sums = sums.assign(source=f"som van gemeenten ({frame['source'].iloc[0] if len(frame) else ''})")
    return pd.concat([frame, sums[["area", "year", "value", "source"]]], ignore_index=True).sort_values(
        ["area", "year"]
    )


def _member_frame(members: dict[str, tuple[str, ...]]) -> pd.DataFrame:
    return pd.DataFrame(
        [(area, member, len(codes)) for area, codes in members.items() for member in codes],
        columns=["sum_area", "area", "size"],
    )


def _sum_members(frame: pd.DataFrame, members: dict[str, tuple[str, ...]], by: list[str], column: str) -> pd.DataFrame:
    """`column` summed over members: columns area, *by*, column, complete (every member has a value)."""
    joined = frame[frame[column].notna()].merge(_member_frame(members), on="area")
    grouped = joined.groupby(["sum_area", *by], sort=True).agg(
        total=(column, "sum"), present=("area", "nunique"), size=("size", "first")
    )
    result = grouped.reset_index().rename(columns={"sum_area": "area", "total": column})
    result["complete"] = result["present"] == result["size"]
    return result.drop(columns=["present", "size"])


def _with_member(rows: pd.DataFrame, members: dict[str, tuple[str, ...]], state: State) -> pd.DataFrame:
    """KEYS of the sums of which `rows` has a member in this state."""
    found = rows.loc[rows["state"] == state, KEYS].merge(_member_frame(members), on="area")
    return found.assign(area=found["sum_area"])[KEYS].drop_duplicates()


def select(published: pd.DataFrame, indicators: pd.DataFrame, feeds: Sequence[series.Feed]) -> pd.DataFrame:
    """The published rows of every indicator: KEYS, value, margin, state, source, and `whole` (what a share is of).

    Where several tables have a cell, that of the feed with the lowest rank is taken.
    """
    wanted = pd.DataFrame(feeds, columns=["indicator", "table", "code", "measure", "rank", "since"])
    wanted = wanted.merge(indicators[["indicator", "statistic", "denominator_measure"]], on="indicator")
    rows = published.merge(wanted, on=["table", "code", "measure"]).sort_values("rank", kind="stable")
    rows = rows[rows["period"].str[:4].astype(int) >= rows["since"]]
    rows = rows.drop_duplicates(KEYS, keep="first")
    whole = published[["table", "code", "measure", "area", "period", "value"]].rename(
        columns={"measure": "denominator_measure", "value": "whole"}
    )
    rows = rows.merge(whole, on=["table", "code", "denominator_measure", "area", "period"], how="left")
    rows["source"] = rows["table"]
    return rows[[*KEYS, "statistic", "value", "whole", "margin", "state", "source"]]


def add_sums(rows: pd.DataFrame, members: dict[str, tuple[str, ...]]) -> pd.DataFrame:
    """Add summed rows for areas with members; incomplete ones are `unknown`, or `withheld` where the source withholds
    the figure of a member. Adds column `summed`.
    """
    counted = rows[
        rows["statistic"].isin(_COUNTED) & rows["area"].isin({m for codes in members.values() for m in codes})
    ]
    by = ["indicator", "period"]
    sums = _sum_members(counted, members, by, "value")
    withheld = _with_member(counted, members, State.WITHHELD).assign(withheld=True)
    sums = sums.merge(withheld, on=["area", *by], how="outer")
    sums["complete"] = sums["complete"].eq(True)
    whole = _sum_members(counted, members, by, "whole")[["area", *by, "whole", "complete"]]
    sums = sums.merge(whole.rename(columns={"complete": "whole_complete"}), on=["area", *by], how="left")
    provisional = counted[counted["state"] == State.PROVISIONAL][by].drop_duplicates().assign(provisional=True)
    extra = counted[[*by, "statistic", "source"]].drop_duplicates(by)
    sums = sums.merge(provisional, on=by, how="left").merge(extra, on=by, how="left")
    share = sums["statistic"] == Statistic.SHARE
    sums["complete"] &= ~share | sums["whole_complete"].fillna(False).astype(bool)
    sums["state"] = np.where(sums["provisional"].notna(), State.PROVISIONAL.value, State.VALUE.value)
    sums.loc[~sums["complete"], ["value", "whole"]] = np.nan
    sums.loc[~sums["complete"], "state"] = np.where(
        sums.loc[~sums["complete"], "withheld"].eq(True), State.WITHHELD.value, State.UNKNOWN.value
    )
    own = pd.MultiIndex.from_frame(rows[KEYS])
    sums = sums[~pd.MultiIndex.from_frame(sums[KEYS]).isin(own)].assign(margin=np.nan, summed=True)
    return pd.concat([rows.assign(summed=False), sums[[*rows.columns, "summed"]]], ignore_index=True)


def declared_frame(catalog: Catalog) -> pd.DataFrame:
    """What tables say to publish: indicator, level, only (one area, or '' for all), period, source, statistic."""
    statistic = {one.id: one.statistic for one in catalog.indicators}
    cells = [
        (one.indicator, one.level, one.area, str(one.year), one.source, statistic[one.indicator])
        for one in series.declared(catalog)
    ]
    return pd.DataFrame(cells, columns=["indicator", "level", "only", "period", "source", "statistic"])


def add_missing(
    rows: pd.DataFrame, areas: pd.DataFrame, declared: pd.DataFrame, members: dict[str, tuple[str, ...]]
) -> pd.DataFrame:
    """A row for every catalog area of a level that has figures for that indicator and period, and for every cell that
    a table is `declared` to publish (columns of `declared_frame`) from gemeente up.

    Without a figure the state is `not_fetched` where a table publishes it, else `unknown`. A sum that lacks a member
    is not fetched either, unless the source itself knows nothing of one of its members.
    """
    levels = areas.set_index("code")["level"]
    inside = areas.loc[areas["inside"], ["code", "level"]].rename(columns={"code": "area"})
    seen = rows.assign(level=rows["area"].map(levels))
    seen = seen.loc[seen["area"].isin(inside["area"]), ["indicator", "period", "level", "statistic"]]
    cells = declared.merge(inside, on="level")
    cells = cells[(cells["only"] == "") | (cells["only"] == cells["area"])].drop_duplicates(KEYS)
    large = cells.loc[~cells["level"].isin([Level.WIJK, Level.BUURT]), [*KEYS, "statistic"]]
    grid = pd.concat([seen.drop_duplicates().merge(inside, on="level")[[*KEYS, "statistic"]], large])
    grid = grid.drop_duplicates(KEYS)
    grid = grid[~pd.MultiIndex.from_frame(grid[KEYS]).isin(pd.MultiIndex.from_frame(rows[KEYS]))]
    first_source = rows.drop_duplicates("indicator").set_index("indicator")["source"]
    grid = grid.assign(
        value=np.nan,
        whole=np.nan,
        margin=np.nan,
        state=State.UNKNOWN.value,
        summed=False,
        source=grid["indicator"].map(first_source),
    )
    said = pd.concat([rows.loc[~rows["summed"], KEYS], _with_member(rows[~rows["summed"]], members, State.UNKNOWN)])
    return _not_fetched(pd.concat([rows, grid[rows.columns]], ignore_index=True), cells, said)


def _not_fetched(rows: pd.DataFrame, cells: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Unknown cells that a table publishes get that state and that table, but not those that the source `said`."""
    table = rows[KEYS].merge(cells[[*KEYS, "source"]], on=KEYS, how="left")["source"].set_axis(rows.index)
    told = pd.MultiIndex.from_frame(rows[KEYS]).isin(pd.MultiIndex.from_frame(said))
    fetchable = (rows["state"] == State.UNKNOWN) & table.notna() & ~told
    return rows.assign(
        state=rows["state"].mask(fetchable, State.NOT_FETCHED.value), source=rows["source"].where(~fetchable, table)
    )


def finish(rows: pd.DataFrame, indicators: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Denominators, values in the indicator's unit, 95 and 99.8 % intervals, `indicative`: columns COLUMNS."""
    frame = rows.copy()
    frame["year"] = frame["period"].str[:4].astype(int)
    frame["month"] = pd.to_numeric(frame["period"].str[5:7], errors="coerce").astype("Int64")
    inhabitants = people[["area", "year", "value"]].rename(columns={"value": "inhabitants"})
    frame = frame.merge(inhabitants, on=["area", "year"], how="left")
    statistic = frame["statistic"]
    published = frame["value"].to_numpy(float)
    counted = statistic.isin(_COUNTED).to_numpy()
    rate, share = (statistic == Statistic.RATE).to_numpy(), (statistic == Statistic.SHARE).to_numpy()
    frame["numerator"] = np.where(counted, published, np.nan)
    frame["denominator"] = np.select([rate, share], [frame["inhabitants"], frame["whole"]], np.nan)
    # no inhabitants, or nothing to be a share of: there is no rate, although the count is known
    frame.loc[~(frame["denominator"] > 0), "denominator"] = np.nan
    scale = np.where(rate, _PER, 100.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        frame["value"] = np.where(counted, frame["numerator"] / frame["denominator"] * scale, published)
    for suffix, confidence in (("", 0.95), ("998", 0.998)):
        frame["lower" + suffix], frame["upper" + suffix] = _bounds(frame, rate, share, statistic, confidence)
    minimum = frame["indicator"].map(indicators.set_index("indicator")["minimum"]).to_numpy()
    cases = frame["numerator"].to_numpy()
    frame["indicative"] = np.where(rate, small_numbers.indicative(cases, minimum), False).astype(bool)
    return frame[COLUMNS].sort_values(KEYS, ignore_index=True)


def _bounds(
    frame: pd.DataFrame, rate: np.ndarray, share: np.ndarray, statistic: pd.Series, confidence: float
) -> tuple[np.ndarray, np.ndarray]:
    """Interval of every row by its statistic; NaN for published numbers without one."""
    lower, upper = np.full(len(frame), np.nan), np.full(len(frame), np.nan)
    survey = (statistic == Statistic.SURVEY).to_numpy()
    numerator, denominator = frame["numerator"].to_numpy(float), frame["denominator"].to_numpy(float)
    lower[rate], upper[rate] = intervals.rate(numerator[rate], denominator[rate], per=_PER, confidence=confidence)
    low, high = intervals.wilson(numerator[share], denominator[share], confidence=confidence)
    lower[share], upper[share] = low * 100, high * 100
    value, margin = frame["value"].to_numpy(float), frame["margin"].to_numpy(float)
    lower[survey], upper[survey] = intervals.from_margin(value[survey], margin[survey], confidence=confidence)
    return lower, upper


def observations(published: pd.DataFrame, catalog: Catalog, areas: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """All observations of the catalog's indicators: one row per indicator, area and period (COLUMNS)."""
    indicators = indicator_frame(catalog)
    rows = select(published, indicators, series.feeds(catalog))
    rows = rows[rows["area"].isin(areas["code"])]
    rows = add_missing(add_sums(rows, catalog.members), areas, declared_frame(catalog), catalog.members)
    return finish(rows, indicators, people)
