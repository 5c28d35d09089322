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
    """Gemeenten by their figure, wijken and buurten by their number of cases; at most twelve, highest first.

    In a small buurt the figure per inhabitant says little: a dozen cases on an industrial estate make a record.
    """
    by_figure = measure != "count" and (facts["level"] == "gemeente").any()
    key = "value" if by_figure else "numerator"
    return facts[facts[key].notna()].sort_values([key, "area"], ascending=[False, True]).head(LISTED)
