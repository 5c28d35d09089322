"""Where things are: the project folder, its data, and the place of the built database."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from ivp.errors import UserError

_OWN = 0o700
ROOT = Path(__file__).resolve().parent.parent


def data_dir() -> Path:
    """The folder with catalog, plan, geo and snapshot; `IVP_DATA` overrides it (tests, another district)."""
    return Path(os.environ.get("IVP_DATA", ROOT / "data"))


def cache_dir() -> Path:
    """A writable folder for the built database; `IVP_CACHE` overrides it.

    Falls back to a folder of this user in the system's temporary folder when that one cannot be written, or when
    everybody on this computer can write in it. Raises `UserError` when somebody else made the fallback first.
    """
    wanted = Path(os.environ.get("IVP_CACHE", ROOT / ".cache"))
    try:
        wanted.mkdir(mode=_OWN, parents=True, exist_ok=True)
        if wanted.stat().st_mode & stat.S_IWOTH and os.name == "posix":
            return _private(wanted)
        if os.access(wanted, os.W_OK):
            return wanted
    except OSError:
        pass
    try:
        return _private(Path(tempfile.gettempdir()))
    except OSError:  # nothing can be written anywhere: what was built before can still be read
        return wanted


def _private(shared: Path) -> Path:
    """A folder that only this user can read and write, in a folder where others write too.

    Its name can be guessed, so who made it matters: a database that somebody else put there would be shown as ours.
    """
    folder = shared / f"veiligheidsbeeld-{_user()}"
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=_OWN)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or (os.name == "posix" and found.st_uid != os.geteuid()):
        raise UserError(
            f"De map {folder.name} voor de database is van iemand anders; haal haar weg, of zet IVP_CACHE op een map "
            "van uzelf."
        )
    if os.name == "posix" and stat.S_IMODE(found.st_mode) != _OWN:
        folder.chmod(_OWN)
    return folder


def _user() -> str:
    return str(os.geteuid()) if os.name == "posix" else "cijfers"
