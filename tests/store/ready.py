"""The database of the project's own figures, made once for all tests that start with them."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from ivp import paths
from ivp.store.current import open_current


@cache
def _database() -> Path:
    current = open_current(paths.ROOT / "data", paths.ROOT / ".cache")
    current.store.close()
    return current.store.file


def put_database(folder: Path) -> None:
    """Put it in the cache `folder` of a copy of the data, which then need not be built before it is changed."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(_database(), folder)
