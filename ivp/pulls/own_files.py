"""The folder `data/eigen`: imported figures in the layout of a snapshot, with where each file's figures came from."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from ivp import snapshot
from ivp.errors import UserError
from ivp.snapshot import OBSERVATION_SCHEMA, SnapshotTable

FOLDER = "eigen"
KEYS = ["table", "code", "measure", "area", "period"]
_HELD = ["value", "margin", "state"]
_NOTE = "Met de hand ingelezen. Verversen laat deze map met rust. Weghalen: python -m ivp import --remove NAAM"
_BY_HAND = "met de hand ingelezen: "
_BETWEEN = " | "
_MOST_ORIGINS = 20


@dataclass(frozen=True)
class Own:
    """The figures under one name: the table they belong to, its title and licence, the files, the observations."""

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
    return OBSERVATION_SCHEMA.empty_table().to_pandas()


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
        Path(entry.file).stem: Own(
            entry.source,
            entry.title,
            entry.licence,
            tuple(entry.origin.removeprefix(_BY_HAND).split(_BETWEEN)),
            snapshot.read_table(folder, entry.file),
        )
        for entry in snapshot.read_manifest(folder).files
    }


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
            note="",
            frame=own.frame,
        )
        for name, own in kept.items()
    ]
    snapshot.write(folder, items, today, _NOTE)


def compare(before: pd.DataFrame, after: pd.DataFrame) -> tuple[int, pd.DataFrame, int]:
    """How many rows of `after` are new, which changed (`value_before` beside `value`), how many are the same."""
    both = after.merge(before[[*KEYS, *_HELD]], on=KEYS, how="left", suffixes=("", "_before"), indicator=True)
    known = both[both["_merge"] == "both"]
    equal = known["state"] == known["state_before"]
    for column in ("value", "margin"):
        one, other = known[column].astype(float), known[f"{column}_before"].astype(float)
        equal &= (one == other) | (one.isna() & other.isna())
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
