"""A plainly synthetic catalog and snapshot of two basisteams with two gemeenten each, small enough to work by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import duckdb
import pandas as pd

from ivp.catalog.models import (
    Area,
    Catalog,
    Detection,
    Event,
    Indicator,
    Level,
    Polarity,
    Source,
    Statistic,
    Theme,
    VeiligheidsVeld,
)
from ivp.store.build import records, run
from ivp.store.build.work import Work

AREAS = (
    Area(code="NL01", level=Level.LAND, name="Land"),
    Area(code="RE99", level=Level.EENHEID, name="Eenheid", parent="NL01"),
    Area(code="PD-X", level=Level.DISTRICT, name="District X", parent="RE99"),
    Area(code="BT-A", level=Level.BASISTEAM, name="Team A", parent="PD-X"),
    Area(code="BT-B", level=Level.BASISTEAM, name="Team B", parent="PD-X"),
    Area(code="GM0001", level=Level.GEMEENTE, name="Een", parent="BT-A"),
    Area(code="GM0002", level=Level.GEMEENTE, name="Twee", parent="BT-A"),
    Area(code="GM0003", level=Level.GEMEENTE, name="Drie", parent="BT-B"),
    Area(code="GM0004", level=Level.GEMEENTE, name="Vier", parent="BT-B"),
)
COLUMNS = ["table", "code", "measure", "area", "period", "value", "margin", "state", "respondents", "owner"]
MEMBERS = {
    "PD-X": ("GM0001", "GM0002", "GM0003", "GM0004"),
    "BT-A": ("GM0001", "GM0002"),
    "BT-B": ("GM0003", "GM0004"),
}


def indicator(id: str, statistic: Statistic, source: str, **more: object) -> Indicator:
    """An indicator with everything that a test does not care about filled in."""
    fields: dict[str, object] = {
        "id": id,
        "label": id,
        "short": id,
        "theme": "thema",
        "statistic": statistic,
        "unit": "per 1.000 inwoners",
        "decimals": 1,
        "polarity": Polarity.LOWER_IS_BETTER,
        "detection": Detection.REPORTED,
        "source": source,
        "code": "X",
        "measure": "aantal",
    }
    return Indicator(**{**fields, **more})  # type: ignore[arg-type]


def source(id: str, **more: str) -> Source:
    """A source with everything that a test does not care about filled in."""
    fields = {
        "id": id,
        "title": id,
        "publisher": "Niemand",
        "licence": "-",
        "url": "https://example.org/",
        "definition": "-",
        "rhythm": "-",
    }
    return Source(**{**fields, **more})


def catalog(*indicators: Indicator, events: tuple[Event, ...] = (), sources: tuple[Source, ...] = ()) -> Catalog:
    """A catalog of the areas above."""
    return Catalog(
        areas=AREAS,
        members=MEMBERS,
        themes=(Theme(id="thema", label="Thema", veld=VeiligheidsVeld.JEUGD),),
        indicators=indicators,
        sources=sources,
        events=events,
    )


def rows(
    table: str, values: dict[tuple[str, str], float | None], measure: str = "aantal", **more: object
) -> pd.DataFrame:
    """Published rows of one table: {(area, period): value}."""
    return pd.DataFrame(
        [
            {
                "table": table,
                "code": more.get("code", "X"),
                "measure": measure,
                "area": area,
                "period": period,
                "value": value,
                "margin": more.get("margin"),
                "state": more.get("state", "unknown" if value is None else "value"),
            }
            for (area, period), value in values.items()
        ]
    ).astype({"value": float, "margin": float})


def people(values: dict[tuple[str, int], float]) -> pd.DataFrame:
    """Published rows of inhabitants on 1 January: {(area, year): number}."""
    by_period = {(area, str(year)): number for (area, year), number in values.items()}
    return rows("03759ned", by_period, "bevolking_1_januari", code="T001")


OTHERS = tuple(f"GM{number}" for number in range(1001, 1101))
"""Gemeenten outside the catalog."""


def others(
    indicator: Indicator, of: Callable[[str, int], tuple[float | None, float | None]], years: Iterable[int]
) -> pd.DataFrame:
    """Published rows of the OTHERS: cases `of` (area, year), and the whole that they are a part of in a share."""
    given = {(area, str(year)): of(area, year) for area in OTHERS for year in years}
    measures = [one for one in (indicator.measure, indicator.denominator_measure) if one]
    parts = [
        rows(indicator.source, {key: both[turn] for key, both in given.items()}, measure, code=indicator.code)
        for turn, measure in enumerate(measures)
    ]
    return pd.concat(parts, ignore_index=True)


def steady(known: Catalog) -> list[pd.DataFrame]:
    """Rows from which every count gets an extra spread of 0, so that what is worked by hand is chance alone."""
    counted = (one for one in known.indicators if one.statistic in (Statistic.RATE, Statistic.SHARE))
    return [others(one, lambda area, year: (200, 400), (2001, 2002)) for one in counted]


def take_in(work: Work, known: Catalog, *published: pd.DataFrame) -> None:
    """Put catalog, areas and published rows in a database, as a build does from files."""
    records.add_catalog(work, known)
    records.add_areas(work, known, dict(zip(OTHERS, OTHERS, strict=True)), {})
    given = pd.concat(published, ignore_index=True).reindex(columns=COLUMNS).astype({"respondents": float})
    work.connection.register("published_rows", given)
    work.connection.execute("CREATE TEMP TABLE published AS SELECT * FROM published_rows")
    work.connection.unregister("published_rows")


def derived(known: Catalog, *published: pd.DataFrame, spread: Sequence[pd.DataFrame] | None = None) -> Work:
    """A database in memory with everything that follows from published rows, before any judgement.

    `spread`: the rows that tell how much figures move by themselves; without them not at all (`steady`).
    """
    work = Work(duckdb.connect(config={"threads": 1}))
    take_in(work, known, *published, *(steady(known) if spread is None else spread))
    run.derive(work, known)
    return work


def table(work: Work, name: str, *keys: str) -> pd.DataFrame:
    """A table as a frame, with these columns as its index."""
    frame = work.connection.table(name).df()
    return frame.set_index(list(keys)) if keys else frame


BREAK = Event(id="knip", start=date(2020, 1, 1), label="Knip", text="Nieuwe meetwijze.", breaks=True, sources=("T1",))
