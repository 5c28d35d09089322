"""The folder with built databases: their names, which ones a data folder used last, and what may go.

A name carries the content hash, and a part by chance: no file ever comes in the place of one that somebody has open.
What was used last stands in a small file per data folder, because the time of a file says nothing: it changes with a
copy or a restored backup, and databases of other data folders lie here too.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ivp.errors import UserError
from ivp.locking import locked
from ivp.store.holding import remove_unused

_NAME = "veiligheidsbeeld-*.duckdb"
_LEFT_OVER = (f"{_NAME}.*", ".*.last.*")
_LAST = ".{}.last"
_LOCK = ".lock"
_SHOWN = 16  # characters of the hash
_KEEP = 2
_PATIENCE = 300.0  # seconds: another process may be making a large database
_BUSY = "Een ander proces maakt de database nu; probeer het zo nog eens."


class Cache:
    """The databases in `folder`, for the data folder `data`. A folder that cannot be written can still be read.

    `patience`: seconds to wait for another process that builds.
    """

    def __init__(self, folder: Path, data: Path, patience: float = _PATIENCE) -> None:
        self.folder = folder
        self._patience = patience
        place = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:16]
        self._last = folder / _LAST.format(place)

    def files(self, content_hash: str) -> list[Path]:
        """The databases that say by their name that they have this content, those used last first."""
        there = sorted(self.folder.glob(_NAME.replace("*", f"{content_hash[:_SHOWN]}-*")))
        last = [file for file in self.last() if file in there]
        return [*last, *(file for file in there if file not in last)]

    def new_file(self, content_hash: str) -> Path:
        """A name that no database has or had."""
        return self.folder / _NAME.replace("*", f"{content_hash[:_SHOWN]}-{secrets.token_hex(3)}")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One builder at a time over all processes; what killed ones and this one leave behind is cleared.

        Raises `UserError` when another one stays busy, or when the folder cannot be written.
        """
        with locked(self.folder / _LOCK, self._patience, _BUSY):
            self._clear()
            try:
                yield
            finally:
                self._clear()

    def last(self) -> list[Path]:
        """The databases that this data folder used last, newest first; they may be gone or broken."""
        try:
            names = self._last.read_text(encoding="utf-8").split()
        except (OSError, UnicodeDecodeError):
            return []
        return [self.folder / Path(name).name for name in names]

    def remember(self, file: Path) -> None:
        """Note that this database is the one in use now; not being able to is no reason to stop."""
        names = [file.name, *(old.name for old in self.last() if old.name != file.name)][:_KEEP]
        if [old.name for old in self.last()] == names:
            return
        aside = self._last.with_name(f"{self._last.name}.{os.getpid()}")
        with suppress(OSError):
            aside.write_text("\n".join(names) + "\n", encoding="utf-8")
            aside.replace(self._last)

    def tidy(self) -> None:
        """Clear what killed builders left behind, when nobody builds now and the folder can be written."""
        with suppress(UserError), locked(self.folder / _LOCK, 0, _BUSY):
            self._clear()

    def prune(self, broken: Path | None = None) -> None:
        """Remove databases that no data folder used last and that nobody has open; and one that is `broken`, even so.

        Only while `writing`. Who has a file open keeps what is in it (on Windows the file stays).
        """
        if broken is not None:
            with suppress(OSError):
                broken.unlink()
        kept = {name for note in self.folder.glob(_LAST.format("*")) for name in _words(note)}
        for file in self.folder.glob(_NAME):
            if file.name not in kept:
                remove_unused(file)

    def _clear(self) -> None:
        """Whoever made these is gone: there is one builder at a time, and it is us."""
        for pattern in _LEFT_OVER:
            for left in self.folder.glob(pattern):
                with suppress(OSError):
                    shutil.rmtree(left) if left.is_dir() else left.unlink()


def _words(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        return []
