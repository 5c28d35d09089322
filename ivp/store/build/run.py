"""Build the database: snapshot + catalog + analysis -> one DuckDB file, written aside and put in place at once."""

from __future__ import annotations

import os
import shutil
from contextlib import closing, suppress
from itertools import groupby
from pathlib import Path

from ivp import snapshot
from ivp.catalog import series
from ivp.catalog.levels import PREFIXES
from ivp.catalog.load import load_catalog
from ivp.catalog.models import Catalog, Level
from ivp.catalog.plan import Plan
from ivp.errors import UserError
from ivp.plan.repository import plan_of, repository
from ivp.pulls.active import active
from ivp.store import SCHEMA_VERSION, fingerprint
from ivp.store.build import derived, figures, neighbourhood_months, records
from ivp.store.build.bounds import observe
from ivp.store.build.checks import add_checks
from ivp.store.build.funnel import ENOUGH_AREAS, add_funnels
from ivp.store.build.judge import judge
from ivp.store.build.judge.years import gather_years
from ivp.store.build.peers import add_peers
from ivp.store.build.similar import add_similar
from ivp.store.build.spread import add_spreads
from ivp.store.build.work import Work, opened
from ivp.store.connection import BrokenDatabaseError, Database
from ivp.store.progress import Progress, silent

NEIGHBOURHOOD_MONTHS = "47022ned-maand.parquet"
"""Months of wijken and buurten: too many rows to judge, they have a table of their own."""
OWN = "eigen"
"""The folder under data/ with figures that were imported by hand."""
AT_ONCE = 100_000
"""Published figures that are worked out together: the pairs of all of them would not fit in a small memory."""
_NOT_OBSERVED = (snapshot.NAMES_FILE, NEIGHBOURHOOD_MONTHS)


def build(data: Path, target: Path, progress: Progress = silent, base: Path | None = None) -> None:
    """Make the database of the files under `data` at `target`; nothing is left behind when it fails.

    A `base` with the same figures spares all but what hangs on the plan. Raises `UserError` (Dutch) for a mistake in
    the catalog or a damaged snapshot.
    """
    progress(0.05, "Catalogus controleren")
    catalog = load_catalog(data)
    plan = plan_of(repository(data), catalog)
    aside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    aside.unlink(missing_ok=True)
    try:
        if base is None or not _copied(base, data, aside):
            progress(0.15, "Cijfers controleren")
            snapshot.verify(active(data).snapshot)
            write(aside, data, catalog, plan, progress)
        else:
            progress(0.5, "Prioriteiten toetsen")
            write_plan(aside, data, catalog, plan)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    progress(1.0, "Klaar")


def write(file: Path, data: Path, catalog: Catalog, plan: Plan, progress: Progress = silent) -> None:
    """Make the database of the figures of `data`, with this catalog and plan, as a new file."""
    with opened(file) as work:
        progress(0.3, "Cijfers lezen")
        _take_in(work, data, catalog)
        derive(work, catalog, progress)
        progress(0.75, "Prioriteiten toetsen")
        gather_years(work)
        judge(work, catalog, plan)
        progress(0.85, "Database schrijven")
        work.finish()


def write_plan(file: Path, data: Path, catalog: Catalog, plan: Plan) -> None:
    """Put another plan in a database of the figures and catalog of `data`, with what they say about it."""
    with opened(file, empty=False) as work:
        work.run("judge/forget")
        work.add("build_info", _build_info(data))
        judge(work, catalog, plan)
        work.connection.execute("CHECKPOINT")


def _copied(base: Path, data: Path, target: Path) -> bool:
    """Copy a database whose figures and catalog are those of `data` now; False for any other, and a broken one."""
    with suppress(OSError, BrokenDatabaseError):  # it was cleared away meanwhile, or cannot be read
        shutil.copyfile(base, target)
        with closing(Database(target)) as copy:
            if copy.info.get("figures_hash") == fingerprint.figures_hash(data):
                copy.probe()
                return True
    target.unlink(missing_ok=True)
    return False


def own_figures(data: Path) -> Path | None:
    """The folder with figures that were imported by hand, checked; None when there is none."""
    folder = data / OWN
    if not (folder / snapshot.MANIFEST).exists():
        return None
    snapshot.verify(folder)
    return folder


def publish(work: Work, folder: Path, own: Path | None = None) -> None:
    """Make the view `published` of all observation rows of the snapshot; figures of `own` win of the same cell."""
    files = _files(folder)
    if not files:
        raise UserError("De map met cijfers (data/snapshot) noemt geen enkel cijferbestand; zet de map terug.")
    if own is None:
        work.run("published", files=files)
    else:
        work.run("published_with_own", files=files, own=_files(own))


def derive(work: Work, catalog: Catalog, progress: Progress = silent) -> None:
    """From `published` and the areas and indicators in the database to every figure and what follows from it."""
    work.run("prepare")
    records.add_feeds(work, catalog)
    records.add_stretches(work, catalog)
    work.run("inhabitants", small=[PREFIXES[Level.WIJK], PREFIXES[Level.BUURT]])
    work.run("concentration", places=ENOUGH_AREAS)
    parts = _batches(work) or [[]]
    for indicators in parts:
        figures.gather(work, indicators)
    add_spreads(work)
    for number, indicators in enumerate(parts):
        progress(0.45 + 0.25 * number / len(parts), "Gebieden vergelijken")
        observe(work, indicators)
        derived.derive(work)
        derived.add_up_years(work)
    _lead(work, catalog)
    add_similar(work, catalog)
    add_peers(work)
    add_funnels(work)
    add_checks(work)


def _lead(work: Work, catalog: Catalog) -> None:
    """Say of every indicator whether it leads: one crime counts once."""
    work.run("leading", leading=sorted(series.leading(catalog, dict(work.rows("years_of_gemeenten")))))


def _take_in(work: Work, data: Path, catalog: Catalog) -> None:
    """Everything that is in files: the small tables, the months of wijken and buurten, and the view `published`."""
    use, own = active(data), own_figures(data)
    manifest = snapshot.read_manifest(use.snapshot)
    files = [*manifest.files, *(snapshot.read_manifest(own).files if own else ())]
    if months := _months(use.snapshot):
        neighbourhood_months.load(work, months)
    work.add("build_info", _build_info(data))
    work.add("dataset", [file.model_dump(mode="json") for file in files])
    records.add_catalog(work, catalog)
    names, points = records.read_names(work, use.snapshot), records.read_points(use.geo / "points.csv")
    records.add_areas(work, catalog, names, points)
    records.add_outlines(work, catalog, use.geo)
    publish(work, use.snapshot, own)


def _build_info(data: Path) -> list[dict[str, str]]:
    info = {
        "schema_version": SCHEMA_VERSION,
        "content_hash": fingerprint.content_hash(data),
        "figures_hash": fingerprint.figures_hash(data),
        "compiled": snapshot.read_manifest(active(data).snapshot).compiled.isoformat(),
        "complete": "yes",
    }
    return [{"key": key, "value": value} for key, value in sorted(info.items())]


def _batches(work: Work) -> list[list[str]]:
    """The indicators with figures in the order of the tables, so many at a time that their pairs fit in memory."""
    rows = work.rows("batches", rows=AT_ONCE)
    return [[indicator for _, indicator in part] for _, part in groupby(rows, key=lambda row: row[0])]


def _files(folder: Path) -> list[str]:
    entries = snapshot.read_manifest(folder).files
    return [str(folder / entry.file) for entry in entries if entry.file not in _NOT_OBSERVED]


def _months(folder: Path) -> Path | None:
    """The file with months of wijken and buurten, when the snapshot has it."""
    there = any(entry.file == NEIGHBOURHOOD_MONTHS for entry in snapshot.read_manifest(folder).files)
    return folder / NEIGHBOURHOOD_MONTHS if there else None
