"""A data folder as a refresh leaves it: years and months in one indicator, years of wijken and buurten, outlines.

The figures are drawn by lot with a fixed seed and are about nothing that happened; only the catalog, the inhabitants
and the other tables are copied. For tests and for looking at the pages: `python -m tests.store.fuller FOLDER`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from filelock import FileLock
from shapely.geometry import mapping, shape

from ivp import paths, snapshot
from ivp.catalog.load import load_catalog
from ivp.catalog.models import Catalog

SEED = 20261125
YEARS = tuple(range(2012, 2026))
MONTHS = tuple(f"{year}-{month:02d}" for year in (*YEARS, 2026) for month in range(1, 13))[:-2]
WITHHELD = ("1.4.1", "3.2.1", "3.2.2", "3.7.3")
"""Types that the source does not publish by month, nor for wijken and buurten."""
HOLE = ("1.1.1", "GM0873", "2019-07")
"""The one month that is unknown: type, gemeente, month."""
WIDER = {"RE08": 1_600_000.0, "NL01": 17_000_000.0}
PEOPLE_TABLES = {"83765NED": 2017, "84583NED": 2019, "84799NED": 2020, "85039NED": 2021, "85318NED": 2022,
                 "85618NED": 2023, "86165NED": 2025}  # fmt: skip
_KNOWN_BUURT = 0.985  # of the crimes the buurt is known
_REPLACED = {"47013NED", "47018NED", "47021NED"}
_BUILD = """
import sys
from pathlib import Path
from ivp.store.current import open_current
data, cache = Path(sys.argv[1]) / "data", Path(sys.argv[1]) / "cache"
cache.mkdir()
open_current(data, cache).store.close()
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
print(next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0))
"""
_FIELDS = snapshot.OBSERVATION_SCHEMA.names


@dataclass(frozen=True)
class Subject:
    """One subject: the table of the gemeenten, the table of the wijken and buurten, and how often it happens."""

    table: str
    below: str
    measure: str
    per_1000: float
    withheld: tuple[str, ...] = ()


SUBJECTS = (
    Subject("47013NED", "47018NED", "misdrijven", 45.0, WITHHELD),
    Subject("47021NED", "47024NED", "registraties", 25.0),
)


def write_fuller(target: Path, source: Path = paths.ROOT / "data") -> Path:
    """Copy `source` to `target` with the four police tables, inhabitants below the gemeente and outlines made up."""
    shutil.copytree(source, target)
    catalog = load_catalog(target)
    people = _inhabitants(target, catalog)
    tables = [_kept(target / "snapshot", entry) for entry in snapshot.read_manifest(target / "snapshot").files
              if entry.source not in _REPLACED | {"85039NED"}]  # fmt: skip
    random = np.random.default_rng(SEED)
    for subject in SUBJECTS:
        frames = _figures(subject, catalog, people, random)
        tables += [_table(f"{name}.parquet", name, frame) for name, frame in frames.items()]
    tables += list(_people_below(target / "snapshot", people, random))
    snapshot.write(target / "snapshot", tables, date(2026, 11, 25), "Verzonnen cijfers, alleen om te proberen.")
    _outlines(target / "geo", catalog)
    return target


def built(factory: pytest.TempPathFactory) -> Path:
    """A folder with `data` as above, `cache` with its database, and in `peak` the bytes of memory that its build took.

    Made once in a run of the tests, by a process of its own, for all workers.
    """
    base = factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "fuller"
    with FileLock(f"{root}.lock"):
        if not (root / "peak").exists():
            write_fuller(root / "data")
            done = subprocess.run([sys.executable, "-c", _BUILD, root], cwd=paths.ROOT, check=True, capture_output=True)
            (root / "peak").write_bytes(done.stdout)
    return root


def _kept(folder: Path, entry: snapshot.DatasetFile) -> snapshot.SnapshotTable:
    about = entry.model_dump(include={field.name for field in fields(snapshot.SnapshotTable)})
    return snapshot.SnapshotTable(**about, frame=snapshot.read_table(folder, entry.file))


def _table(file: str, source: str, frame: pd.DataFrame) -> snapshot.SnapshotTable:
    return snapshot.SnapshotTable(
        file=file, source=source, title="Verzonnen", periods="2012-2026", origin="verzonnen", licence="-", note="",
        frame=frame,
    )  # fmt: skip


def _inhabitants(target: Path, catalog: Catalog) -> pd.Series:
    """A size by area: of the snapshot for gemeenten, wijken and buurten, a round number for the larger areas."""
    own = snapshot.read_table(target / "snapshot", "context_85984NED.parquet")
    below = own[own["measure"] == "inwoners"].set_index("area")["value"]
    others = pd.read_csv(target / "comparison.csv", sep=";", comment="#", encoding="utf-8-sig")["code"]
    everyone = pd.concat([pd.Series(40_000.0, index=others), below, pd.Series(WIDER)])
    known = everyone[~everyone.index.duplicated(keep="last")]
    inside = {area.code for area in catalog.areas} | set(others)
    return known[known.index.isin(inside)].fillna(50.0)


def _figures(
    subject: Subject, catalog: Catalog, people: pd.Series, random: np.random.Generator
) -> dict[str, pd.DataFrame]:
    codes = sorted({i.code for i in catalog.indicators if i.source == subject.table and i.code != "0.0.0"})
    gemeenten = [area.code for area in catalog.areas if area.level == "gemeente"]
    own = [*gemeenten, *WIDER]
    others = [code for code in people.index if code.startswith("GM") and code not in gemeenten]
    share = random.dirichlet(np.full(len(codes), 0.6))
    monthly = _drawn(subject, people[own], share, random)
    yearly = monthly[:, :, : 12 * len(YEARS)].reshape(len(own), len(codes), len(YEARS), 12).sum(axis=3)
    elsewhere = random.poisson(
        people[others].to_numpy()[:, None, None] * subject.per_1000 / 1000 * share[None, :, None],
        (len(others), len(codes), len(YEARS)),
    )
    years = [str(year) for year in YEARS]
    months = _rows(subject, subject.table, own, codes, MONTHS, monthly, subject.withheld)
    above = [months, *(_rows(subject, subject.table, areas, codes, years, counts)
                       for areas, counts in ((own, yearly), (others, elsewhere)))]  # fmt: skip
    small, counts = _below(catalog, people, gemeenten, yearly[: len(gemeenten)], random)
    below = _rows(subject, subject.below, small, codes, years, counts, subject.withheld)
    return {subject.table: _with_hole(pd.concat(above, ignore_index=True)), subject.below: below}


def _drawn(subject: Subject, people: pd.Series, share: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Counts by area, type and month: a slow decline, more in some months, and an own level for every area."""
    at = np.arange(len(MONTHS))
    season = 1 + 0.25 * np.cos(2 * np.pi * (at[None, :] - random.uniform(0, 12, len(share))[:, None]) / 12)
    decline = 1 - 0.25 * at / len(at)
    level = random.uniform(0.6, 1.5, (len(people), len(share)))
    size = people.to_numpy()[:, None, None] * subject.per_1000 / 12_000
    drawn: np.ndarray = random.poisson(size * (level * share[None, :])[:, :, None] * (season * decline)[None, :, :])
    return drawn


def _below(
    catalog: Catalog, people: pd.Series, gemeenten: Sequence[str], yearly: np.ndarray, random: np.random.Generator
) -> tuple[list[str], np.ndarray]:
    """Wijken and buurten with their counts: those of the gemeente divided by lot, some without a known buurt."""
    parent = {area.code: area.parent for area in catalog.areas}
    codes: list[str] = []
    counts: list[np.ndarray] = []
    for at, gemeente in enumerate(gemeenten):
        buurten = [area.code for area in catalog.areas if area.level == "buurt" and parent[area.parent] == gemeente]
        size = people.reindex(buurten).fillna(50.0).to_numpy() * random.uniform(0.4, 1.8, len(buurten)) + 1
        known = random.binomial(yearly[at], _KNOWN_BUURT)
        divided = np.moveaxis(random.multinomial(known, size / size.sum()), -1, 0)
        wijken = sorted({parent[code] for code in buurten})
        sums = [divided[[parent[code] == wijk for code in buurten]].sum(axis=0) for wijk in wijken]
        codes += [*buurten, *wijken]
        counts += [divided, np.array(sums)]
    return codes, np.concatenate(counts)


def _rows(
    subject: Subject, table: str, areas: Sequence[str], codes: Sequence[str], periods: Sequence[str],
    counts: np.ndarray, withheld: Sequence[str] = (),
) -> pd.DataFrame:  # fmt: skip
    """Published rows of every area, type and period, and the total of all types."""
    total = counts.sum(axis=1, keepdims=True)
    all_codes = [*codes, "0.0.0"]
    grid = pd.MultiIndex.from_product([areas, all_codes, periods], names=["area", "code", "period"])
    frame = grid.to_frame(index=False)
    frame["value"] = np.concatenate([counts, total], axis=1).reshape(-1).astype(float)
    early = frame["period"].str[:4] >= "2025"
    frame["state"] = np.where(early, "provisional", "value")
    hidden = frame["code"].isin(withheld)
    frame.loc[hidden, "value"] = np.nan
    frame.loc[hidden, "state"] = "withheld"
    return frame.assign(table=table, measure=subject.measure, margin=np.nan)[_FIELDS]


def _with_hole(frame: pd.DataFrame) -> pd.DataFrame:
    code, area, period = HOLE
    gone = (frame["code"] == code) & (frame["area"] == area) & (frame["period"] == period)
    frame.loc[gone, "value"] = np.nan
    frame.loc[gone, "state"] = "unknown"
    return frame


def _people_below(folder: Path, people: pd.Series, random: np.random.Generator) -> Iterator[snapshot.SnapshotTable]:
    """Inhabitants of wijken and buurten in other years, and what table 85039NED says of gemeenten."""
    small = people[people.index.str.startswith(("WK", "BU"))]
    for table, year in PEOPLE_TABLES.items():
        frame = pd.DataFrame(
            {"area": small.index, "value": np.round(small.to_numpy() * random.uniform(0.9, 1.1) / 5) * 5}
        )
        frame = frame.assign(
            table=table, code="KWB", measure="inwoners", period=str(year), margin=np.nan, state="value"
        )
        if table == "85039NED":
            frame = pd.concat([snapshot.read_table(folder, f"context_{table}.parquet"), frame])
        yield _table(f"context_{table}.parquet", table, frame[_FIELDS])


def _outlines(folder: Path, catalog: Catalog) -> None:
    """Outlines that were never anywhere: every gemeente divided among the points of its buurten."""
    gemeenten = json.loads((folder / "gemeenten.geojson").read_text(encoding="utf-8"))["features"]
    points = pd.read_csv(folder / "points.csv", sep=";").set_index("code")
    parent = {area.code: area.parent for area in catalog.areas}
    buurten: dict[str, shapely.Geometry] = {}
    for feature in gemeenten:
        own = [code for code in points.index if parent.get(str(parent.get(code))) == feature["properties"]["code"]]
        places = shapely.points(points.loc[own, ["lon", "lat"]].to_numpy())
        whole = shape(feature["geometry"])
        cells = shapely.voronoi_polygons(shapely.multipoints(places), extend_to=whole, ordered=True)
        buurten |= {code: shapely.intersection(cell, whole) for code, cell in zip(own, cells.geoms, strict=True)}
    wijken: dict[str, list[shapely.Geometry]] = {}
    for code, outline in buurten.items():
        wijken.setdefault(str(parent[code]), []).append(outline)
    _write_outlines(folder / "buurten.geojson", buurten)
    _write_outlines(folder / "wijken.geojson", {code: shapely.union_all(parts) for code, parts in wijken.items()})


def _write_outlines(file: Path, outlines: dict[str, shapely.Geometry]) -> None:
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": mapping(shapely.set_precision(outline, 1e-5))}
        for code, outline in sorted(outlines.items())
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")


if __name__ == "__main__":
    print(write_fuller(Path(sys.argv[1])))
