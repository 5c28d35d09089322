"""Funnel limits per indicator and year, over a grid of population sizes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ivp.analysis import funnel
from ivp.catalog.models import Statistic

GRID_POINTS = 60
ENOUGH_AREAS = 100
_PER = 1000.0


def funnel_limits(observed: pd.DataFrame, areas: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Limits round the rate of all municipalities together; columns as in the table `funnel_limit`.

    Only for rates and periods with at least ENOUGH_AREAS municipalities: with fewer there is no funnel to speak of.
    """
    rates = indicators.loc[indicators["statistic"] == Statistic.RATE, "indicator"]
    municipalities = areas.loc[areas["level"] == "gemeente", "code"]
    rows = observed[
        observed["indicator"].isin(rates) & observed["area"].isin(municipalities) & observed["value"].notna()
    ]
    parts = []
    for (indicator, period), group in rows.groupby(["indicator", "period"], sort=True):
        if len(group) < ENOUGH_AREAS:
            continue
        target = group["numerator"].sum() / group["denominator"].sum()
        sizes = np.geomspace(group["denominator"].min(), group["denominator"].max(), GRID_POINTS)
        lower, upper = funnel.limits(sizes, target, confidence=0.95)
        lower998, upper998 = funnel.limits(sizes, target, confidence=0.998)
        parts.append(
            pd.DataFrame(
                {
                    "indicator": indicator,
                    "period": period,
                    "target": target * _PER,
                    "denominator": sizes,
                    "lower": lower * _PER,
                    "upper": upper * _PER,
                    "lower998": lower998 * _PER,
                    "upper998": upper998 * _PER,
                }
            )
        )
    columns = ["indicator", "period", "target", "denominator", "lower", "upper", "lower998", "upper998"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
