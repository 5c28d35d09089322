"""Candidates for a next plan: themes in an area, ranked by what the figures show; computed, never decided.

The declared score, 0-100, is the mean of three parts that each run from 0 to 1 (of those that have a figure: what is
missing is not 0):
- high: of the figures of the theme in the gemeenten of the area (and in the area itself), the part that is
  significantly on the wrong side of its reference;
- worsening: the part of the figures with a change or trend that goes significantly the wrong way;
- large: the number of registered cases of the theme in the area (of its largest indicator, so that tables which
  count the same cases are not added up) over that of the theme with most cases.
Only figures with a polarity, not found by looking for it, count for the first two. A theme without them has no score:
it stands last, and is not left out, because what is not counted can matter all the same.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ivp.catalog.models import Detection, Level, Statistic, VeiligheidsVeld
from ivp.catalog.plan import Plan
from ivp.store.findings import applying
from ivp.store.yearly import Figures

AREAS = (Level.BASISTEAM, Level.DISTRICT, Level.GEMEENTE)
TOTALS = "totaalbeeld"
"""The theme that holds all crimes together: no theme to choose."""


def candidates(tested: pd.DataFrame, plan: Plan, figures: Figures) -> pd.DataFrame:
    """Every theme for every area of AREAS: columns as in the table `candidate`, best score first."""
    judged = _judged_figures(tested, figures).merge(_members(figures), on="area")
    shares = judged.groupby(["outer", "theme"]).agg(
        high=("high", "mean"), worsening=("worsening", "mean"), figures=("indicator", "size")
    )
    shares = shares.rename_axis(["area", "theme"]).reset_index()
    keys = ["area", "theme"]
    result = _grid(figures).merge(shares, on=keys, how="left").merge(_cases(figures), on=keys, how="left")
    result["large"] = result["cases"] / result.groupby("area")["cases"].transform("max")
    score = 100 * result[["high", "worsening", "large"]].mean(axis=1)
    result["score"] = score.where(result["figures"].notna())
    result["figures"] = result["figures"].fillna(0).astype(int)
    result = _marked(result, plan, figures)
    result = result.sort_values(["area", "score", "theme_sort"], ascending=[True, False, True], ignore_index=True)
    result["rank"] = result.groupby("area").cumcount() + 1
    return result


def evidence(tested: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    """The significant unfavourable tests behind `high` and `worsening`: area (candidate), theme, member, kind, …"""
    bad = tested[tested["significant"] & (tested["unfavourable"] == True)]  # noqa: E712
    counted = bad[bad["indicator"].isin(_counting(figures).index)]
    rows = counted.assign(theme=counted["indicator"].map(figures.indicators["theme"])).merge(
        _members(figures), on="area"
    )
    rows = rows.rename(columns={"area": "member", "outer": "area"})
    order = ["area", "theme", "strength", "indicator", "member", "kind"]
    return rows.sort_values(order, ascending=[True, True, False, True, True, True], ignore_index=True)


def _counting(figures: Figures) -> pd.DataFrame:
    """The indicators of which a side is good, and that are not found by looking for them."""
    about = figures.indicators
    return about[(about["polarity"] != "none") & (about["detection"] != Detection.FOUND)]


def _judged_figures(tested: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    """Per indicator and area: theme, and whether a test says high or worsening; NaN where there is no such test."""
    rows = tested[tested["indicator"].isin(_counting(figures).index)]
    bad = (rows["significant"] & (rows["unfavourable"] == True)).astype(float)  # noqa: E712
    level = rows["kind"] == "comparison"
    both = rows.assign(high=bad.where(level), worsening=bad.where(~level)).groupby(["indicator", "area"])
    judged = both[["high", "worsening"]].max().reset_index()
    return judged.assign(theme=judged["indicator"].map(figures.indicators["theme"]))


def _members(figures: Figures) -> pd.DataFrame:
    """outer, area: the area itself and the gemeenten in it."""
    level = figures.areas["level"]
    pairs = figures.inside[figures.inside["outer"].map(level).isin(AREAS)]
    own = pairs["outer"] == pairs["area"]
    return pairs[own | (pairs["area"].map(level) == Level.GEMEENTE)]


def _grid(figures: Figures) -> pd.DataFrame:
    themes = [
        (theme.id, place)
        for place, theme in enumerate(figures.catalog.themes)
        if theme.veld != VeiligheidsVeld.CONTEXT and theme.id != TOTALS
    ]
    areas = figures.areas.loc[figures.areas["level"].isin(AREAS), ["code"]].rename(columns={"code": "area"})
    return areas.merge(pd.DataFrame(themes, columns=["theme", "theme_sort"]), how="cross")


def _cases(figures: Figures) -> pd.DataFrame:
    """Cases of the largest indicator of every theme and area in its latest year: cases, cases_indicator, …_period."""
    about = figures.indicators
    counted = figures.observed[figures.observed["indicator"].map(about["statistic"]) == Statistic.RATE]
    latest = counted.sort_values("year").drop_duplicates(["indicator", "area"], keep="last")
    latest = latest.assign(theme=latest["indicator"].map(about["theme"]))
    largest = latest.sort_values(["numerator", "indicator"], ascending=[False, True]).drop_duplicates(["area", "theme"])
    columns = {"numerator": "cases", "indicator": "cases_indicator", "period": "cases_period"}
    return largest.rename(columns=columns)[["area", "theme", *columns.values()]]


def _marked(result: pd.DataFrame, plan: Plan, figures: Figures) -> pd.DataFrame:
    """Adds `priorities` (ids of those of the four levels of the theme that apply there) and `documented`."""
    current = applying(plan, figures)
    current = current[~current["national"]].groupby(["area", "theme"])["priority"].agg(list).to_dict()
    priorities = [current.get(key, []) for key in zip(result["area"], result["theme"], strict=True)]
    return result.assign(priorities=priorities, documented=np.array([bool(ids) for ids in priorities], dtype=bool))
