"""The database that belongs to the files as they are now: opened when it is there, else built.

It is built aside, and gets its name only when the files before, the files after and what the file itself says are one
and the same: whatever changes during a build, no database ever has the name of another content.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ivp.errors import UserError
from ivp.plan import journal
from ivp.store import fingerprint, values
from ivp.store.cache import Cache
from ivp.store.connection import BrokenDatabaseError
from ivp.store.progress import Progress, silent
from ivp.store.reader import Store
from ivp.store.trouble import in_dutch

_LOG = logging.getLogger(__name__)
_TRIES = 3
_IN_USE = 10.0  # seconds to wait for another builder while there is something to show


@dataclass(frozen=True)
class Current:
    """An open store, and what is wrong with newer files when it had to be an older one (Dutch lines)."""

    store: Store
    signature: fingerprint.Signature
    problem: str = ""


class Home(Protocol):
    """Where a database comes from: what it is made of now, that database, and the last one that can be read."""

    def signature(self) -> fingerprint.Signature:
        """Something that changes whenever the database would change, cheap to ask for."""

    def newest(self, progress: Progress | None, held: Store | None) -> Current:
        """The database as it should be now; see `newest`."""

    def last_good(self) -> Store | None:
        """The database that was used last and that can still be read."""


@dataclass(frozen=True)
class Files:
    """The home of figures on this machine: the files of `data`, and the databases made of them in `cache`."""

    data: Path
    cache: Path

    def signature(self) -> fingerprint.Signature:
        """Of the files as they are now."""
        return fingerprint.signature(self.data)

    def newest(self, progress: Progress | None, held: Store | None) -> Current:
        """The database of the files as they are now."""
        return newest(self.data, self.cache, progress, held)

    def last_good(self) -> Store | None:
        """The database that this data folder used last and that can still be read."""
        return last_good(self.data, self.cache)


def open_current(data: Path, cache: Path, progress: Progress | None = None) -> Current:
    """The database of `data`, built in `cache` when needed.

    When that cannot be, for whatever reason, the last good one of this data folder with the reason in `problem`;
    without one a `UserError` is raised.
    """
    try:
        return newest(data, cache, progress)
    except UserError as error:
        store = last_good(data, cache)
        if store is None:
            raise
        return Current(store, (), str(error))


def newest(data: Path, cache: Path, progress: Progress | None = None, held: Store | None = None) -> Current:
    """The database of the files as they are now; `UserError` (Dutch) when it cannot be had, whatever the cause.

    `held` is what is open already: it stays when it is of these files, and is made again when it turned out broken.
    A save of the plan that a crash cut off is finished first. That it cannot be finished is no reason to show nothing.
    """
    with in_dutch():
        _finish_saves(data)
        place = Cache(cache, data) if held is None else Cache(cache, data, _IN_USE)
        for _ in range(_TRIES):
            seen = fingerprint.signature(data)
            content_hash = fingerprint.content_hash(data, seen)
            if held is not None and held.whole and held.info["content_hash"] == content_hash:
                return Current(held, seen)
            broken = held.file if held is not None and held.broken else None
            store = _opened(place, content_hash, broken) or _made(data, place, seen, broken, progress or silent)
            if store is not None:
                place.remember(store.file)
                place.tidy()
                return Current(store, seen)
    raise UserError("De bestanden veranderen nog terwijl de database wordt gemaakt; dat gaat straks vanzelf verder.")


def last_good(data: Path, cache: Path) -> Store | None:
    """The database that this data folder used last and that can still be read."""
    for file in Cache(cache, data).last():
        if (store := _readable(file)) is not None:
            return store
    return None


def _finish_saves(data: Path) -> None:
    try:
        journal.recover(data)
    except Exception as error:  # the figures do not hang on it: only saving is blocked, and says so
        _LOG.warning("the journal of the plan cannot be used: %s", error)


def _opened(place: Cache, content_hash: str, broken: Path | None) -> Store | None:
    """The database with this content, when it is there and can be read; not the one that is known to be `broken`."""
    for file in place.files(content_hash):
        if file != broken and (store := _with_content(file, content_hash)):
            return store
    return None


def _with_content(file: Path, content_hash: str) -> Store | None:
    store = _readable(file)
    if store is None or store.info.get("content_hash") == content_hash:
        return store
    store.close()
    return None


def _readable(file: Path) -> Store | None:
    try:
        store = Store(file)
        store.probe()
        return store
    except BrokenDatabaseError as error:
        _LOG.warning("%s", error)
        return None


def _made(
    data: Path, place: Cache, seen: fingerprint.Signature, broken: Path | None, progress: Progress
) -> Store | None:
    """Build the database of the files as `seen`; None, and nothing left behind, when they changed meanwhile."""
    from ivp.store.build import build  # heavy imports (scipy): only when there is something to build

    content_hash = fingerprint.content_hash(data, seen)
    with place.writing():
        made_meanwhile = _opened(place, content_hash, broken)  # by another process, while we waited
        if made_meanwhile is not None:
            return made_meanwhile
        target = place.new_file(content_hash)
        aside = target.with_name(f"{target.name}.new")
        values.refuse_impossible(data)
        base = next((file for file in place.last() if file != broken), None)
        build(data, aside, progress, base)
        if _content_of(aside) != content_hash or fingerprint.signature(data) != seen:
            return None
        aside.replace(target)
        store = Store(target)
        place.remember(target)
        place.prune(broken)
        return store


def _content_of(file: Path) -> str | None:
    """The hash that a database says it was made of, after reading it from end to end."""
    store = Store(file)
    try:
        store.probe()
        return store.info.get("content_hash")
    finally:
        store.close()
