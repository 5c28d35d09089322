"""How far the goals are, by the figures up to a year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ivp.analysis import goals as rules
from ivp.catalog.models import Event
from ivp.catalog.plan import Direction, Goal
from ivp.store import derive
from ivp.store.yearly import Figures, last_figures

COLUMNS = [
    *("goal", "area", "priority", "indicator", "year", "period", "value", "lower", "upper", "figure_state"),
    *("needed", "state", "certain", "reason"),
]


def goal_progress(goals: tuple[Goal, ...], figures: Figures, years: range) -> pd.DataFrame:
    """Progress of every goal by the figures up to each of `years`: columns COLUMNS.

    The last figure after the base year and not after the target year counts. `reason` says why there is none:
    no_indicator, no_figure, break (the series was renewed since the base year, so the base is another measure).
    """
    asked = pd.DataFrame([(goal.id, year) for goal in goals for year in years], columns=["goal", "year"])
    if asked.empty:
        return pd.DataFrame(columns=COLUMNS)
    rows = asked.merge(_frame(goals), on="goal").assign(until=lambda f: np.minimum(f["year"], f["target_year"]))
    rows = _latest(rows, figures)
    reason = np.select(
        [rows["indicator"] == "", rows["value"].isna(), _broken(rows, figures.catalog.events)],
        ["no_indicator", "no_figure", "break"],
        "",
    )
    known = reason == ""
    value = np.where(known, rows["value"], np.nan)
    needed = rules.needed_now(
        rows["base_value"],
        rows["target_value"].astype(float),
        rows["base_year"],
        rows["target_year"],
        np.where(known, rows["figure_year"], rows["base_year"]),
    )
    target = rows["target_value"].astype(float)
    judged = rules.progress(value, rows["lower"], rows["upper"], target, needed, rows["higher"])
    return rows.assign(
        needed=np.where(known, judged.needed, np.nan), state=judged.state, certain=judged.certain, reason=reason
    )[COLUMNS]


def _frame(goals: tuple[Goal, ...]) -> pd.DataFrame:
    columns = ["id", "area", "priority", "indicator", "base_year", "base_value", "target_year", "target_value"]
    frame = pd.DataFrame([goal.model_dump(include={*columns}) for goal in goals], columns=columns)
    higher = [goal.direction == Direction.HIGHER for goal in goals]
    return frame.rename(columns={"id": "goal"}).assign(higher=higher)


def _latest(rows: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    """The last figure up to `until`; one that is not after the base year is none."""
    found = last_figures(rows, figures, "until").sort_values(["goal", "year"], ignore_index=True)
    old = ~(found["figure_year"] > found["base_year"])
    found.loc[old, ["period", "figure_state"]] = None
    found.loc[old, ["value", "lower", "upper", "figure_year"]] = np.nan
    return found


def _broken(rows: pd.DataFrame, events: tuple[Event, ...]) -> np.ndarray:
    """Whether a break of the figure's own source lies between the base year and the figure."""

    def segment(year: pd.Series) -> pd.Series:
        at = pd.DataFrame({"year": year.fillna(2000).astype(int), "month": np.nan, "source": rows["source"].fillna("")})
        return derive.segments(at, events)

    return np.array(segment(rows["base_year"]) != segment(rows["figure_year"]), dtype=bool)
