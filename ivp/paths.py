"""Where things are: the project folder, its data, and the place of the built database."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def data_dir() -> Path:
    """The folder with catalog, plan, geo and snapshot; `IVP_DATA` overrides it (tests, another district)."""
    return Path(os.environ.get("IVP_DATA", ROOT / "data"))


def cache_dir() -> Path:
    """A writable folder for the built database; `IVP_CACHE` overrides it.

    Falls back to the system's temporary folder when the project folder is read-only.
    """
    wanted = Path(os.environ.get("IVP_CACHE", ROOT / ".cache"))
    try:
        wanted.mkdir(parents=True, exist_ok=True)
    except OSError:
        wanted = Path(tempfile.gettempdir()) / "veiligheidsbeeld"
        wanted.mkdir(parents=True, exist_ok=True)
    return wanted
