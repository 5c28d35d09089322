"""One at a time, over all processes: a lock file, and a Dutch message for who comes second."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ivp.errors import UserError


@contextmanager
def locked(file: Path, patience: float, busy: str) -> Iterator[None]:
    """Hold the lock `file`; `UserError` with `busy` when it is not free within `patience` seconds, or not writable."""
    lock = FileLock(str(file), timeout=patience, preserve_lock_file=True)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise UserError(busy) from error
    except OSError as error:
        raise UserError(f"In de map {file.parent.name} kan niet worden geschreven; controleer de rechten.") from error
    try:
        yield
    finally:
        lock.release()
