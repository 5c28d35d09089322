"""A synthetic country of national size: plainly made up, for timing only. Nothing here is about a real place.

342 municipalities x 59 types x 14 years, and 18,000 buurten x 5 years of one total.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from ivp import snapshot

MUNICIPALITIES = 342
TYPES = 59
YEARS = tuple(range(2012, 2026))
BUURTEN = 18_000
BUURT_YEARS = YEARS[-5:]
SEED = 20261124


def _area_rows() -> list[tuple[str, str, str, str]]:
    """code, level, name, parent: 10 eenheden, 40 districten, 170 basisteams, 342 gemeenten, wijken, buurten."""
    rows = [("NL01", "land", "Verzonnen land", "")]
    rows += [(f"RE{i:02}", "eenheid", f"Eenheid {i}", "NL01") for i in range(10)]
    rows += [(f"PD-{i:03}", "district", f"District {i}", f"RE{i % 10:02}") for i in range(40)]
    rows += [(f"BT-{i:03}", "basisteam", f"Basisteam {i}", f"PD-{i % 40:03}") for i in range(170)]
    rows += [(f"GM{i:04}", "gemeente", f"Gemeente {i}", f"BT-{i % 170:03}") for i in range(MUNICIPALITIES)]
    rows += [(f"WK{i:04}00", "wijk", f"Wijk {i}", f"GM{i:04}") for i in range(MUNICIPALITIES)]
    rows += [
        (
            f"BU{i % MUNICIPALITIES:04}{i // MUNICIPALITIES:04}",
            "buurt",
            f"Buurt {i}",
            f"WK{i % MUNICIPALITIES:04}00",
        )
        for i in range(BUURTEN)
    ]
    return rows


def _write_csv(file: Path, header: list[str], rows: Sequence[tuple[object, ...]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _indicator(code: str, source: str) -> tuple[object, ...]:
    slug = f"{source.lower()}-{code.replace('.', '-')}"
    return (
        slug,
        f"Soort {code}",
        f"Soort {code}",
        "alles",
        "rate",
        "per 1.000 inwoners",
        1,
        "lower_is_better",
        "reported",
        source,
        code,
        "misdrijven",
        "",
        "year",
        100,
        1,
        "",
        "",
        "",
    )


def _catalog(data: Path) -> None:
    _write_csv(data / "areas.csv", ["code", "level", "name", "parent"], _area_rows())
    _write_csv(data / "members.csv", ["area", "member", "name"], [])
    _write_csv(data / "themes.csv", ["id", "label", "veld"], [("alles", "Alles", "woon-en-leefomgeving")])
    header = [
        "id",
        "label",
        "short",
        "theme",
        "statistic",
        "unit",
        "decimals",
        "polarity",
        "detection",
        "source",
        "code",
        "measure",
        "denominator_measure",
        "period_kind",
        "minimum",
        "rounding",
        "order",
        "definition",
        "caveat",
    ]
    indicators = [_indicator(f"1.{i}", "47013NED") for i in range(TYPES)] + [_indicator("0.0.0", "47022NED")]
    _write_csv(data / "indicators.csv", header, indicators)
    _write_csv(
        data / "sources.csv",
        ["id", "title", "publisher", "licence", "url", "definition", "rhythm", "caveat", "successor"],
        [
            (table, "Verzonnen", "Niemand", "-", "https://example.org/", "Verzonnen", "nooit", "", "")
            for table in ("47013NED", "47022NED", "03759ned", "85984NED")
        ],
    )
    _write_csv(data / "events.csv", ["id", "start", "end", "label", "text", "breaks", "sources", "url"], [])


def _rows(
    table: str, codes: list[str], areas: np.ndarray, years: tuple[int, ...], mean: float, measure: str
) -> pd.DataFrame:
    random = np.random.default_rng(SEED)
    grid = pd.MultiIndex.from_product([codes, areas, [str(year) for year in years]], names=["code", "area", "period"])
    frame = grid.to_frame(index=False)
    return frame.assign(
        table=table,
        measure=measure,
        value=random.poisson(mean, len(frame)).astype(float),
        margin=np.nan,
        state="value",
    )[["table", "code", "measure", "area", "period", "value", "margin", "state"]]


def write_country(data: Path) -> int:
    """Write catalog and snapshot of the synthetic country under `data`; returns the number of published rows."""
    (data / "geo").mkdir(parents=True)
    _catalog(data)
    areas = pd.DataFrame(_area_rows(), columns=["code", "level", "name", "parent"])
    municipalities = areas.loc[areas["level"] == "gemeente", "code"].to_numpy()
    buurten = areas.loc[areas["level"] == "buurt", "code"].to_numpy()
    frames = {
        "47013NED": _rows("47013NED", [f"1.{i}" for i in range(TYPES)], municipalities, YEARS, 40, "misdrijven"),
        "47022NED": _rows("47022NED", ["0.0.0"], buurten, BUURT_YEARS, 60, "misdrijven"),
        "03759ned": _rows("03759ned", ["T001"], municipalities, YEARS, 40_000, "bevolking_1_januari"),
        "85984NED": _rows("85984NED", ["KWB"], buurten, YEARS[-1:], 900, "inwoners"),
    }
    tables = [
        snapshot.SnapshotTable(
            file=f"{table}.parquet",
            source=table,
            title="Verzonnen",
            periods=f"{YEARS[0]}-{YEARS[-1]}",
            origin="verzonnen",
            licence="-",
            note="",
            frame=frame,
        )
        for table, frame in frames.items()
    ]
    others = pd.DataFrame({"code": municipalities, "name": municipalities})
    tables.append(
        snapshot.SnapshotTable(
            file="gemeenten_nl.parquet",
            source="03759ned",
            title="Verzonnen",
            periods="",
            origin="verzonnen",
            licence="-",
            note="",
            frame=others,
        )
    )
    snapshot.write(data / "snapshot", tables, date(2026, 1, 1), "Verzonnen cijfers, alleen om te meten.")
    return sum(len(frame) for frame in frames.values())
