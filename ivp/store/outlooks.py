"""The outlook of one stored series."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ivp.catalog.models import Event
from ivp.store.segments import segment

if TYPE_CHECKING:
    from ivp.analysis.outlook import Outlook

_MONTHS = 12


def outlook_of(series: pd.DataFrame, events: tuple[Event, ...], until: int) -> Outlook:
    """Project a series (columns period, year, month, value, source; in order of time) to the year `until`.

    Months give year figures: the sum of the monthly figures of that year.
    """
    from ivp.analysis.outlook import outlook  # heavy: scipy and statsmodels

    monthly = bool(series["month"].notna().any())
    stretches = [
        segment(source, period, events) for source, period in zip(series["source"], series["period"], strict=True)
    ]
    moments = series["year"].to_numpy(int)
    if monthly:
        moments = _MONTHS * moments + series["month"].to_numpy(int) - 1
    return outlook(moments, series["value"].to_numpy(float), stretches, until, _MONTHS if monthly else 1)
