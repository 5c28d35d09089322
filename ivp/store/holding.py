"""Who has a database open: a shared lock for as long as it is read, so that nobody takes it away meanwhile.

The lock lies on the file itself and is the system's own (`flock`), not a file with a process number: it ends when the
process does, however it ends, and means the same in every container that shares the folder. Windows has no such lock
and needs none: it does not remove a file that somebody has open.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


class Hold:
    """A database file that is kept from being removed, until `release`."""

    def __init__(self, file: Path) -> None:
        self._handle: int | None = None
        if fcntl is not None:
            self._handle = os.open(file, os.O_RDONLY)
            with suppress(OSError):  # a file system without locks
                fcntl.flock(self._handle, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def release(self) -> None:
        """Let go; more than once does no harm."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    __del__ = release


def remove_unused(file: Path) -> bool:
    """Remove a database unless somebody has it open; returns whether it is gone."""
    hold = None
    try:
        if fcntl is not None:
            hold = os.open(file, os.O_RDONLY)
            fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
        file.unlink()
    except OSError:
        return False
    finally:
        if hold is not None:
            os.close(hold)
    return True
