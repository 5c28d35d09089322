"""A synthetic country of national size: plainly made up, for timing only. Nothing here is about a real place.

342 municipalities x 59 types x 14 years, and 18,000 buurten x 5 years of one total, with the figures above them that
the real tables carry as well: the country in both, the municipalities in the table of the buurten. A size can have
months of every municipality and type as well.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from ivp import snapshot

YEARS = tuple(range(2012, 2026))
BUURT_YEARS = YEARS[-5:]
CRIME, BUURT_CRIME, PEOPLE, BUURT_PEOPLE = "47013NED", "47022NED", "03759ned", "85984NED"
MONTH_CRIME = "MAANDEN"
COUNTRY = "NL01"
SEED = 20261124
_FIELDS = ["table", "code", "measure", "area", "period", "value", "margin", "state"]
_AREA_FIELDS = ["code", "level", "name", "parent"]


@dataclass(frozen=True)
class Size:
    """How many areas and types the country has, and of how many years the months; the years are always the same."""

    municipalities: int
    types: int
    buurten: int
    basisteams: int
    districts: int
    units: int
    month_years: int = 0

    @property
    def months(self) -> tuple[str, ...]:
        """The months that figures are made up for, oldest first."""
        years = YEARS[len(YEARS) - self.month_years :]
        return tuple(f"{year}-{month:02}" for year in years for month in range(1, 13))


NATIONAL = Size(municipalities=342, types=59, buurten=18_000, basisteams=170, districts=40, units=10)


def crime(number: int, table: str = CRIME) -> str:
    """The id of a type of crime in the table of the municipalities: of years, or of months."""
    return _slug(table, f"1.{number}")


BUURT_TOTAL = "47022ned-0-0-0"


def _slug(table: str, code: str) -> str:
    return f"{table.lower()}-{code.replace('.', '-')}"


def areas(size: Size) -> pd.DataFrame:
    """Every area, large to small, each below one of the level above: columns code, level, name, parent."""
    rows = [(COUNTRY, "land", "Verzonnen land", "")]
    rows += [(f"RE{i:02}", "eenheid", f"Eenheid {i}", COUNTRY) for i in range(size.units)]
    rows += [(f"PD-{i:03}", "district", f"District {i}", f"RE{i % size.units:02}") for i in range(size.districts)]
    rows += [(f"BT-{i:03}", "basisteam", f"Team {i}", f"PD-{i % size.districts:03}") for i in range(size.basisteams)]
    inside = [(i, f"BT-{i % size.basisteams:03}") for i in range(size.municipalities)]
    rows += [(f"GM{i:04}", "gemeente", f"Gemeente {i}", team) for i, team in inside]
    rows += [(f"WK{i:04}00", "wijk", f"Wijk {i}", f"GM{i:04}") for i, _ in inside]
    places = [divmod(i, size.municipalities) for i in range(size.buurten)]
    rows += [(f"BU{i:04}{n:04}", "buurt", f"Buurt {i}-{n}", f"WK{i:04}00") for n, i in places]
    return pd.DataFrame(rows, columns=_AREA_FIELDS)


def _write_csv(file: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _indicator(table: str, code: str) -> dict[str, object]:
    return {
        "id": _slug(table, code),
        "label": f"Soort {code}",
        "short": f"Soort {code}",
        "theme": "alles",
        "statistic": "rate",
        "unit": "per 1.000 inwoners",
        "decimals": 1,
        "polarity": "lower_is_better",
        "detection": "reported",
        "source": table,
        "code": code,
        "measure": "misdrijven",
        "minimum": 100,
        "rounding": 1,
    }


def _catalog(data: Path, size: Size) -> None:
    _write_csv(data / "areas.csv", _AREA_FIELDS, areas(size).to_numpy().tolist())
    _write_csv(data / "members.csv", ["area", "member", "name"], [])
    _write_csv(data / "themes.csv", ["id", "label", "veld"], [("alles", "Alles", "woon-en-leefomgeving")])
    tables = [CRIME, *([MONTH_CRIME] if size.month_years else [])]
    indicators = [_indicator(table, f"1.{i}") for table in tables for i in range(size.types)]
    indicators.append(_indicator(BUURT_CRIME, "0.0.0"))
    _write_csv(data / "indicators.csv", list(indicators[0]), [list(row.values()) for row in indicators])
    _write_csv(
        data / "sources.csv",
        ["id", "title", "publisher", "licence", "url", "definition", "rhythm"],
        [
            (table, "Verzonnen", "Niemand", "-", "https://example.org/", "Verzonnen", "nooit")
            for table in (CRIME, BUURT_CRIME, PEOPLE, BUURT_PEOPLE, MONTH_CRIME)
        ],
    )
    _write_csv(data / "events.csv", ["id", "start", "label", "text", "breaks"], [])


def _drawn(table: str, codes: list[str], where: pd.Series, periods: Sequence[object], mean: float) -> pd.DataFrame:
    """Published rows with a drawn count for every code, area and period."""
    random = np.random.default_rng(SEED)
    grid = pd.MultiIndex.from_product([codes, where, [str(one) for one in periods]], names=["code", "area", "period"])
    frame = grid.to_frame(index=False)
    drawn = random.poisson(mean, len(frame)).astype(float)
    return frame.assign(table=table, measure="misdrijven", value=drawn, margin=np.nan, state="value")[_FIELDS]


def _with_sums(frame: pd.DataFrame, above: pd.Series) -> pd.DataFrame:
    """The rows and, per code and year, their sums over the area that `above` names for each row's area."""
    sums = frame.assign(area=frame["area"].map(above))
    sums = sums.groupby(["table", "code", "measure", "area", "period", "state"], as_index=False)["value"].sum()
    return pd.concat([frame, sums.assign(margin=np.nan)[_FIELDS]], ignore_index=True)


def published(size: Size) -> dict[str, pd.DataFrame]:
    """The rows of the four tables, by table; a fifth where the size has months."""
    all_areas = areas(size)
    code = {level: part["code"] for level, part in all_areas.groupby("level")}
    municipality = all_areas.assign(above="GM" + all_areas["code"].str[2:6]).set_index("code")["above"]
    country = pd.Series(COUNTRY, index=all_areas["code"])
    types = [f"1.{i}" for i in range(size.types)]
    people = _drawn(PEOPLE, ["T001"], code["gemeente"], YEARS, 40_000)
    by_month = {MONTH_CRIME: _with_sums(_drawn(MONTH_CRIME, types, code["gemeente"], size.months, 4), country)}
    return {
        **(by_month if size.month_years else {}),
        CRIME: _with_sums(_drawn(CRIME, types, code["gemeente"], YEARS, 40), country),
        BUURT_CRIME: _with_sums(_drawn(BUURT_CRIME, ["0.0.0"], code["buurt"], BUURT_YEARS, 60), municipality),
        PEOPLE: _with_sums(people, country).assign(measure="bevolking_1_januari"),
        BUURT_PEOPLE: _drawn(BUURT_PEOPLE, ["KWB"], code["buurt"], BUURT_YEARS, 900).assign(measure="inwoners"),
    }


def _table(file: str, source: str, frame: pd.DataFrame) -> snapshot.SnapshotTable:
    return snapshot.SnapshotTable(
        file=file,
        source=source,
        title="Verzonnen",
        periods=f"{YEARS[0]}-{YEARS[-1]}",
        origin="verzonnen",
        licence="-",
        note="",
        frame=frame,
    )


def write_country(data: Path, size: Size = NATIONAL) -> int:
    """Write catalog and snapshot of the synthetic country under `data`; returns the number of published rows."""
    (data / "geo").mkdir(parents=True)
    _catalog(data, size)
    frames = published(size)
    tables = [_table(f"{name}.parquet", name, frame) for name, frame in frames.items()]
    municipalities = areas(size).query("level == 'gemeente'")[["code", "name"]]
    tables.append(_table("gemeenten_nl.parquet", PEOPLE, municipalities))
    snapshot.write(data / "snapshot", tables, date(2026, 1, 1), "Verzonnen cijfers, alleen om te meten.")
    return sum(len(frame) for frame in frames.values())
