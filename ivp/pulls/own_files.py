"""The folder `data/eigen`: imported figures in the layout of a snapshot, with where each file's figures came from."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from ivp import snapshot
from ivp.errors import UserError
from ivp.snapshot import OWN_SCHEMA, SnapshotTable
from ivp.sources.templates import UNNAMED

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
    """The figures under one name: the table they belong to, its title and licence, the files, the observations.

    `frame` has the columns of `OWN_SCHEMA`; its owners are empty for figures of the publisher of the table.
    """

    table: str
    title: str
    licence: str
    origins: tuple[str, ...]
    frame: pd.DataFrame

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
    return {
        name: Own(
            entry.source,
            entry.title,
            entry.licence,
            tuple(entry.origin.removeprefix(_BY_HAND).split(_BETWEEN)),
            _with_owners(snapshot.read_table(folder, entry.file), name),
        )
        for entry in snapshot.read_manifest(folder).files
        if (name := PREFIX + Path(entry.file).stem.removeprefix(PREFIX))
    }


def _with_owners(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """The frame with the columns that files of before they existed lack."""
    if "owner" in frame:
        return frame
    owner = UNNAMED if name in (MONITOR_FILE, REGISTRATION_FILE) else None
    return frame.assign(n=float("nan"), owner=owner)


def write(data: Path, kept: dict[str, Own], today: date) -> None:
    """Put these figures in the place of what the folder has; without any the folder goes away."""
    folder = data / FOLDER
    if not kept:
        _drop(folder)
        return
    items = [
        SnapshotTable(
            file=f"{name}.parquet",
            source=own.table,
            title=own.title,
            periods=_periods(own.frame),
            origin=_BY_HAND + _BETWEEN.join(own.origins[-_MOST_ORIGINS:]),
            licence=own.licence,
            note=_whose(own.frame),
            frame=own.frame,
        )
        for name, own in kept.items()
    ]
    snapshot.write(folder, items, today, _NOTE)


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
