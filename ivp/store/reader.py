"""Read the database: named queries with bound parameters, each answered with a frame.

The file is opened read-only and hardened (DuckDB, "Securing DuckDB"): no files, no network, no extensions, no
settings can be reached from a query.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import duckdb
import pandas as pd

from ivp.catalog.models import Event, Indicator
from ivp.errors import UserError
from ivp.store import SCHEMA_VERSION
from ivp.store.plan_reader import PlanReader

if TYPE_CHECKING:
    from ivp.analysis.outlook import Outlook

_QUERIES = Path(__file__).parent / "queries"
KEPT_ANSWERS = 256
HARDENED: dict[str, str | bool | int] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "lock_configuration": True,
}


@lru_cache(maxsize=64)
def _sql(name: str) -> str:
    return (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def _fixed(value: Any) -> Any:
    """A parameter as a key: lists as tuples."""
    return tuple(value) if isinstance(value, list) else value


class Store(PlanReader):
    """One built database. Cheap to keep open; every query runs on its own cursor, so threads may share it.

    Raises `UserError` when the file is missing, broken, half-written or of another schema version.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._answers = lru_cache(maxsize=KEPT_ANSWERS)(self._ask)
        self._outlooks = lru_cache(maxsize=512)(self._outlook)
        try:
            self._connection = duckdb.connect(str(file), read_only=True, config=dict(HARDENED))
            self.info: dict[str, str] = dict(self.query("build_info").itertuples(index=False))
        except duckdb.Error as error:
            raise UserError(
                f"De database {file.name} is niet te lezen; verwijder het bestand, dan wordt het opnieuw gemaakt."
            ) from error
        if self.info.get("schema_version") != SCHEMA_VERSION or self.info.get("complete") != "yes":
            raise UserError(
                f"De database {file.name} hoort bij een andere versie; verwijder het: het wordt opnieuw gemaakt."
            )

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def query(self, name: str, **parameters: Any) -> pd.DataFrame:
        """The answer of the named query `queries/<name>.sql` as a frame; parameters are bound, never pasted in.

        The database does not change, so the last answers are kept; every caller gets a frame of its own (pandas
        copies on write).
        """
        frame = self._answers(name, *((key, _fixed(value)) for key, value in parameters.items()))
        return frame.copy(deep=False)

    def forget(self) -> None:
        """Drop the kept answers, so that the next question is asked anew; for measuring."""
        self._answers.cache_clear()

    def _ask(self, name: str, *parameters: tuple[str, Any]) -> pd.DataFrame:
        bound = {key: list(value) if isinstance(value, tuple) else value for key, value in parameters}
        cursor = self._connection.cursor()
        try:
            return cursor.execute(_sql(name), bound or None).df()
        finally:
            cursor.close()

    def areas(self, all_netherlands: bool = False) -> pd.DataFrame:
        """Areas of the catalog, or all Dutch ones: code, level, name, parent, sort, inside, lon, lat."""
        return self.query("areas", all_netherlands=all_netherlands)

    def indicators(self) -> list[Indicator]:
        """All indicators, in display order of theme and file."""
        fields = list(Indicator.model_fields)
        rows = self.query("indicators").astype(object)
        rows = rows.where(rows.notna(), None)
        return [Indicator(**{name: row[name] for name in fields}) for row in rows.to_dict("records")]

    def themes(self) -> pd.DataFrame:
        """Every indicator's theme: columns id (of the indicator), theme, theme_label, veld, veld_label."""
        return self.query("indicators")[["id", "theme", "theme_label", "veld", "veld_label"]]

    def events(self) -> list[Event]:
        """Documented events on the time axis, by date."""
        return [
            Event(
                id=row["id"],
                start=row["start"].date(),
                end=None if pd.isna(row["end"]) else row["end"].date(),
                label=row["label"],
                text=row["text"],
                breaks=bool(row["breaks"]),
                sources=tuple(row["sources"]),
                url=row["url"],
            )
            for row in self.query("events").to_dict("records")
        ]

    def availability(self) -> pd.DataFrame:
        """For how many catalog areas there is a figure: columns indicator, level, period, areas, known, valued.

        `valued` leaves out areas with a count alone.
        """
        return self.query("availability")

    def facts(
        self,
        indicators: Sequence[str],
        *,
        areas: Sequence[str] = (),
        levels: Sequence[str] = (),
        periods: Sequence[str] = (),
        grain: Literal["", "year", "month"] = "",
        reference_level: str = "district",
        all_netherlands: bool = False,
    ) -> pd.DataFrame:
        """The fact frame: one row per indicator, area and period.

        Empty `areas`, `levels` or `periods` mean all; `grain` keeps years or months.
        `reference_level` picks the area of that level that contains
        each area; areas that it does not contain have outcome 'none' and no reference.
        """
        return self.query(
            "facts",
            indicators=list(indicators),
            areas=list(areas),
            levels=list(levels),
            periods=list(periods),
            grain=grain,
            reference_level=reference_level,
            all_netherlands=all_netherlands,
        )

    def matrix(
        self,
        indicators: Sequence[str],
        *,
        levels: Sequence[str],
        until: str = "",
        reference_level: str = "district",
    ) -> pd.DataFrame:
        """The fact frame of, per indicator, its latest year with a figure at one of `levels` (not after `until`).

        Of an indicator without years the latest month.
        """
        return self.query(
            "matrix",
            indicators=list(indicators),
            levels=list(levels),
            until=until,
            reference_level=reference_level,
        )

    def outlines(self, level: str) -> dict[str, Any]:
        """Outlines of a level as GeoJSON features with code, name and parent; none where they are unknown."""
        return {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {"code": row["code"], "name": row["name"], "parent": row["parent"]},
                    "geometry": json.loads(row["geometry"]),
                }
                for row in self.query("outlines", level=level).to_dict("records")
            ],
        }

    def funnel_limits(self, indicator: str, period: str) -> pd.DataFrame:
        """Funnel limits: columns target, denominator, lower, upper, lower998, upper998 (per 1,000); empty if none."""
        return self.query("funnel_limits", indicator=indicator, period=period)

    def year_to_date(self, indicator: str, period: str) -> pd.DataFrame:
        """January up to a month against the same months a year before: area, area_name, level, counts, outcome."""
        return self.query("year_to_date", indicator=indicator, period=period)

    def similar(self, area: str, indicator: str, period: str) -> pd.DataFrame:
        """The municipalities most like `area`, nearest first, with their figure where they have one."""
        return self.query("similar", area=area, indicator=indicator, period=period)

    def outlook(self, indicator: str, area: str, until: int) -> Outlook:
        """The projection of one series to the year `until`, or why there is none; kept once made.

        In the unit of the indicator; of a monthly series in sums of twelve months.
        """
        return self._outlooks(indicator, area, until)

    def _outlook(self, indicator: str, area: str, until: int) -> Outlook:
        from ivp.store.outlooks import outlook_of  # heavy: only when somebody asks

        return outlook_of(self.query("series", indicator=indicator, area=area), tuple(self.events()), until)
