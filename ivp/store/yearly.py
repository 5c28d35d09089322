"""The year figures that judgements rest on, with what was derived from them, for the areas that a plan is about.

A year that the source gives by month alone is the sum of its twelve months, only where all are known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ivp.analysis import comparison, intervals
from ivp.catalog.models import Catalog, Level, State, Statistic
from ivp.store import derive

LEVELS = (Level.LAND, Level.EENHEID, Level.DISTRICT, Level.BASISTEAM, Level.GEMEENTE)
REFERENCES = {
    Level.EENHEID: (Level.LAND,),
    Level.DISTRICT: (Level.EENHEID, Level.LAND),
    Level.BASISTEAM: (Level.DISTRICT,),
    Level.GEMEENTE: (Level.DISTRICT,),
}
"""What an area is held against: the first of these levels that gives an outcome."""
_MONTHS = 12
_PER = 1000.0
_CODES = {str(name): int(code) for code, name in zip(range(-2, 3), comparison.outcome_names(range(-2, 3)), strict=True)}
CODES = _CODES | {"down": -1, "same": 0, "up": 1, "falling": -1, "stable": 0, "rising": 1}
"""Outcome codes of the names in the tables; what is not here (none, too_few) is not known."""


@dataclass(frozen=True)
class Figures:
    """Year figures of catalog areas from gemeente up to land.

    `observed`: the columns of `observation` with `segment` (the stretch between two breaks) and `of_months`, only
    rows with a value, one per indicator, area and year. `comparison`: the columns of that table, one row per
    indicator, area and period, against the reference of `REFERENCES`. `change`, `trend`: those tables. `indicators`
    is indexed by id, `areas` by code; `inside` has the columns outer, area: every area with all that lie in it,
    itself included.
    """

    observed: pd.DataFrame
    comparison: pd.DataFrame
    change: pd.DataFrame
    trend: pd.DataFrame
    indicators: pd.DataFrame
    areas: pd.DataFrame
    inside: pd.DataFrame
    catalog: Catalog

    @property
    def latest(self) -> int:
        """The last year of any figure with an interval; 0 without figures."""
        known = self.observed.loc[self.observed["lower"].notna(), "year"]
        return int(known.max()) if len(known) else 0


KEPT = {"year_observation": "observed", "year_comparison": "comparison", "year_change": "change", "year_trend": "trend"}
"""Table in the database -> the field of `Figures` that it keeps, so that a changed plan is judged without the rest."""


def kept_tables(figures: Figures) -> dict[str, pd.DataFrame]:
    """The tables of `KEPT`."""
    return {table: getattr(figures, field) for table, field in KEPT.items()}


def from_kept(tables: dict[str, pd.DataFrame], areas: pd.DataFrame, catalog: Catalog) -> Figures:
    """The year figures of the tables of `KEPT`; `areas` is the table `area`."""
    own = _own(areas)
    return Figures(
        **{field: tables[table] for table, field in KEPT.items()},
        indicators=_indicators(catalog),
        areas=own.set_index("code", drop=False),
        inside=_inside(own, catalog),
        catalog=catalog,
    )


def _indicators(catalog: Catalog) -> pd.DataFrame:
    return pd.DataFrame([i.model_dump(mode="json") for i in catalog.indicators]).set_index("id", drop=False)


def _own(areas: pd.DataFrame) -> pd.DataFrame:
    return areas[areas["inside"] & areas["level"].isin(LEVELS)]


def year_figures(
    observed: pd.DataFrame, derived: dict[str, pd.DataFrame], areas: pd.DataFrame, catalog: Catalog
) -> Figures:
    """Gather the year figures from all observations and the derived tables comparison, change and trend."""
    indicators, own = _indicators(catalog), _own(areas)
    rows = observed[observed["area"].isin(own["code"])]
    years = rows[rows["month"].isna() & rows["value"].notna()].assign(of_months=False)
    sums = _year_sums(rows, indicators)
    both = pd.concat([years, sums], ignore_index=True) if len(sums) else years
    both = both.assign(segment=derive.segments(both, catalog.events)).sort_values(["indicator", "area", "year"])
    tables = {name: derived[name] for name in ("comparison", "change", "trend")}
    if len(sums):
        tables = _with(tables, both[both["indicator"].isin(sums["indicator"])], areas, indicators["statistic"], catalog)
    known = {n: t[t["area"].isin(own["code"]) & (t["period"].str.len() == 4)] for n, t in tables.items()}
    return Figures(
        both.reset_index(drop=True),
        _against_one(known["comparison"], own),
        known["change"],
        known["trend"],
        indicators,
        own.set_index("code", drop=False),
        _inside(own, catalog),
        catalog,
    )


def _year_sums(rows: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Sums of twelve months of counts, as observations of the year with a rate and its interval.

    Not of a year that the source gives itself, or withholds.
    """
    counted = rows["indicator"].map(indicators["statistic"]) == Statistic.RATE
    given = rows["month"].isna() & (rows["value"].notna() | (rows["state"] == State.WITHHELD))
    months = rows[counted & rows["month"].notna() & rows["numerator"].notna()]
    keys = ["indicator", "area", "year"]
    months = months.assign(provisional=months["state"] == State.PROVISIONAL)
    sums = months.groupby(keys, as_index=False).agg(
        numerator=("numerator", "sum"),
        denominator=("denominator", "first"),
        months=("month", "size"),
        source=("source", "first"),
        summed=("summed", "first"),
        provisional=("provisional", "max"),
    )
    sums = sums[(sums["months"] == _MONTHS) & sums["denominator"].notna()]
    published = pd.MultiIndex.from_frame(rows.loc[given, keys])
    sums = sums[~pd.MultiIndex.from_frame(sums[keys]).isin(published)].reset_index(drop=True)
    cases, people = sums["numerator"].to_numpy(float), sums["denominator"].to_numpy(float)
    lower, upper = intervals.rate(cases, people, per=_PER)
    lower998, upper998 = intervals.rate(cases, people, per=_PER, confidence=0.998)
    bounds = {"lower": lower, "upper": upper, "lower998": lower998, "upper998": upper998}
    return sums.assign(
        period=sums["year"].astype(str),
        month=pd.array([pd.NA] * len(sums), dtype="Int64"),
        value=cases / people * _PER,
        state=np.where(sums["provisional"].astype(bool), State.PROVISIONAL.value, State.VALUE.value),
        indicative=cases < sums["indicator"].map(indicators["minimum"]).to_numpy(float),
        of_months=True,
        **bounds,
    ).drop(columns=["months", "provisional"])


def _with(
    tables: dict[str, pd.DataFrame], years: pd.DataFrame, areas: pd.DataFrame, statistic: pd.Series, catalog: Catalog
) -> dict[str, pd.DataFrame]:
    """The tables with those of the indicators in `years` made anew: published years and sums are one series."""
    segment = derive.segments(years, catalog.events)
    more = {
        "comparison": derive.comparisons(years, areas, statistic),
        "change": derive.changes(years, statistic, segment),
        "trend": derive.trends(years, segment),
    }
    made = years["indicator"].unique()
    return {
        name: pd.concat([table[~table["indicator"].isin(made)], more[name]], ignore_index=True)
        for name, table in tables.items()
    }


def _against_one(compared: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Of every figure the comparison with the first reference of `REFERENCES` that gives an outcome."""
    level = areas.set_index("code")["level"]
    wanted = pd.DataFrame(
        [(own, other, place) for own, others in REFERENCES.items() for place, other in enumerate(others)],
        columns=["own", "other", "place"],
    )
    judged = compared[compared["outcome"] != "none"]
    judged = judged.assign(own=judged["area"].map(level), other=judged["reference"].map(level))
    first = judged.merge(wanted, on=["own", "other"]).sort_values(["indicator", "area", "period", "place"])
    return first.drop_duplicates(["indicator", "area", "period"])[compared.columns].reset_index(drop=True)


def _inside(areas: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Pairs outer, area: by parent, and by membership for areas that reach beyond the tree."""
    pairs = derive.references(areas).rename(columns={"reference": "outer"})
    members = [(area, outer) for outer, codes in catalog.members.items() for area in codes]
    itself = [(code, code) for code in areas["code"]]
    both = pd.concat([pairs, pd.DataFrame([*members, *itself], columns=["area", "outer"])])
    known = both[both["area"].isin(areas["code"]) & both["outer"].isin(areas["code"])]
    return known[["outer", "area"]].drop_duplicates().sort_values(["outer", "area"], ignore_index=True)


def codes(names: pd.Series) -> pd.Series:
    """Outcome codes of outcome or direction names; 9 (not known) for none, too_few and what is missing."""
    return names.map(CODES).fillna(9).astype(int)


def polarity_codes(indicators: pd.Series, figures: Figures) -> pd.Series:
    """1 where higher is better, -1 where lower is better, 0 without polarity; by indicator id."""
    signs = {"higher_is_better": 1, "lower_is_better": -1, "none": 0}
    return indicators.map(figures.indicators["polarity"].map(signs)).fillna(0).astype(int)


def last_figures(rows: pd.DataFrame, figures: Figures, until: str) -> pd.DataFrame:
    """`rows` (indicator, area, and the year in column `until`) with the last figure up to that year.

    Adds figure_year, period, value, numerator, denominator, lower, upper, figure_state, indicative and source; all
    missing where there is none. The order of `rows` stays.
    """
    columns = ["value", "numerator", "denominator", "lower", "upper", "state", "indicative", "source"]
    known = figures.observed[["indicator", "area", "year", "period", *columns]]
    by = ["indicator", "area"]
    known = known.rename(columns={"year": "figure_year", "state": "figure_state"}).astype(dict.fromkeys(by, "str"))
    typed = rows.astype({**dict.fromkeys(by, "str"), until: "int64"}).assign(_order=range(len(rows)))
    found = pd.merge_asof(
        typed.sort_values(until, kind="stable"),
        known.sort_values("figure_year", kind="stable"),
        left_on=until,
        right_on="figure_year",
        by=by,
    )
    return found.sort_values("_order", ignore_index=True).drop(columns="_order")
