"""The database that belongs to the files as they are now: built when there is none, rebuilt when they changed.

The file's name carries the content hash, so that building never touches a file that is being read; the new one
comes beside it, and older ones go when nobody holds them.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from ivp.errors import UserError
from ivp.plan import journal
from ivp.store import fingerprint
from ivp.store.progress import Progress, silent
from ivp.store.reader import Store

_PATTERN = "veiligheidsbeeld-*.duckdb"
_KEEP = 2
_building = threading.Lock()


@dataclass(frozen=True)
class Current:
    """An open store, and what is wrong with newer files when it had to be an older one (Dutch lines)."""

    store: Store
    signature: fingerprint.Signature
    problem: str = ""


def _file(cache: Path, content_hash: str) -> Path:
    return cache / _PATTERN.replace("*", content_hash[:16])


def open_current(data: Path, cache: Path, progress: Progress | None = None) -> Current:
    """Open the database of `data`, building it in `cache` when needed.

    A mistake in the files leaves the last good database in use, with the mistake in `problem`; without one the
    `UserError` is raised. A broken or half-written file is replaced; a save of the plan that a crash cut off is
    finished first.
    """
    journal.recover(data)
    seen = fingerprint.signature(data)
    target = _file(cache, fingerprint.content_hash(data))
    try:
        with _building:
            return Current(_open_or_build(data, target, progress), seen)
    except UserError as error:
        store = _last_good(cache)
        if store is None:
            raise
        return Current(store, seen, str(error))


def _open_or_build(data: Path, target: Path, progress: Progress | None) -> Store:
    if target.exists():
        try:
            return Store(target)
        except UserError:
            target.unlink()
    from ivp.store.build import build  # heavy imports (scipy): only when there is something to build

    build(data, target, progress or silent, _newest(target.parent))
    _prune(target)
    return Store(target)


def _newest(cache: Path) -> Path | None:
    return max(cache.glob(_PATTERN), key=lambda file: file.stat().st_mtime, default=None)


def _last_good(cache: Path) -> Store | None:
    for file in sorted(cache.glob(_PATTERN), key=lambda f: f.stat().st_mtime, reverse=True):
        try:
            return Store(file)
        except UserError:
            continue
    return None


def _prune(newest: Path) -> None:
    """Remove all but the newest few databases; one that is still held open (Windows) stays until next time."""
    files = sorted(newest.parent.glob(_PATTERN), key=lambda f: f.stat().st_mtime, reverse=True)
    for file in files[_KEEP:]:
        try:
            file.unlink()
        except OSError:
            continue
