"""Opvallend and signalen: the statements that survive a look at all figures at once, each said once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ivp.analysis import discovery, trend
from ivp.analysis.assessment import OLDEST
from ivp.analysis.levels import Z
from ivp.catalog.models import Detection, Level, Polarity, Statistic, VeiligheidsVeld
from ivp.catalog.plan import Plan, PlanLevel, Standing
from ivp.store.yearly import Figures, polarity_codes

SUBJECTS = (Level.DISTRICT, Level.BASISTEAM, Level.GEMEENTE)
KEYS = ["indicator", "area", "period"]
_CHANGE_WORDS = {-1: "down", 1: "up"}
_TREND_WORDS = {-1: "falling", 1: "rising"}
_COMPARISON_WORDS = {-1: "lower", 1: "higher"}
_WORDS = {"change": _CHANGE_WORDS, "trend": _TREND_WORDS, "comparison": _COMPARISON_WORDS}


def look_through(figures: Figures) -> pd.DataFrame:
    """All tests that are looked through: one row per kind, indicator and area, of the indicator's latest year.

    Kinds: comparison with the reference, change against the year (survey: wave) before, trend over five points; for
    areas of SUBJECTS and indicators that say something about safety. Columns kind, KEYS, z, p, q, sign, side,
    strength (|z|), unfavourable (missing without polarity), significant (q at most 5 %; a trend also by its own rule),
    old, indicative, reference (what the area is held against; missing without a comparison).
    """
    told = figures.observed[_is_told(figures) & ~figures.observed["of_months"]]
    latest = told.groupby("indicator")["period"].max().rename("period").reset_index()
    at = told.merge(latest, on=["indicator", "period"])
    rows = pd.concat([_comparisons(at, figures), _changes(at, figures), _trends(at, figures)], ignore_index=True)
    rows = rows.assign(p=discovery.two_sided(rows["z"])).dropna(subset=["p"])
    rows["q"] = discovery.adjusted(rows["p"])
    rows["sign"] = np.sign(rows["z"]).astype(int)
    rows["strength"] = rows["z"].abs()
    rows["significant"] = (rows["q"] <= discovery.RATE) & rows["by_rule"] & (rows["sign"] != 0)
    rows["side"] = [_WORDS[kind].get(sign, "") for kind, sign in zip(rows["kind"], rows["sign"], strict=True)]
    polarity = polarity_codes(rows["indicator"], figures)
    rows["unfavourable"] = np.where(polarity == 0, None, (rows["sign"] * polarity) < 0)
    rows["old"] = rows["period"].astype(int) < figures.latest - OLDEST
    rows = rows.merge(at[[*KEYS, "indicative"]], on=KEYS, how="left").drop(columns="by_rule")
    return rows.merge(figures.comparison[[*KEYS, "reference"]], on=KEYS, how="left")


def _is_told(figures: Figures) -> pd.Series:
    """Rows of subjects, of indicators outside the context that have a good side or are registered crimes."""
    about = figures.indicators
    veld = {theme.id: theme.veld for theme in figures.catalog.themes}
    safe = about["theme"].map(veld) != VeiligheidsVeld.CONTEXT
    meant = (about["polarity"] != Polarity.NONE) | (about["detection"] != Detection.NOT_APPLICABLE)
    rows = figures.observed
    return rows["area"].map(figures.areas["level"]).isin(SUBJECTS) & rows["indicator"].map(safe & meant)


def _comparisons(at: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    rows = at[[*KEYS, "lower", "upper"]].merge(figures.comparison, on=KEYS)
    other = figures.observed[[*KEYS, "lower", "upper"]].rename(columns={"area": "reference"})
    rows = rows.merge(other, on=["indicator", "reference", "period"], how="left", suffixes=("", "_ref"))
    by_ratio = rows["indicator"].map(figures.indicators["statistic"]) == Statistic.RATE
    ratio = discovery.z_of_ratio(rows["ratio"], rows["ratio_lower"], rows["ratio_upper"])
    half, other_half = (rows["upper"] - rows["lower"]) / 2, (rows["upper_ref"] - rows["lower_ref"]) / 2
    difference = discovery.z_of_difference(rows["difference"], half, other_half)
    return rows[KEYS].assign(kind="comparison", z=np.where(by_ratio, ratio, difference), by_rule=True)


def _changes(at: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    rows = at[KEYS].merge(figures.change[[*KEYS, "z"]], on=KEYS)
    return rows.assign(kind="change", by_rule=True)


def _trends(at: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    rows = at[KEYS].merge(figures.trend, on=KEYS)
    z = discovery.z_of_chi_squared(rows["chi_squared"], rows["slope"])
    by_rule = rows["direction"].isin([str(name) for name in trend.direction_names([-1, 1])])
    return rows[KEYS].assign(kind="trend", z=z, by_rule=by_rule)


def findings(tested: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    """The significant tests, each said once (columns as in the table `finding`), strongest first.

    A comparison: of every indicator only the area that lies furthest out (largest |z|). A change or trend: at the
    largest area that shows it; but where exactly one gemeente in that area shows it (|z| past 1.96, the same way) and
    is significant itself, at that gemeente, because then the larger area only follows it.
    """
    found = tested[tested["significant"]]
    order = ["strength", "indicator", "area"]
    compared = found[found["kind"] == "comparison"].sort_values(order, ascending=[False, True, True])
    moved = _said_once(found[found["kind"] != "comparison"], tested, figures)
    both = pd.concat([compared.drop_duplicates("indicator"), moved])
    return both.sort_values([*order, "kind"], ascending=[False, True, True, True], ignore_index=True)


def _said_once(found: pd.DataFrame, tested: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    level = figures.areas["level"]
    within = figures.inside[figures.inside["outer"] != figures.inside["area"]]
    same = ["kind", "indicator", "period", "sign"]
    shows = tested[(tested["strength"] > Z) & (tested["area"].map(level) == Level.GEMEENTE)]
    below = found[[*same, "area"]].rename(columns={"area": "outer"}).merge(within, on="outer")
    members = below.merge(shows[[*same, "area", "significant"]], on=[*same, "area"]).groupby([*same, "outer"])
    alone = members["significant"].agg(["size", "sum"]).eq(1).all(axis=1).rename("follows").reset_index()
    found = found.merge(alone.rename(columns={"outer": "area"}), on=[*same, "area"], how="left")
    said = found[~found["follows"].eq(True)]
    above = said[[*same, "area"]].rename(columns={"area": "outer"}).merge(within, on="outer")[[*same, "area"]]
    again = said.merge(above.drop_duplicates().assign(again=True), on=[*same, "area"], how="left")
    return again[again["again"].isna()].drop(columns=["follows", "again"])


def signals(tested: pd.DataFrame, plan: Plan, figures: Figures) -> pd.DataFrame:
    """Indicators that are significantly high or worsening in an area and belong to no priority that applies there.

    Only with polarity, not indicative, and not found by looking for it. An indicator belongs to a priority by a link
    or by its theme (the national frame, which is none of the four levels, only by a link); examples (standing
    `voorbeeld`) do not count. One row per area and indicator, the strongest.
    Columns as in `finding`, and theme.
    """
    about = figures.indicators
    bad = tested["significant"] & (tested["unfavourable"] == True) & ~tested["indicative"].astype(bool)  # noqa: E712
    bad &= tested["indicator"].map(about["detection"]) != Detection.FOUND
    rows = tested[bad].assign(theme=lambda f: f["indicator"].map(about["theme"]))
    current = applying(plan, figures)
    links = pd.DataFrame([(link.priority, link.indicator) for link in plan.links], columns=["priority", "indicator"])
    by_link = set(current.merge(links, on="priority")[["area", "indicator"]].itertuples(index=False, name=None))
    by_theme = set(current.loc[~current["national"], ["area", "theme"]].itertuples(index=False, name=None))
    covered = [
        (area, indicator) in by_link or (area, theme) in by_theme
        for area, indicator, theme in zip(rows["area"], rows["indicator"], rows["theme"], strict=True)
    ]
    order = ["strength", "indicator", "area", "kind"]
    left = rows[~np.array(covered, dtype=bool)].sort_values(order, ascending=[False, True, True, True])
    return left.drop_duplicates(["area", "indicator"])


def applying(plan: Plan, figures: Figures) -> pd.DataFrame:
    """Priorities of the year of the latest figure, with every area where they apply.

    Columns priority, theme, national (of the national frame, none of the four levels), area.
    """
    current = [
        (priority.id, priority.theme, priority.level == PlanLevel.LANDELIJK, priority.area)
        for priority in plan.priorities
        if priority.start <= figures.latest <= priority.end and priority.standing != Standing.VOORBEELD
    ]
    rows = pd.DataFrame(current, columns=["priority", "theme", "national", "outer"]).astype({"national": bool})
    rows = rows.merge(figures.inside, on="outer")
    return rows[["priority", "theme", "national", "area"]].sort_values(["area", "priority"], ignore_index=True)
