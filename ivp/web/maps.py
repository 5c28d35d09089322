"""What the map page chooses: the measure of the figures, and which areas it lists."""

from __future__ import annotations

import pandas as pd

from ivp.figures.maps import MapMeasure

MEASURES: dict[str, MapMeasure] = {
    "per-1000": "rate",
    "aantal": "count",
    "verschil": "difference",
    "trend": "trend",
}
LISTED = 12


def ranked(facts: pd.DataFrame, measure: MapMeasure) -> pd.DataFrame:
    """The areas with the highest figure, at most twelve, highest first.

    Of wijken and buurten only those that are not indicative: a rate of a few cases is no place in a list.
    """
    key = "numerator" if measure == "count" else "value"
    rows = facts[facts[key].notna()]
    if measure != "count" and not (rows["level"] == "gemeente").any():
        rows = rows[~rows["indicative"].astype(bool)]
    return rows.sort_values([key, "area"], ascending=[False, True]).head(LISTED)
