"""What the twins show, from the database of the dashboard: a row per cell of the overview, and per area and year."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from ivp import paths
from ivp.catalog.models import Indicator, Level
from ivp.figures.palette import LIGHT
from ivp.store.current import open_current
from ivp.store.reader import Store
from ivp.wording import numbers, sentences

REFERENCES = ("district", "land")
OVERVIEW, YEARS, OUTLINES, DATABASE = "overview.csv", "years.csv", "outlines.geojson", "figures.sqlite"
OVERVIEW_COLUMNS = ("reference", "indicator", "label", "theme", "area", "name", "period", "text", "fill", "explain")
YEARS_COLUMNS = ("indicator", "label", "area", "name", "year", "value")
_LEVELS = (Level.GEMEENTE, Level.BASISTEAM, Level.DISTRICT, Level.EENHEID, Level.LAND)


def write_figures(folder: Path) -> None:
    """Write the tables as CSV and as one SQLite file, and the outlines of the gemeenten as they lie in `data/geo`."""
    store = open_current(paths.data_dir(), folder / "cache").store
    tables = {"overview": (OVERVIEW_COLUMNS, _overview(store)), "years": (YEARS_COLUMNS, _years(store))}
    with sqlite3.connect(folder / DATABASE) as database:
        for name, (columns, rows) in tables.items():
            with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows([columns, *rows])
            database.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            database.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)
    database.close()
    shutil.copy(paths.data_dir() / "geo" / "gemeenten.geojson", folder / OUTLINES)


def _leading(store: Store) -> dict[str, Indicator]:
    """The indicators of the overview in the order of its rows."""
    behind = {one.indicator for one in store.twins() if not one.leads}
    found = [one for one in store.indicators() if one.order is not None and one.id not in behind]
    return {one.id: one for one in sorted(found, key=lambda one: one.order or 0)}


def _overview(store: Store) -> list[Sequence[object]]:
    """Every cell of "Alle indicatoren", in the order of the screen, against both references."""
    indicators = _leading(store)
    places = {area.code: at for at, area in enumerate(store.areas())}
    rows: list[Sequence[object]] = []
    for reference in REFERENCES:
        facts = store.matrix(list(indicators), levels=(Level.GEMEENTE,), reference_level=reference)
        for id, one in indicators.items():
            for fact in sorted(
                (fact for fact in facts if fact.indicator == id), key=lambda fact: places[fact.area.code]
            ):
                text = "" if fact.value is None else numbers.value(fact.value, one)
                fill = LIGHT.fill(fact.outcome, one.polarity)
                explain = sentences.cell(fact, one)
                cell = (fact.area.code, fact.area.name, fact.period, text, fill, explain)
                rows.append((reference, id, one.label, one.theme, *cell))
    return rows


def _years(store: Store) -> list[Sequence[object]]:
    """Every figure of the same indicators by year."""
    indicators = _leading(store)
    facts = store.facts(list(indicators), reference_level="district", levels=_LEVELS)
    return [
        (fact.indicator, indicators[fact.indicator].label, fact.area.code, fact.area.name, fact.period, fact.value)
        for fact in facts
        if fact.value is not None and len(fact.period) == 4
    ]
