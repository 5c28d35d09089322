"""How far the goals are, by the figures up to every year."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ivp.analysis import goals as rules
from ivp.catalog.models import Event
from ivp.store.build.work import Arrays, Work
from ivp.store.segments import segment


def follow_goals(work: Work, first: int, latest: int, events: Sequence[Event]) -> None:
    """Make the temporary table `goal_year` of the years `first` … `latest`, and fill `goal_progress` with the last.

    `reason` says why there is no state: no_indicator, no_figure, break (the series was renewed since the base year, so
    the base is another measure).
    """
    work.lend(_progress(work.arrays("judge/goals_asked", first=first, latest=latest), events))
    work.run("judge/goal_year")
    work.insert("goal_progress", "judge/goal_progress", latest=latest)


def _progress(rows: Arrays, events: Sequence[Event]) -> Arrays:
    none = rows["indicator"] == ""
    missing = np.isnan(rows["value"])
    reason = np.select([none, missing, _broken(rows, events)], ["no_indicator", "no_figure", "break"], "")
    known = reason == ""
    year = np.where(known, rows["figure_year"], rows["base_year"])
    target = rows["target_value"].astype(float)
    needed = rules.needed_now(rows["base_value"], target, rows["base_year"], rows["target_year"], year)
    value = np.where(known, rows["value"], np.nan)
    judged = rules.progress(value, rows["lower"], rows["upper"], target, needed, rows["higher"])
    return {
        "needed": np.where(known, judged.needed, np.nan),
        "state": judged.state,
        "certain": judged.certain,
        "reason": reason,
    }


def _broken(rows: Arrays, events: Sequence[Event]) -> np.ndarray:
    """Whether a break of the figure's own source lies between the base year and the figure."""
    known = zip(rows["source"], rows["base_year"], rows["segment"], strict=True)
    return np.array(
        [source is not None and segment(source, str(year), events) != at for source, year, at in known], bool
    )
