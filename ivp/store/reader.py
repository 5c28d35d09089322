"""The store that pages read: figures, the plan and its judgement, and the outlook of one series."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ivp.store.connection import Connect, connected
from ivp.store.plan_reader import PlanReader

if TYPE_CHECKING:
    from ivp.analysis.outlook import Outlook

_MONTHS = 12


class Store(PlanReader):
    """Everything that the database answers; see `Database` for how it is opened."""

    def __init__(self, file: Path, connect: Connect = connected) -> None:
        super().__init__(file, connect)
        self._outlooks = lru_cache(maxsize=512)(self._outlook)

    def outlook(self, indicator: str, area: str, until: int) -> Outlook:
        """The projection of one series to the year `until`, or why there is none; kept once made.

        In the unit of the indicator; of a monthly series in sums of twelve months.
        """
        return self._outlooks(indicator, area, until)

    def _outlook(self, indicator: str, area: str, until: int) -> Outlook:
        from ivp.analysis.outlook import outlook  # heavy (statsmodels): only when somebody asks

        rows = self.rows("series", indicator=indicator, area=area)
        monthly = any(month is not None for _, month, *_ in rows)
        moments = [_MONTHS * year + month - 1 if monthly else year for year, month, *_ in rows]
        values, segments = [row[2] for row in rows], [row[3] for row in rows]
        return outlook(moments, values, segments, until, _MONTHS if monthly else 1)
