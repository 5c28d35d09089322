"""DuckDB's extensions from the package index: wheels that carry the file, in place of a download at run time."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import duckdb

from ivp.errors import UserError

_PACKAGES = {
    "ducklake": "ducklake",
    "postgres_scanner": "postgres",
    "sqlite_scanner": "sqlite",
    "httpfs": "httpfs",
}
"""The wheels by what DuckDB calls the extension itself: it wants its file under that name."""
_MISSING = (
    "Voor gedeelde cijfers (IVP_LAKE) ontbreekt een uitbreiding van DuckDB {version}: {name}. Installeer die met: "
    "pip install -r deploy/lake.txt"
)


def load(connection: duckdb.DuckDBPyConnection, names: tuple[str, ...]) -> None:
    """Load these extensions; `UserError` when one is not installed for this DuckDB."""
    for name in names:
        connection.load_extension(str(_file(name)))


@cache
def _file(name: str) -> Path:
    package = f"duckdb_extension_{_PACKAGES[name]}"
    version = duckdb.__version__
    found = find_spec(package)
    places = found.submodule_search_locations if found is not None else None
    for place in places or ():
        file = Path(place) / "extensions" / f"v{version}" / f"{_PACKAGES[name]}.duckdb_extension"
        if file.is_file():
            return file if file.stem == name else _renamed(file, name)
    raise UserError(_MISSING.format(version=version, name=package.replace("_", "-")))


@cache
def own_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that goes when the process ends."""
    return tempfile.TemporaryDirectory(prefix="veiligheidsbeeld-")


def _renamed(file: Path, name: str) -> Path:
    target = Path(own_folder().name) / f"{name}.duckdb_extension"
    try:
        target.symlink_to(file)
    except FileExistsError:  # another thread was first
        pass
    except OSError:  # Windows lets nobody make one without asking
        shutil.copyfile(file, target)
    return target
