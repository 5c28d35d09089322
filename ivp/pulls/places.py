"""The outlines of a new pull: fetched when they are asked for otherwise than before, else those in use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ivp import snapshot
from ivp.snapshot import Item, KeptFile, SnapshotDocument

_NOTE = "Grenzen en punten voor de kaart."


def write(folder: Path, old: Path, new: Sequence[SnapshotDocument], today: date) -> None:
    """The folder with outlines: the new documents, and of the old ones what they do not replace."""
    names = {item.file for item in new}
    kept: list[Item] = [KeptFile(e, old / e.file) for e in snapshot.read_manifest(old).files if e.file not in names]
    snapshot.write(folder, [*kept, *new], today, _NOTE)
