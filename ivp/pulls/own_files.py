"""The folder `data/eigen`: imported figures in the layout of a snapshot, with where each file's figures came from."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from ivp import snapshot
from ivp.errors import UserError
from ivp.snapshot import OWN_SCHEMA, SnapshotTable
from ivp.sources.templates import OWN_SOURCE, UNNAMED

FOLDER = "eigen"
PREFIX = "EIGEN-"
"""Every file has it, so that none has the name of a file of the snapshot: the database tells files apart by name."""
MONITOR_FILE, REGISTRATION_FILE = f"{PREFIX}MONITOR", f"{PREFIX}REGISTRATIE"
KEYS = ["table", "code", "measure", "area", "period"]
Prove = Callable[[], object]
"""Makes the database of the files as they are now, and raises when that cannot be done."""
_NUMBERS, _TEXTS = ["value", "margin", "n"], ["state", "owner"]
_NOTE = "Met de hand ingelezen. Verversen laat deze map met rust. Weghalen: python -m ivp import --remove NAAM"
_BY_HAND = "met de hand ingelezen: "
_BETWEEN = " | "
_MOST_ORIGINS = 20


@dataclass(frozen=True)
class Own:
    """The figures under one name: title and licence of every table in it, the files, the observations.

    `frame` has the columns of `OWN_SCHEMA`; its owners are empty for figures of the publisher of the table.
    """

    tables: Mapping[str, tuple[str, str]]
    origins: tuple[str, ...]
    frame: pd.DataFrame

    @property
    def title(self) -> str:
        """The titles of its tables."""
        return "; ".join(dict.fromkeys(title for title, _ in self.tables.values()))

    def without(self, keys: pd.MultiIndex) -> Own:
        """The same without the observations of these keys."""
        return replace(self, frame=self.frame[~pd.MultiIndex.from_frame(self.frame[KEYS]).isin(keys)])


def nothing() -> pd.DataFrame:
    """No observations."""
    return OWN_SCHEMA.empty_table().to_pandas()


def load(data: Path) -> dict[str, Own]:
    """What was imported so far, by name; empty without the folder. Raises `UserError` when it is damaged."""
    folder = data / FOLDER
    previous = folder.with_name(f".{FOLDER}.previous")
    if not folder.exists() and previous.exists():  # a save was cut off between two renames
        previous.rename(folder)
    if not folder.exists():
        return {}
    snapshot.verify(folder)
    kept: dict[str, Own] = {}
    for entry in snapshot.read_manifest(folder).files:
        name = PREFIX + entry.file.partition(".")[0].removeprefix(PREFIX)
        frame = _as_now(snapshot.read_table(folder, entry.file), name)
        tables = {str(table): (entry.title, entry.licence) for table in frame["table"].unique()}
        origins = tuple(entry.origin.removeprefix(_BY_HAND).split(_BETWEEN))
        before = kept.get(name)
        if before is not None:
            tables, frame = {**before.tables, **tables}, pd.concat([before.frame, frame], ignore_index=True)
        kept[name] = Own(tables, origins, frame)
    return kept


def _as_now(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """The frame, of a file that did not say yet whose figures they are as well."""
    if "owner" in frame:
        return frame
    if name == MONITOR_FILE:
        frame = frame.assign(table=f"{OWN_SOURCE}-" + frame["table"])
    owner = UNNAMED if name in (MONITOR_FILE, REGISTRATION_FILE) else None
    return frame.assign(n=float("nan"), owner=owner)


def write(data: Path, kept: dict[str, Own], today: date) -> None:
    """Put these figures in the place of what the folder has; without any the folder goes away."""
    folder = data / FOLDER
    if not kept:
        _drop(folder)
        return
    items = [item for name, own in kept.items() for item in _items(name, own)]
    snapshot.write(folder, items, today, _NOTE)


def _items(name: str, own: Own) -> Iterator[SnapshotTable]:
    """A file for every table, so that each has its own line among the sources."""
    for table, frame in own.frame.groupby("table", sort=True):
        title, licence = own.tables[str(table)]
        yield SnapshotTable(
            file=f"{name}.parquet" if len(own.tables) == 1 else f"{name}.{table}.parquet",
            source=str(table),
            title=title,
            periods=_periods(frame),
            origin=_BY_HAND + _BETWEEN.join(own.origins[-_MOST_ORIGINS:]),
            licence=licence,
            note=_whose(frame),
            frame=frame,
        )


def _whose(frame: pd.DataFrame) -> str:
    owners = sorted({owner for owner in frame["owner"] if isinstance(owner, str)})
    return f"Cijfers van: {', '.join(owners)}." if owners else ""


@contextmanager
def proven(data: Path, prove: Prove | None) -> Iterator[None]:
    """What is written to the folder meanwhile stays only when `prove` accepts it; else the folder is as it was.

    For who holds the lock. Raises `UserError` with what `prove` found.
    """
    folder = data / FOLDER
    before = folder.with_name(f".{FOLDER}.before")
    shutil.rmtree(before, ignore_errors=True)
    try:
        if folder.exists():
            shutil.copytree(folder, before)
        yield
        if prove is not None:
            _put_to_proof(prove, folder, before)
    except OSError as error:
        raise UserError(f"De map {FOLDER} is niet te schrijven; maak ruimte of geef schrijfrechten.") from error
    finally:
        shutil.rmtree(before, ignore_errors=True)


def _put_to_proof(prove: Prove, folder: Path, before: Path) -> None:
    try:
        prove()
    except BaseException as error:
        _drop(folder)
        if before.exists():
            before.rename(folder)
        if not isinstance(error, Exception):
            raise
        why = f" {error}" if isinstance(error, UserError) else ""
        raise UserError(f"Met deze cijfers is het dashboard niet te maken; de vorige staan er weer.{why}") from error


def compare(before: pd.DataFrame, after: pd.DataFrame) -> tuple[int, pd.DataFrame, int]:
    """How many rows of `after` are new, which changed (`value_before` beside `value`), how many are the same."""
    held = before[[*KEYS, *_NUMBERS, *_TEXTS]]
    both = after.merge(held, on=KEYS, how="left", suffixes=("", "_before"), indicator=True)
    known = both[both["_merge"] == "both"]
    equal = pd.Series(True, index=known.index)
    for column in _NUMBERS:
        one, other = known[column].astype(float), known[f"{column}_before"].astype(float)
        equal &= (one == other) | (one.isna() & other.isna())
    for column in _TEXTS:
        equal &= known[column].fillna("") == known[f"{column}_before"].fillna("")
    return len(both) - len(known), known[~equal], int(equal.sum())


def _periods(frame: pd.DataFrame) -> str:
    years = frame["period"].str[:4]
    return str(years.min()) if years.min() == years.max() else f"{years.min()}-{years.max()}"


def _drop(folder: Path) -> None:
    """Take the folder away in one step."""
    aside = folder.with_name(f".{folder.name}.{os.getpid()}.gone")
    try:
        if folder.exists():
            folder.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise UserError(f"De map {FOLDER} is niet weg te halen; controleer de rechten.") from error
