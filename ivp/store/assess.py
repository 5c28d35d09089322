"""The toets of every priority, in every area where it applies, for every year of its period with figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ivp.analysis import assessment as rules
from ivp.catalog.models import Detection, Level, Statistic
from ivp.catalog.plan import Evidence, Plan, Weight
from ivp.store.bases import base_changes
from ivp.store.yearly import Figures, codes, last_figures, polarity_codes

ASSESSED = (Level.EENHEID, Level.DISTRICT, Level.BASISTEAM, Level.GEMEENTE)
KEYS = ["priority", "area", "year"]
_GOAL_COLUMNS = ["goal", "priority", "indicator", "area", "year", "state", "needed", "certain"]


@dataclass(frozen=True)
class Toets:
    """The tables `assessment` (one row per priority, area and year) and `assessment_part` (per indicator)."""

    assessment: pd.DataFrame
    part: pd.DataFrame


def assess(plan: Plan, figures: Figures, progress: pd.DataFrame) -> Toets:
    """Assess every priority of `plan` by `figures`; `progress` is that of the goals by year (`goals.goal_progress`)."""
    scope = _scope(plan, figures)
    parts = _judged(_with_figures(_linked(scope, plan), figures), figures)
    parts["decides"] = _decide(parts)
    parts["excluded"] = _why_not(parts, figures)
    parts = _with_goals(parts, progress).sort_values([*KEYS, "evidence", "weight_order", "sort"], ignore_index=True)
    return Toets(_concluded(scope, parts), parts)


def years_of(start: int, end: int, latest: int) -> range:
    """The years of a period that are assessed: up to the latest figure."""
    return range(start, min(end, latest) + 1)


def _scope(plan: Plan, figures: Figures) -> pd.DataFrame:
    """KEYS: every priority in every area where it applies, for every year."""
    inside = figures.inside[figures.inside["area"].map(figures.areas["level"]).isin(ASSESSED)]
    years = [
        (priority.id, priority.area, year)
        for priority in plan.priorities
        for year in years_of(priority.start, priority.end, figures.latest)
    ]
    chosen = pd.DataFrame(years, columns=["priority", "outer", "year"]).astype({"year": int})
    return chosen.merge(inside, on="outer")[KEYS].drop_duplicates().sort_values(KEYS, ignore_index=True)


def _linked(scope: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    columns = ["priority", "indicator", "evidence", "weight"]
    links = pd.DataFrame([link.model_dump(mode="json") for link in plan.links], columns=columns)
    links["weight_order"] = np.where(links["weight"] == Weight.LEAD, 0, 1)
    return scope.merge(links, on="priority")


def _with_figures(rows: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    """The last figure up to the year, with its comparison, trend and changes against the bases."""
    found = last_figures(rows, figures, "year").rename(columns={"figure_state": "state"})
    found["old"] = found["year"] - found["figure_year"] > rules.OLDEST
    keys = ["indicator", "area", "period"]
    compared = figures.comparison[[*keys, "outcome", "reference", "reference_value", "rest"]]
    trend = figures.trend[[*keys, "direction", "first_period"]].rename(columns={"first_period": "trend_from"})
    found = found.merge(compared.rename(columns={"outcome": "level_outcome"}), on=keys, how="left")
    found = found.merge(trend, on=keys, how="left")
    wanted = found.loc[found["period"].notna(), ["indicator", "area", "figure_year"]]
    changes = base_changes(wanted.rename(columns={"figure_year": "year"}).astype({"year": int}), figures)
    found = found.merge(
        changes.rename(columns={"year": "figure_year"}), on=["indicator", "area", "figure_year"], how="left"
    )
    found["sort"] = found["indicator"].map(pd.Series(range(len(figures.indicators)), index=figures.indicators.index))
    return found


def _judged(parts: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    """The judgement of every part; an old figure and one without polarity give `unknown`."""
    polarity = polarity_codes(parts["indicator"], figures)
    judged = rules.judge(
        polarity,
        codes(parts["level_outcome"]),
        codes(parts["direction"]),
        [codes(parts["base_outcome"]), codes(parts["mean_outcome"])],
    )
    old = parts["old"].to_numpy(bool)
    return parts.assign(
        judgement=np.where(old, rules.Judgement.UNKNOWN.value, judged.judgement),
        contradictory=judged.contradictory & ~old,
        found=parts["indicator"].map(figures.indicators["detection"]) == Detection.FOUND,
        polarity=polarity,
    )


def _groups(parts: pd.DataFrame) -> pd.Series:
    return parts.groupby([*KEYS, "evidence"], sort=False).ngroup()


def _decide(parts: pd.DataFrame) -> np.ndarray:
    if parts.empty:
        return np.zeros(0, dtype=bool)
    usable = (parts["judgement"] != rules.Judgement.UNKNOWN) & ~parts["found"]
    return rules.deciding(_groups(parts), parts["weight"] == Weight.LEAD, usable)


def _why_not(parts: pd.DataFrame, figures: Figures) -> np.ndarray:
    """Why a part does not decide; empty for those that do."""
    number = parts["indicator"].map(figures.indicators["statistic"]) == Statistic.NUMBER
    return np.select(
        [
            parts["decides"].astype(bool),
            parts["period"].isna(),
            parts["found"],
            parts["polarity"] == 0,
            parts["old"],
            number,
            parts["judgement"] == rules.Judgement.UNKNOWN,
        ],
        ["", "no_figure", "found", "no_polarity", "old", "no_interval", "nothing_to_compare"],
        "supporting",
    )


def _with_goals(parts: pd.DataFrame, progress: pd.DataFrame) -> pd.DataFrame:
    """The state of the goal for this indicator and area, of this priority or of none; of more the first."""
    goals = progress[_GOAL_COLUMNS].rename(
        columns={"state": "goal_state", "needed": "goal_needed", "certain": "goal_certain", "priority": "of"}
    )
    both = parts[[*KEYS, "indicator"]].merge(goals, on=["indicator", "area", "year"])
    own = both[(both["of"] == both["priority"]) | (both["of"] == "")]
    first = own.sort_values(["of", "goal"], ascending=[False, True]).drop_duplicates([*KEYS, "indicator"])
    return parts.merge(first.drop(columns="of"), on=[*KEYS, "indicator"], how="left")


def _concluded(scope: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """One row per priority, area and year: judgements of register and survey, the counts behind them, the outcome."""
    result = scope.reset_index(drop=True)
    number = parts.merge(result.reset_index(), on=KEYS, how="left")["index"].to_numpy(int)
    for name, evidence in (("register", Evidence.REGISTER), ("survey", Evidence.SURVEY)):
        of_kind = (parts["evidence"] == evidence).to_numpy()
        rows = parts[of_kind]
        judged = rules.majority(number[of_kind], rows["judgement"], rows["decides"], len(result))
        result = result.assign(**{name: judged.judgement})
        for kind in ("worse", "better", "steady"):
            result[f"{name}_{kind}"] = getattr(judged, kind)
        result[f"{name}_linked"] = np.bincount(number[of_kind], minlength=len(result))
    result["outcome"] = rules.conclude(result["register"], result["survey"])
    return result
