"""Build the database: snapshot + catalog + analysis -> one DuckDB file, written aside and put in place at once."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

import duckdb
import pandas as pd

from ivp import snapshot
from ivp.catalog.load import load_catalog
from ivp.catalog.models import VELD_LABELS, Catalog, Event
from ivp.catalog.plan import Plan
from ivp.errors import UserError
from ivp.plan.repository import plan_of, repository
from ivp.pulls.active import active
from ivp.store import SCHEMA_VERSION, checks, derive, fingerprint, neighbourhood_months, observations, yearly
from ivp.store.connection import HARDENED
from ivp.store.funnel import funnel_limits
from ivp.store.judgements import judgement_tables
from ivp.store.plan_tables import plan_tables
from ivp.store.progress import Progress, silent
from ivp.store.year_to_date import year_to_date

SIMILAR_TABLE = "85039NED"
SIMILAR_COUNT = 10
NEIGHBOURHOOD_MONTHS = "47022ned-maand.parquet"
"""Months of wijken and buurten: too many rows to judge, they have a table of their own."""
_NOT_OBSERVED = (snapshot.NAMES_FILE, NEIGHBOURHOOD_MONTHS)
OWN = "eigen"
"""The folder under data/ with figures that were imported by hand."""
_CELL = ["table", "code", "measure", "area", "period"]
_HERE = Path(__file__).parent


def build(data: Path, target: Path, progress: Progress = silent, base: Path | None = None) -> None:
    """Make the database of the files under `data` at `target`; nothing is left behind when it fails.

    A `base` with the same figures, when there is one, spares all but what hangs on the plan. Raises `UserError`
    (Dutch) for a mistake in the catalog or a damaged snapshot.
    """
    if base is not None and has_figures_of(base, data):
        with suppress(OSError):  # it was cleared away meanwhile, or cannot be copied while it is open
            rebuild_plan(base, data, target)
            return
    progress(0.05, "Catalogus controleren")
    catalog = load_catalog(data)
    progress(0.15, "Cijfers controleren")
    snapshot.verify(active(data).snapshot)
    progress(0.3, "Cijfers lezen")
    tables = make_tables(data, catalog, progress)
    progress(0.85, "Database schrijven")
    aside = _aside(target)
    try:
        _write(aside, tables, _months(active(data).snapshot))
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    progress(1.0, "Klaar")


def _own(data: Path) -> Path | None:
    """The folder with figures that were imported by hand, checked; None when there is none."""
    folder = data / OWN
    if not (folder / snapshot.MANIFEST).exists():
        return None
    snapshot.verify(folder)
    return folder


def read_published(folder: Path, own: Path | None = None) -> pd.DataFrame:
    """All observation rows of the snapshot: columns table, code, measure, area, period, value, margin, state.

    Figures of `own`, imported by hand, take the place of those of the snapshot for the same cell.
    """
    published = _rows(folder)
    if own is None:
        return published
    both = pd.concat([_rows(own), published], ignore_index=True).drop_duplicates(_CELL, keep="first")
    return both.sort_values(_CELL, ignore_index=True)


def _rows(folder: Path) -> pd.DataFrame:
    manifest = snapshot.read_manifest(folder)
    files = [str(folder / entry.file) for entry in manifest.files if entry.file not in _NOT_OBSERVED]
    if not files:
        raise UserError("De map met cijfers (data/snapshot) noemt geen enkel cijferbestand; zet de map terug.")
    with duckdb.connect() as connection:
        query = (_HERE / "queries" / "published.sql").read_text(encoding="utf-8")
        return connection.execute(query, {"files": files}).df()


def make_tables(
    data: Path, catalog: Catalog, progress: Progress = silent, plan: Plan | None = None
) -> dict[str, pd.DataFrame]:
    """Every table of the schema as a frame, in memory; without a `plan` that of `data`."""
    plan = plan_of(repository(data), catalog) if plan is None else plan
    figures = active(data)
    own = _own(data)
    published = read_published(figures.snapshot, own)
    others = snapshot.read_table(figures.snapshot, snapshot.NAMES_FILE)
    outlines = _outlines(figures.geo)
    areas = observations.area_frame(catalog, others, _points(figures.geo / "points.csv"))
    people = observations.population(published, catalog.members)
    indicators = observations.indicator_frame(catalog)
    statistic = indicators.set_index("indicator")["statistic"]
    progress(0.45, "Verhoudingen en marges berekenen")
    observed = observations.observations(published, catalog, areas, people)
    progress(0.6, "Gebieden vergelijken")
    segment = derive.segments(observed, catalog.events)
    inside = observed["area"].isin(areas.loc[areas["inside"], "code"])
    derived = {
        "comparison": derive.comparisons(observed[inside], areas, statistic),
        "change": derive.changes(observed[inside], statistic, segment[inside]),
        "trend": derive.trends(observed[inside], segment[inside]),
        "year_to_date": year_to_date(observed[inside], statistic, segment[inside]),
        "similar_area": derive.similar(published, areas, catalog, SIMILAR_TABLE, SIMILAR_COUNT),
        "similar_variable": _similar_variables(published),
        "funnel_limit": funnel_limits(observed, areas, indicators),
    }
    progress(0.75, "Prioriteiten toetsen")
    years = yearly.year_figures(observed, derived, areas, catalog)
    manifest = snapshot.read_manifest(figures.snapshot)
    files = (*manifest.files, *(snapshot.read_manifest(own).files if own else ()))
    return {
        "build_info": _build_info(data, manifest),
        **_catalog_tables(catalog, indicators),
        "area": areas,
        "dataset": pd.DataFrame([entry.model_dump(mode="json") for entry in files]),
        "quality_check": checks.quality_checks(published, observed, catalog),
        "population": people,
        "observation": observed,
        "outline": outlines,
        **derived,
        **yearly.kept_tables(years),
        **about_plan(plan, years),
    }


def about_plan(plan: Plan, figures: yearly.Figures) -> dict[str, pd.DataFrame]:
    """The tables that change with the plan: the plan itself, and what is judged of it."""
    return plan_tables(plan) | judgement_tables(plan, figures)


def rebuild_plan(base: Path, data: Path, target: Path) -> None:
    """Make the database of `data` at `target` from one with the same figures: only what hangs on the plan is new.

    `base` is the finished file that `has_figures_of` says it is; it stays as it is. Raises like `build`.
    """
    catalog = load_catalog(data)
    plan = plan_of(repository(data), catalog)
    aside = _aside(target)
    try:
        shutil.copyfile(base, aside)
        with duckdb.connect(str(aside), config={"threads": 1}) as connection:
            areas = connection.table("area").order("sort").df()
            kept = {table: connection.table(table).df() for table in yearly.KEPT}
            tables = about_plan(plan, yearly.from_kept(kept, areas, catalog))
            tables["build_info"] = _build_info(data, snapshot.read_manifest(active(data).snapshot))
            connection.begin()
            for name in tables:
                connection.execute(f'DELETE FROM "{name}"')  # noqa: S608
            _fill(connection, tables)
            connection.commit()
            connection.execute("CHECKPOINT")
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def has_figures_of(base: Path, data: Path) -> bool:
    """Whether a database was made of the figures and catalog that are in `data` now, whatever its plan."""
    try:
        with duckdb.connect(str(base), read_only=True, config=dict(HARDENED)) as connection:
            info = dict(connection.table("build_info").fetchall())
            return (
                info.get("complete") == "yes"
                and info.get("figures_hash") == fingerprint.figures_hash(data)
                and bool(connection.table("year_observation").limit(1).fetchall())
            )
    except duckdb.Error:
        return False


def _aside(target: Path) -> Path:
    aside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    aside.unlink(missing_ok=True)
    return aside


def _build_info(data: Path, manifest: snapshot.Manifest) -> pd.DataFrame:
    info = {
        "schema_version": SCHEMA_VERSION,
        "content_hash": fingerprint.content_hash(data),
        "figures_hash": fingerprint.figures_hash(data),
        "compiled": manifest.compiled.isoformat(),
        "complete": "yes",
    }
    return pd.DataFrame(sorted(info.items()), columns=["key", "value"])


def _catalog_tables(catalog: Catalog, indicators: pd.DataFrame) -> dict[str, pd.DataFrame]:
    themes = pd.DataFrame(
        [
            {"id": t.id, "label": t.label, "veld": t.veld.value, "veld_label": VELD_LABELS[t.veld], "sort": i}
            for i, t in enumerate(catalog.themes)
        ]
    )
    events = pd.DataFrame([event.model_dump() for event in catalog.events], columns=list(Event.model_fields))
    members = [(area, member) for area, codes in catalog.members.items() for member in codes]
    return {
        "area_member": pd.DataFrame(members, columns=["area", "member"]),
        "theme": themes,
        "indicator": indicators.rename(columns={"indicator": "id"}),
        "source": pd.DataFrame([source.model_dump() for source in catalog.sources]),
        "event": events.assign(sources=[list(sources) for sources in events["sources"]]),
    }


def _similar_variables(published: pd.DataFrame) -> pd.DataFrame:
    names = sorted(published.loc[published["table"] == SIMILAR_TABLE, "measure"].unique())
    return pd.DataFrame({"name": names, "label": [n.replace("_", " ") for n in names], "source": SIMILAR_TABLE})


def _points(file: Path) -> pd.DataFrame:
    if not file.exists():
        return pd.DataFrame(
            {"code": pd.Series(dtype=str), "lon": pd.Series(dtype=float), "lat": pd.Series(dtype=float)}
        )
    return pd.read_csv(file, sep=";")[["code", "lon", "lat"]]


def _outlines(folder: Path) -> pd.DataFrame:
    """Outlines of the levels for which `folder` has a file; broken GeoJSON gives one Dutch message."""
    rows = []
    for level, name in (("gemeente", "gemeenten"), ("wijk", "wijken"), ("buurt", "buurten")):
        file = folder / f"{name}.geojson"
        if not file.exists():
            continue
        try:
            features = json.loads(file.read_text(encoding="utf-8"))["features"]
            rows += [(f["properties"]["code"], level, json.dumps(f["geometry"])) for f in features]
        except (ValueError, KeyError, TypeError) as error:
            raise UserError(f"{file.name} is geen leesbare GeoJSON met codes; zet het bestand terug.") from error
    return pd.DataFrame(rows, columns=["code", "level", "geometry"])


def _months(folder: Path) -> Path | None:
    """The file with months of wijken and buurten, when the snapshot has it."""
    there = any(entry.file == NEIGHBOURHOOD_MONTHS for entry in snapshot.read_manifest(folder).files)
    return folder / NEIGHBOURHOOD_MONTHS if there else None


def _write(file: Path, tables: dict[str, pd.DataFrame], months: Path | None = None) -> None:
    """Write all frames into a new database file, in a fixed order and on one thread, so that it is repeatable."""
    with duckdb.connect(str(file), config={"threads": 1}) as connection:
        connection.execute((_HERE / "schema.sql").read_text(encoding="utf-8"))
        neighbourhood_months.load(connection, months)
        _fill(connection, {name: frame for name, frame in tables.items() if name not in yearly.KEPT})
        for name in yearly.KEPT.keys() & tables.keys():
            connection.from_df(tables[name]).create(name)
        connection.execute((_HERE / "views.sql").read_text(encoding="utf-8"))
        connection.execute("CHECKPOINT")


def _fill(connection: duckdb.DuckDBPyConnection, tables: dict[str, pd.DataFrame]) -> None:
    for name, frame in tables.items():
        columns = connection.table(name).columns
        if len(frame):  # an empty frame has no types that fit
            connection.from_df(frame[columns]).insert_into(name)
