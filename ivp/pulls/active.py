"""Which figures are in use: the embedded ones, or the pull that `data/pulls/current` names.

A pull is a folder with `snapshot/` and `geo/`. It is made aside, gets its name by one rename, and comes into use by
one other; a process that dies in between leaves what was in use. The last three stay, to go back to.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ivp.errors import UserError, why
from ivp.locking import locked
from ivp.snapshot import MANIFEST, verify

KEEP = 3
PULLS = "pulls"
EMBEDDED = "meegeleverd"
CURRENT = "current"
STAMP_FORMAT = "%Y-%m-%dT%H%M%S"
"""How the moment of a pull is its name."""
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d{6}")
_NEW = ".new-"


@dataclass(frozen=True)
class Active:
    """The folders in use; `stamp` is '' for the embedded figures."""

    snapshot: Path
    geo: Path
    stamp: str


def folder(data: Path) -> Path:
    """Where the pulls are kept."""
    return data / PULLS


def active(data: Path) -> Active:
    """The figures in use. Raises `UserError` when the pull that should be used is not there (whole)."""
    stamp = _read(data)
    if not stamp:
        return Active(data / "snapshot", data / "geo", "")
    place = folder(data) / stamp
    if not _STAMP.fullmatch(stamp) or not (place / "snapshot" / MANIFEST).is_file():
        raise UserError(
            f"De cijfers van ‘{stamp[:40]}’ die in gebruik zijn, staan er niet (meer). Ga terug met: "
            "python -m ivp rollback"
        )
    return Active(place / "snapshot", place / "geo", stamp)


def place(data: Path, stamp: str) -> Active:
    """The folders of one pull that is kept, or of the embedded figures; `UserError` for a stamp that is not there."""
    if stamp == EMBEDDED:
        return Active(data / "snapshot", data / "geo", "")
    if stamp not in history(data):
        known = ", ".join([*history(data), EMBEDDED])
        raise UserError(f"‘{stamp}’ is geen verversing die bewaard is; kies uit {known}.")
    return Active(folder(data) / stamp / "snapshot", folder(data) / stamp / "geo", stamp)


def history(data: Path) -> list[str]:
    """Stamps of the pulls that are kept, newest first."""
    if not folder(data).is_dir():
        return []
    return sorted((p.name for p in folder(data).iterdir() if _STAMP.fullmatch(p.name) and p.is_dir()), reverse=True)


@contextmanager
def lock(data: Path) -> Iterator[None]:
    """One refresh or rollback at a time; what killed ones left behind is cleared. `UserError` when taken."""
    place = folder(data)
    with locked(place / ".lock", 0, "Er loopt al een verversing. Wacht tot die klaar is en probeer het dan opnieuw."):
        for left in place.glob(f"{_NEW}*"):
            shutil.rmtree(left, ignore_errors=True)
        for left in place.glob(f".{CURRENT}.*"):
            left.unlink(missing_ok=True)
        yield


def new_folder(data: Path) -> Path:
    """An empty folder to make a pull in."""
    place = folder(data) / f"{_NEW}{os.getpid()}"
    shutil.rmtree(place, ignore_errors=True)
    try:
        place.mkdir(parents=True)
    except OSError as error:
        raise UserError(f"Er kan geen map worden gemaakt ({why(error)}).") from error
    return place


def finish(aside: Path, stamp: str) -> None:
    """Give a pull that is whole its name; everything in it is on disk before."""
    try:
        for file in aside.rglob("*"):
            _sync(file)
        _sync(aside)
        aside.rename(aside.with_name(stamp))
        _sync(aside.parent)
    except OSError as error:
        raise UserError(
            f"De nieuwe cijfers kunnen niet worden bewaard ({why(error)}); de oude staan er nog. "
            "Maak ruimte en ververs opnieuw."
        ) from error


def install(data: Path, stamp: str) -> None:
    """Take a pull into use ('' for the embedded figures), and let go of all but the last few."""
    place = folder(data)
    try:
        if stamp:
            aside = place / f".{CURRENT}.{os.getpid()}"
            aside.write_text(f"{stamp}\n", encoding="utf-8")
            _sync(aside)
            aside.replace(place / CURRENT)
        else:
            (place / CURRENT).unlink(missing_ok=True)
        _sync(place)
    except OSError as error:
        raise UserError(f"De cijfers kunnen niet in gebruik worden genomen ({why(error)}).") from error
    for old in [other for other in history(data) if other != stamp][KEEP - bool(stamp) :]:
        gone = place / f"{_NEW}{old}"  # so that a pull that is half away is not one to go back to
        with suppress(OSError):
            (place / old).rename(gone)
        shutil.rmtree(gone, ignore_errors=True)


def take_up(data: Path, stamp: str) -> Active:
    """Take a pull that is kept (or the embedded figures) into use; `UserError` when it is not there, or not whole."""
    with lock(data):
        wanted = place(data, stamp)
        verify(wanted.snapshot)
        verify(wanted.geo)
        install(data, wanted.stamp)
        return wanted


def rollback(data: Path) -> Active:
    """Back to the pull before the one in use, else to the embedded figures. `UserError` when there is no way back."""
    with lock(data):
        try:
            stamp = _read(data)
        except UserError:
            stamp = "?"
        if not stamp:
            kept = history(data)
            again = f" Neem de laatste verversing weer in gebruik met: python -m ivp rollback {kept[0]}" if kept else ""
            raise UserError(f"De meegeleverde cijfers zijn in gebruik; er is niets om naar terug te gaan.{again}")
        known = _STAMP.fullmatch(stamp)  # else there is no knowing what came before: the newest
        older = [other for other in history(data) if not known or other < stamp]
        install(data, older[0] if older else "")
        return active(data)


def _read(data: Path) -> str:
    try:
        return (folder(data) / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{CURRENT} in de map pulls is niet te lezen; ga terug met: python -m ivp rollback") from error


def _sync(place: Path) -> None:
    """Force a file or folder to disk; Windows cannot do that for a folder, and need not."""
    if place.is_dir() and os.name == "nt":
        return
    handle = os.open(place, os.O_RDONLY if place.is_dir() else os.O_RDWR)  # Windows syncs only what may be written
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
