"""The year so far of monthly counts, against the same months of the year before."""

from __future__ import annotations

import pandas as pd

from ivp.analysis import change
from ivp.catalog.models import Statistic

COLUMNS = ["indicator", "area", "period", "numerator", "previous_numerator", "percent", "z", "outcome"]


def year_to_date(observed: pd.DataFrame, statistic: pd.Series, segments: pd.Series) -> pd.DataFrame:
    """Per indicator with months and per area: the sum of January up to every month, in two years.

    `statistic` by indicator; `segments` aligned with `observed` (see `derive.segments`). Columns as in the table
    `year_to_date`; `period` is the month up to which is counted. Only where every month of both years has a count
    and no break lies between them. The change is judged as `analysis.change.change_counts` does.
    """
    counted = observed["indicator"].map(statistic) == Statistic.RATE
    months = observed.assign(segment=segments)[counted & observed["month"].notna() & observed["numerator"].notna()]
    months = months.sort_values(["indicator", "area", "year", "month"])
    year = months.groupby(["indicator", "area", "year"], sort=False)
    months = months.assign(total=year["numerator"].cumsum(), known=year.cumcount() + 1, first=year["segment"].cummin())
    complete = months[months["known"] == months["month"]]
    before = complete.assign(year=complete["year"] + 1)
    both = complete.merge(before, on=["indicator", "area", "year", "month"], suffixes=("", "_before"))
    both = both[both["segment"] == both["first_before"]]
    result = change.change_counts(both["total"].to_numpy(float), both["total_before"].to_numpy(float))
    return pd.DataFrame(
        {
            "indicator": both["indicator"],
            "area": both["area"],
            "period": both["period"],
            "numerator": both["total"],
            "previous_numerator": both["total_before"],
            "percent": result.percent,
            "z": result.z,
            "outcome": change.outcome_names(result.outcome),
        }
    ).sort_values(["indicator", "area", "period"], ignore_index=True)[COLUMNS]
