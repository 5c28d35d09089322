"""What a copy looks like, declared: where area, period, code and figures stand, and how they become rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

from ivp.catalog.models import State
from ivp.compile.copies import MUNICIPALITY, YEAR, Copy, period_text, read_copy
from ivp.snapshot import OBSERVATION_SCHEMA, SnapshotTable

POLICE = "Politie open data"
CBS = "CC BY 4.0"
OPEN = "Open data"
_KEYS: tuple[Literal["code", "measure", "area", "period"], ...] = ("code", "measure", "area", "period")


@dataclass(frozen=True)
class Fixed:
    """The same text in every row, where the copy has no column for it."""

    text: str


@dataclass(frozen=True)
class Layout:
    """Where a copy keeps what an observation needs: for each key the name of its column, or a fixed text.

    - `values`: the columns with figures, and what each heading stands for: a measure, or the key named by `across`;
    - `areas`, `periods`: what a code of an area and a period look like;
    - `low`, `high`, `empty`: which figures are possible, and whether a cell may be empty.
    """

    values: Mapping[str, str]
    area: str | Fixed = "gm_code"
    period: str | Fixed = "jaar"
    code: str | Fixed = Fixed("")
    measure: str | Fixed = Fixed("")
    across: Literal["measure", "period", "code"] = "measure"
    areas: str = MUNICIPALITY
    periods: str = YEAR
    low: float = 0.0
    high: float = np.inf
    empty: bool = False

    @property
    def _columns(self) -> list[str]:
        """The columns with keys."""
        return [key for name, key in self._named.items() if isinstance(key, str) and name != self.across]

    @property
    def _named(self) -> dict[str, str | Fixed]:
        return {"area": self.area, "period": self.period, "code": self.code, "measure": self.measure}

    def read(self, folder: Path, name: str, *more: str) -> Copy:
        """The copy with its columns (and `more`), its keys checked; `UserError` naming file and line."""
        return self.checked(read_copy(folder, name, list(dict.fromkeys([*self._columns, *self.values, *more]))))

    def checked(self, copy: Copy) -> Copy:
        """The same copy, after a check of its areas and periods, and that none occurs twice."""
        if isinstance(self.area, str):
            copy.matches(self.area, self.areas)
        if isinstance(self.period, str) and self.across != "period":
            copy.matches(self.period, self.periods)
        return copy.unique(*self._columns)

    def rows(self, copy: Copy) -> pd.DataFrame:
        """The figures: columns code, measure, area, period, value; the index is the line in the file."""
        keys = {
            name: key.text if isinstance(key, Fixed) else copy[key]
            for name, key in self._named.items()
            if name != self.across
        }
        parts = [
            pd.DataFrame({**keys, self.across: means, "value": self._numbers(copy, column)}, index=copy.frame.index)
            for column, means in self.values.items()
        ]
        return pd.concat(parts)[[*_KEYS, "value"]]

    def _numbers(self, copy: Copy, column: str) -> pd.Series:
        return copy.numbers(column, self.low, self.high, self.empty)


@dataclass(frozen=True)
class Described:
    """What the manifest says of a table, apart from what follows from its figures."""

    source: str
    title: str
    licence: str
    context: bool = False
    origin: str = "samengesteld uit gepubliceerde kopieën van de tabel"

    def table(self, frame: pd.DataFrame, note: str, periods: str = "") -> SnapshotTable:
        """The file of the snapshot; without `periods` the years that the figures are of."""
        return SnapshotTable(
            file=f"{'context_' * self.context}{self.source}.parquet",
            source=self.source,
            title=self.title,
            periods=periods or period_text(frame["period"]),
            origin=self.origin,
            licence=self.licence,
            note=note,
            frame=observations(self.source, frame),
        )


def observations(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the observation layout: an empty value is `unknown`, never zero.

    `rows` has code, measure, area, period, value, and may have `margin`, `provisional` (bool) and `state`.
    """
    given = rows.get("provisional", pd.Series(False, index=rows.index)).to_numpy(bool)
    state = pd.Series(np.where(given, State.PROVISIONAL.value, State.VALUE.value), index=rows.index)
    state = state.mask(rows["value"].isna(), State.UNKNOWN.value)
    if "state" in rows:
        state = rows["state"].fillna(state)
    margin = rows.get("margin", pd.Series(np.nan, index=rows.index))
    return rows.assign(table=table, margin=margin, state=state)[OBSERVATION_SCHEMA.names]


def country(rows: pd.DataFrame) -> pd.DataFrame:
    """The sums of all `rows` as figures of the country, per code, measure and period."""
    return rows.groupby(["code", "measure", "period"], as_index=False)["value"].sum().assign(area="NL01")
